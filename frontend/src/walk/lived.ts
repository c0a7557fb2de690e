// A plan as it is really walked. A part that is passed over, or will be, changes what is true of
// the rest: how long the walk is, where its last minute begins, which rounds there are.

import { isSkipped, lasting, position, type Cue, type Span, type Walk } from "./machine";
import { aboutMinutes, at, minutesOf, type Laid } from "./plan";

const LAST_MINUTE_S = 60;

/** Says how long a walk is that was made shorter; empty where it was not, or is over. */
export function shorterWords(plan: Laid, walk: Walk): string {
  const end = shorterEnd(walk);
  if (end === null || position(plan, walk) >= end) return "";
  return `Made shorter: ${aboutMinutes(lasting(walk, plan.walk))} of walking now.`;
}

/** The plan with cues that are true of the walk as it is. */
export function asWalked(plan: Laid, walk: Walk): Laid {
  if (walk.skips.length === 0) return plan;
  const cues = plan.cues.flatMap((cue) => cueOf(plan, walk, cue));
  return { ...plan, cues: cues.sort((one, other) => one.at - other.at) };
}

/** How many rounds there are, those left out not counted. */
export function roundsLeft(plan: Laid, walk: Walk): number {
  const rounds = plan.parts.filter((part) => !isSkipped(walk, part.start));
  return Math.max(0, ...rounds.map((part) => part.round ?? 0));
}

/** What follows a part: the next that is not passed over. */
export function following(plan: Laid, walk: Walk, part: Span): Laid["parts"][number] | undefined {
  const skip = walk.skips.find((each) => each.start <= part.end && part.end < each.end);
  return at(plan.parts, skip?.end ?? part.end);
}

function shorterEnd(walk: Walk): number | null {
  return walk.skips.find((skip) => skip.shorter)?.start ?? null;
}

function cueOf(plan: Laid, walk: Walk, cue: Cue): readonly Cue[] {
  const end = shorterEnd(walk);
  switch (cue.kind) {
    case "end": {
      const whole = lasting(walk, { start: 0, end: plan.total });
      return [{ ...cue, text: `That was ${minutesOf(60 * Math.max(1, Math.round(whole / 60)))}.` }];
    }
    case "interval_brisk":
      return [{ ...cue, text: cue.text.replace(/ of \d+\./, ` of ${roundsLeft(plan, walk)}.`) }];
    case "halfway":
      return end === null ? [cue] : [];
    case "last_minute": {
      if (end === null) return [cue];
      const last = end - LAST_MINUTE_S;
      return last > plan.walk.start ? [{ ...cue, at: last }] : [];
    }
    default: {
      if (cue.at !== plan.walk.start) return [cue];
      const said = minutesOf(plan.walk.end - plan.walk.start);
      const now = aboutMinutes(lasting(walk, plan.walk));
      return [{ ...cue, text: cue.text.replace(said, now) }];
    }
  }
}
