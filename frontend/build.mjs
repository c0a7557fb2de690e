// Builds the browser side into the Python package.
//
//   src/*.ts      each file becomes one script; what it imports lies in folders below
//   styles/*.css  each file becomes one style sheet, with what it imports
//
// HTMX and the two fonts are copied beside them, with their licences. Nothing here is
// loaded from anywhere else at run time. Beside each text lies the same packed, which the
// server sends to browsers that take it.

import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const built = join(root, "src/backstride/site/static/backstride/built");
const fresh = `${built}.fresh`;
const watching = process.argv.includes("--watch");

// Latin covers the languages of western Europe, Latin extended those of its east.
const subsets = ["latin-ext", "latin"];
const fonts = [
  { name: "brygada-1918", family: "Brygada 1918", weights: "400 700", styles: ["normal"] },
  {
    name: "atkinson-hyperlegible-next",
    family: "Atkinson Hyperlegible Next",
    weights: "200 800",
    styles: ["normal", "italic"],
  },
];

async function sources(folder, ending) {
  const names = await readdir(join(here, folder)).catch(() => []);
  return names
    .filter((name) => name.endsWith(ending) && !name.endsWith(`.test${ending}`))
    .map((name) => ({ in: join(here, folder, name), out: name.slice(0, -ending.length) }));
}

function settings(entryPoints, outdir) {
  return {
    entryPoints,
    outdir,
    bundle: true,
    format: "esm",
    target: "es2021",
    minify: !watching,
    sourcemap: watching ? "inline" : false,
    // Addresses in style sheets are those of files beside them, kept as written.
    external: ["*.woff2", "*.svg", "*.png"],
    logLevel: "warning",
  };
}

function installed(...parts) {
  return join(root, "node_modules", ...parts);
}

async function copyFonts(into) {
  const rules = [];
  await mkdir(join(into, "fonts"), { recursive: true });
  for (const font of fonts) {
    const home = installed("@fontsource-variable", font.name);
    const ranges = JSON.parse(await readFile(join(home, "unicode.json"), "utf8"));
    for (const style of font.styles) {
      for (const subset of subsets) {
        const file = `${font.name}-${subset}-wght-${style}.woff2`;
        await cp(join(home, "files", file), join(into, "fonts", file));
        rules.push(
          `@font-face{font-family:"${font.family}";font-style:${style};` +
            `font-weight:${font.weights};font-display:swap;` +
            `src:url("fonts/${file}") format("woff2");unicode-range:${ranges[subset]}}`,
        );
      }
    }
  }
  await writeFile(join(into, "fonts.css"), `${rules.join("\n")}\n`);
}

async function copyLicences(into) {
  const packages = ["htmx.org", ...fonts.map((font) => `@fontsource-variable/${font.name}`)];
  const texts = packages.map(async (name) => {
    const text = await readFile(installed(name, "LICENSE"), "utf8");
    return `${name}\n${"=".repeat(name.length)}\n\n${text.trim()}\n`;
  });
  await writeFile(join(into, "LICENCES.txt"), (await Promise.all(texts)).join("\n\n"));
}

async function copyOthersWork(into) {
  await mkdir(into, { recursive: true });
  await cp(installed("htmx.org/dist/htmx.min.js"), join(into, "htmx.min.js"));
  await copyFonts(into);
  await copyLicences(into);
}

// The same bytes from the same text, on every machine: neither format holds a time here.
async function pack(folder) {
  for (const name of await readdir(folder)) {
    if (!/\.(js|css)$/.test(name)) continue;
    const text = await readFile(join(folder, name));
    await writeFile(join(folder, `${name}.gz`), gzipSync(text, { level: 9 }));
    await writeFile(join(folder, `${name}.br`), brotliCompressSync(text));
  }
}

// What is packed would be served instead of what was just written.
async function unpack(folder) {
  for (const name of await readdir(folder).catch(() => [])) {
    if (/\.(gz|br)$/.test(name)) await rm(join(folder, name));
  }
}

const entries = [...(await sources("src", ".ts")), ...(await sources("styles", ".css"))];

if (watching) {
  await unpack(built);
  await copyOthersWork(built);
  const context = await esbuild.context({ ...settings(entries, built), logLevel: "info" });
  await context.watch();
} else {
  // Built aside and then put in place, so that a build that stops half-way changes nothing.
  await rm(fresh, { recursive: true, force: true });
  await copyOthersWork(fresh);
  await esbuild.build(settings(entries, fresh));
  await pack(fresh);
  await rm(built, { recursive: true, force: true });
  await rename(fresh, built);
}
