import { describe, expect, it } from "vitest";
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
  wait,
  write,
  type Cue,
  type Now,
  type Plan,
  type Walk,
} from "./machine";

const HOUR: Plan = {
  total: 3600,
  walk: { start: 300, end: 3300 },
  cues: Array.from({ length: 121 }, (_, each) => ({
    at: each * 30,
    kind: each % 10 ? "posture" : "part_start",
    text: `Cue ${each}`,
  })),
};
const START = Date.parse("2026-05-14T09:00:00Z");

/** Numbers that look random and are the same each time (a linear congruential series). */
function series(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** A device whose clocks, page and person a test moves about. */
class Device {
  walk: Walk;
  /** True time, ms, which nobody on the device can read. */
  time = 0;
  /** What the plan's clock has to say, s. */
  truth = 0;
  wallShift = 0;
  pageBegan = 0;
  readonly heard: { cue: Cue; late: number; passed: boolean }[] = [];

  constructor(readonly plan: Plan) {
    this.walk = begin(this.now());
    this.tick();
  }

  now(): Now {
    return { wall: START + this.time + this.wallShift, steady: this.time - this.pageBegan };
  }

  tick(): void {
    const { walk, due, passed } = step(this.plan, this.walk, this.now());
    this.walk = walk;
    for (const cue of passed) this.heard.push({ cue, late: this.truth - cue.at, passed: true });
    for (const cue of due) this.heard.push({ cue, late: this.truth - cue.at, passed: false });
  }

  /** Lets time go by; the page ticks so often. */
  run(ms: number, every: number): void {
    for (let left = ms; left > 0; left -= every) {
      const gone = Math.min(every, left);
      this.time += gone;
      if (!this.walk.paused) this.truth = Math.min(this.plan.total, this.truth + gone / 1000);
      this.tick();
    }
  }

  rest(ms: number): void {
    this.walk = pause(this.plan, this.walk, this.now());
    this.run(ms, 250);
    this.walk = resume(this.plan, this.walk, this.now());
  }

  reload(): void {
    this.pageBegan = this.time;
    const kept = read(write(this.walk));
    if (!kept) throw new Error("the walk could not be read again");
    this.walk = kept;
    this.tick();
  }
}

function texts(device: Device): string[] {
  return device.heard.map(({ cue }) => cue.text);
}

const ALL = HOUR.cues.map((cue) => cue.text);

describe("a walk of an hour", () => {
  it("says every cue once, in order, within a quarter of a second", () => {
    const device = new Device(HOUR);
    device.run(3_700_000, 240);
    expect(texts(device)).toEqual(ALL);
    expect(Math.max(...device.heard.map(({ late }) => late))).toBeLessThanOrEqual(0.25);
    expect(position(HOUR, device.walk)).toBe(3600);
  });

  it("does so over pauses, reloads and clocks that are set back", () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const draw = series(seed);
      const device = new Device(HOUR);
      while (device.truth < HOUR.total) {
        device.run(1000 + draw() * 200_000, 100 + draw() * 140);
        const what = draw();
        if (what < 0.3) device.rest(draw() * 600_000);
        else if (what < 0.6) device.reload();
        else device.wallShift -= draw() * 7_200_000;
      }
      expect(texts(device)).toEqual(ALL);
      expect(device.heard.some(({ passed }) => passed)).toBe(false);
      for (const { late } of device.heard) {
        expect(late).toBeGreaterThanOrEqual(-0.01);
        expect(late).toBeLessThanOrEqual(0.25);
      }
    }
  }, 30_000);

  it("is where it should be after timers were held back, and tells what went by", () => {
    const device = new Device(HOUR);
    device.run(60_000, 250);
    device.run(600_000, 600_000);
    expect(position(HOUR, device.walk)).toBeCloseTo(660, 1);
    expect(texts(device)).toEqual(ALL.slice(0, 23));
    expect(device.heard.filter(({ passed }) => passed)).toHaveLength(19);
    expect(device.heard.at(-1)?.passed).toBe(false); // the one due in this very second
  });

  it("counts the time that a closed browser was away", () => {
    const device = new Device(HOUR);
    device.run(100_000, 250);
    device.time += 200_000;
    device.truth += 200;
    device.reload();
    expect(position(HOUR, device.walk)).toBeCloseTo(300, 1);
  });

  it("stands still, and never goes back, where the clock was set back before a reload", () => {
    const device = new Device(HOUR);
    device.run(100_000, 250);
    device.wallShift = -3_600_000;
    device.reload();
    expect(position(HOUR, device.walk)).toBeCloseTo(100, 1);
    device.run(10_000, 250);
    expect(position(HOUR, device.walk)).toBeCloseTo(110, 1);
  });
});

