// With or without a connection: keeps what a walk needs, holds answers that cannot be sent,
// and says so in one plain line.

import { fillIn } from "./offline/after_page";
import { answering } from "./offline/answering";
import { kept, NO_CONNECTION, SENT, show, SIGN_IN, tell, tellAside, told } from "./offline/line";
import { list, whose } from "./offline/list";
import { noteMark, noteSent, register } from "./offline/registered";
import { putRight, underWay } from "./offline/today";
import { sendAll, signedIn, waitingFor } from "./outbox/post";
import { forget, keep, kept as lastKept } from "./walk/keeping";

const AGAIN_MS = 60_000;
const UNSENT = "What you have just sent is kept on this phone. Once you have signed in, it is sent.";
const JUST_SENT = "backstride-just-sent";

stampForms();
if (!kept) noteMark();
show();
if (kept === "offline") tell(NO_CONNECTION);
else if (lastKept(JUST_SENT) === "yes") {
  tell(SENT);
  forget(JUST_SENT);
}
answering(sendWaiting);
void start();

async function start(): Promise<void> {
  void register(kept !== "");
  if (kept) await fillIn().catch(() => undefined);
  await putRight().catch(() => undefined);
  await underWay().catch(() => undefined);
  await sendWaiting();
  await list(sendWaiting).catch(() => undefined);
}

window.addEventListener("online", () => void sendWaiting());
window.addEventListener("offline", () => tell(NO_CONNECTION));
window.setInterval(() => void sendWaiting(), AGAIN_MS);

/** Sends what waits, tells what became of it, and returns how much still waits. */
async function sendWaiting(): Promise<number> {
  if (!signedIn()) {
    const waiting = await waitingFor(await whose());
    if (waiting.some((entry) => entry.refused === undefined)) {
      tell(SIGN_IN);
      // The site knows only that it did not get the form.
      document.querySelector("[data-unsent]")?.replaceChildren(UNSENT);
    }
    return waiting.length;
  }
  const outcome = await sendAll().catch(() => null);
  if (!outcome) return 1;
  // Good news only for whoever was told that something waits.
  const waited = outcome.waited > 0 || [NO_CONNECTION, SIGN_IN].includes(told());
  if (outcome.sent > 0) {
    noteSent(outcome.stamp);
    // What Today says may be another now.
    if (location.pathname === "/") {
      if (waited) keep(JUST_SENT, "yes");
      location.reload();
    }
  }
  if (outcome.signedOut) tell(SIGN_IN);
  else if (outcome.waiting > 0) tell(NO_CONNECTION);
  else if (outcome.refused > 0) tellAside(outcome.refused);
  else if (outcome.sent > 0 && waited) tell(SENT);
  return outcome.waiting + outcome.refused;
}

/** Notes on every form when and where it is filled in, should it have to wait. */
function stampForms(): void {
  document.addEventListener("formdata", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
    event.formData.set("entered_at", new Date().toISOString());
    event.formData.set("entered_on", document.title.replace(/ · Backstride$/, ""));
  });
}
