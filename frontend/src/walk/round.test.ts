import { describe, expect, it } from "vitest";
import { begin, type Walk } from "./machine";
import type { Laid, Part } from "./plan";
import { countOf, footOf, roundsOf } from "./round";

function part(kind: string, start: number, end: number, round: number | null): Part {
  return { kind, label: kind, name: kind, start, end, round, rounds: round && 2, spm: null };
}

const lead = part("easy", 0, 100, null);
const brisk = part("brisk", 100, 130, 1);
const easy = part("easy", 130, 310, 1);
const last = part("brisk", 310, 340, 2);
const out = part("easy", 340, 500, null);
const PLAN: Laid = {
  total: 500,
  walk: { start: 0, end: 500 },
  phases: [],
  parts: [lead, brisk, easy, last, out],
  cues: [],
};

function spent(seconds: number, skips: Walk["skips"] = []): Walk {
  return { ...begin({ wall: 0, steady: null }), spent: seconds, skips };
}

describe("a round", () => {
  it("counts seconds, and longer parts in minutes, and says what comes then", () => {
    expect(countOf(PLAN, spent(112.8), brisk)).toEqual(["18", "seconds, then 3 min easy"]);
    expect(countOf(PLAN, spent(129), brisk)).toEqual(["1", "second, then 3 min easy"]);
    expect(countOf(PLAN, spent(131.5), easy)).toEqual(["2:59", "minutes, then 30 brisk"]);
    expect(countOf(PLAN, spent(211), easy)).toEqual(["99", "seconds, then 30 brisk"]);
    expect(countOf(PLAN, spent(335), last)).toEqual(["5", "seconds, then easy until the end"]);
  });

  it("says so where it is the last, since the walk was made shorter", () => {
    const shorter = spent(200, [{ start: 310, end: 500, shorter: true }]);
    const down = { ...part("easy", 500, 700, null), label: "Slow walk" };
    const plan = { ...PLAN, total: 700, parts: [...PLAN.parts, down] };
    expect(countOf(plan, shorter, easy)).toEqual(["1:50", "minutes, then the cool-down"]);
    const within = spent(120, [{ start: 125, end: 500, shorter: true }]);
    expect(countOf(plan, within, brisk)).toEqual(["5", "seconds, then the cool-down"]);
  });

  it("lies between the first brisk second and the last of the rounds", () => {
    expect(roundsOf(PLAN)).toEqual({ start: 100, end: 340 });
    expect(roundsOf({ ...PLAN, parts: [lead] })).toBeNull();
  });

  it("puts down one foot after the other at the person's own steps", () => {
    const feet = Array.from({ length: 240 }, (_, each) => footOf(116, each / 4));
    const steps = feet.filter((foot, index) => index > 0 && foot !== feet[index - 1]).length;
    expect(steps).toBe(115); // a minute of 116 steps, the first of them at its start
    expect(new Set(feet)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  });
});
