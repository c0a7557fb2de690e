// The files of the site. A page names each with its version, so that a page that was kept
// under one version keeps its own scripts while the site goes on to the next.

import { PAGES } from "../ahead/laid";
import { patient } from "./pages";

const SHELL = "backstride-shell-";
const VERSION = /[?&]v=([0-9a-f]+)/g;

export function shellOf(version: string): string {
  return SHELL + version;
}

/** A file of the version that was asked for; else of any, before there is none at all. */
export async function file(request: Request): Promise<Response> {
  const own = await caches.match(request);
  if (own && new URL(request.url).searchParams.has("v")) return own;
  const other = own ?? (await caches.match(request, { ignoreSearch: true }));
  const answer = await patient(fetch(request), other !== undefined);
  return answer?.ok || !other ? (answer ?? Response.error()) : other;
}

/** Throws the files of earlier versions away, but for those that a kept page still names. */
export async function tidy(current: string): Promise<void> {
  const named = new Set<string>();
  const pages = await caches.open(PAGES);
  for (const request of await pages.keys()) {
    if (!new URL(request.url).pathname.startsWith("/walk/")) continue;
    const text = await (await pages.match(request))?.text();
    for (const [, version] of text?.matchAll(VERSION) ?? []) named.add(version ?? "");
  }
  for (const name of await caches.keys()) {
    if (!name.startsWith(SHELL) || name === shellOf(current)) continue;
    if (!named.has(name.slice(SHELL.length))) await caches.delete(name);
  }
}
