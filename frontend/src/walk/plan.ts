// The plan of a walk, read from the list on its page.

import { lasting, until, type Plan, type Span, type Walk } from "./machine";

export interface Part extends Span {
  readonly kind: string;
  readonly label: string;
  /** The label without its round. */
  readonly name: string;
  /** Which of how many repeats of brisk and easy; null where it is none. */
  readonly round: number | null;
  readonly rounds: number | null;
  /** Steps per minute to aim for; null where the person's own are not known. */
  readonly spm: number | null;
}

export interface Phase extends Span {
  readonly id: string;
  readonly label: string;
}

export interface Laid extends Plan {
  readonly phases: readonly Phase[];
  readonly parts: readonly Part[];
}

/** Returns what the page laid out; null where it shows no walk. */
export function planOf(root: HTMLElement): Laid | null {
  const number = (element: HTMLElement, name: string): number => Number(element.dataset[name]);
  const all = (selector: string): HTMLElement[] => [
    ...root.querySelectorAll<HTMLElement>(selector),
  ];
  const span = (each: HTMLElement): Span => ({
    start: number(each, "start"),
    end: number(each, "end"),
  });
  const phases = all("[data-phase]").map((each) => ({
    ...span(each),
    id: each.dataset["phase"] ?? "",
    label: each.dataset["label"] ?? "",
  }));
  const walk = phases.find((phase) => phase.id === "walk");
  if (!walk) return null;
  const parts = all("[data-part]").map((each) => ({
    ...span(each),
    kind: each.dataset["kind"] ?? "",
    label: each.dataset["label"] ?? "",
    name: each.dataset["name"] ?? "",
    round: Number(each.dataset["round"]) || null,
    rounds: Number(each.dataset["rounds"]) || null,
    spm: Number(each.dataset["spm"]) || null,
  }));
  return {
    total: number(root, "total"),
    walk,
    phases,
    parts,
    ends: endsOf(walk, parts),
    cues: all("[data-cues] [data-at]").map((each) => ({
      at: number(each, "at"),
      kind: each.dataset["kind"] ?? "",
      text: each.textContent ?? "",
    })),
  };
}

/** Where a walk may end earlier: after a round, or without rounds after a whole minute. */
export function endsOf(walk: Span, parts: readonly Part[]): readonly number[] {
  const rounds = parts.filter((part) => part.round !== null && part.kind === "easy");
  if (rounds.length > 0) return rounds.map((part) => part.end);
  const minutes = Math.floor((walk.end - walk.start) / 60);
  return Array.from({ length: minutes }, (_, each) => walk.start + 60 * each);
}

/** The part that holds a second. */
export function at<T extends Span>(parts: readonly T[], second: number): T | undefined {
  return parts.find((part) => part.start <= second && second < part.end);
}

/** Minutes and seconds, as a clock shows them. */
export function clockOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

/** Minutes in words, as the site writes them: "1 minute", "5 minutes", "5.5 minutes". */
export function minutesOf(seconds: number): string {
  const minutes = String(Math.round(seconds / 6) / 10);
  return `${minutes} ${minutes === "1" ? "minute" : "minutes"}`;
}

/** The same to the nearest half minute, as it is said of a walk that was made shorter. */
export function aboutMinutes(seconds: number): string {
  return minutesOf(30 * Math.max(1, Math.round(seconds / 30)));
}

/** What is left, in words: of a part, or of one of the three phases. */
export function leftOf(plan: Laid, walk: Walk, phase: Phase, part: Part | undefined): string {
  if (part && !(part.start === phase.start && part.end === phase.end)) {
    if (phase.id === "walk") {
      const left = Math.ceil(until(plan, walk, phase.end) / 60);
      return `${part.label}. ${minutesOf(left * 60)} until the cool-down.`;
    }
    const end = Math.round(lasting(walk, { start: 0, end: phase.end }) / 60);
    return `${part.label}. ${phase.label} until minute ${end}.`;
  }
  const following = plan.phases[plan.phases.indexOf(phase) + 1];
  const whole = Math.round(lasting(walk, phase) / 30) / 2;
  return `minutes left of ${whole}${following ? `, then ${following.label.toLowerCase()}` : ""}`;
}
