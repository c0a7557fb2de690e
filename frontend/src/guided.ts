// A walk on its page. The page works without it: the list says what happens when, and a
// button ends the walk. With it the walk counts itself, can be paused, and says its cues.
// What happens when is decided in walk/machine.ts, what is shown in walk/face.ts; this file
// only listens.

import { offerVoices, readyToSpeak, speak } from "./parts/voice";
import { Awake } from "./walk/awake";
import { Face } from "./walk/face";
import { complainingName, keep, kept, walkName } from "./walk/keeping";
import { asWalked, shorterWords } from "./walk/lived";
import {
  begin,
  done,
  isSkipped,
  pause,
  position,
  resume,
  shorten,
  skipTo,
  slower,
  step,
  type Cue,
  type Now,
  type Walk,
} from "./walk/machine";
import { at, clockOf, planOf } from "./walk/plan";
import { keepWalk, lastKept } from "./walk/shelf";
import { buzz, signalOf, Speaker } from "./walk/sounds";
import { showTimetable } from "./walk/timetable";
import { Track } from "./walk/track";
import { Ways } from "./walk/ways";

const TICK_MS = 200;
const KEEP_EVERY_MS = 1000;
const SAFE_EVERY_MS = 10_000;
const SLOWER = "Short steps for a while. Let your arms hang loose.";
const TOUCH = "Touch the page once, and the track for a dark screen begins.";
/** What is left unsaid while short steps are suggested: the next is still written down. */
const NOT_WHILE_SLOWER = new Set(["interval_brisk", "interval_easy", "posture"]);

const page = document.querySelector<HTMLElement>("[data-guided]");
if (page) void start(page);

