// Room on a full phone: what can be fetched again goes, so that what was entered can stay.

import { PAGES } from "../ahead/laid";
import { StoredDrawer } from "./drawer";
import type { Entry } from "./queue";

export interface Held {
  readonly key: number;
  /** Whether there was room only after something else went, or beside the database. */
  readonly littleRoom: boolean;
}

/** Keeps an entry: as ever, after making room, or in the last place there is. */
export async function put(entry: Entry): Promise<Held> {
  const drawer = new StoredDrawer();
  try {
    return { key: await drawer.put(entry), littleRoom: false };
  } catch {
    await makeRoom();
  }
  try {
    return { key: await drawer.put(entry), littleRoom: true };
  } catch (error) {
    if (typeof localStorage === "undefined") throw error;
    return { key: drawer.putBeside(entry), littleRoom: true };
  }
}

/** Takes an entry out again that was sent on another way. */
export async function takeOut(held: Held): Promise<void> {
  await new StoredDrawer().remove(held.key);
}

/** The pages of a walk under way stay; the rest is there again with the next connection. */
async function makeRoom(): Promise<void> {
  const cache = await caches.open(PAGES).catch(() => null);
  for (const request of (await cache?.keys().catch(() => [])) ?? []) {
    const path = new URL(request.url).pathname;
    if (path !== "/" && !path.startsWith("/walk/")) await cache?.delete(request).catch(() => false);
  }
}
