import { describe, expect, it } from "vitest";
import { at, clockOf, leftOf, type Laid, type Part, type Phase } from "./plan";

const phase = (id: string, label: string, start: number, end: number): Phase => ({
  id,
  label,
  start,
  end,
});
const part = (label: string, start: number, end: number): Part => ({
  kind: "easy",
  label,
  name: label,
  round: null,
  rounds: null,
  spm: null,
  start,
  end,
});

const warmUp = phase("warm_up", "Warm-up", 0, 300);
const easy = phase("walk", "Easy walk", 300, 1140);
const coolDown = phase("cool_down", "Cool-down", 1140, 1440);
const plan: Laid = {
  total: 1440,
  walk: easy,
  phases: [warmUp, easy, coolDown],
  parts: [],
  cues: [],
};

describe("what is left", () => {
  it("counts the minutes of a phase and says what follows", () => {
    expect(leftOf(plan, easy, part("Easy", 300, 1140), 400)).toBe(
      "minutes left of 14, then cool-down",
    );
    expect(leftOf(plan, coolDown, undefined, 1200)).toBe("minutes left of 5");
  });

  it("names a part and when its phase ends", () => {
    const rocks = part("Heel-toe rocks", 180, 220);
    expect(leftOf(plan, warmUp, rocks, 190)).toBe("Heel-toe rocks, warm-up until minute 5");
    expect(leftOf(plan, easy, part("Brisk, round 2", 600, 630), 601)).toBe(
      "Brisk, round 2. 9 minutes until the cool-down.",
    );
  });

  it("finds the part that holds a second, ends left out", () => {
    expect(at(plan.phases, 300)).toBe(easy);
    expect(at(plan.phases, 1440)).toBeUndefined();
  });

  it("shows seconds in two digits", () => {
    expect([0, 9, 60, 754.9].map(clockOf)).toEqual(["0:00", "0:09", "1:00", "12:34"]);
  });
});
