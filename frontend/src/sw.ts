// The service worker: the site is there without a connection.
//
// The network comes first for pages, so that what is shown is what is so. Files are those of
// the version that a page names. A new version waits until the pages of the old one are
// closed; a walk under way never changes under foot.

import { forgetPages, forgetWalkPages, isKept, KEPT_FORM, look, lookAhead } from "./worker/pages";
import { OFFLINE, page } from "./worker/pages";
import { anew, forgetWalker, isBack, isForm, noteWalker, submitted } from "./worker/forms";
import { file, shellOf, tidy } from "./worker/shell";

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

/** What a page asks for. */
interface Asked {
  readonly walker?: string;
  readonly keep?: readonly string[];
  /** Which diary and day the next days are to be laid out for. */
  readonly ahead?: string;
  readonly forget?: boolean;
  /** A walk that is over. */
  readonly over?: string;
}

/** Put before this file by the server: the version of what it serves, and its files. */
declare const BACKSTRIDE: { readonly version: string; readonly files: readonly string[] };

const worker = self as unknown as Worker;
const SHELL = shellOf(BACKSTRIDE.version);
const SIGN_OUT = "/sign-out/";
const STATIC = "/static/";
/** Several pages in a row ask for the next days once. */
const QUIET_MS = 1500;
let lastAsked = "";

worker.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(SHELL).then((cache) => cache.addAll([OFFLINE, KEPT_FORM, ...BACKSTRIDE.files])),
  );
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(tidy(BACKSTRIDE.version).then(() => worker.clients.claim()));
});

worker.addEventListener("message", (event) => {
  const asked = event.data as Asked;
  if (asked.forget) event.waitUntil(forgetPages());
  if (asked.walker) event.waitUntil(noteWalker(asked.walker));
  if (asked.over) event.waitUntil(forgetWalkPages(asked.over));
  if (asked.ahead) event.waitUntil(soon(asked.ahead));
  for (const path of asked.keep ?? []) {
    if (isKept(path)) event.waitUntil(look(path));
  }
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== worker.location.origin) return;
  if (url.pathname === SIGN_OUT && request.method === "POST" && !isBack(request)) {
    event.respondWith(signedOut(request));
    return;
  }
  if (isBack(request)) {
    event.respondWith(page(anew(url), url, SHELL));
  } else if (isForm(request, url)) {
    event.respondWith(submitted(request, url, new URL(KEPT_FORM, url).href));
  }
  if (request.method !== "GET") return;
  if (url.pathname.startsWith(STATIC)) event.respondWith(file(request));
  else if (request.mode === "navigate") event.respondWith(page(request, url, SHELL));
});

/** Signs out; what was kept for one person is not left to the next. */
async function signedOut(request: Request): Promise<Response> {
  const answer = await fetch(request);
  // A browser that follows by itself tells no more than that the answer leads on.
  if (answer.ok || answer.type === "opaqueredirect") {
    await forgetPages();
    await forgetWalker();
  }
  return answer;
}

async function soon(stamp: string): Promise<void> {
  lastAsked = stamp;
  await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  if (lastAsked === stamp) await lookAhead(stamp);
}
