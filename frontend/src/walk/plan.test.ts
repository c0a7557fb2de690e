import { describe, expect, it } from "vitest";
import { begin, type Walk } from "./machine";
import { at, clockOf, endsOf, leftOf, minutesOf, type Laid, type Part, type Phase } from "./plan";

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

function spent(seconds: number, skips: Walk["skips"] = []): Walk {
  return { ...begin({ wall: 0, steady: null }), spent: seconds, skips };
}

describe("what is left", () => {
  it("counts the minutes of a phase and says what follows", () => {
    expect(leftOf(plan, spent(400), easy, part("Easy", 300, 1140))).toBe(
      "minutes left of 14, then cool-down",
    );
    expect(leftOf(plan, spent(1200), coolDown, undefined)).toBe("minutes left of 5");
  });

  it("names a part and when its phase ends", () => {
    const rocks = part("Heel-toe rocks", 180, 220);
    expect(leftOf(plan, spent(190), warmUp, rocks)).toBe("Heel-toe rocks. Warm-up until minute 5.");
    expect(leftOf(plan, spent(601), easy, part("Brisk, round 2", 600, 630))).toBe(
      "Brisk, round 2. 9 minutes until the cool-down.",
    );
  });

  it("is less of less where the walk was made shorter, or an exercise passed over", () => {
    const shorter = spent(400, [{ start: 720, end: 1140, shorter: true }]);
    expect(leftOf(plan, shorter, easy, part("Easy", 300, 1140))).toBe(
      "minutes left of 7, then cool-down",
    );
    expect(leftOf(plan, { ...shorter, spent: 670 }, easy, part("Easy", 600, 900))).toBe(
      "Easy. 1 minute until the cool-down.",
    );
    const skipped = spent(100, [{ start: 60, end: 120 }]);
    expect(leftOf(plan, skipped, warmUp, part("Heel-toe rocks", 120, 220))).toBe(
      "Heel-toe rocks. Warm-up until minute 4.",
    );
  });

  it("tells minutes as the site does", () => {
    expect([60, 300, 330, 3599].map(minutesOf)).toEqual([
      "1 minute",
      "5 minutes",
      "5.5 minutes",
      "60 minutes",
    ]);
  });

  it("may end earlier after a minute, or after a round where there are rounds", () => {
    expect(endsOf({ start: 300, end: 480 }, [])).toEqual([300, 360, 420]);
    const rounds = [part("Brisk", 300, 330), part("Easy", 330, 360), part("Easy", 360, 480)];
    const [brisk, slow, out] = rounds.map((each, index) => ({
      ...each,
      kind: index === 0 ? "brisk" : "easy",
      round: index < 2 ? 1 : null,
    }));
    expect(brisk && slow && out && endsOf(easy, [brisk, slow, out])).toEqual([360]);
  });

  it("finds the part that holds a second, ends left out", () => {
    expect(at(plan.phases, 300)).toBe(easy);
    expect(at(plan.phases, 1440)).toBeUndefined();
  });

  it("shows seconds in two digits", () => {
    expect([0, 9, 60, 754.9].map(clockOf)).toEqual(["0:00", "0:09", "1:00", "12:34"]);
  });
});