describe("passing over a part", () => {
  it("says the cue at the new place and none between, and never goes back", () => {
    const device = new Device(HOUR);
    device.run(45_000, 250);
    device.walk = skipTo(HOUR, device.walk, device.now(), 300);
    device.tick();
    expect(texts(device)).toEqual(["Cue 0", "Cue 1", "Cue 10"]);
    device.walk = skipTo(HOUR, device.walk, device.now(), 60);
    expect(position(HOUR, device.walk)).toBeCloseTo(300, 1);
  });

  it("counts what was walked and not what was passed over", () => {
    const device = new Device(HOUR);
    device.run(60_000, 250);
    device.walk = skipTo(HOUR, device.walk, device.now(), 300);
    device.run(600_000, 250);
    expect(done(HOUR, device.walk)).toEqual({ walked: 600, whole: 660 });
    device.walk = skipTo(HOUR, device.walk, device.now(), 3300);
    device.run(120_000, 250);
    expect(done(HOUR, device.walk)).toEqual({ walked: 600, whole: 780 });
  });

  it("never makes more time than there was, wherever it is pressed", () => {
    for (let seed = 1; seed <= 30; seed += 1) {
      const draw = series(seed);
      const device = new Device(HOUR);
      let run = 0;
      for (let times = 0; times < 12; times += 1) {
        const ms = Math.round(draw() * 300_000);
        device.run(ms, 500);
        run += ms / 1000;
        device.walk = skipTo(HOUR, device.walk, device.now(), draw() * 3600);
        device.tick();
      }
      const { walked, whole } = done(HOUR, device.walk);
      expect(whole).toBeLessThanOrEqual(Math.ceil(run));
      expect(walked).toBeLessThanOrEqual(whole);
      expect(new Set(texts(device)).size).toBe(device.heard.length);
      const order = device.heard.map(({ cue }) => cue.at);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
  });
});

describe("a walk that is made shorter", () => {
  it("leaves out half of what is left, when it comes to it, and says no cue of it", () => {
    const device = new Device(HOUR);
    device.run(1_300_000, 250);
    device.walk = shorten(HOUR, device.walk, device.now());
    expect(until(HOUR, device.walk, 3300)).toBeCloseTo(1000, 1);
    expect(position(HOUR, device.walk)).toBeCloseTo(1300, 1);
    device.run(999_000, 250);
    expect(position(HOUR, device.walk)).toBeCloseTo(2299, 1);
    device.run(2_000, 250);
    expect(position(HOUR, device.walk)).toBeCloseTo(3301, 1);
    device.run(400_000, 250);
    expect(texts(device)).toEqual(ALL.filter((_, each) => each * 30 < 2300 || each * 30 >= 3300));
    expect(device.heard.every(({ passed }) => !passed)).toBe(true);
    expect(done(HOUR, device.walk)).toEqual({ walked: 2000, whole: 2600 });
  });

  it("keeps the minutes that were walked when it is ended before that", () => {
    const device = new Device(HOUR);
    device.run(540_000, 250);
    device.walk = shorten(HOUR, device.walk, device.now());
    device.run(360_000, 250);
    expect(done(HOUR, device.walk)).toEqual({ walked: 600, whole: 900 });
  });

  it("ends on a whole minute, or where a round does, if one is close to the half", () => {
    const within = { ...HOUR, ends: [300, 1800, 1830, 3000] };
    const device = new Device(within);
    device.run(340_000, 250);
    device.walk = shorten(within, device.walk, device.now());
    expect(until(within, device.walk, 3300)).toBeCloseTo(1830 - 340, 1);
    device.walk = shorten(within, device.walk, device.now());
    expect(until(within, device.walk, 3300)).toBeCloseTo((1830 - 340) / 2, 1);
  });

  it("does so where the page slept over the place", () => {
    const device = new Device(HOUR);
    device.walk = shorten(HOUR, device.walk, device.now());
    device.run(1_900_000, 1_900_000);
    expect(position(HOUR, device.walk)).toBeCloseTo(3400, 1);
    const told = ALL.filter((_, each) => each * 30 < 1800 || (each > 109 && each * 30 <= 3400));
    expect(texts(device)).toEqual(told);
  });

  it("can be made shorter again, and be ended at once", () => {
    const device = new Device(HOUR);
    device.run(300_000, 250);
    device.walk = shorten(HOUR, device.walk, device.now());
    device.walk = shorten(HOUR, device.walk, device.now());
    expect(until(HOUR, device.walk, 3300)).toBeCloseTo(750, 1);
    device.walk = skipTo(HOUR, device.walk, device.now(), 3300);
    expect(position(HOUR, device.walk)).toBeCloseTo(3300, 1);
    expect(until(HOUR, device.walk, 3600)).toBeCloseTo(300, 1);
    device.run(300_000, 250);
    expect(done(HOUR, device.walk)).toEqual({ walked: 0, whole: 600 });
  });

  it("changes nothing in the cool-down", () => {
    const device = new Device(HOUR);
    device.run(3_400_000, 250);
    const before = device.walk;
    device.walk = shorten(HOUR, device.walk, device.now());
    expect(device.walk.skips).toEqual(before.skips);
  });

  it("goes on at the end of what is left out where somebody lands within it", () => {
    const device = new Device(HOUR);
    device.run(300_000, 250);
    device.walk = shorten(HOUR, device.walk, device.now());
    device.walk = skipTo(HOUR, device.walk, device.now(), 2500);
    expect(position(HOUR, device.walk)).toBeCloseTo(3300, 1);
    const kept = read(write(device.walk));
    expect(kept && position(HOUR, kept)).toBeCloseTo(3300, 1);
  });
});

describe("what is kept", () => {
  it("reads a walk again as it was", () => {
    const device = new Device(HOUR);
    device.run(1000, 250);
    device.walk = slower(device.walk, 180);
    const kept = read(write(device.walk));
    expect(kept).toEqual({ ...device.walk, last: { wall: device.walk.last.wall, steady: null } });
    expect(kept?.slowerUntil).toBeCloseTo(181, 5);
  });

  it("takes nothing for a walk that is none", () => {
    const broken = [null, "", "{", "7", "null", "[]", '{"spent":1}', '{"began":1,"rested":0}'];
    for (const text of broken) expect(read(text)).toBeNull();
  });

  it("knows how long the next cue takes, and waits for none in a pause", () => {
    const device = new Device(HOUR);
    device.run(10_000, 250);
    expect(wait(HOUR, device.walk)).toBeCloseTo(20_000, 0);
    expect(wait(HOUR, pause(HOUR, device.walk, device.now()))).toBeNull();
  });
});
