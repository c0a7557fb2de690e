// What the phone measured, in a database of its own in the browser. Each chunk is on the disk
// before the next is begun, so that a killed browser loses the last seconds at most.

import { numbered } from "./chunk";

const NAME = "backstride-sensor";
const VERSION = 1;

/** A walk that is measured here. */
export interface Measured {
  readonly walk: string;
  readonly walker: string;
  /** Whether the way is wanted too. */
  readonly place: boolean;
  /** Whether the person ended the walk. */
  readonly done: boolean;
  /** When it was last written to, milliseconds since 1970. */
  readonly at: number;
  /** Whether its closing chunk is written. */
  readonly closed: boolean;
}

export interface Shelf {
  walks(): Promise<Measured[]>;
  numbers(walk: string): Promise<number[]>;
  chunk(walk: string, number: number): Promise<Uint8Array | null>;
  close(measured: Measured, last: Uint8Array): Promise<void>;
  forget(walk: string): Promise<void>;
}

export class StoredShelf implements Shelf {
  async walks(): Promise<Measured[]> {
    return inDatabase("readonly", ({ walks }) => asked(walks.getAll() as IDBRequest<Measured[]>));
  }

  async walk(id: string): Promise<Measured | null> {
    return (await this.walks()).find((each) => each.walk === id) ?? null;
  }

  async put(measured: Measured): Promise<void> {
    await inDatabase("readwrite", ({ walks }) => asked(walks.put(measured)));
  }

  /** Writes a chunk under the next number of its walk, in one step with the walk itself. */
  async add(measured: Measured, chunk: Uint8Array): Promise<void> {
    await inDatabase("readwrite", async ({ walks, chunks }) => {
      const last = await asked(chunks.openKeyCursor(rangeOf(measured.walk), "prev"));
      const number = last ? numberIn(last.key) + 1 : 0;
      walks.put(measured);
      await asked(chunks.add(numbered(chunk, measured.walk, number), [measured.walk, number]));
    });
  }

  async close(measured: Measured, last: Uint8Array): Promise<void> {
    await this.add({ ...measured, closed: true }, last);
  }

  async numbers(walk: string): Promise<number[]> {
    const keys = await inDatabase("readonly", ({ chunks }) =>
      asked(chunks.getAllKeys(rangeOf(walk))),
    );
    return keys.map(numberIn);
  }

  async chunk(walk: string, number: number): Promise<Uint8Array | null> {
    const found = await inDatabase("readonly", ({ chunks }) =>
      asked(chunks.get([walk, number]) as IDBRequest<Uint8Array | undefined>),
    );
    return found ?? null;
  }

  async forget(walk: string): Promise<void> {
    await inDatabase("readwrite", async ({ walks, chunks }) => {
      chunks.delete(rangeOf(walk));
      await asked(walks.delete(walk));
    });
  }
}

/** Deletes everything that any page here ever measured. */
export function forgetAll(): void {
  indexedDB.deleteDatabase(NAME);
}

function rangeOf(walk: string): IDBKeyRange {
  return IDBKeyRange.bound([walk, 0], [walk, Number.MAX_SAFE_INTEGER]);
}

function numberIn(key: IDBValidKey): number {
  return Array.isArray(key) ? Number(key[1]) : 0;
}

interface Stores {
  readonly walks: IDBObjectStore;
  readonly chunks: IDBObjectStore;
}

/** Does several things as one; resolves once they are on the disk. */
async function inDatabase<T>(
  mode: IDBTransactionMode,
  what: (stores: Stores) => Promise<T>,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(["walks", "chunks"], mode, { durability: "strict" });
      let found: T | undefined;
      transaction.oncomplete = () => resolve(found as T);
      transaction.onabort = () => reject(transaction.error ?? new Error("not kept"));
      what({
        walks: transaction.objectStore("walks"),
        chunks: transaction.objectStore("chunks"),
      }).then(
        (value) => (found = value),
        () => undefined, // the transaction aborts with the reason
      );
    });
  } finally {
    database.close();
  }
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("walks", { keyPath: "walk" });
      request.result.createObjectStore("chunks");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
