// The pages that are kept on the phone, and which of them is shown.

import { AHEAD, PAGES, pageWith, type Laid } from "../ahead/laid";

export const OFFLINE = "/offline/";
export const KEPT_FORM = "/on-this-phone/";
const LAID_OUT = "X-Laid-Out";
const PATIENCE_MS = 4000;
const OLD_MS = 14 * 24 * 3_600_000;

const WALK = /^\/walk\/([0-9a-f-]{36})\//;

/** Pages that are kept as they were last seen. */
const KEPT = [
  /^\/$/,
  /^\/(morning|ahead)\/$/,
  /^\/help\/(stretches\/)?$/,
  /^\/walk\/[0-9a-f-]{36}\/((after|complaining|stop|not-walked)\/)?$/,
];

/** Pages that the phone itself may have laid out for a walk. */
const LAID = /^\/walk\/[0-9a-f-]{36}\/((leg|gate|after|complaining|stop|not-walked)\/)?$/;

let forgotten = 0;

/** Forgets every page; what was asked for before this is not kept any more. */
export async function forgetPages(): Promise<void> {
  forgotten += 1;
  await caches.delete(PAGES);
}

export function isKept(path: string): boolean {
  return KEPT.some((pattern) => pattern.test(path));
}

/** The page that an address asks for: from the network, else as it was kept. */
export async function page(request: Request, url: URL, shell: string): Promise<Response> {
  const path = url.pathname;
  const known = isKept(path) || LAID.test(path);
  const asked = forgotten;
  const kept = known ? await caches.match(path, { cacheName: PAGES }) : undefined;
  const answered = await patient(fetch(request), kept !== undefined);
  // A gateway before a site that is just starting again is no answer of the site.
  const answer = kept && answered && answered.status >= 502 ? undefined : answered;
  if (answer && !(kept && LAID.test(path) && (await isElsewhere(answer, url)))) {
    if (isKept(path) && asked === forgotten) await keep(path, answer);
    return answer;
  }
  const found =
    kept ??
    (await laidPage(path)) ??
    (await caches.match(path === KEPT_FORM ? KEPT_FORM : OFFLINE, { cacheName: shell }));
  return found ? marked(found, answer ? "here" : "offline") : Response.error();
}

/** A page that was laid out ahead; its script puts the one of the day in its place. */
async function laidPage(path: string): Promise<Response | undefined> {
  const laid = await caches.match(AHEAD, { cacheName: PAGES });
  if (!laid) return undefined;
  const { days } = (await laid.clone().json()) as Laid;
  const text = days.map((each) => each.pages[path]).find((each) => each);
  return text ? pageWith(text, laid.headers) : undefined;
}

/** The network's answer; nothing where there is none, or none in time and something is kept. */
export async function patient(
  asked: Promise<Response>,
  somethingKept: boolean,
): Promise<Response | undefined> {
  const answer = asked.catch(() => undefined);
  if (!somethingKept) return answer;
  const slow = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS, undefined));
  return Promise.race([answer, slow]);
}

/**
 * Whether the server leads away from a walk that this phone knows. It began here, or the
 * session in which it began is over: the walk goes on. Where the server leads to what it
 * knows of the walk, or to the safety questions, it is followed.
 */
async function isElsewhere(answer: Response, url: URL): Promise<boolean> {
  if (answer.type !== "opaqueredirect") return answer.status === 404 || answer.status === 401;
  const led = await fetch(url.href, { headers: { Accept: "text/html" } }).catch(() => undefined);
  if (!led) return true;
  const to = new URL(led.url).pathname;
  const walk = WALK.exec(url.pathname)?.[1] ?? "";
  return !to.includes(walk) && !to.startsWith("/questions/");
}

export async function look(path: string): Promise<void> {
  const asked = forgotten;
  const answer = await fetch(path, { headers: { Accept: "text/html" } }).catch(() => undefined);
  if (answer && asked === forgotten) await keep(path, answer);
}

/** Keeps a page. A page that sends elsewhere, as to sign in, is not the page asked for. */
export async function keep(path: string, answer: Response): Promise<void> {
  if (!answer.ok || answer.redirected || answer.type !== "basic") return;
  const copy = answer.clone();
  await caches
    .open(PAGES)
    .then((cache) => cache.put(path, copy))
    .catch(() => undefined); // a full phone: the page is shown all the same
}

/** Fetches what is laid out for the next days, unless that is what is kept already. */
export async function lookAhead(stamp: string): Promise<void> {
  const kept = await caches.match(AHEAD, { cacheName: PAGES });
  if (kept?.headers.get(LAID_OUT) !== stamp) await look(AHEAD);
}

/** Forgets the pages of one walk, which is over, and those of walks long ago. */
export async function forgetWalkPages(id: string): Promise<void> {
  const cache = await caches.open(PAGES);
  for (const request of await cache.keys()) {
    const walk = WALK.exec(new URL(request.url).pathname)?.[1];
    if (!walk) continue;
    const date = Date.parse((await cache.match(request))?.headers.get("Date") ?? "");
    if (walk === id || Date.now() - date > OLD_MS) await cache.delete(request);
  }
}

/** The page, marked as one that was kept, so that its script can say so. */
async function marked(kept: Response, how: "here" | "offline"): Promise<Response> {
  const text = (await kept.text()).replace("<html ", `<html data-kept="${how}" `);
  return new Response(text, { status: kept.status, headers: kept.headers });
}
