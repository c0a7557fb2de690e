// The answers of a form as events for the diary, for when the form cannot be sent.

import { dayIn } from "../ahead/laid";
import type { DiaryEvent } from "./queue";

/** What the server laid out beforehand: the events, but for what only the person knows. */
export interface AfterDraft {
  readonly before: number | null;
  readonly walk: DiaryEvent;
  readonly during: DiaryEvent;
  readonly after: DiaryEvent;
  /** What can be new in a leg, by its name in the form. */
  readonly signs: Readonly<Record<string, DiaryEvent>>;
}

export interface MorningDraft {
  readonly day: string;
  readonly numbers: Readonly<Record<string, number>>;
  readonly morning: DiaryEvent;
}

export interface WorseDraft {
  readonly day: string;
  readonly worse: DiaryEvent;
}

const MS_PER_MIN = 60_000;

/** The walk, its two pain answers and what is new in a leg; null where an answer is missing that is needed. */
export function afterEvents(
  draft: AfterDraft,
  told: FormData,
  now: number,
): readonly DiaryEvent[] | null {
  const pain = whole(told.get("pain"), 0, 10);
  const minutes = Number(text(told, "minutes"));
  if (pain === null || !(minutes > 0 && minutes <= 600)) return null;
  const worst = whole(told.get("worst"), 0, 10) ?? Math.max(pain, draft.before ?? 0);
  const finished = Date.parse(text(told, "finished"));
  const ended = Number.isFinite(finished) ? Math.min(finished, now) : now;
  const began = Date.parse(String(draft.walk["at"]));
  const at = new Date(Math.max(now, began)).toISOString();
  const leg = text(told, "leg");
  const symptoms = leg === "no" ? [] : told.getAll("symptoms").map(String);
  if (leg && leg !== "no" && symptoms.length === 0) return null;
  return [
    {
      ...draft.walk,
      minutes,
      ...(ended - began >= minutes * MS_PER_MIN && { ended_at: new Date(ended).toISOString() }),
      ...given("talk", text(told, "talk")),
      ...given("went", text(told, "went")),
      ...given("note", text(told, "note").trim()),
    },
    { ...draft.during, at, nrs: worst },
    { ...draft.after, at, nrs: pain },
    ...symptoms.flatMap((name) => {
      const sign = draft.signs[name];
      return sign ? [{ ...sign, at, sure: leg !== "unsure" }] : [];
    }),
  ];
}

/** This morning's answer; null where none was chosen. */
export function morningEvents(
  draft: MorningDraft,
  told: FormData,
  now: Date,
): readonly DiaryEvent[] | null {
  const nrs = whole(told.get("pain"), 0, 10) ?? draft.numbers[text(told, "feeling")] ?? null;
  if (nrs === null) return null;
  return [{ ...draft.morning, id: idOf(draft.day, draft.morning, now), at: now.toISOString(), nrs }];
}

/** A bad day. */
export function worseEvents(draft: WorseDraft, told: FormData, now: Date): readonly DiaryEvent[] {
  const note = text(told, "note").trim();
  const id = idOf(draft.day, draft.worse, now);
  return [{ ...draft.worse, id, at: now.toISOString(), ...given("note", note) }];
}

/** The page may have been kept from another day, whose answer this is not. */
function idOf(day: string, event: DiaryEvent, now: Date): string {
  const today = dayIn(String(event["zone"]), now);
  return day === today ? event.id : crypto.randomUUID();
}

function text(told: FormData, name: string): string {
  const value = told.get(name);
  return typeof value === "string" ? value : "";
}

function given(name: string, value: string): Record<string, string> {
  return value ? { [name]: value } : {};
}

function whole(value: FormDataEntryValue | null, low: number, high: number): number | null {
  if (typeof value !== "string" || !/^\d+$/.test(value.trim())) return null;
  const number = Number(value);
  return number >= low && number <= high ? number : null;
}
