// The sounds of a whole walk, laid out beforehand on the time that is really spent on it: what
// an audio track needs that plays on while the screen is dark.

import { isSkipped, spentAt, until, type Plan, type Walk } from "./machine";
import { CLICK_HZ, CLICK_S, signalOf, TONE_S, TONES, type Signal } from "./sounds";

export interface Note {
  /** Seconds since the walk began, pauses and what is passed over left out. */
  readonly at: number;
  readonly hertz: number;
  readonly seconds: number;
  /** 0 to 1. */
  readonly loud: number;
}

export interface Sounds {
  readonly chimes: boolean;
  readonly beat: boolean;
}

interface Beaten {
  readonly kind: string;
  readonly spm: number | null;
  readonly start: number;
  readonly end: number;
}

const LOUD = 0.6;
const SOFT = 0.3;
/** With a dark screen nobody reads: what is only said otherwise gets one low tone. */
const SOFT_HZ = 330;
/** Posture can wait, and shall not nag: it stays silent (see guidance/posture.py). */
const SILENT = new Set(["posture", "surface"]);

/** Every tone of the walk in the order of time. */
export function notesOf(
  plan: Plan & { readonly parts: readonly Beaten[] },
  walk: Walk,
  on: Sounds,
): readonly Note[] {
  const notes: Note[] = [];
  for (const cue of on.chimes ? plan.cues : []) {
    if (!isSkipped(walk, cue.at)) notes.push(...chime(cue.kind, spentAt(walk, cue.at)));
  }
  for (const part of on.beat ? plan.parts : []) {
    if (part.kind === "brisk" && part.spm !== null) notes.push(...beats(part, part.spm, walk));
  }
  return notes.sort((a, b) => a.at - b.at);
}

/** Seconds that the walk takes, pauses left out. */
export function lengthOf(plan: Plan, walk: Walk): number {
  return walk.spent + until(plan, walk, plan.total);
}

function chime(kind: string, at: number): readonly Note[] {
  const signal: Signal | null = signalOf(kind);
  if (signal) {
    return TONES[signal].map((hertz, index) => ({
      at: at + index * TONE_S,
      hertz,
      seconds: TONE_S,
      loud: LOUD,
    }));
  }
  return SILENT.has(kind) ? [] : [{ at, hertz: SOFT_HZ, seconds: TONE_S, loud: SOFT }];
}

function beats(part: Beaten, spm: number, walk: Walk): readonly Note[] {
  const notes: Note[] = [];
  for (let each = 0; part.start + (each * 60) / spm < part.end; each += 1) {
    const second = part.start + (each * 60) / spm;
    if (second < walk.slowerUntil || isSkipped(walk, second)) continue;
    notes.push({ at: spentAt(walk, second), hertz: CLICK_HZ, seconds: CLICK_S, loud: SOFT });
  }
  return notes;
}
