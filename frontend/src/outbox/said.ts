// What is said on the way, as events for the diary.

import type { DiaryEvent } from "./queue";

/** Signs that end a walk, laid out by the server, by their names in the form. */
export type Signs = Readonly<Record<string, DiaryEvent>>;

export interface Said extends DiaryEvent {
  readonly nrs: number;
}

/** The pain answer of this moment; null where it is no whole number from 0 to 10. */
export function saidOnTheWay(draft: DiaryEvent, given: string, now: Date): Said | null {
  if (!/^\d+$/.test(given.trim()) || Number(given) > 10) return null;
  return { ...draft, id: freshId(), at: now.toISOString(), nrs: Number(given) };
}

/** The signs that were chosen. Their ids are the server's: told twice is told once. */
export function signsOf(
  signs: Signs,
  chosen: readonly FormDataEntryValue[],
  now: Date,
): readonly DiaryEvent[] {
  return chosen.flatMap((name) => {
    const sign = typeof name === "string" ? signs[name] : undefined;
    return sign ? [{ ...sign, at: now.toISOString() }] : [];
  });
}

/** A random UUID. The browser's own way to one is closed on addresses without HTTPS. */
export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
