// The outbox in the browser's own database; on a full phone, in the small store beside it.

import { ask } from "./database";
import type { Drawer, Entry } from "./queue";

const BESIDE = "backstride-outbox";

export class StoredDrawer implements Drawer {
  async all(): Promise<Entry[]> {
    const inDatabase = await ask<Entry[]>("outbox", "readonly", (store) => store.getAll());
    return [...inDatabase, ...besides()];
  }

  /** Keeps an entry and returns its key. */
  async put(entry: Entry): Promise<number> {
    if (entry.key !== undefined && entry.key < 0) {
      writeBeside([...besides().filter((each) => each.key !== entry.key), entry]);
      return entry.key;
    }
    return Number(await ask("outbox", "readwrite", (store) => store.put(entry)));
  }

  async remove(key: number): Promise<void> {
    if (key < 0) writeBeside(besides().filter((each) => each.key !== key));
    else await ask("outbox", "readwrite", (store) => store.delete(key));
  }

  /** Keeps an entry where the database has no room; throws where there is none here either. */
  putBeside(entry: Entry): number {
    const all = besides();
    const key = Math.min(0, ...all.map((each) => each.key ?? 0)) - 1;
    writeBeside([...all, { ...entry, key }]);
    return key;
  }
}

/** Entries beside the database, oldest first; their keys are below zero. */
function besides(): Entry[] {
  if (typeof localStorage === "undefined") return []; // a worker has none
  try {
    return JSON.parse(localStorage.getItem(BESIDE) ?? "[]") as Entry[];
  } catch {
    return [];
  }
}

function writeBeside(entries: readonly Entry[]): void {
  if (entries.length > 0) localStorage.setItem(BESIDE, JSON.stringify(entries));
  else localStorage.removeItem(BESIDE);
}
