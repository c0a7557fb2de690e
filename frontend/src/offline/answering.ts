// Forms whose answers are held where they cannot be sent: after a walk, in the morning, on a
// bad day, and the check before a walk.

import {
  afterEvents,
  morningEvents,
  worseEvents,
  type AfterDraft,
  type MorningDraft,
  type WorseDraft,
} from "../outbox/answers";
import { hold, signedIn } from "../outbox/post";
import type { DiaryEvent } from "../outbox/queue";
import { takeOut } from "../outbox/room";
import { walkName } from "../walk/keeping";
import { forgetWalk } from "../walk/shelf";
import { beginHere } from "./beginning";
import { focus, kept, KEPT_HERE, LITTLE_ROOM, NO_CONNECTION, NO_ROOM, tell, told } from "./line";
import { noteTaken, tellWorker } from "./registered";
import { send } from "./sending";

interface Kind {
  readonly follows: (path: string, form: HTMLFormElement) => boolean;
  readonly missing: string;
  readonly events: (form: HTMLFormElement, told: FormData) => readonly DiaryEvent[] | null;
  /** Where the answers lead once they were sent. */
  readonly onward: (form: HTMLFormElement) => string;
}

const OTHER_LENGTH = "A walk of another length needs a connection. Today has the one as planned.";

const KINDS: Readonly<Record<string, Kind>> = {
  after: {
    follows: (path, form) =>
      path.includes(form.dataset["walk"] ?? "-") || path.startsWith("/questions/"),
    missing: "Please choose how your back is and, if something is new in a leg, what it is.",
    events: (form, answers) => afterEvents(draftOf<AfterDraft>(form), answers, Date.now()),
    onward: (form) => `/walk/${form.dataset["walk"]}/response/`,
  },
  morning: {
    follows: (path) => path === "/",
    missing: "Please choose how your back is.",
    events: (form, answers) => morningEvents(draftOf<MorningDraft>(form), answers, new Date()),
    onward: () => "/",
  },
  worse: {
    follows: (path) => path === "/" || path.startsWith("/questions/"),
    missing: "",
    events: (form, answers) => worseEvents(draftOf<WorseDraft>(form), answers, new Date()),
    onward: () => "/",
  },
};

/** Listens to the forms of this page, and of one that takes its place. */
export function answering(sendWaiting: () => Promise<number>): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
    if (form.dataset["local"]) {
      // A page of a walk that began here: nobody else knows it.
      event.preventDefault();
      void leadOn(form, event.submitter);
      return;
    }
    if ("thrownAway" in form.dataset) {
      event.preventDefault();
      void over(form).finally(() => form.submit());
      return;
    }
    const isCheck = form.dataset["answers"] === "before";
    const kind = KINDS[form.dataset["answers"] ?? ""];
    if (!isCheck && (!kind || !form.dataset["draft"])) return;
    if (form.dataset["sending"]) {
      event.preventDefault();
      return;
    }
    const answers = toldIn(form, event.submitter);
    const events = kind?.events(form, answers) ?? null;
    // Something is missing: the server says what, and the page as it is while there is none.
    if (kind && !events && !kept && navigator.onLine) return;
    event.preventDefault();
    if (kind && !events) {
      tell(kind.missing);
      return;
    }
    form.dataset["sending"] = "yes";
    event.submitter?.classList.add("is-waiting");
    const work = kind && events ? answer(form, kind, answers, events, sendWaiting) : check(form, answers);
    void work.finally(() => {
      delete form.dataset["sending"];
      event.submitter?.classList.remove("is-waiting");
    });
  });
}

/**
 * Sends the form. Its answers are held first: whatever happens on the way, they are not lost,
 * and should both arrive they are one entry.
 */
async function answer(
  form: HTMLFormElement,
  kind: Kind,
  answers: FormData,
  events: readonly DiaryEvent[],
  sendWaiting: () => Promise<number>,
): Promise<void> {
  const held = await hold(signedIn()?.walker ?? "", events).catch(() => null);
  const sent = await send(form, answers, (path) => kind.follows(path, form));
  if (sent.kind !== "unreached") {
    if (held) await takeOut(held).catch(() => undefined);
    if (sent.kind === "open") {
      form.submit();
      return;
    }
    noteTaken();
    await over(form);
    location.assign(sent.url);
    return;
  }
  if (!held) {
    tell(NO_ROOM);
    return;
  }
  await over(form);
  const words = held.littleRoom ? LITTLE_ROOM : KEPT_HERE;
  tell(words);
  focus();
  // Another press would be another entry: what is kept is changed once it has been sent.
  for (const each of form.querySelectorAll<HTMLButtonElement>("button")) each.disabled = true;
  if ((await sendWaiting()) === 0) location.assign(kind.onward(form));
  else if (!told() || told() === NO_CONNECTION) tell(words);
}

/** The check before a walk: the server decides, or what it decided beforehand. */
async function check(form: HTMLFormElement, answers: FormData): Promise<void> {
  const sent = await send(form, answers, (path) => path !== "/sign-in/");
  if (sent.kind === "taken") {
    noteTaken();
    location.assign(sent.url);
  } else if (sent.kind === "open") form.submit();
  else if (new URLSearchParams(location.search).has("minutes")) tell(OTHER_LENGTH);
  else await beginHere(answers);
}

async function leadOn(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  const next = form.dataset["local"] ?? "/";
  if (form.dataset["signs"] && !(button instanceof HTMLButtonElement && button.name === "nothing")) {
    const signs = JSON.parse(form.dataset["signs"]) as Record<string, DiaryEvent>;
    const chosen = new FormData(form).getAll("symptoms").flatMap((name) => {
      const sign = signs[String(name)];
      return sign ? [{ ...sign, at: new Date().toISOString() }] : [];
    });
    if (chosen.length === 0) {
      tell("Choose what is new, or go back and answer “No”.");
      return;
    }
    try {
      await hold(signedIn()?.walker ?? "", chosen, true);
    } catch {
      tell(NO_ROOM);
      return;
    }
    location.assign("/");
    return;
  }
  location.assign(next);
}

/** A walk whose answers were taken or held is over. */
async function over(form: HTMLFormElement): Promise<void> {
  const walk = form.dataset["walk"];
  if (!walk) return;
  await forgetWalk(walkName(walk));
  tellWorker({ over: walk });
}

function draftOf<T>(form: HTMLFormElement): T {
  return JSON.parse(form.dataset["draft"] ?? "null") as T;
}

function toldIn(form: HTMLFormElement, button: HTMLElement | null): FormData {
  return button instanceof HTMLButtonElement ? new FormData(form, button) : new FormData(form);
}
