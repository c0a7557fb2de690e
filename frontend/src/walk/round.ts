// Brisk and easy in turn, large: which round, the seconds left of it, what comes then, and the
// steps to walk in.

import { following } from "./lived";
import { lasting, until, type Span, type Walk } from "./machine";
import { clockOf, type Laid, type Part } from "./plan";
import { Trail } from "./trail";

const MOST_SECONDS = 99;
const FEET = 6;

export interface Shown {
  readonly part: Part;
  readonly walk: Walk;
  /** The second of the plan, with its fraction. */
  readonly now: number;
  readonly cue: string;
  readonly brisk: boolean;
  /** Whether the footprints may step. */
  readonly steps: boolean;
}

/** From the first brisk second to the end of the last round; null where there are no rounds. */
export function roundsOf(plan: Laid): Span | null {
  const rounds = plan.parts.filter((part) => part.round !== null);
  const [first, last] = [rounds.at(0), rounds.at(-1)];
  return first && last ? { start: first.start, end: last.end } : null;
}

/** The figure and the words beside it: "18", "seconds, then 30 easy". */
export function countOf(plan: Laid, walk: Walk, part: Part): readonly [string, string] {
  const next = following(plan, walk, part);
  const seconds = Math.ceil(until(plan, walk, part.end));
  const figure = seconds > MOST_SECONDS ? clockOf(seconds) : String(seconds);
  const unit = seconds > MOST_SECONDS ? "minutes" : seconds === 1 ? "second" : "seconds";
  if (!next) return [figure, unit];
  if (next.start >= plan.walk.end) return [figure, `${unit}, then the cool-down`];
  if (next.round === null) return [figure, `${unit}, then easy until the end`];
  return [figure, `${unit}, then ${lengthOf(lasting(walk, next))} ${next.kind}`];
}

function lengthOf(seconds: number): string {
  return seconds % 60 ? String(seconds) : `${seconds / 60} min`;
}

/** Which of the drawn footprints is on the ground, for so many steps a minute. */
export function footOf(spm: number, seconds: number): number {
  return Math.floor((seconds * spm) / 60) % FEET;
}

export class Round {
  private readonly trail: Trail;
  private readonly span: Span | null;

  constructor(
    private readonly root: HTMLElement,
    private readonly plan: Laid,
  ) {
    this.trail = new Trail(this.find("round-picture"));
    this.span = roundsOf(plan);
  }

  /** Shows a round; hides the whole face where the part is none. */
  show(shown: Shown | null): void {
    this.root.hidden = !shown;
    if (!shown || !this.span) return;
    const { part, walk } = shown;
    const [figure, then] = countOf(this.plan, walk, part);
    this.write("round-kind", part.name);
    this.write("round-clock", figure);
    this.find("round-clock")?.classList.toggle("round__clock--long", figure.length > 2);
    this.write("round-then", walk.paused ? "Paused. Go on when you like." : then);
    const walking = shown.brisk && part.spm !== null;
    const steps = this.find("round-steps");
    if (steps) steps.hidden = !walking;
    const cue = this.find("round-cue");
    if (cue) cue.hidden = walking;
    this.write("round-cue", shown.cue);
    this.write("round-spm", String(part.spm ?? ""));
    if (walking && shown.steps && part.spm !== null) this.step(part.spm, shown.now - part.start);
    this.trail.move((shown.now - this.span.start) / (this.span.end - this.span.start), walk.paused);
  }

  /** Shows as much of the path as there is room for. */
  look(): void {
    if (!this.root.hidden) this.trail.look();
  }

  private step(spm: number, seconds: number): void {
    const down = footOf(spm, seconds);
    this.root.querySelectorAll(".foot").forEach((foot, index) => {
      foot.classList.toggle("foot--down", index === down);
    });
  }

  private find(name: string): HTMLElement | null {
    return this.root.querySelector<HTMLElement>(`[data-${name}]`);
  }

  private write(name: string, text: string): void {
    const element = this.find(name);
    if (element && element.textContent !== text) element.textContent = text;
  }
}
