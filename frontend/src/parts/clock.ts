// A clock that can be paused, and moved on to a later part. It is a value: it survives
// leaving the page, and a phone that was asleep.

export interface Clock {
  /** When it began, as milliseconds of the machine's clock. */
  readonly began: number;
  /** Milliseconds spent in pauses that are over. */
  readonly rested: number;
  /** When the present pause began; null while it runs. */
  readonly pausedAt: number | null;
  /** Seconds that were passed over by moving on to a later part. */
  readonly skipped: number;
}

interface Spanned {
  readonly start: number;
  readonly end: number;
}

export function begin(now: number): Clock {
  return { began: now, rested: 0, pausedAt: null, skipped: 0 };
}

/** Seconds on the clock: pauses left out, what was passed over counted. */
export function elapsed(clock: Clock, now: number): number {
  const until = clock.pausedAt ?? now;
  return Math.max(0, (until - clock.began - clock.rested) / 1000 + clock.skipped);
}

export function pause(clock: Clock, now: number): Clock {
  return clock.pausedAt === null ? { ...clock, pausedAt: now } : clock;
}

export function resume(clock: Clock, now: number): Clock {
  if (clock.pausedAt === null) return clock;
  return { ...clock, pausedAt: null, rested: clock.rested + (now - clock.pausedAt) };
}

/** Moves on to a second of the walk; never back. */
export function jump(clock: Clock, now: number, to: number): Clock {
  const over = Math.max(0, Math.round(to - elapsed(clock, now)));
  return { ...clock, skipped: clock.skipped + over };
}

/** The part that holds a second. */
export function at<T extends Spanned>(parts: readonly T[], second: number): T | undefined {
  return parts.find((part) => part.start <= second && second < part.end);
}

/** Reads a clock that was kept; null where there is none, or it cannot be read. */
export function read(text: string | null): Clock | null {
  if (text === null) return null;
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof found !== "object" || found === null) return null;
  const { began, rested, pausedAt, skipped } = found as Record<string, unknown>;
  if (typeof began !== "number" || typeof rested !== "number" || typeof skipped !== "number") {
    return null;
  }
  return { began, rested, skipped, pausedAt: typeof pausedAt === "number" ? pausedAt : null };
}
