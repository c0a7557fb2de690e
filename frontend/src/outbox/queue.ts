// What was entered and has not reached the server yet: kept in order, sent in order.

export interface Entry {
  /** Its place in the order; given when it is kept. */
  readonly key?: number;
  /** Whose diary it belongs to: nobody else's session may send it. */
  readonly walker: string;
  /** Events for the diary, each with an id of its own, so that sending twice is sending once. */
  readonly events: readonly DiaryEvent[];
  /** Why the server could not take it; such an entry stays, and holds nothing up. */
  readonly refused?: string;
}

export interface DiaryEvent {
  readonly id: string;
  readonly type: string;
  readonly [name: string]: unknown;
}

export interface Drawer {
  all(): Promise<Entry[]>;
  put(entry: Entry): Promise<void>;
  remove(key: number): Promise<void>;
}

export type Answer =
  | { readonly kind: "taken"; readonly refused: readonly string[] }
  | { readonly kind: "unreached" }
  | { readonly kind: "signed_out" };

export interface Outcome {
  readonly sent: number;
  readonly waiting: number;
  readonly refused: number;
  readonly signedOut: boolean;
}

/** Sends what waits, oldest first; stops at the first entry that does not get through. */
export async function deliver(
  drawer: Drawer,
  walker: string,
  send: (events: readonly DiaryEvent[]) => Promise<Answer>,
): Promise<Outcome> {
  const entries = (await drawer.all()).filter((entry) => entry.walker === walker);
  let sent = 0;
  let signedOut = false;
  for (const entry of entries) {
    if (entry.refused !== undefined || entry.key === undefined) continue;
    const answer = await send(entry.events);
    if (answer.kind !== "taken") {
      signedOut = answer.kind === "signed_out";
      break;
    }
    if (answer.refused.length > 0) {
      await drawer.put({ ...entry, refused: answer.refused.join(" ") });
    } else {
      await drawer.remove(entry.key);
      sent += 1;
    }
  }
  const left = (await drawer.all()).filter((entry) => entry.walker === walker);
  const refused = left.filter((entry) => entry.refused !== undefined).length;
  return { sent, waiting: left.length - refused, refused, signedOut };
}
