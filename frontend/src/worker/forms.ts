// A form that cannot reach the server, or that comes after the session is over, is kept in the
// outbox as it was filled in.

import { ask } from "../outbox/database";
import { put } from "../outbox/room";

/** Forms whose moment is now or never. */
const NEVER_KEPT = [/^\/sign-out\//, /^\/settings\/(delete|keys)\//, /^\/report\//];
const NOTHING = { "Content-Security-Policy": "default-src 'none'" };
const WRITTEN = "application/x-www-form-urlencoded";
const WHO = "backstride-walker";
const PRIVATE = ["csrfmiddlewaretoken", "entered_at", "entered_on"];

/** Whether somebody goes back to the page that answered a form: nothing is to be sent again. */
export function isBack(request: Request): boolean {
  const { isHistoryNavigation } = request as { readonly isHistoryNavigation?: boolean };
  return request.method === "POST" && request.mode === "navigate" && isHistoryNavigation === true;
}

/** Asks for the page of a form anew: what answered the form is not kept. */
export function anew(url: URL): Request {
  return new Request(url.href, { redirect: "manual", headers: { Accept: "text/html" } });
}

export function isForm(request: Request, url: URL): boolean {
  return (
    request.method === "POST" &&
    request.mode === "navigate" &&
    (request.headers.get("Content-Type") ?? "").startsWith(WRITTEN) &&
    !NEVER_KEPT.some((pattern) => pattern.test(url.pathname))
  );
}

/** Whose phone this is at the moment: written down by every page of somebody signed in. */
export async function noteWalker(walker: string): Promise<void> {
  await ask("walks", "readwrite", (store) => store.put(walker, WHO)).catch(() => undefined);
}

/** Nobody's phone any more: what still waits is shown to nobody until its person comes back. */
export async function forgetWalker(): Promise<void> {
  await ask("walks", "readwrite", (store) => store.delete(WHO)).catch(() => undefined);
}

/** Sends a form; where that does not work it waits, and the page for what waits is shown. */
export async function submitted(request: Request, url: URL, keptAt: string): Promise<Response> {
  const body = await request.clone().text();
  const answer = await fetch(request).catch(() => undefined);
  if (answer && answer.status !== 401 && answer.status !== 403) return answer;
  const held = await hold(url.pathname + url.search, body).catch(() => false);
  // Not kept: the server's own page says that nothing was saved.
  if (!held && answer) return answer;
  const to = held ? keptAt : `${keptAt}?full=yes`;
  return new Response(null, { status: 303, headers: { Location: to, ...NOTHING } });
}

async function hold(path: string, body: string): Promise<boolean> {
  const walker = await ask<unknown>("walks", "readonly", (store) => store.get(WHO));
  if (typeof walker !== "string") return false;
  const fields = new URLSearchParams(body);
  const at = fields.get("entered_at");
  if (!at) return false; // a page without its script: it says itself what became of the form
  const title = fields.get("entered_on") ?? "";
  for (const name of PRIVATE) fields.delete(name);
  await put({ walker, events: [], form: { path, body: fields.toString(), at, title } });
  return true;
}
