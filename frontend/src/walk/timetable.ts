// The list of what happens when, put right where a part is passed over or the walk was made
// shorter: what is left out is hidden, the rest has the minutes that it takes now.

import { lasting, type Walk } from "./machine";
import { aboutMinutes, clockOf, minutesOf, type Laid } from "./plan";

export interface Line {
  /** When it begins, counted from the first step, pauses left out: "5:00". */
  readonly begins: string;
  /** How long it takes: "5 min"; empty where it is left out. */
  readonly lasts: string;
}

/** The lines of the list as the walk is now, in the order of the plan's parts. */
export function linesOf(plan: Laid, walk: Walk): readonly Line[] {
  return plan.parts.map((part) => ({
    begins: clockOf(Math.round(lasting(walk, { start: 0, end: part.start }))),
    lasts: lengthOf(Math.round(lasting(walk, part))),
  }));
}

/** A length as the list tells it: "5 min", "40 s", "2 min 30 s". */
function lengthOf(seconds: number): string {
  if (seconds === 0) return "";
  if (seconds % 60 === 0) return `${seconds / 60} min`;
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

export function showTimetable(root: HTMLElement, plan: Laid, walk: Walk): void {
  const lines = linesOf(plan, walk);
  root.querySelectorAll<HTMLElement>("[data-part]").forEach((each, index) => {
    const line = lines[index];
    each.hidden = !line?.lasts;
    each.querySelector("[data-begins]")?.replaceChildren(line?.begins ?? "");
    each.querySelector("[data-lasts]")?.replaceChildren(line?.lasts ?? "");
  });
  root.querySelectorAll<HTMLElement>("[data-phase]").forEach((each, index) => {
    const phase = plan.phases[index];
    if (!phase) return;
    const seconds = lasting(walk, phase);
    each.hidden = seconds < 1;
    const cut = seconds < phase.end - phase.start;
    const length = cut ? aboutMinutes(seconds) : minutesOf(seconds);
    each.querySelector("h2")?.replaceChildren(`${phase.label}, ${length}`);
  });
  const [walked, whole] = [lasting(walk, plan.walk), lasting(walk, { start: 0, end: plan.total })];
  root
    .querySelector("h1")
    ?.replaceChildren(`Your walk: ${aboutMinutes(walked)}, ${aboutMinutes(whole)} in all`);
}
