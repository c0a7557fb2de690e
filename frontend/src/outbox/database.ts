// The browser's own database: what is in it is on the disk, and survives a killed browser.
// (What goes into localStorage may stay in memory for seconds, and is then lost with it.)

const NAME = "backstride";
const VERSION = 1;

export type Store = "outbox" | "walks";

/** Asks one store for one thing; resolves when it is done, and on the disk. */
export async function ask<T>(
  name: Store,
  mode: IDBTransactionMode,
  what: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(name, mode, { durability: "strict" });
      const request = what(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("outbox", { keyPath: "key", autoIncrement: true });
      request.result.createObjectStore("walks");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
