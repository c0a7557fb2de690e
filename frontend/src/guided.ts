// The clock of a walk. The page works without it: the list says what happens when, and a
// button ends the walk. With it the walk counts itself, can be paused, and says its cues.

import { at, begin, elapsed, jump, pause, read, resume, type Clock } from "./parts/clock";
import { speak } from "./parts/voice";

interface Span {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

interface Part extends Span {
  readonly kind: string;
}

interface Phase extends Span {
  readonly id: string;
}

interface Cue {
  readonly at: number;
  readonly text: string;
}

const PLATE_EVERY_S = 10;
const SLOWER = "Short steps for a while. Let your arms hang loose.";

const page = document.querySelector<HTMLElement>("[data-guided]");
if (page) start(page);

function start(root: HTMLElement): void {
  const find = <T extends Element>(name: string): T | null =>
    document.querySelector<T>(`[data-${name}]`);
  const number = (element: HTMLElement, name: string): number => Number(element.dataset[name]);

  const key = `backstride-walk-${root.dataset["walk"] ?? ""}`;
  const total = number(root, "total");
  const phases: Phase[] = [...root.querySelectorAll<HTMLElement>("[data-phase]")].map((each) => ({
    id: each.dataset["phase"] ?? "",
    label: each.dataset["label"] ?? "",
    start: number(each, "start"),
    end: number(each, "end"),
  }));
  const parts: Part[] = [...root.querySelectorAll<HTMLElement>("[data-part]")].map((each) => ({
    kind: each.dataset["kind"] ?? "",
    label: each.dataset["label"] ?? "",
    start: number(each, "start"),
    end: number(each, "end"),
  }));
  const cues: Cue[] = [...root.querySelectorAll<HTMLElement>("[data-cues] [data-at]")].map(
    (each) => ({ at: number(each, "at"), text: each.textContent ?? "" }),
  );
  const walk = phases.find((phase) => phase.id === "walk");

  const clockFace = find<HTMLElement>("clock");
  const left = find<HTMLElement>("left");
  const cueLine = find<HTMLElement>("cue");
  const said = find<HTMLElement>("said");
  const picture = find<HTMLElement>("picture");
  const pauseButton = find<HTMLButtonElement>("pause");
  const pauseLabel = find<HTMLElement>("pause-label");
  const list = find<HTMLDetailsElement>("list");
  const finish = find<HTMLFormElement>("finish");
  const early = find<HTMLAnchorElement>("finish-early");
  const bar = [...document.querySelectorAll<HTMLElement>("[data-bar] .parts__part")];
  if (!clockFace || !left || !cueLine || !pauseButton || !finish || !walk) return;

  let clock: Clock = read(sessionStorage.getItem(key)) ?? begin(Date.now());
  let drawnAt = -1;
  let spoken = "";
  let slowerUntil = 0;

  const keep = (next: Clock): void => {
    clock = next;
    sessionStorage.setItem(key, JSON.stringify(clock));
  };

  const asked = root.dataset["asked"];
  if (asked === "slower") {
    keep(resume(clock, Date.now()));
    slowerUntil = elapsed(clock, Date.now()) + number(root, "slower");
  } else if (asked === "cool_down") {
    const to = phases.find((phase) => phase.id === "cool_down")?.start ?? total;
    keep(resume(jump(clock, Date.now(), to), Date.now()));
  } else if (asked === "rest") {
    keep(pause(clock, Date.now()));
  } else if (sessionStorage.getItem(`${key}-complaining`)) {
    keep(resume(clock, Date.now()));
  } else {
    keep(clock);
  }
  sessionStorage.removeItem(`${key}-complaining`);
  // Loading the page again must not ask for the same thing twice.
  if (asked) history.replaceState(null, "", location.pathname);

  const draw = async (second: number, paused: boolean): Promise<void> => {
    if (!picture || !root.dataset["plate"]) return;
    const answer = await fetch(
      `${root.dataset["plate"]}?at=${second}${paused ? "&paused=1" : ""}`,
    ).catch(() => null);
    if (answer?.ok) picture.innerHTML = await answer.text();
  };

  const say = (text: string): void => {
    if (text === spoken || !said) return;
    spoken = text;
    said.textContent = text;
    const voice = root.dataset["voice"];
    if (voice) speak(text, voice);
  };

  const show = (): void => {
    const now = Math.min(total, Math.floor(elapsed(clock, Date.now())));
    const over = now >= total;
    const paused = clock.pausedAt !== null;
    const phase = at(phases, now) ?? phases[phases.length - 1];
    const part = at(parts, now);
    if (!phase) return;

    const single = part && part.start === phase.start && part.end === phase.end;
    const span = single || !part ? phase : part;
    document.body.classList.toggle("page-brisk", part?.kind === "brisk" && !paused && !over);
    const rest = Math.max(0, span.end - now);
    clockFace.textContent = over ? "0:00" : `${Math.floor(rest / 60)}:${two(rest % 60)}`;
    clockFace.classList.toggle("clock--long", clockFace.textContent.length > 4);
    const following = phases[phases.indexOf(phase) + 1];
    const whole = Math.round((phase.end - phase.start) / 60);
    left.textContent = over
      ? "All done. Take your time."
      : paused
        ? "Paused. Go on when you like."
        : span === phase
          ? `minutes left of ${whole}${following ? `, then ${following.label.toLowerCase()}` : ""}`
          : phase.id === "walk"
            ? `${span.label}. ${Math.ceil((phase.end - now) / 60)} minutes until the cool-down.`
            : `${span.label}, ${phase.label.toLowerCase()} until minute ${Math.round(phase.end / 60)}`;

    bar.forEach((each, index) => {
      const its = phases[index];
      if (!its) return;
      const current = its === phase && !over;
      each.classList.toggle("parts__part--now", current);
      each.classList.toggle("parts__part--begun", its.start <= now);
      if (current) each.setAttribute("aria-current", "step");
      else each.removeAttribute("aria-current");
    });

    const due = [...cues].reverse().find((cue) => cue.at <= now);
    const text = now < slowerUntil ? SLOWER : (due?.text ?? "");
    if (text && cueLine.textContent !== text) cueLine.textContent = text;
    if (!paused) say(text);

    if (Math.abs(now - drawnAt) >= PLATE_EVERY_S) {
      drawnAt = now;
      void draw(now, paused);
    }
    if (over) {
      pauseButton.hidden = true;
      finish.hidden = false;
      if (early) early.hidden = true;
    }
  };

  const press = (): void => {
    const moment = Date.now();
    const paused = clock.pausedAt !== null;
    keep(paused ? resume(clock, moment) : pause(clock, moment));
    face();
    drawnAt = Math.floor(elapsed(clock, moment));
    void draw(drawnAt, !paused);
    say(paused ? "Going on." : "Paused.");
    show();
  };

  const face = (): void => {
    const paused = clock.pausedAt !== null;
    if (pauseLabel) pauseLabel.textContent = paused ? "Go on" : "Pause";
    for (const icon of pauseButton.querySelectorAll<HTMLElement>("[data-when]")) {
      icon.hidden = (icon.dataset["when"] === "paused") !== paused;
    }
  };

  pauseButton.hidden = false;
  pauseButton.addEventListener("click", press);
  finish.hidden = true;
  if (early) early.hidden = false;
  early?.addEventListener("click", (event) => {
    event.preventDefault();
    finish.requestSubmit();
  });
  if (list) list.open = false;
  find<HTMLElement>("complaining")?.addEventListener("click", () => {
    keep(pause(clock, Date.now()));
    sessionStorage.setItem(`${key}-complaining`, "yes");
  });
  finish.addEventListener("submit", () => {
    const now = Math.floor(elapsed(clock, Date.now()));
    fill("walked", Math.max(0, Math.min(now, walk.end) - walk.start - clock.skipped));
    fill("whole", Math.max(0, now - clock.skipped));
    keep(pause(clock, Date.now()));
  });
  const fill = (name: string, seconds: number): void => {
    const field = find<HTMLInputElement>(name);
    if (!field) return;
    field.disabled = false;
    field.value = String(seconds);
  };

  face();
  show();
  window.setInterval(show, 250);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
