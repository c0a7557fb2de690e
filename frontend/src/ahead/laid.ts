// What the server laid out for the next days: the pages, and what each answer leads to.
// Nothing is decided here. The phone looks up what the server decided beforehand.

import type { DiaryEvent } from "../outbox/queue";

export interface Packed {
  readonly head: string;
  readonly middles: readonly string[];
  readonly tail: string;
}

export interface Outcome {
  /** The page between check and walk; null where the walk follows at once. */
  readonly gate: {
    readonly kind: string;
    readonly heading: string;
    readonly text: string;
    readonly go: string;
  } | null;
  /** Whether safety questions come first. */
  readonly asks: boolean;
  readonly walk: number | null;
  readonly prescribed: unknown;
}

export interface LaidWalk {
  readonly which: Readonly<Record<string, number>>;
  readonly guided: Packed;
  readonly pages: Readonly<Record<string, string>>;
}

export interface WalkDay {
  readonly answers: Readonly<Record<string, number>>;
  readonly careful: Readonly<Record<string, number>>;
  readonly outcomes: readonly Outcome[];
  readonly walks: readonly LaidWalk[];
  readonly pages: Readonly<Record<string, string>>;
  readonly gates: Readonly<Record<string, string>>;
  readonly pain: DiaryEvent;
  readonly signs: Readonly<Record<string, DiaryEvent>>;
  /** From which pain on, by the pain before it, a walk should end. */
  readonly much_from: Readonly<Record<string, number>>;
  readonly any: { readonly walk: string; readonly at: string };
  readonly ids: Readonly<Record<string, string>>;
}

export interface Day {
  readonly day: string;
  readonly pages: Readonly<Record<string, string | null>>;
  readonly told: Readonly<Record<string, string>>;
  readonly walk: WalkDay | null;
}

export interface Laid {
  readonly mark: string;
  readonly zone: string;
  readonly days: readonly Day[];
}

/** Where pages are kept, and what is laid out ahead among them. */
export const PAGES = "backstride-pages";
export const AHEAD = "/ahead/";

/** A page of the phone's own making, under the rules that the site gives all its pages. */
export function pageWith(text: string, rules: Headers): Response {
  const headers = new Headers(rules);
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Date", new Date().toUTCString());
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  return new Response(text, { headers });
}

/** The text in that place. */
export function unpacked(packed: Packed, place: number): string {
  return packed.head + (packed.middles[place] ?? "") + packed.tail;
}

/** The date of a moment where the walker is. */
export function dayIn(zone: string, moment: Date): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(moment);
  const of = (type: string): string => parts.find((each) => each.type === type)?.value ?? "";
  return `${of("year")}-${of("month")}-${of("day")}`;
}

/** What was laid out for a date. */
export function dayOf(laid: Laid, on: string): Day | undefined {
  return laid.days.find((each) => each.day === on);
}
