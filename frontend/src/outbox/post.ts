// The way from the outbox to the server.

import { StoredDrawer } from "./drawer";
import { deliver, type Answer, type DiaryEvent, type Outcome } from "./queue";

const EVENTS = "/api/events";
const PATIENCE_MS = 15_000;

interface Taken {
  readonly outcome: string;
  readonly message?: string | null;
}

/** Who is signed in on this page, and how the site's token is named; null for a stranger. */
export function signedIn(): { readonly walker: string; readonly token: string } | null {
  const meta = document.querySelector<HTMLMetaElement>("meta[name=walker]");
  if (!meta) return null;
  const name = `${meta.dataset["token"] ?? ""}=`;
  const cookie = document.cookie.split("; ").find((each) => each.startsWith(name));
  return { walker: meta.content, token: cookie?.slice(name.length) ?? "" };
}

/** Keeps events for the diary of whoever is signed in; resolves once they are on the disk. */
export async function hold(walker: string, events: readonly DiaryEvent[]): Promise<void> {
  await new StoredDrawer().put({ walker, events });
}

/** Sends what waits. Only one page at a time does, where the browser can see to that. */
export async function sendAll(): Promise<Outcome | null> {
  const who = signedIn();
  if (!who) return null;
  const run = (): Promise<Outcome> =>
    deliver(new StoredDrawer(), who.walker, (events) => post(events, who.token));
  return "locks" in navigator ? navigator.locks.request("backstride-outbox", run) : run();
}

async function post(events: readonly DiaryEvent[], token: string): Promise<Answer> {
  try {
    const answer = await fetch(EVENTS, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify(events),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.status === 401 || answer.status === 403) return { kind: "signed_out" };
    if (!answer.ok) return { kind: "unreached" };
    const taken = (await answer.json()) as readonly Taken[];
    const refused = taken.filter((each) => each.outcome === "refused");
    return { kind: "taken", refused: refused.map((each) => each.message ?? "Not understood.") };
  } catch {
    return { kind: "unreached" };
  }
}
