// What holds for every walk, whatever its person, page, phone and clocks do: many series of
// events are drawn, the same ones each time, and each is held against a plain account of it.

import { afterEach, describe, expect, it, vi } from "vitest";
import {
  begin,
  done,
  pause,
  position,
  read,
  resume,
  shorten,
  skipTo,
  slower,
  step,
  until,
  write,
  type Cue,
  type Plan,
  type Span,
  type Walk,
} from "./machine";

declare const process: { env: Record<string, string | undefined> };

const SERIES = 120;
/** What thousands of sums of such large numbers of milliseconds may differ by, s. */
const TINY_S = 0.005;

/** Numbers that look random and are the same each time (a linear congruential series). */
function series(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** A walk of 10 to 90 minutes with cues on whole seconds, some of them close together. */
function plan(draw: () => number): Plan {
  const total = 600 + Math.floor(draw() * 4800);
  const start = 60 + Math.floor(draw() * 300);
  const cues: Cue[] = [];
  for (let at = 0; at < total; at += 1 + Math.floor(draw() ** 3 * 240)) {
    cues.push({ at, kind: "part_start", text: `Cue ${at}` });
  }
  cues.push({ at: total, kind: "end", text: "End" });
  const walk = { start, end: total - 60 - Math.floor(draw() * 200) };
  const ends = Array.from({ length: 90 }, (_, each) => start + 60 * each);
  return { total, walk, cues, ...(draw() < 0.5 ? { ends } : {}) };
}

/** The same walk, kept by an account that knows the true time and nothing else. */
class Account {
  spent = 0;
  /** Of that, in the walk between warm-up and cool-down. */
  walked = 0;
  readonly out: Span[] = [];

  /** Lets time go by, a second at most at once. */
  go(seconds: number, part: Span): void {
    for (let left = seconds; left > 0; left -= 1) {
      const here = this.second(0);
      if (part.start <= here && here < part.end) this.walked += Math.min(1, left);
      this.spent += Math.min(1, left);
    }
  }

  /** The second of the plan; `early` decides where one stands right before what is left out. */
  second(early: number): number {
    return [...this.out]
      .sort((a, b) => a.start - b.start)
      .reduce((at, span) => (at >= span.start - early ? at + span.end - span.start : at), this.spent);
  }

  isOut(second: number): boolean {
    return this.out.some((span) => span.start <= second && second < span.end);
  }
}

interface Told {
  readonly cue: Cue;
  readonly at: number;
  readonly passed: boolean;
}

/** Draws a walk to its end; returns all that was told, and where the two accounts differ most. */
function lived(seed: number): {
  readonly plan: Plan;
  readonly walk: Walk;
  readonly account: Account;
  readonly told: readonly Told[];
  readonly off: number;
  /** How far what would be told is from what was walked, at most, s. */
  readonly most: number;
  /** The least that would be told, s: of walking, and of warm-up and cool-down. */
  readonly least: number;
  readonly slept: boolean;
} {
  const draw = series(seed);
  const its = plan(draw);
  const account = new Account();
  const told: Told[] = [];
  let time = 0;
  let shift = 0;
  let pageBegan = 0;
  let off = 0;
  let most = 0;
  let least = 0;
  let slept = false;
  const now = (): { wall: number; steady: number } => ({
    wall: 1_779_000_000_000 + time + shift,
    steady: time - pageBegan,
  });
  let walk = begin(now());

  const tick = (): void => {
    const next = step(its, walk, now());
    walk = next.walk;
    const here = position(its, walk);
    const [at = here] = [TINY_S, -TINY_S]
      .map((early) => account.second(early))
      .sort((a, b) => Math.abs(a - here) - Math.abs(b - here));
    off = Math.max(off, Math.abs(Math.min(its.total, at) - here));
    // Whoever ends the walk now is told this.
    const { walked, whole } = done(its, walk);
    most = Math.max(most, Math.abs(walked - account.walked), Math.abs(whole - account.spent));
    least = Math.min(least, walked, whole - walked);
    for (const cue of next.passed) told.push({ cue, at, passed: true });
    for (const cue of next.due) told.push({ cue, at, passed: false });
  };
  const run = (ms: number, every: number): void => {
    for (let left = ms; left > 0; left -= every) {
      const gone = Math.min(every, left);
      time += gone;
      if (!walk.paused) {
        const room = until(its, walk, its.total);
        account.go(Math.min(gone / 1000, Math.max(0, room)), its.walk);
      }
      tick();
    }
  };
  const pass = (next: Walk): void => {
    walk = next;
    account.out.splice(0, Infinity, ...walk.skips);
    tick();
  };

  tick();
  while (position(its, walk) < its.total) {
    run(500 + draw() * 90_000, 100 + draw() * 140);
    const what = draw();
    if (what < 0.15) {
      walk = pause(its, walk, now());
      run(draw() * 900_000, 240);
      walk = resume(its, walk, now());
    } else if (what < 0.3) {
      pageBegan = time;
      const kept = read(write(walk));
      if (!kept) throw new Error("the walk could not be read again");
      walk = kept;
      tick();
    } else if (what < 0.4) shift -= draw() * 7_200_000;
    else if (what < 0.5) {
      slept = true;
      const ms = draw() * 300_000;
      run(ms, ms);
    } else if (what < 0.55) pass(skipTo(its, walk, now(), position(its, walk) + draw() * 120));
    else if (what < 0.58) pass(shorten(its, walk, now()));
    else if (what < 0.65) walk = slower(walk, 180);
  }
  return { plan: its, walk, account, told, off, most, least, slept };
}

describe("every walk", () => {
  const walks = Array.from({ length: SERIES }, (_, each) => lived(each + 1));

  it("is where true time says, to a hundredth of a second", () => {
    for (const { off } of walks) expect(off).toBeLessThan(0.01);
  });

  it("tells each cue that is not passed over exactly once, and in order", () => {
    for (const { plan: its, account, told } of walks) {
      const wanted = its.cues.filter((cue) => !account.isOut(cue.at));
      const texts = told.map(({ cue }) => cue.text);
      // What was told before it was passed over, in the same second, may be among them.
      expect(texts.filter((text) => wanted.some((cue) => cue.text === text))).toEqual(
        wanted.map((cue) => cue.text),
      );
      expect(new Set(texts).size).toBe(texts.length);
      const order = told.map(({ cue }) => cue.at);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
  });

  it("tells it within a quarter of a second, or says that it went by", () => {
    for (const { told, slept } of walks) {
      for (const { cue, at, passed } of told) {
        expect(at - cue.at).toBeGreaterThan(-0.01);
        if (!slept && !passed) expect(at - cue.at).toBeLessThanOrEqual(0.26);
        if (passed) expect(slept || at - cue.at > 2).toBe(true);
      }
      if (!slept) expect(told.some(({ passed }) => passed)).toBe(false);
    }
  });

  it("takes as long as was really walked: no second is made, none is lost", () => {
    for (const { plan: its, walk, account } of walks) {
      const out = walk.skips.reduce((sum, skip) => sum + skip.end - skip.start, 0);
      expect(account.spent + out).toBeCloseTo(its.total, 1);
      const { walked, whole } = done(its, walk);
      expect(whole).toBe(Math.floor(its.total - out + 1e-6));
      expect(walked).toBeLessThanOrEqual(whole);
      expect(walked).toBeGreaterThanOrEqual(0);
      expect(until(its, walk, its.total)).toBe(0);
    }
  });

  it("is told as long as it was, wherever it is ended: skipped, shorter, paused or slept over", () => {
    // Whole seconds, the second in which a part begins, and one more for each part left out.
    for (const { most, walk } of walks) expect(most).toBeLessThan(3 + walk.skips.length);
    for (const { least } of walks) expect(least).toBeGreaterThanOrEqual(0);
    const cut = walks.filter(({ walk, plan: its }) =>
      walk.skips.some((skip) => skip.end === its.walk.end && skip.start > its.walk.start),
    );
    expect(cut.length).toBeGreaterThan(10);
  });

  it("was tried with pages that slept and with pages that did not", () => {
    expect(walks.some(({ slept }) => slept)).toBe(true);
    expect(walks.some(({ slept }) => !slept)).toBe(true);
    expect(walks.some(({ walk }) => walk.skips.length > 1)).toBe(true);
  });
});

describe("a change of time zone, or of summer time, in mid-walk", () => {
  const zone = process.env["TZ"];

  afterEach(() => {
    vi.useRealTimers();
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  });

  it("moves nothing", () => {
    vi.useFakeTimers();
    const its = plan(series(7));
    // Summer time ends in Europe within this hour; the person flies on meanwhile.
    vi.setSystemTime(new Date("2026-10-25T00:30:00Z"));
    process.env["TZ"] = "Europe/Berlin";
    const now = (): { wall: number; steady: null } => ({ wall: Date.now(), steady: null });
    const offsets = new Set<number>();
    const told: string[] = [];
    let walk = begin(now());
    for (let second = 0; second <= its.total; second += 1) {
      if (second === 900) process.env["TZ"] = "America/New_York";
      if (second === 1200) process.env["TZ"] = "Asia/Kathmandu";
      offsets.add(new Date().getTimezoneOffset());
      const next = step(its, walk, now());
      walk = next.walk;
      told.push(...next.due.map((cue) => cue.text));
      expect(next.passed).toEqual([]);
      expect(position(its, walk)).toBeCloseTo(second, 6);
      vi.advanceTimersByTime(1000);
    }
    expect(offsets.size).toBeGreaterThan(1);
    expect(told).toEqual(its.cues.map((cue) => cue.text));
  });
});
