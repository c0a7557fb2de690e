// On any page: sends what was measured on walks that are over, and says so in one plain line.

import { whose } from "../offline/list";
import { signedIn } from "../outbox/post";
import { StoredShelf, type Measured } from "./shelf";
import { deliver, isOver, type Answer, type Outcome, type Server } from "./upload";
import { somethingWaits } from "./waiting";
import { LATER, SENDING, SENT, SIGN_IN } from "./words";

const AGAIN_MS = 60_000;
const PATIENCE_MS = 30_000;
/** The answers after a walk are on their way as well, and what was measured waits for them. */
const SOON_MS = 3000;
const TIMES = 3;

const shelf = new StoredShelf();

/** Sends now, when the connection returns, and each minute, until nothing waits. */
export function sending(): void {
  const line = document.createElement("p");
  line.className = "notice";
  line.setAttribute("role", "status");
  line.hidden = true;
  document.querySelector(".top-line")?.after(line);
  const say = (text: string): void => {
    line.textContent = text;
    line.hidden = !text;
  };
  let times = 0;
  const again = (): void =>
    void sendAll(say).then((waiting) => {
      times += 1;
      if (waiting && times <= TIMES) window.setTimeout(again, SOON_MS);
    });
  window.addEventListener("online", again);
  window.setInterval(again, AGAIN_MS);
  again();
}

/** Sends, in one page only; tells whether something waits for its walk. */
async function sendAll(say: (text: string) => void): Promise<boolean> {
  const run = (): Promise<boolean> => each(say).catch(() => false);
  if (!("locks" in navigator)) return run();
  return navigator.locks.request("backstride-sensor", { ifAvailable: true }, (lock) =>
    lock ? run() : false,
  );
}

async function each(say: (text: string) => void): Promise<boolean> {
  const walks = await shelf.walks();
  somethingWaits(walks.length > 0);
  const who = signedIn();
  if (!who) {
    // Of somebody who signed out nothing is said to whoever comes next.
    const before = await whose();
    if (walks.some((each) => each.walker === before && isOver(each, Date.now()))) say(SIGN_IN);
    return false;
  }
  let waiting = false;
  for (const measured of walks) {
    if (measured.walker !== who.walker || !isOver(measured, Date.now()) || isHere(measured)) {
      continue;
    }
    const outcome = await deliver(shelf, serverOf(who.token), measured, (sent, all) =>
      say(`${SENDING} ${Math.floor((100 * sent) / all)} of 100.`),
    );
    say(wordsOf(outcome));
    if (outcome.kind === "unreached" || outcome.kind === "signed_out") return false;
    waiting ||= outcome.kind === "waiting";
  }
  somethingWaits((await shelf.walks()).length > 0);
  return waiting;
}

/** Whether the person is on this walk's own pages, and may go on walking. */
function isHere(measured: Measured): boolean {
  const own = `/walk/${measured.walk}/`;
  return location.pathname.startsWith(own) && location.pathname !== `${own}response/`;
}

function wordsOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case "kept":
      return SENT;
    case "unreached":
      return LATER;
    case "signed_out":
      return SIGN_IN;
    case "refused":
      return outcome.words;
    case "waiting":
    case "forgotten":
      return "";
  }
}

function serverOf(token: string): Server {
  const ask = async (walk: string, more: RequestInit): Promise<Answer> => {
    try {
      const answer = await fetch(`/api/walks/${walk}/motion`, {
        ...more,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (answer.status === 401 || answer.status === 403) return { kind: "signed_out" };
      if (answer.status === 410) return { kind: "here", state: "forgotten", chunks: [] };
      if (answer.status >= 500) return { kind: "unreached" };
      const told = (await answer.json()) as Record<string, never>;
      if (!answer.ok) return { kind: "refused", words: String(told["detail"]) };
      return { kind: "here", state: told["state"] as never, chunks: told["chunks"] as never };
    } catch {
      return { kind: "unreached" };
    }
  };
  return {
    ask: (walk) => ask(walk, {}),
    send: (walk, body) =>
      ask(walk, {
        method: "POST",
        headers: { "Content-Type": "application/octet-stream", "X-CSRFToken": token },
        body: body as Uint8Array<ArrayBuffer>,
      }),
  };
}
