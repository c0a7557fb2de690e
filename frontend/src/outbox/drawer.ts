// The outbox in the browser's own database.

import { ask } from "./database";
import type { Drawer, Entry } from "./queue";

export class StoredDrawer implements Drawer {
  all(): Promise<Entry[]> {
    return ask<Entry[]>("outbox", "readonly", (store) => store.getAll());
  }

  async put(entry: Entry): Promise<void> {
    await ask("outbox", "readwrite", (store) => store.put(entry));
  }

  async remove(key: number): Promise<void> {
    await ask("outbox", "readwrite", (store) => store.delete(key));
  }
}
