// A walk on its page. The page works without it: the list says what happens when, and a
// button ends the walk. With it the walk counts itself, can be paused, and says its cues.
// What happens when is decided in walk/machine.ts; this file only listens and shows.

import { speak } from "./parts/voice";
import { Awake } from "./walk/awake";
import { keep, kept, walkName } from "./walk/keeping";
import {
  begin,
  done,
  pause,
  position,
  resume,
  shorten,
  skipTo,
  slower,
  step,
  until,
  type Cue,
  type Now,
  type Walk,
} from "./walk/machine";
import { Plates } from "./walk/plates";
import { at, clockOf, leftOf, planOf } from "./walk/plan";
import { keepWalk, lastKept } from "./walk/shelf";
import { buzz, signalOf, Speaker } from "./walk/sounds";
import { Ways } from "./walk/ways";

const TICK_MS = 200;
const KEEP_EVERY_MS = 1000;
const SAFE_EVERY_MS = 10_000;
const SLOWER = "Short steps for a while. Let your arms hang loose.";

const page = document.querySelector<HTMLElement>("[data-guided]");
if (page) void start(page);

async function start(root: HTMLElement): Promise<void> {
  const find = <T extends Element>(name: string): T | null =>
    document.querySelector<T>(`[data-${name}]`);
  const laid = planOf(root);
  const clockFace = find<HTMLElement>("clock");
  const left = find<HTMLElement>("left");
  const cueLine = find<HTMLElement>("cue");
  const said = find<HTMLElement>("said");
  const pauseButton = find<HTMLButtonElement>("pause");
  const pauseLabel = find<HTMLElement>("pause-label");
  const skipButton = find<HTMLButtonElement>("skip");
  const transcript = find<HTMLOListElement>("transcript");
  const finish = find<HTMLFormElement>("finish");
  const early = find<HTMLAnchorElement>("finish-early");
  const bar = [...document.querySelectorAll<HTMLElement>("[data-bar] .parts__part")];
  if (!laid || !clockFace || !left || !cueLine || !pauseButton || !finish) return;
  const plan = laid;

  const key = walkName(root.dataset["walk"] ?? "");
  const moment = (): Now => ({ wall: Date.now(), steady: performance.now() });
  const ways = new Ways(root);
  const speaker = new Speaker();
  const plates = new Plates(find<HTMLElement>("picture"), root.dataset["plate"] ?? "");
  const awake = new Awake((text) => {
    const line = find<HTMLElement>("awake");
    if (!line) return;
    line.textContent = text;
    line.hidden = !text;
  });

  const known = await lastKept(key);
  let walk: Walk = known ?? begin(moment());
  let keptAt = 0;
  let safeAt = 0;

  const change = (next: Walk, safely = true): void => {
    walk = next;
    keptAt = Date.now();
    if (safely) safeAt = keptAt;
    keepWalk(key, walk, safely);
  };

  const asked = new URLSearchParams(location.search).get("do") ?? "";
  const complained = kept(`${key}-complaining`) === "yes";
  if (asked === "cool_down") {
    const to = plan.phases.find((phase) => phase.id === "cool_down")?.start ?? plan.total;
    change(resume(plan, skipTo(plan, walk, moment(), to), moment()));
  } else if (asked === "rest") {
    change(pause(plan, walk, moment()));
  } else if (asked === "slower" || asked === "shorter" || complained) {
    const on = resume(plan, walk, moment());
    if (asked === "slower") change(slower(on, Number(root.dataset["slower"])));
    else change(asked === "shorter" ? shorten(plan, on, moment()) : on);
  } else {
    change(walk);
  }
  keep(`${key}-complaining`, "");
  // Loading the page again must not ask for the same thing twice.
  if (asked) history.replaceState(null, "", location.pathname);

  const say = (text: string): void => {
    if (said) said.textContent = text;
    const voice = root.dataset["voice"];
    if (voice && ways.on("voice")) speak(text, voice);
  };

  const writeDown = (cue: Cue, passed: boolean): void => {
    const line = document.createElement("li");
    line.textContent = `${clockOf(cue.at)} ${cue.text}${passed ? " (while the page slept)" : ""}`;
    transcript?.append(line);
  };

  const hear = (due: readonly Cue[], passed: readonly Cue[]): void => {
    passed.forEach((cue) => writeDown(cue, true));
    due.forEach((cue) => writeDown(cue, false));
    const last = due.at(-1);
    if (last) {
      const signal = signalOf(last.kind);
      if (signal && ways.on("vibration")) buzz(signal);
      if (signal && ways.on("chimes")) speaker.chime(signal);
      say(position(plan, walk) < walk.slowerUntil ? SLOWER : last.text);
    } else if (passed.length > 0 && position(plan, walk) < plan.total) {
      const where = at(plan.parts, position(plan, walk));
      const count = passed.length === 1 ? "One cue" : `${passed.length} cues`;
      say(`${count} went by meanwhile.${where ? ` Now: ${where.label}.` : ""}`);
    }
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
    const exact = position(plan, walk);
    const now = Math.floor(exact);
    const over = exact >= plan.total;
    const phase = at(plan.phases, now) ?? plan.phases.at(-1);
    if (!phase) return;
    const part = at(plan.parts, now);
    const single = !part || (part.start === phase.start && part.end === phase.end);
    const span = single ? phase : part;
    const brisk = part?.kind === "brisk" && !walk.paused && !over && now >= walk.slowerUntil;

    document.body.classList.toggle("page-brisk", brisk);
    if (brisk && part.spm && ways.on("beat")) speaker.beat(part.spm);
    clockFace.textContent = over ? "0:00" : clockOf(Math.ceil(until(plan, walk, span.end)));
    clockFace.classList.toggle("clock--long", clockFace.textContent.length > 4);
    left.textContent = over
      ? "All done. Take your time."
      : walk.paused
        ? "Paused. Go on when you like."
        : leftOf(plan, phase, part, now);

    bar.forEach((each, index) => {
      const its = plan.phases[index];
      if (!its) return;
      const current = its === phase && !over;
      each.classList.toggle("parts__part--now", current);
      each.classList.toggle("parts__part--begun", its.start <= now);
      if (current) each.setAttribute("aria-current", "step");
      else each.removeAttribute("aria-current");
    });

    const last = [...plan.cues].reverse().find((cue) => cue.at <= now);
    const text = now < walk.slowerUntil ? SLOWER : (last?.text ?? "");
    if (text && cueLine.textContent !== text) cueLine.textContent = text;
    plates.show(now, walk.paused);
    awake.set(!walk.paused && !over);
    if (skipButton) skipButton.hidden = over || walk.paused || single || phase.id === "walk";
    pauseButton.hidden = over;
    finish.hidden = !over;
    if (early) early.hidden = over;
    if (pauseLabel) pauseLabel.textContent = walk.paused ? "Go on" : "Pause";
    for (const icon of pauseButton.querySelectorAll<HTMLElement>("[data-when]")) {
      icon.hidden = (icon.dataset["when"] === "paused") !== walk.paused;
    }
  };

  pauseButton.addEventListener("click", () => {
    const paused = walk.paused;
    change((paused ? resume : pause)(plan, walk, moment()));
    say(paused ? "Going on." : "Paused.");
    show();
  });
  skipButton?.addEventListener("click", () => {
    const part = at(plan.parts, position(plan, walk));
    if (part) change(skipTo(plan, walk, moment(), part.end));
    tick();
  });
  early?.addEventListener("click", (event) => {
    event.preventDefault();
    finish.requestSubmit();
  });
  find<HTMLElement>("complaining")?.addEventListener("click", () => {
    change(pause(plan, walk, moment()));
    keep(`${key}-complaining`, "yes");
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
  document.addEventListener("pointerdown", () => speaker.open());
  document.addEventListener("keydown", () => speaker.open());
  document.addEventListener("visibilitychange", tick);
  window.addEventListener("pagehide", () => change(step(plan, walk, moment()).walk));

  const list = find<HTMLDetailsElement>("list");
  if (list) list.open = false;
  for (const each of document.querySelectorAll<HTMLElement>("[data-with-clock]")) {
    each.hidden = false;
  }
  // What was said before this page was loaded belongs to the transcript too.
  for (const cue of known ? plan.cues.filter((each) => each.at <= known.heard) : []) {
    writeDown(cue, false);
  }
  tick();
  if (asked === "finish") finish.requestSubmit();
  window.setInterval(tick, TICK_MS);
  plates.fetchAhead(plan.total);
}
