// A walk that begins on the phone, from what the server laid out for its day.

import { begin, decided, toldBefore } from "../ahead/begin";
import { AHEAD, dayIn, dayOf, PAGES, pageWith, type Laid } from "../ahead/laid";
import { standing, type Standing } from "../ahead/standing";
import { uuid5 } from "../ahead/uuid5";
import { hold, signedIn, waitingFor } from "../outbox/post";
import { NO_ROOM, tell } from "./line";
import { lastMark } from "./registered";

const NOT_LAID_OUT =
  "There is no connection, and this walk was not laid out on this phone. Open Today with a " +
  "connection once.";
const MISSING = "Please choose how your back is, and answer for your legs.";

const NO_WALK: Readonly<Partial<Record<Standing, string>>> = {
  stale: "The plan has changed. Open Today with a connection before the next walk.",
  blocked: "A few questions come first, and they need a connection.",
  walked: "Today's walk waits on this phone. The next one needs a connection.",
};

/** What was laid out, and the rules under which its pages are shown. */
export async function laidOut(): Promise<{ laid: Laid; rules: Headers } | null> {
  if (!("caches" in window)) return null;
  const answer = await caches.match(AHEAD, { cacheName: PAGES }).catch(() => undefined);
  return answer ? { laid: (await answer.json()) as Laid, rules: answer.headers } : null;
}

/** Begins a walk with these answers, and leads on to its first page. */
export async function beginHere(answers: FormData): Promise<void> {
  const told = toldBefore(answers);
  if (!told) {
    tell(MISSING);
    return;
  }
  const found = await laidOut();
  const now = new Date();
  const who = signedIn()?.walker ?? "";
  if (!found) {
    tell(NOT_LAID_OUT);
    return;
  }
  const { laid, rules } = found;
  const on = dayIn(laid.zone, now);
  const stands = standing(laid, await waitingFor(who), lastMark(), on);
  const day = dayOf(laid, on)?.walk;
  const why = NO_WALK[stands];
  const outcome = day ? decided(day, told, stands === "careful") : undefined;
  if (!day || !outcome || why) {
    tell(why ?? NOT_LAID_OUT);
    return;
  }
  const id = crypto.randomUUID();
  const walk = await begin(day, told, outcome, id, now, uuid5);
  try {
    const cache = await caches.open(PAGES);
    for (const [path, text] of walk.pages) await cache.put(path, pageWith(text, rules));
    await hold(who, [walk.pain], walk.asks);
  } catch {
    tell(NO_ROOM);
    return;
  }
  location.assign(walk.next);
}
