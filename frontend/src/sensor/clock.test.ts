import { expect, it } from "vitest";
import { SampleClock } from "./clock";

const NOON = Date.UTC(2026, 4, 12, 10);

it("follows the steady clock, whatever the wall clock's jitter", () => {
  const clock = new SampleClock();
  const times = [0, 10, 20, 30].map((ms, k) =>
    clock.at(500 + ms, { wall: NOON + ms + (k % 2), steady: 500 + ms }),
  );
  expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 10, 20, 30]);
  expect(times[0]).toBe(NOON);
});

it("goes on by the time that a phone slept", () => {
  const clock = new SampleClock();
  clock.at(0, { wall: NOON, steady: 0 });
  expect(clock.at(100, { wall: NOON + 60_100, steady: 100 })).toBe(NOON + 60_100);
});

it("does not run back with a wall clock that is set back, and sees a sleep after it", () => {
  const clock = new SampleClock();
  clock.at(0, { wall: NOON, steady: 0 });
  expect(clock.at(100, { wall: NOON - 3_600_000, steady: 100 })).toBe(NOON + 100);
  expect(clock.at(200, { wall: NOON - 3_570_000, steady: 200 })).toBeCloseTo(NOON + 30_100, -1);
});
