// What answers that wait on the phone mean for today, before the server has seen them.

import { dayIn, dayOf, type Day, type Laid } from "./laid";
import type { DiaryEvent, Entry } from "../outbox/queue";

/**
 * open      the plan knows everything, and its day is as it was laid out
 * careful   answers of an earlier day wait: at most a short walk
 * walked    today's walk waits to be sent
 * blocked   something waits that safety questions follow, and those need a connection
 * stale     the plan has changed since it was laid out
 * unknown   the day was not laid out
 */
export type Standing = "open" | "careful" | "walked" | "blocked" | "stale" | "unknown";

const ASKING = new Set(["flare", "new_symptom"]);

/** How things stand on a date. Where there is doubt, less walking; never more than laid out. */
export function standing(
  laid: Laid,
  waiting: readonly Entry[],
  mark: string | null,
  on: string,
): Standing {
  if (asksFirst(waiting)) return "blocked";
  const events = waiting
    .filter((entry) => entry.refused === undefined)
    .flatMap((entry) => entry.events);
  if (events.some((event) => event.type === "walk" && of(laid, event) === on)) return "walked";
  if (mark !== laid.mark) return "stale";
  if (!dayOf(laid, on)) return "unknown";
  return events.some((event) => of(laid, event) !== on) ? "careful" : "open";
}

/** Whether something waits that safety questions follow. */
export function asksFirst(waiting: readonly Entry[]): boolean {
  return waiting.some(
    ({ refused, asks, events }) =>
      refused === undefined && (asks === true || events.some((each) => ASKING.has(each.type))),
  );
}

/** The page at an address, as things stand; null where there is none. */
export function pageAt(path: string, day: Day, stands: Standing): string | null {
  const told = path === "/" ? day.told[stands] : undefined;
  return told ?? day.pages[path] ?? null;
}

function of(laid: Laid, event: DiaryEvent): string {
  return dayIn(laid.zone, new Date(String(event["at"])));
}
