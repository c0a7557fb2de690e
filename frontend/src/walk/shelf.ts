// A walk under way, kept twice: at once where a page that is loaded again finds it, and a
// moment later where even a killed browser cannot lose it.

import { ask } from "../outbox/database";
import { forget, keep, kept } from "./keeping";
import { read, write, type Walk } from "./machine";

const PATIENCE_MS = 1500;

/** Keeps a walk; `safely` also writes it to the disk. */
export function keepWalk(name: string, walk: Walk, safely: boolean): void {
  const text = write(walk);
  keep(name, text);
  // A full phone: what localStorage holds is all there is.
  if (safely) ask("walks", "readwrite", (store) => store.put(text, name)).catch(() => undefined);
}

/** The walk as it was kept last; null where there is none. */
export async function lastKept(name: string): Promise<Walk | null> {
  const near = read(kept(name));
  const none = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS, undefined));
  const asked = ask<unknown>("walks", "readonly", (store) => store.get(name)).catch(
    () => undefined,
  );
  const text = await Promise.race([asked, none]);
  const far = typeof text === "string" ? read(text) : null;
  if (!near || !far) return near ?? far;
  return near.last.wall >= far.last.wall ? near : far;
}

export async function forgetWalk(name: string): Promise<void> {
  forget(name);
  await ask("walks", "readwrite", (store) => store.delete(name)).catch(() => undefined);
}
