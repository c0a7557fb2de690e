// The page that signs out here, the one after everything was deleted, and the one that a device
// comes to that was signed out from another.

import { forgetPagesHere, inWords, leave, stillHere, type Here } from "./offline/leaving";
import { whose } from "./offline/list";
import { sendAll, signedIn } from "./outbox/post";

const PATIENCE_MS = 15_000;
const STILL_IN =
  "There is no connection, so you are still signed in, and nothing was taken from this device.";
const CHOOSE = "Something still waits here. Choose what shall become of it.";

const form = document.querySelector<HTMLFormElement>("form[data-sign-out]");
const section = document.querySelector<HTMLElement>("[data-leaving]");
const line = document.querySelector<HTMLElement>("[data-leaving-line]");
const walker = signedIn()?.walker ?? "";

if (form) begin(form);
else if (document.querySelector("[data-all-deleted]")) void whose().then((who) => leave(who, false));
else if (document.querySelector("[data-ended]")) void forgetPagesHere();

function begin(page: HTMLFormElement): void {
  page.addEventListener("submit", (event) => {
    event.preventDefault();
    void signOut(page).finally(() => event.submitter?.classList.remove("is-waiting"));
    event.submitter?.classList.add("is-waiting");
  });
  void sendAll()
    .catch(() => null)
    .then(() => stillHere(walker))
    .then(show);
}

/** Says what is here; where something waits, asks what shall become of it. */
function show(here: Here): void {
  const lines = inWords(here);
  if (!section) return;
  section.hidden = lines.length === 0;
  section.dataset["said"] = JSON.stringify(here);
  const list = section.querySelector("[data-leaving-list]");
  list?.replaceChildren(
    ...lines.map((words) => {
      const item = document.createElement("li");
      item.textContent = words;
      return item;
    }),
  );
  const choice = section.querySelector<HTMLElement>("fieldset");
  if (choice) choice.hidden = !waits(here);
}

async function signOut(page: HTMLFormElement): Promise<void> {
  const here = await stillHere(walker);
  const chosen = new FormData(page).get("waiting");
  // Nobody agrees to what they were not told.
  const told = section?.dataset["said"] === JSON.stringify(here) || inWords(here).length === 0;
  if (!told || (waits(here) && !chosen)) {
    show(here);
    tell(CHOOSE);
    section?.scrollIntoView();
    return;
  }
  const left = await fetch(page.action, {
    method: "POST",
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: { "X-Leads-To": "yes" },
    body: new URLSearchParams([...new FormData(page)].map(([name, value]) => [name, `${value}`])),
  }).catch(() => null);
  if (!left?.ok || !left.redirected) {
    tell(STILL_IN);
    return;
  }
  await leave(walker, waits(here) && chosen === "keep");
  location.replace(left.url);
}

function tell(words: string): void {
  if (!line) return;
  line.textContent = words;
  line.hidden = false;
}

function waits(here: Here): boolean {
  return here.entries + here.measured > 0;
}
