// A page that was kept, put right for the day and for what waits on the phone; and on Today
// the way back to a walk under way.

import { dayIn, dayOf, PAGES } from "../ahead/laid";
import { asksFirst, pageAt, standing } from "../ahead/standing";
import { ask } from "../outbox/database";
import { signedIn, waitingFor } from "../outbox/post";
import { lastKept } from "../walk/shelf";
import { laidOut } from "./beginning";
import { kept, show, tell } from "./line";
import { lastMark } from "./registered";

const WALK = /^backstride-walk-([0-9a-f-]{36})$/;
const RECENT_MS = 24 * 3_600_000;
/** A walk that moved on as lately as this is still under way: no second one begins (judgement). */
const RUNNING_MS = 90 * 60_000;
const GO_ON = "Go on with your walk";
const STALE =
  "What this page says is from an earlier day. It is brought up to date with a connection.";

/** Shows the page of today where an earlier one was kept. */
export async function putRight(): Promise<void> {
  if (kept !== "offline") return;
  const found = await laidOut();
  const path = location.pathname;
  if (!found?.laid.days.some((each) => path in each.pages)) return;
  const { laid } = found;
  const on = dayIn(laid.zone, new Date());
  const day = dayOf(laid, on);
  const stands = standing(laid, await waitingFor(signedIn()?.walker ?? ""), lastMark(), on);
  const page = day && pageAt(path, day, stands);
  if (page) take(page);
  else if (day && path !== "/") location.replace("/");
  else tell(STALE);
}

function take(text: string): void {
  const fresh = new DOMParser().parseFromString(text, "text/html");
  document.title = fresh.title;
  document.body.className = fresh.body.className;
  document.body.replaceChildren(...fresh.body.childNodes);
  // Its small parts wake up as those of any piece that was put into a page.
  document.body.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
  show();
}

/** Leads from Today back to a walk that began and was not written down. */
export async function underWay(): Promise<void> {
  if (location.pathname !== "/") return;
  const begun = await lastBegun();
  if (!begun || document.querySelector(`a[href="/walk/${begun.id}/"]`)) return;
  const { id: walk, at } = begun;
  const over = asksFirst(await waitingFor(signedIn()?.walker ?? ""));
  const start = document.querySelector<HTMLAnchorElement>('a.button[href^="/walk/before/"]');
  if (start && !over && Date.now() - at < RUNNING_MS) {
    start.href = `/walk/${walk}/`;
    start.querySelector(".button__label")?.replaceChildren(GO_ON);
    start.querySelector(".button__detail")?.remove();
    return;
  }
  const row = document.createElement("p");
  row.className = "notice";
  const words = document.createElement("span");
  const link = document.createElement("a");
  link.href = over ? `/walk/${walk}/after/` : `/walk/${walk}/`;
  link.textContent = over ? "Finish writing it down" : GO_ON;
  words.append("A walk has begun on this phone. ", link);
  row.append(words);
  document.querySelector("h1")?.before(row);
}

/** The walk that began here last, within a day, and is not written down. */
export async function lastBegun(): Promise<{ readonly id: string; readonly at: number } | null> {
  if (!("caches" in window)) return null;
  let latest: { readonly id: string; readonly at: number } | null = null;
  for (const name of await walksKept()) {
    const id = WALK.exec(name)?.[1];
    if (!id || !(await caches.match(`/walk/${id}/`, { cacheName: PAGES }))) continue;
    const at = (await lastKept(name))?.last.wall ?? 0;
    if (Math.abs(Date.now() - at) < RECENT_MS && at > (latest?.at ?? 0)) latest = { id, at };
  }
  return latest;
}

/** Names of the walks that are kept: in the database, or beside it on a full phone. */
async function walksKept(): Promise<ReadonlySet<string>> {
  const names = await ask<IDBValidKey[]>("walks", "readonly", (store) => store.getAllKeys()).catch(
    () => [],
  );
  return new Set([...names.map(String), ...Object.keys(localStorage)]);
}
