// With or without a connection: keeps the pages of a walk, holds answers that cannot be sent,
// and says so in one plain line.

import { afterEvents, morningEvents, type AfterDraft, type MorningDraft } from "./outbox/answers";
import { hold, sendAll, signedIn } from "./outbox/post";
import type { DiaryEvent } from "./outbox/queue";
import { keep, kept, walkName } from "./walk/keeping";
import { forgetWalk, lastKept } from "./walk/shelf";

const AGAIN_MS = 60_000;
const LOOK_AGAIN_MS = 10 * 60_000;
const ALWAYS = ["/", "/morning/", "/help/", "/help/stretches/"];
const NO_CONNECTION = "No connection. Everything is kept here and sent later.";
const KEPT_HERE = "Your answers are kept on this phone and sent when there is a connection.";
const SIGN_IN = "Sign in, and what waits on this phone is sent.";
const NO_ROOM = "This phone has no room to keep your answers. Leave this page open, and try again.";

const isKept = document.documentElement.hasAttribute("data-kept");
const line = document.createElement("p");

void register();
sayWhereWeAre();
answering();
void send();
window.addEventListener("online", () => void send());
window.addEventListener("offline", () => tell(NO_CONNECTION));
window.setInterval(() => void send(), AGAIN_MS);

async function register(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const own = await navigator.serviceWorker.register("/sw.js").catch(() => null);
  const who = signedIn();
  if (!own || !who || isKept) return;
  const ready = await navigator.serviceWorker.ready;
  const other = kept("backstride-walker");
  if (other !== null && other !== who.walker) ready.active?.postMessage({ forget: true });
  keep("backstride-walker", who.walker);
  const wanted = [...document.querySelectorAll<HTMLElement>("[data-keep]")].flatMap((each) =>
    (each.dataset["keep"] ?? "").split(" "),
  );
  const before = Number(kept("backstride-looked"));
  if (other !== who.walker || !(Math.abs(Date.now() - before) < LOOK_AGAIN_MS)) {
    wanted.push(...ALWAYS);
    keep("backstride-looked", String(Date.now()));
  }
  ready.active?.postMessage({ keep: wanted });
}

function sayWhereWeAre(): void {
  line.className = "notice";
  line.setAttribute("role", "status");
  line.hidden = true;
  document.querySelector(".top-line")?.after(line);
  if (isKept) tell(NO_CONNECTION);
}

function tell(text: string): void {
  line.textContent = text;
  line.hidden = !text;
}

async function send(): Promise<void> {
  const outcome = await sendAll().catch(() => null);
  if (!outcome) return;
  if (outcome.signedOut) tell(SIGN_IN);
  else if (outcome.waiting > 0) tell(NO_CONNECTION);
  else if (outcome.sent > 0) tell("Connected again. Everything that waited has been sent.");
}

function answering(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-draft]");
  if (!form) return;
  const draft: unknown = JSON.parse(form.dataset["draft"] ?? "null");
  if (!draft) return;
  const walk = form.dataset["walk"];
  if (walk && isKept) void fillIn(form, walk);
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (form.dataset["sending"]) {
      event.preventDefault();
      return;
    }
    const events = walk
      ? afterEvents(draft as AfterDraft, told(form, event.submitter), Date.now())
      : morningEvents(draft as MorningDraft, told(form, event.submitter), new Date());
    // Something is missing: the server says what, and the page as it is while there is none.
    if (!events && !isKept && navigator.onLine) return;
    event.preventDefault();
    if (events) {
      form.dataset["sending"] = "yes";
      event.submitter?.classList.add("is-waiting");
      void answer(form, event.submitter, events).finally(() => {
        delete form.dataset["sending"];
        event.submitter?.classList.remove("is-waiting");
      });
    } else tell("Please choose how your back is.");
  });
}

/** Sends the form; holds its answers where that does not work. */
async function answer(
  form: HTMLFormElement,
  button: HTMLElement | null,
  events: readonly DiaryEvent[],
): Promise<void> {
  try {
    const sent = await fetch(form.getAttribute("action") ?? location.pathname, {
      method: "POST",
      body: new URLSearchParams([...told(form, button)].map(([name, value]) => [name, `${value}`])),
    });
    // The server leads on where it took the answers; else its page says what to put right.
    if (sent.ok && sent.redirected && !new URL(sent.url).pathname.startsWith("/sign-in")) {
      if (form.dataset["walk"]) await forgetWalk(walkName(form.dataset["walk"]));
      location.assign(sent.url);
      return;
    }
    if (sent.ok && !sent.redirected) {
      form.submit();
      return;
    }
  } catch {
    // No connection: kept below.
  }
  const walker = signedIn()?.walker ?? "";
  try {
    await hold(walker, events);
  } catch {
    tell(NO_ROOM);
    return;
  }
  if (form.dataset["walk"]) await forgetWalk(walkName(form.dataset["walk"]));
  tell(KEPT_HERE);
  line.tabIndex = -1;
  line.focus();
  // Another press would be another entry: what is kept is changed once it has been sent.
  for (const each of form.querySelectorAll<HTMLButtonElement>("button")) each.disabled = true;
  await send();
  if (!line.textContent || line.textContent === NO_CONNECTION) tell(KEPT_HERE);
}

/** What a kept page could not know: how long the walk was, and when it ended. */
async function fillIn(form: HTMLFormElement, walk: string): Promise<void> {
  const asked = new URLSearchParams(location.search);
  const minutes = form.elements.namedItem("minutes");
  const finished = form.elements.namedItem("finished");
  const walked = Number(asked.get("walked"));
  const whole = Number(asked.get("whole"));
  if (minutes instanceof HTMLInputElement && walked > 0) {
    minutes.value = String(Math.max(1, Math.round(walked / 60)));
  }
  const heading = document.querySelector("h1");
  const total = Math.max(1, Math.round(whole / 60));
  if (heading && whole > 0) {
    heading.textContent = `That was ${total} minute${total === 1 ? "" : "s"}.`;
  }
  const last = await lastKept(walkName(walk));
  if (finished instanceof HTMLInputElement) {
    finished.value = new Date(last?.last.wall ?? Date.now()).toISOString();
  }
}

function told(form: HTMLFormElement, button: HTMLElement | null): FormData {
  return button instanceof HTMLButtonElement ? new FormData(form, button) : new FormData(form);
}
