// The way from the outbox to the server.

import { StoredDrawer } from "./drawer";
import { deliver, type Answer, type DiaryEvent, type Entry, type KeptForm } from "./queue";
import type { Outcome, Taken } from "./queue";
import { put, type Held } from "./room";

const EVENTS = "/api/events";
const PATIENCE_MS = 15_000;
const FORM_OPEN = "The page asks for something more. Open it and enter it again.";
const NOT_TAKEN = "This was not taken: its page leads elsewhere now. Open it and have a look.";
/** What the site adds to an answer that kept everything. No other answer carries it. */
const KEPT = "X-Kept";

/** Who is signed in on this page, and how the site's token is named; null for a stranger. */
export function signedIn(): { readonly walker: string; readonly token: string } | null {
  const meta = document.querySelector<HTMLMetaElement>("meta[name=walker]");
  if (!meta) return null;
  const name = `${meta.dataset["token"] ?? ""}=`;
  const cookie = document.cookie.split("; ").find((each) => each.startsWith(name));
  return { walker: meta.content, token: cookie?.slice(name.length) ?? "" };
}

/** Keeps events for the diary of whoever is signed in; resolves once they are on the disk. */
export async function hold(
  walker: string,
  events: readonly DiaryEvent[],
  asks = false,
): Promise<Held> {
  return put({ walker, events, ...(asks && { asks }) });
}

/** Keeps events that are sent at once; where that comes to nothing they wait like any other. */
export async function holdInPassing(walker: string, events: readonly DiaryEvent[]): Promise<Held> {
  return put({ walker, events, passing: true });
}

/** What waits for this walker, and what was put aside. */
export async function waitingFor(walker: string): Promise<Entry[]> {
  const all = await new StoredDrawer().all().catch(() => []);
  return all.filter((entry) => entry.walker === walker);
}

/** Sends what waits. Only one page at a time does, where the browser can see to that. */
export async function sendAll(): Promise<(Outcome & { readonly stamp: string }) | null> {
  const who = signedIn();
  if (!who) return null;
  let stamp = "";
  const send = async (entry: Entry): Promise<Answer> => {
    const headers = { "X-CSRFToken": who.token, "X-Walker": who.walker };
    if (entry.form) return postForm(entry.form, headers);
    return post(entry.events, headers, (told) => (stamp = told));
  };
  const run = (): Promise<Outcome> => deliver(new StoredDrawer(), who.walker, send);
  const outcome = await ("locks" in navigator
    ? navigator.locks.request("backstride-outbox", run)
    : run());
  return { ...outcome, stamp };
}

async function post(
  events: readonly DiaryEvent[],
  headers: Readonly<Record<string, string>>,
  note: (stamp: string) => void,
): Promise<Answer> {
  try {
    const answer = await fetch(EVENTS, {
      method: "POST",
      headers: { ...headers, "Content-Type": "application/json" },
      body: JSON.stringify(events),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.status === 401 || answer.status === 403) return { kind: "signed_out" };
    if (!answer.ok) return { kind: "unreached" };
    note(answer.headers.get("X-Laid-Out") ?? "");
    return { kind: "taken", became: (await answer.json()) as readonly Taken[] };
  } catch {
    return { kind: "unreached" };
  }
}

/** Sends a form as its page would have, with the moment at which it was filled in. */
async function postForm(
  form: KeptForm,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  try {
    const answer = await fetch(form.path, {
      method: "POST",
      headers: {
        ...headers,
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Entered-At": form.at,
      },
      body: form.body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return becameOf(answer);
  } catch {
    return { kind: "unreached" };
  }
}

/** What an answer says about a form: it is taken only where the site says that it kept it. */
export function becameOf(answer: Pick<Response, "status" | "headers">): Answer {
  const { status, headers } = answer;
  if (status === 401 || status === 403) return { kind: "signed_out" };
  if (status >= 500) return { kind: "unreached" };
  if (status < 300 && headers.has(KEPT)) return { kind: "taken", became: [] };
  // Its own page came back: what was entered is not complete any more.
  return { kind: "refused", why: status < 300 ? FORM_OPEN : NOT_TAKEN };
}
