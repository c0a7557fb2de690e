// What was entered and has not reached the server yet: kept in order, sent in order.

export interface Entry {
  /** Its place in the order; given when it is kept. */
  readonly key?: number;
  /** Whose diary it belongs to: nobody else's session may send it. */
  readonly walker: string;
  /** Events for the diary, each with an id of its own, so that sending twice is sending once. */
  readonly events: readonly DiaryEvent[];
  /** A form that the server could not be given, as it was filled in. */
  readonly form?: KeptForm;
  /** Whether safety questions follow from it. */
  readonly asks?: boolean;
  /** Sent at once: whoever entered it was not told that it waits. */
  readonly passing?: true;
  /** Why the server could not take it; such an entry stays, and holds nothing up. */
  readonly refused?: string;
  /** What the diary holds instead, where it has another answer under the same id. */
  readonly known?: readonly DiaryEvent[];
}

export interface DiaryEvent {
  readonly id: string;
  readonly type: string;
  readonly [name: string]: unknown;
}

export interface KeptForm {
  readonly path: string;
  /** Its fields, written as in an address. */
  readonly body: string;
  /** When it was sent, and the title of its page. */
  readonly at: string;
  readonly title: string;
}

export interface Drawer {
  all(): Promise<Entry[]>;
  put(entry: Entry): Promise<unknown>;
  remove(key: number): Promise<void>;
}

/** What became of one event, in the words of the server. */
export interface Taken {
  readonly outcome: string;
  readonly message?: string | null;
  /** The event that the diary holds under this id, where it is another. */
  readonly known?: DiaryEvent | null;
}

export type Answer =
  | { readonly kind: "taken"; readonly became: readonly Taken[] }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "unreached" }
  | { readonly kind: "signed_out" };

export interface Outcome {
  readonly sent: number;
  /** How many of those somebody was told of that they wait. */
  readonly waited: number;
  readonly waiting: number;
  readonly refused: number;
  readonly signedOut: boolean;
}

export const OTHER_ANSWER = "The diary holds another answer.";

/** Sends what waits, oldest first; stops at the first entry that does not get through. */
export async function deliver(
  drawer: Drawer,
  walker: string,
  send: (entry: Entry) => Promise<Answer>,
): Promise<Outcome> {
  const entries = (await drawer.all()).filter((entry) => entry.walker === walker);
  let sent = 0;
  let waited = 0;
  let signedOut = false;
  for (const entry of entries) {
    if (entry.refused !== undefined || entry.key === undefined) continue;
    const answer = await send(entry);
    if (answer.kind === "signed_out" || answer.kind === "unreached") {
      signedOut = answer.kind === "signed_out";
      break;
    }
    const aside = putAside(entry, answer);
    if (aside) {
      await drawer.put(aside);
    } else {
      await drawer.remove(entry.key);
      sent += 1;
      if (!entry.passing) waited += 1;
    }
  }
  const left = (await drawer.all()).filter((entry) => entry.walker === walker);
  const refused = left.filter((entry) => entry.refused !== undefined).length;
  return { sent, waited, waiting: left.length - refused, refused, signedOut };
}

/** The part of an entry that was not taken, with the reason; null where all of it was. */
export function putAside(entry: Entry, answer: Answer): Entry | null {
  if (answer.kind === "refused") return { ...entry, refused: answer.why };
  if (answer.kind !== "taken") return entry;
  const known: DiaryEvent[] = [];
  const why: string[] = [];
  const events = entry.events.filter((event, place) => {
    const taken = answer.became[place];
    if (taken?.outcome === "refused") why.push(taken.message ?? "Not understood.");
    else if (taken?.outcome === "conflict" && !(taken.known && agree(event, taken.known))) {
      why.push(OTHER_ANSWER);
      if (taken.known) known.push(taken.known);
    } else return false;
    return true;
  });
  if (events.length === 0) return null;
  const refused = [...new Set(why)].join(" ");
  return { ...entry, events, refused, ...(known.length > 0 && { known }) };
}

/** What is stamped on an entry, and is no answer of the person. */
const STAMPED = new Set(["at", "local", "zone", "recorded_at", "source", "ended_at", "warm_up_min"]);

/** Whether two events say the same; the form and the phone may have noted different moments. */
export function agree(one: DiaryEvent, other: DiaryEvent): boolean {
  const said = (event: DiaryEvent): string =>
    JSON.stringify(
      Object.entries(event)
        .filter(([name, value]) => !STAMPED.has(name) && value !== null)
        .sort(([first], [second]) => (first < second ? -1 : 1)),
    );
  return said(one) === said(other);
}

/** The person's own answers as corrections of those that the diary holds. */
export function corrections(entry: Entry, now: Date, freshId: () => string): Entry {
  const events = entry.events.map((event) => ({
    id: freshId(),
    type: "correction",
    at: now.toISOString(),
    zone: event["zone"],
    corrects: event.id,
    replacement: event,
  }));
  return { walker: entry.walker, events };
}
