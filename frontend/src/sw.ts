// The service worker: what a walk needs is there without a connection.
//
// The network always comes first, so a page and its scripts are of one version while there is
// a connection, and what was kept together is used together while there is none. A new version
// waits until the pages of the old one are closed; a walk under way never changes under foot.

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Waiting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface Telling extends Waiting {
  readonly data: unknown;
}

interface Worker {
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
  addEventListener(type: "install" | "activate", act: (event: Waiting) => void): void;
  addEventListener(type: "fetch", act: (event: Fetching) => void): void;
  addEventListener(type: "message", act: (event: Telling) => void): void;
}

/** Put before this file by the server: the version of what it serves, and its files. */
declare const BACKSTRIDE: { readonly version: string; readonly files: readonly string[] };

const worker = self as unknown as Worker;
const SHELL = `backstride-shell-${BACKSTRIDE.version}`;
const PAGES = "backstride-pages";
const OFFLINE = "/offline/";
const SIGN_OUT = "/sign-out/";
const STATIC = "/static/";
const PATIENCE_MS = 4000;

/** Pages that are kept as they were last seen. */
const KEPT = [
  /^\/$/,
  /^\/morning\/$/,
  /^\/help\/(stretches\/)?$/,
  /^\/walk\/[0-9a-f-]{36}\/((after|complaining|stop)\/)?$/,
];

worker.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(SHELL).then((cache) => cache.addAll([OFFLINE, ...BACKSTRIDE.files])),
  );
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith("backstride-shell-") && name !== SHELL) await caches.delete(name);
      }
      await worker.clients.claim();
    })(),
  );
});

worker.addEventListener("message", (event) => {
  const asked = event.data as { readonly keep?: readonly string[]; readonly forget?: boolean };
  if (asked.forget) event.waitUntil(caches.delete(PAGES));
  for (const path of asked.keep ?? []) {
    if (isKept(path)) event.waitUntil(look(path));
  }
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== worker.location.origin) return;
  // What was kept for one person is not left to the next.
  if (url.pathname === SIGN_OUT) event.waitUntil(caches.delete(PAGES));
  if (request.method !== "GET") return;
  if (url.pathname.startsWith(STATIC)) event.respondWith(file(request));
  else if (request.mode === "navigate") event.respondWith(page(request, url));
});

async function file(request: Request): Promise<Response> {
  const kept = await caches.match(request, { cacheName: SHELL });
  const answer = await patient(fetch(request), kept !== undefined);
  return answer?.ok || !kept ? (answer ?? Response.error()) : kept;
}

async function page(request: Request, url: URL): Promise<Response> {
  const kept = isKept(url.pathname)
    ? await caches.match(url.pathname, { cacheName: PAGES })
    : undefined;
  const answer = await patient(fetch(request), kept !== undefined);
  if (answer) {
    if (isKept(url.pathname)) await keep(url.pathname, answer);
    return answer;
  }
  const found = kept ?? (await caches.match(OFFLINE, { cacheName: SHELL }));
  return found ? marked(found) : Response.error();
}

/** The network's answer; nothing where there is none, or none in time and something is kept. */
async function patient(
  asked: Promise<Response>,
  somethingKept: boolean,
): Promise<Response | undefined> {
  const answer = asked.catch(() => undefined);
  if (!somethingKept) return answer;
  const slow = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS, undefined));
  return Promise.race([answer, slow]);
}

async function look(path: string): Promise<void> {
  const answer = await fetch(path, { headers: { Accept: "text/html" } }).catch(() => undefined);
  if (answer) await keep(path, answer);
}

/** Keeps a page. A page that sends elsewhere, as to sign in, is not the page asked for. */
async function keep(path: string, answer: Response): Promise<void> {
  if (!answer.ok || answer.redirected || answer.type !== "basic") return;
  const copy = answer.clone();
  await caches
    .open(PAGES)
    .then((cache) => cache.put(path, copy))
    .catch(() => undefined); // a full phone: the page is shown all the same
}

/** The page, marked as one that was kept, so that its script can say so. */
async function marked(kept: Response): Promise<Response> {
  const text = (await kept.text()).replace("<html ", "<html data-kept ");
  return new Response(text, { status: kept.status, headers: kept.headers });
}

function isKept(path: string): boolean {
  return KEPT.some((pattern) => pattern.test(path));
}
