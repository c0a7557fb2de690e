// A comfortable walk: counted from its beginning, pauses left out, with no length beforehand.
// What it took is written into the form that follows.

import { Awake } from "./walk/awake";
import { FirstScreen } from "./walk/first_screen";
import {
  begin,
  done,
  pause,
  position,
  resume,
  step,
  type Now,
  type Plan,
  type Walk,
} from "./walk/machine";
import { clockOf } from "./walk/plan";
import { forgetWalk, keepWalk, lastKept } from "./walk/shelf";

const NAME = "backstride-comfortable-walk";
const TICK_MS = 200;
const KEEP_EVERY_MS = 1000;
/** Nobody walks on for so long; what was left lying since is another walk (judgement). */
const LONGEST_S = 10 * 3600;
const OLD_MS = 12 * 3_600_000;
const PLAN: Plan = { total: LONGEST_S, walk: { start: 0, end: LONGEST_S }, cues: [] };

const page = document.querySelector<HTMLElement>("[data-comfortable]");
if (page) void start();
// Once its minutes are written down the walk is over.
document
  .querySelector<HTMLFormElement>("form[data-written]")
  ?.addEventListener("submit", () => void forgetWalk(NAME));

async function start(): Promise<void> {
  const find = <T extends HTMLElement>(name: string): T | null =>
    document.querySelector<T>(`[data-${name}]`);
  const button = find<HTMLButtonElement>("pause");
  const finish = find<HTMLFormElement>("finish");
  const clock = find("clock");
  if (!button || !finish || !clock) return;
  const moment = (): Now => ({ wall: Date.now(), steady: performance.now() });
  const screen = new FirstScreen();
  const awake = new Awake((text) => {
    const line = find("awake");
    if (!line) return;
    line.textContent = text;
    line.hidden = !text;
  });
  const known = await lastKept(NAME);
  const fresh = known && Math.abs(Date.now() - known.last.wall) < OLD_MS;
  let walk: Walk = fresh ? known : { ...begin(moment()), paused: true };
  let keptAt = 0;

  const keep = (): void => {
    keptAt = Date.now();
    if (walk.spent > 0 || !walk.paused) keepWalk(NAME, walk, true);
  };
  const show = (): void => {
    const begun = walk.spent > 0 || !walk.paused;
    const write = (name: string, text: string): void => {
      const element = find(name);
      if (element && element.textContent !== text) element.textContent = text;
    };
    write("clock", clockOf(position(PLAN, walk)));
    clock.classList.toggle("clock--long", (clock.textContent ?? "").length > 4);
    write("left", begun && walk.paused ? "minutes so far. Paused." : "minutes so far");
    write("pause-label", begun ? (walk.paused ? "Go on" : "Pause") : "Begin");
    for (const icon of button.querySelectorAll<HTMLElement>("[data-when]")) {
      icon.hidden = (icon.dataset["when"] === "paused") !== walk.paused;
    }
    // Both buttons keep their places: a second tap on "Begin" must not end the walk.
    write("finish-label", begun ? "I have finished" : "Write down the minutes");
    awake.set(!walk.paused);
    screen.fit(`${begun} ${walk.paused}`);
  };
  const tick = (): void => {
    walk = step(PLAN, walk, moment()).walk;
    if (Date.now() - keptAt >= KEEP_EVERY_MS) keep();
    show();
  };

  button.addEventListener("click", () => {
    walk = (walk.paused ? resume : pause)(PLAN, walk, moment());
    keep();
    find("said")?.replaceChildren(walk.paused ? "Paused." : "The clock runs.");
    show();
  });
  finish.addEventListener("submit", () => {
    if (walk.spent === 0 && walk.paused) return;
    walk = pause(PLAN, walk, moment());
    keep();
    const field = find<HTMLInputElement>("walked");
    if (!field) return;
    field.disabled = false;
    field.value = String(done(PLAN, walk).walked);
  });
  document.addEventListener("visibilitychange", tick);
  window.addEventListener("pagehide", () => {
    walk = step(PLAN, walk, moment()).walk;
    keep();
  });
  button.hidden = false;
  for (const each of document.querySelectorAll<HTMLElement>("[data-with-clock]")) {
    each.hidden = false;
  }
  tick();
  window.setInterval(tick, TICK_MS);
}
