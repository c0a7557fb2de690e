import { describe, expect, it } from "vitest";
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

describe("a round", () => {
  it("counts seconds, and longer parts in minutes, and says what comes then", () => {
    expect(countOf(PLAN, brisk, 17.2)).toEqual(["18", "seconds, then 3 min easy"]);
    expect(countOf(PLAN, brisk, 1)).toEqual(["1", "second, then 3 min easy"]);
    expect(countOf(PLAN, easy, 178.5)).toEqual(["2:59", "minutes, then 30 brisk"]);
    expect(countOf(PLAN, easy, 99)).toEqual(["99", "seconds, then 30 brisk"]);
    expect(countOf(PLAN, last, 5)).toEqual(["5", "seconds, then easy until the end"]);
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
