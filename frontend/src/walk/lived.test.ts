import { describe, expect, it } from "vitest";
import { asWalked, roundsLeft, shorterWords } from "./lived";
import { begin, shorten, skipTo, step, until, type Now, type Walk } from "./machine";
import { leftOf, type Laid, type Part, type Phase } from "./plan";
import { linesOf } from "./timetable";

const phase = (id: string, label: string, start: number, end: number): Phase => ({
  id,
  label,
  start,
  end,
});
const part = (label: string, start: number, end: number, round: number | null = null): Part => ({
  kind: label === "Brisk" ? "brisk" : "easy",
  label,
  name: label,
  round,
  rounds: round && 4,
  spm: null,
  start,
  end,
});
const NOW: Now = { wall: 0, steady: null };

const easy = part("Easy walk", 300, 900);
const PLAN: Laid = {
  total: 1200,
  walk: { start: 300, end: 900 },
  phases: [
    phase("warm_up", "Warm-up", 0, 300),
    phase("walk", "Easy walk", 300, 900),
    phase("cool_down", "Cool-down", 900, 1200),
  ],
  parts: [part("Slow walk", 0, 180), part("Rocks", 180, 300), easy, part("Slow walk", 900, 1200)],
  ends: Array.from({ length: 10 }, (_, each) => 300 + 60 * each),
  cues: [
    { at: 0, kind: "part_start", text: "Walk slowly." },
    { at: 180, kind: "part_start", text: "Rock from heels to toes, 10 times." },
    { at: 300, kind: "part_start", text: "Now your walk: 10 minutes, at your own easy pace." },
    { at: 600, kind: "halfway", text: "Halfway." },
    { at: 840, kind: "last_minute", text: "One more minute, then the cool-down." },
    { at: 900, kind: "part_start", text: "Now slowly." },
    { at: 1200, kind: "end", text: "That was 20 minutes." },
  ],
};

function after(seconds: number, walk: Walk = begin(NOW), plan: Laid = PLAN): Walk {
  return step(plan, walk, { wall: walk.last.wall + seconds * 1000, steady: null }).walk;
}

function heard(plan: Laid, walk: Walk): readonly string[] {
  const told: string[] = [];
  let its = walk;
  for (let second = 0; second < 1200; second += 1) {
    const next = step(plan, its, { wall: its.last.wall + 1000, steady: null });
    its = next.walk;
    told.push(...next.due.map((cue) => `${its.spent} ${cue.text}`));
  }
  return told;
}

describe("a walk that is made shorter", () => {
  it("says its new length at once: what is left, what is said, the list and a line", () => {
    const before = after(60);
    expect(shorterWords(PLAN, before)).toBe("");
    const walk = shorten(PLAN, before, before.last);
    const plan = asWalked(PLAN, walk);
    expect(shorterWords(plan, walk)).toBe("Made shorter: 5 minutes of walking now.");
    expect(heard(plan, walk)).toEqual([
      "180 Rock from heels to toes, 10 times.",
      "300 Now your walk: 5 minutes, at your own easy pace.",
      "540 One more minute, then the cool-down.",
      "600 Now slowly.",
      "900 That was 15 minutes.",
    ]);
    expect(linesOf(plan, walk).map(({ begins, lasts }) => `${begins} ${lasts}`)).toEqual([
      "0:00 3 min",
      "3:00 2 min",
      "5:00 5 min",
      "10:00 5 min",
    ]);
    const begun = after(240, walk, plan);
    expect(leftOf(plan, begun, PLAN.phases[1] as Phase, easy)).toBe(
      "minutes left of 5, then cool-down",
    );
    expect(until(plan, begun, 900)).toBe(300);
  });

  it("says nothing of it any more once the walk is over", () => {
    const shorter = shorten(PLAN, after(400), after(400).last);
    const plan = asWalked(PLAN, shorter);
    expect(shorterWords(plan, shorter)).toBe("Made shorter: 6 minutes of walking now.");
    const down = skipTo(plan, shorter, shorter.last, 900);
    expect(shorterWords(plan, down)).toBe("");
    expect(heard(asWalked(PLAN, down), down).at(-1)).toBe("700 That was 12 minutes.");
  });

  it("has as many rounds as are left", () => {
    const rounds = [1, 2, 3, 4].flatMap((round) => [
      part("Brisk", 240 + 120 * round, 270 + 120 * round, round),
      part("Easy", 270 + 120 * round, 360 + 120 * round, round),
    ]);
    const brisk = rounds.filter((each) => each.kind === "brisk");
    const plan: Laid = {
      ...PLAN,
      parts: rounds,
      ends: [480, 600, 720, 840],
      cues: brisk.map((each) => ({
        at: each.start,
        kind: "interval_brisk",
        text: `Round ${each.round} of 4. Brisk, 30 seconds.`,
      })),
    };
    const walk = shorten(plan, after(320, begin(NOW), plan), { wall: 320_000, steady: null });
    expect(roundsLeft(plan, walk)).toBe(2);
    expect(asWalked(plan, walk).cues[0]?.text).toBe("Round 1 of 2. Brisk, 30 seconds.");
    expect(linesOf(plan, walk).filter(({ lasts }) => lasts)).toHaveLength(4);
  });
});