async function start(root: HTMLElement): Promise<void> {
  const find = <T extends Element>(name: string): T | null =>
    document.querySelector<T>(`[data-${name}]`);
  const laid = planOf(root);
  const said = find<HTMLElement>("said");
  const pauseButton = find<HTMLButtonElement>("pause");
  const transcript = find<HTMLOListElement>("transcript");
  const finish = find<HTMLFormElement>("finish");
  if (!laid || !pauseButton || !finish) return;
  let plan = laid;

  const key = walkName(root.dataset["walk"] ?? "");
  const complaining = complainingName(root.dataset["walk"] ?? "");
  const moment = (): Now => ({ wall: Date.now(), steady: performance.now() });
  const language = root.dataset["voice"] ?? "";
  const ways = new Ways(root, (way) => {
    if (way === "locked") track.turn(ways.on("locked"));
    show();
  });
  const speaker = new Speaker();
  const face = new Face(laid, SLOWER);
  const awake = new Awake((text) => {
    const line = find<HTMLElement>("awake");
    if (!line) return;
    line.textContent = text;
    line.hidden = !text;
  });

  const track = new Track(
    {
      play: () => go(false),
      pause: () => go(true),
      nexttrack: () => skip(),
      previoustrack: () => say(said?.textContent ?? ""),
    },
    () => tick(),
    (text) => {
      const line = find<HTMLElement>("track");
      if (line) line.textContent = text;
    },
  );

  const known = await lastKept(key);
  let walk: Walk = known ?? begin(moment());
  let keptAt = 0;
  let safeAt = 0;

  const change = (next: Walk, safely = true): void => {
    if (next.skips !== walk.skips) putRight(next);
    walk = next;
    keptAt = Date.now();
    if (safely) safeAt = keptAt;
    keepWalk(key, walk, safely);
  };

  /** Lets everything that tells how long the walk is say what is true of it now. */
  const putRight = (its: Walk): void => {
    plan = asWalked(laid, its);
    showTimetable(root, plan, its);
  };

  const say = (text: string): void => {
    if (said) said.textContent = text;
    if (ways.on("voice")) speak(text, language);
  };

  const writeDown = (cue: Cue, passed: boolean): void => {
    const line = document.createElement("li");
    line.textContent = `${clockOf(cue.at)} ${cue.text}${passed ? " (while the page slept)" : ""}`;
    transcript?.append(line);
  };

  const hear = (due: readonly Cue[], passed: readonly Cue[]): void => {
    passed.forEach((cue) => writeDown(cue, true));
    due.forEach((cue) => writeDown(cue, false));
    const here = position(plan, walk);
    const spoken = due.filter((cue) => here >= walk.slowerUntil || !NOT_WHILE_SLOWER.has(cue.kind));
    const last = spoken.at(-1);
    if (last) {
      const signal = signalOf(last.kind);
      if (signal && ways.on("vibration")) buzz(signal);
      if (signal && ways.on("chimes") && !track.sounds) speaker.chime(signal);
      say(last.text);
    }
    if (passed.length > 0 && here < plan.total) {
      const where = at(plan.parts, here);
      const count = passed.length === 1 ? "One cue" : `${passed.length} cues`;
      const told = `${count} went by meanwhile.`;
      face.showPassed(told);
      if (!last) say(where ? `${told} Now: ${where.label}.` : told);
    } else if (due.length > 0) face.showPassed("");
  };

  const tick = (): void => {
    const { walk: next, due, passed } = step(plan, walk, moment());
    walk = next;
    const now = Date.now();
    if (due.length > 0 || now - safeAt >= SAFE_EVERY_MS) change(next);
    else if (now - keptAt >= KEEP_EVERY_MS) change(next, false);
    hear(due, passed);
    show();
  };

  const show = (): void => {
    const brisk = face.show(plan, walk);
    const sounds = { chimes: ways.on("chimes"), beat: ways.on("beat") };
    track.follow(plan, walk, sounds, at(plan.parts, position(plan, walk))?.label ?? "Your walk");
    if (brisk?.spm && sounds.beat && !track.sounds) speaker.beat(brisk.spm);
    awake.set(!walk.paused && position(plan, walk) < plan.total);
  };

  const finishNow = (): void => finish.requestSubmit();

  const go = (paused: boolean): void => {
    if (paused === walk.paused) return;
    change((paused ? pause : resume)(plan, walk, moment()));
    say(paused ? "Paused." : "Going on.");
    show();
  };
  const skip = (): void => {
    const part = at(plan.parts, position(plan, walk));
    // The walk itself is nothing to pass over by a button on the lock screen.
    if (!part || (part.start >= plan.walk.start && part.end <= plan.walk.end)) return;
    change(skipTo(plan, walk, moment(), part.end));
    tick();
  };

  pauseButton.addEventListener("click", () => go(!walk.paused));
  find<HTMLButtonElement>("skip")?.addEventListener("click", skip);
  find<HTMLElement>("finish-early")?.addEventListener("click", (event) => {
    event.preventDefault();
    finishNow();
  });
  find<HTMLElement>("complaining")?.addEventListener("click", () => {
    change(pause(plan, walk, moment()));
    const here = at(plan.phases, position(plan, walk));
    keep(complaining, here ? String(plan.phases.indexOf(here)) : "over");
  });
  find<HTMLElement>("open-ways")?.addEventListener("click", () => {
    const list = document.querySelector<HTMLDetailsElement>("#ways");
    if (!list) return;
    list.open = true;
    list.scrollIntoView({ block: "start" });
    list.querySelector("summary")?.focus({ preventScroll: true });
  });
  finish.addEventListener("submit", () => {
    change(pause(plan, step(plan, walk, moment()).walk, moment()));
    const { walked, whole } = done(plan, walk);
    fill("walked", walked);
    fill("whole", whole);
  });
  const fill = (name: string, seconds: number): void => {
    const field = find<HTMLInputElement>(name);
    if (!field) return;
    field.disabled = false;
    field.value = String(seconds);
  };
  let touched = false;
  const touch = (): void => {
    speaker.open();
    if (!touched && ways.on("voice")) readyToSpeak();
    if (!touched && ways.on("locked")) {
      track.turn(true);
      face.showPassed("");
    }
    touched = true;
    // Within the press itself: a phone lets audio begin then, and only then.
    show();
  };
  // A finger counts as a press when it is lifted.
  for (const press of ["pointerup", "keydown"]) document.addEventListener(press, touch);
  document.addEventListener("visibilitychange", tick);
  window.addEventListener("pagehide", () => change(step(plan, walk, moment()).walk));

  const voices = find<HTMLElement>("voices");
  if (voices) offerVoices(voices, language);
  const list = find<HTMLDetailsElement>("list");
  if (list) list.open = false;
  for (const each of document.querySelectorAll<HTMLElement>("[data-with-clock]")) {
    each.hidden = false;
  }
  if (walk.skips.length > 0) putRight(walk);
  // What was said before this page was loaded belongs to the transcript too.
  for (const cue of plan.cues) {
    if (cue.at <= walk.heard && !isSkipped(walk, cue.at)) writeDown(cue, false);
  }
  const asked = new URLSearchParams(location.search).get("do") ?? "";
  // Coming back from "My back is complaining" without a choice carries on as before.
  const complained = Boolean(kept(complaining));
  keep(complaining, "");
  // Loading the page again must not ask for the same thing twice.
  if (asked) history.replaceState(null, "", location.pathname);
  const coolDown = plan.phases.find((phase) => phase.id === "cool_down")?.start ?? plan.total;
  const now = moment();
  if (asked === "rest") change(pause(plan, walk, now));
  else if (asked || complained) change(resume(plan, walk, now));
  else change(walk);
  if (asked === "cool_down") change(skipTo(plan, walk, now, coolDown));
  else if (asked === "shorter") {
    change(shorten(plan, walk, now));
    const shorter = shorterWords(plan, walk);
    if (shorter) say(`${shorter} It is still a good walk.`);
  } else if (asked === "slower") {
    change(slower(walk, Number(root.dataset["slower"])));
    say(SLOWER);
  }
  tick();
  if (ways.on("locked")) face.showPassed(TOUCH);
  if (asked === "finish") finishNow();
  window.setInterval(tick, TICK_MS);
}
