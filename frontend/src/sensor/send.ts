// On any page: sends what was measured on walks that are over, and says so in one plain line.

import { signedIn } from "../outbox/post";
import { StoredShelf, type Measured } from "./shelf";
import { deliver, isOver, type Answer, type Outcome, type Server } from "./upload";
import { somethingWaits } from "./waiting";
import { LATER, SENDING, SENT, SIGN_IN } from "./words";

const AGAIN_MS = 60_000;
const PATIENCE_MS = 30_000;

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
  const again = (): void => void sendAll(say);
  window.addEventListener("online", again);
  window.setInterval(again, AGAIN_MS);
  again();
}

async function sendAll(say: (text: string) => void): Promise<void> {
  const run = (): Promise<void> => each(say).catch(() => undefined);
  if ("locks" in navigator) {
    await navigator.locks.request("backstride-sensor", { ifAvailable: true }, (lock) =>
      lock ? run() : undefined,
    );
  } else await run();
}

async function each(say: (text: string) => void): Promise<void> {
  const walks = await shelf.walks();
  somethingWaits(walks.length > 0);
  const who = signedIn();
  if (!who) {
    if (walks.some((measured) => isOver(measured, Date.now()))) say(SIGN_IN);
    return;
  }
  for (const measured of walks) {
    if (measured.walker !== who.walker || !isOver(measured, Date.now()) || isHere(measured)) {
      continue;
    }
    const outcome = await deliver(shelf, serverOf(who.token), measured, (sent, all) =>
      say(`${SENDING} ${Math.floor((100 * sent) / all)} of 100.`),
    );
    say(wordsOf(outcome));
    if (outcome.kind === "unreached" || outcome.kind === "signed_out") return;
  }
  somethingWaits((await shelf.walks()).length > 0);
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
