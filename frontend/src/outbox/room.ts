// Room on a full phone: what can be fetched again goes, so that what was entered can stay.

import { StoredDrawer } from "./drawer";
import type { Entry } from "./queue";

/** Keeps an entry and says how: as ever, after making room, or in the last place there is. */
export async function put(entry: Entry): Promise<"kept" | "little_room"> {
  const drawer = new StoredDrawer();
  try {
    await drawer.put(entry);
    return "kept";
  } catch {
    await makeRoom();
  }
  try {
    await drawer.put(entry);
  } catch (error) {
    if (typeof localStorage === "undefined") throw error;
    drawer.putBeside(entry);
  }
  return "little_room";
}

/** Drawings go first; the pages of a walk under way stay. */
async function makeRoom(): Promise<void> {
  for (const name of await caches.keys().catch(() => [])) {
    if (name.startsWith("backstride-plates")) await caches.delete(name).catch(() => false);
  }
}
