import { describe, expect, it } from "vitest";
import { begin, pause, shorten, skipTo, slower, step, type Cue, type Walk } from "./machine";
import { lengthOf, notesOf } from "./notes";
import { CLICK_HZ, TONES } from "./sounds";
import { RATE, sizeOf, wavOf } from "./wav";

const KINDS = ["part_start", "posture", "water", "interval_brisk", "interval_easy", "last_minute"];
const CUES: readonly Cue[] = Array.from({ length: 121 }, (_, each) => ({
  at: each * 30,
  kind: each === 120 ? "end" : (KINDS[each % KINDS.length] ?? ""),
  text: `Cue ${each}`,
}));
const PLAN = {
  total: 3600,
  walk: { start: 300, end: 3300 },
  cues: CUES,
  parts: [
    { kind: "easy", spm: null, start: 0, end: 1000 },
    { kind: "brisk", spm: 116, start: 1000, end: 1030 },
    { kind: "easy", spm: null, start: 1030, end: 3600 },
  ],
};
const CHIMES = { chimes: true, beat: false };
const NOW = { wall: 0, steady: null };

function later(walk: Walk, seconds: number): Walk {
  const now = { wall: walk.last.wall + seconds * 1000, steady: null };
  return step(PLAN, walk, now).walk;
}

describe("the sounds of a walk", () => {
  it("are at the moment of each cue; posture stays silent", () => {
    const walk = begin(NOW);
    const starts = new Set(notesOf(PLAN, walk, CHIMES).map((note) => note.at));
    for (const cue of CUES) expect(starts.has(cue.at)).toBe(cue.kind !== "posture");
  });

  it("differ for brisk, for easy and for what else is told", () => {
    const notes = notesOf(PLAN, begin(NOW), CHIMES);
    const at = (second: number): number[] =>
      notes.filter((note) => note.at >= second && note.at < second + 5).map((note) => note.hertz);
    expect(at(90)).toEqual(TONES.brisk);
    expect(at(120)).toEqual(TONES.easy);
    expect(at(60)).toHaveLength(1); // water
    expect(at(60)).not.toEqual(at(0));
  });

  it("beat the person's own steps while it is brisk, and not while it is slower", () => {
    const beats = notesOf(PLAN, begin(NOW), { chimes: false, beat: true });
    expect(beats).toHaveLength(58); // half a minute of 116
    expect(beats.every((note) => note.hertz === CLICK_HZ)).toBe(true);
    expect(beats[0]?.at).toBe(1000);
    expect(beats[58 - 1]?.at).toBeCloseTo(1000 + (57 * 60) / 116, 6);
    const slow = slower(later(begin(NOW), 995), 20);
    expect(notesOf(PLAN, slow, { chimes: false, beat: true })[0]?.at).toBeGreaterThanOrEqual(1015);
  });

  it("move up where something is passed over, now or later", () => {
    const past = skipTo(PLAN, later(begin(NOW), 100), { wall: 100_000, steady: null }, 300);
    const short = shorten(PLAN, past, past.last);
    expect(lengthOf(PLAN, past)).toBeCloseTo(3400, 6);
    expect(lengthOf(PLAN, short)).toBeCloseTo(1900, 6);
    const notes = notesOf(PLAN, short, CHIMES);
    expect(notes.at(-1)?.at).toBeGreaterThanOrEqual(1900);
    // The cool-down begins at second 3300 of the plan, after 1600 that were spent.
    expect(notes.some((note) => Math.abs(note.at - 1600) < 1e-6)).toBe(true);
    expect(lengthOf(PLAN, pause(PLAN, short, short.last))).toBeCloseTo(1900, 6);
  });
});

describe("the track of an hour", () => {
  const notes = notesOf(PLAN, begin(NOW), { chimes: true, beat: true });
  const pieces = wavOf(3602, notes);
  const bytes = new Uint8Array(pieces.reduce((sum, each) => sum + each.length, 0));
  pieces.reduce((at, each) => {
    bytes.set(each, at);
    return at + each.length;
  }, 0);

  it("is a WAV file of 28.8 MB, most of which is one silence", () => {
    expect(bytes).toHaveLength(sizeOf(3602));
    expect(bytes.length / 1e6).toBeCloseTo(28.8, 1);
    const head = new TextDecoder().decode(bytes.slice(0, 44));
    expect([head.slice(0, 4), head.slice(8, 16), head.slice(36, 40)]).toEqual([
      "RIFF",
      "WAVEfmt ",
      "data",
    ]);
    expect(new DataView(bytes.buffer).getUint32(40, true)).toBe(bytes.length - 44);
    expect(new Set(pieces).size).toBeLessThan(pieces.length * 0.6);
  });

  it("sounds at each cue within a hundredth of a second, and is silent between", () => {
    const loud: number[] = [];
    let lastLoud = -1;
    for (let at = 44; at < bytes.length; at += 1) {
      if (Math.abs((bytes[at] ?? 128) - 128) < 3) continue;
      const second = (at - 44) / RATE;
      if (second - lastLoud > 0.1) loud.push(second);
      lastLoud = second;
    }
    const wanted = notes
      .map((note) => note.at)
      .filter((at, index) => index === 0 || at - (notes[index - 1]?.at ?? 0) > 0.2);
    expect(loud).toHaveLength(wanted.length);
    loud.forEach((second, index) => expect(second).toBeCloseTo(wanted[index] ?? 0, 1.7));
  }, 30_000);
});
