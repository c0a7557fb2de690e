// Leaving this device: what of the person is still on it, and taking it away.

import { PAGES } from "../ahead/laid";
import { ask } from "../outbox/database";
import { StoredDrawer } from "../outbox/drawer";
import { waitingFor } from "../outbox/post";
import { StoredShelf, type Measured } from "../sensor/shelf";
import { somethingWaits } from "../sensor/waiting";
import { forget } from "../walk/keeping";
import { tellWorker } from "./registered";
import { lastBegun } from "./today";

const OURS = "backstride-";
const BESIDE = "backstride-outbox";
const OF_A_WALK = "backstride-walk-";

/** What a person has on this device that their diary does not have. */
export interface Here {
  /** How many entries wait to be sent, or were put aside. */
  readonly entries: number;
  /** On how many walks the phone measured something that is not sent. */
  readonly measured: number;
  /** A walk that has begun and is not written down; "" without one. */
  readonly walk: string;
}

export async function stillHere(walker: string): Promise<Here> {
  const [entries, measured, begun] = await Promise.all([
    waitingFor(walker),
    measuredBy(walker),
    lastBegun().catch(() => null),
  ]);
  return { entries: entries.length, measured: measured.length, walk: begun?.id ?? "" };
}

/** The same in words, one line each. */
export function inWords({ entries, measured, walk }: Here): readonly string[] {
  const lines: string[] = [];
  if (entries === 1) lines.push("One entry that is not in your diary yet.");
  if (entries > 1) lines.push(`${entries} entries that are not in your diary yet.`);
  if (measured > 0) {
    const walks = measured === 1 ? "one walk" : `${measured} walks`;
    lines.push(`What the phone measured on ${walks}.`);
  }
  if (walk) {
    lines.push(
      "A walk that has begun and is not written down. After signing out you can still write " +
        "it down under “I already walked”.",
    );
  }
  return lines;
}

/**
 * Takes from this device what it keeps to show without a connection. What waits to be sent stays,
 * and so does a walk that has begun: its own person may have signed out from elsewhere.
 */
export async function forgetPagesHere(): Promise<void> {
  await dropPages();
  for (const name of namesKept()) if (!name.startsWith(OF_A_WALK)) forget(name);
}

/** Takes everything of the person from this device, but for what waits where they keep that. */
export async function leave(walker: string, keepsWhatWaits: boolean): Promise<void> {
  await dropPages();
  if (!keepsWhatWaits) await removeWhatWaits(walker);
  await ask("walks", "readwrite", (store) => store.clear()).catch(() => undefined);
  for (const name of namesKept()) forget(name);
  clearPassing();
  // What still waits is for the next time that its own person is here.
  somethingWaits((await measuredHere()).length > 0);
}

async function dropPages(): Promise<void> {
  tellWorker({ forget: true });
  if ("caches" in window) await caches.delete(PAGES).catch(() => false);
}

async function removeWhatWaits(walker: string): Promise<void> {
  const drawer = new StoredDrawer();
  for (const { key } of await waitingFor(walker)) {
    if (key !== undefined) await drawer.remove(key);
  }
  for (const { walk } of await measuredBy(walker)) await new StoredShelf().forget(walk);
}

async function measuredBy(walker: string): Promise<readonly Measured[]> {
  return (await measuredHere()).filter((each) => each.walker === walker);
}

async function measuredHere(): Promise<readonly Measured[]> {
  return new StoredShelf().walks().catch(() => []);
}

/** Clears what lasts as long as the tab does: a choice for one walk, pages to go back to. */
function clearPassing(): void {
  try {
    sessionStorage.clear();
  } catch {
    // A browser that keeps nothing.
  }
}

function namesKept(): readonly string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(OURS) && name !== BESIDE);
  } catch {
    return []; // a browser that keeps nothing
  }
}
