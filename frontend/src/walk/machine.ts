// A walk under way, as a value: time goes in, cues come out. Nothing here reads a clock,
// speaks or draws; every change returns a new walk, which can be kept and read again.
//
// Time is the device's wall clock, so that a timer that was held back, a locked screen or a
// reload shifts nothing. Where the wall clock was set back, the steady clock of the page
// carries on; without one (the page was loaded again) the walk stands still rather than go
// back. Where the wall clock leaps ahead, that is time gone by: a page cannot tell it from
// a phone that slept, and sleep is by far the more common of the two.

export interface Now {
  /** Milliseconds of the wall clock (UTC: a change of zone does not move it). */
  readonly wall: number;
  /** Milliseconds of the page's steady clock; null where none carries on from before. */
  readonly steady: number | null;
}

export interface Cue {
  readonly at: number;
  readonly kind: string;
  readonly text: string;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Skip extends Span {
  /** The end of a walk that was made shorter. */
  readonly shorter?: true;
}

export interface Plan {
  /** Seconds of the whole walk. */
  readonly total: number;
  /** The walk between warm-up and cool-down. */
  readonly walk: Span;
  /** In the order of time. */
  readonly cues: readonly Cue[];
  /** Seconds at which the walk may well end earlier: whole minutes, or the ends of rounds. */
  readonly ends?: readonly number[];
}

export interface Walk {
  /** Seconds spent, pauses left out. */
  readonly spent: number;
  /** When that was counted last. */
  readonly last: Now;
  readonly paused: boolean;
  /** Parts of the plan that were passed over, or will be when their start is reached; in order. */
  readonly skips: readonly Skip[];
  /** Every cue up to this second of the plan was dealt with. */
  readonly heard: number;
  /** Short steps are suggested until this second of the plan. */
  readonly slowerUntil: number;
}

export interface Step {
  readonly walk: Walk;
  /** Cues whose moment is now. */
  readonly due: readonly Cue[];
  /** Cues whose moment went by while the page could not run. */
  readonly passed: readonly Cue[];
}

/** A cue later than this is told, not said as if it were now (judgement). */
export const LATE_S = 2;
/** A walk that is made shorter ends so close to the half of what was left, s (judgement). */
const CLOSE_S = 60;

export function begin(now: Now): Walk {
  return { spent: 0, last: now, paused: false, skips: [], heard: -1, slowerUntil: 0 };
}

/** Seconds of the plan: what was spent and what was passed over. */
export function position(plan: Plan, walk: Walk): number {
  return Math.min(plan.total, place(walk));
}

/** Counts the time up to now and returns the cues that came due, each exactly once. */
export function step(plan: Plan, walk: Walk, now: Now): Step {
  const next = count(plan, walk, now);
  const here = place(next);
  const found = plan.cues.filter(
    (cue) => cue.at > walk.heard && cue.at <= here && !isSkipped(next, cue.at),
  );
  const late = (cue: Cue): number => next.spent - spentAt(next, cue.at);
  return {
    walk: { ...next, heard: Math.max(walk.heard, here) },
    due: found.filter((cue) => late(cue) <= LATE_S),
    passed: found.filter((cue) => late(cue) > LATE_S),
  };
}

export function pause(plan: Plan, walk: Walk, now: Now): Walk {
  return { ...count(plan, walk, now), paused: true };
}

export function resume(plan: Plan, walk: Walk, now: Now): Walk {
  return { ...count(plan, walk, now), paused: false };
}

/** Goes on to a later second of the plan; never back. What lies between is not said. */
export function skipTo(plan: Plan, walk: Walk, now: Now, to: number): Walk {
  const next = count(plan, walk, now);
  const from = place(next);
  const ahead = next.skips.filter((skip) => skip.start >= from);
  // Whoever lands in what would be passed over later goes on to its end.
  const end = ahead.reduce(
    (at, skip) => (skip.start <= at ? Math.max(at, skip.end) : at),
    Math.min(to, plan.total),
  );
  if (end <= from) return next;
  // The cue at the new place is still to be said: half a second, as cues lie on whole ones.
  const heard = Math.max(next.heard, end - 0.5);
  const past = next.skips.filter((skip) => skip.start < from);
  const later = ahead.filter((skip) => skip.start > end);
  return { ...next, skips: [...past, { start: from, end }, ...later], heard };
}

/** Leaves out, when it comes to it, about the second half of what is left of the walk itself. */
export function shorten(plan: Plan, walk: Walk, now: Now): Walk {
  const next = count(plan, walk, now);
  const { end } = plan.walk;
  const from = Math.max(place(next), plan.walk.start);
  const ahead = next.skips.find((skip) => skip.shorter && skip.start > place(next));
  const last = ahead?.start ?? end;
  const half = from + (last - from) / 2;
  const start = nearest(plan.ends ?? [], half, { start: from, end: last }) ?? Math.ceil(half);
  if (start >= end || place(next) >= end) return next;
  const skips = next.skips.filter((skip) => skip !== ahead);
  return { ...next, skips: [...skips, { start, end, shorter: true }] };
}

/** The second close to the one that is wanted, within a span; none where none is close. */
function nearest(seconds: readonly number[], wanted: number, within: Span): number | undefined {
  const off = (second: number): number => Math.abs(second - wanted);
  return seconds
    .filter((each) => each > within.start && each < within.end && off(each) <= CLOSE_S)
    .sort((one, other) => off(one) - off(other))[0];
}

/** Seconds from now until a second of the plan, without what will be passed over. */
export function until(plan: Plan, walk: Walk, second: number): number {
  return lasting(walk, { start: position(plan, walk), end: second });
}

/** Suggests short steps for so many seconds of the plan. */
export function slower(walk: Walk, seconds: number): Walk {
  return { ...walk, slowerUntil: place(walk) + seconds };
}

/** Seconds that were really walked: in the walk itself, and in all. */
export function done(plan: Plan, walk: Walk): { readonly walked: number; readonly whole: number } {
  // What will be passed over later was neither walked nor left out as yet.
  const here = position(plan, walk);
  const { start, end } = plan.walk;
  return {
    walked: Math.floor(lasting(walk, { start, end: Math.min(end, here) })),
    whole: Math.floor(lasting(walk, { start: 0, end: here })),
  };
}

/** Seconds that a span of the plan takes: those of it that are not passed over. */
export function lasting(walk: Walk, span: Span): number {
  const over = walk.skips.reduce((sum, skip) => sum + within(skip, span), 0);
  return Math.max(0, span.end - span.start - over);
}

/** Milliseconds until the next cue is due; null while nothing comes. */
export function wait(plan: Plan, walk: Walk): number | null {
  const next = plan.cues.find((cue) => cue.at > walk.heard && !isSkipped(walk, cue.at));
  return walk.paused || !next ? null : until(plan, walk, next.at) * 1000;
}

export function write(walk: Walk): string {
  // The steady clock of one page means nothing to the next.
  return JSON.stringify({ ...walk, last: { wall: walk.last.wall, steady: null } });
}

/** Reads a walk that was kept; null where there is none, or it cannot be read. */
export function read(text: string | null): Walk | null {
  let found: unknown;
  try {
    found = JSON.parse(text ?? "null");
  } catch {
    return null;
  }
  if (typeof found !== "object" || found === null) return null;
  const { spent, last, paused, skips, heard, slowerUntil } = found as Partial<Walk>;
  const numbers = [spent, heard, slowerUntil, last?.wall];
  if (!numbers.every((each) => typeof each === "number" && Number.isFinite(each))) return null;
  if (typeof paused !== "boolean" || !Array.isArray(skips)) return null;
  return found as Walk;
}

/** The second of the plan that so much time leads to: what is passed over takes none. */
function place(walk: Walk): number {
  return walk.skips.reduce(
    (at, skip) => (at >= skip.start ? at + skip.end - skip.start : at),
    walk.spent,
  );
}

/** The time spent when a second of the plan that is not passed over is reached. */
export function spentAt(walk: Walk, second: number): number {
  return walk.skips.reduce(
    (sum, skip) => (skip.end <= second ? sum - (skip.end - skip.start) : sum),
    second,
  );
}

/** Whether a second of the plan is passed over. */
export function isSkipped(walk: Walk, second: number): boolean {
  return walk.skips.some((skip) => skip.start <= second && second < skip.end);
}

function within(span: Span, limit: Span): number {
  return Math.max(0, Math.min(span.end, limit.end) - Math.max(span.start, limit.start));
}

function count(plan: Plan, walk: Walk, now: Now): Walk {
  const wall = now.wall - walk.last.wall;
  const steady =
    now.steady === null || walk.last.steady === null ? 0 : now.steady - walk.last.steady;
  const gone = Math.max(0, wall, steady) / 1000;
  const left = until(plan, walk, plan.total);
  return { ...walk, last: now, spent: walk.paused ? walk.spent : walk.spent + Math.min(gone, left) };
}
