// Registers the service worker and tells it what to keep.

import { signedIn } from "../outbox/post";
import { keep, kept } from "../walk/keeping";

const LOOK_AGAIN_MS = 10 * 60_000;
const ALWAYS = ["/", "/morning/", "/help/", "/help/stretches/"];
const MARK = "backstride-mark";

/** Asks for what this page needs later; a page that was kept itself knows nothing new. */
export async function register(isKept: boolean): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const own = await navigator.serviceWorker.register("/sw.js").catch(() => null);
  const who = signedIn();
  if (!own || !who || isKept) return;
  // An app of the home screen may ask that what it keeps is not cleared away.
  if (matchMedia("(display-mode: standalone)").matches) {
    void navigator.storage.persist().catch(() => false);
  }
  const ready = await navigator.serviceWorker.ready;
  const other = kept("backstride-walker");
  if (other !== null && other !== who.walker) ready.active?.postMessage({ forget: true });
  keep("backstride-walker", who.walker);
  const wanted = [...document.querySelectorAll<HTMLElement>("[data-keep]")].flatMap((each) =>
    (each.dataset["keep"] ?? "").split(" "),
  );
  const before = Number(kept("backstride-looked"));
  if (other !== who.walker || !(Math.abs(Date.now() - before) < LOOK_AGAIN_MS)) {
    wanted.push(...ALWAYS);
    keep("backstride-looked", String(Date.now()));
  }
  const { mark, day } = markOf();
  ready.active?.postMessage({
    walker: who.walker,
    keep: wanted,
    ...(mark && { ahead: `${mark} ${day}` }),
  });
}

/** Notes what the diary is at, as the site says on this page. */
export function noteMark(): void {
  const { mark } = markOf();
  if (mark) keep(MARK, mark);
}

/** Notes that a form was taken: until the site says so itself, nobody knows what the diary is at. */
export function noteTaken(): void {
  keep(MARK, "");
}

/** Notes that the diary went on, and has the next days laid out anew. */
export function noteSent(stamp: string): void {
  keep(MARK, stamp.split(" ")[0] ?? "");
  tellWorker({ keep: ["/"], ahead: stamp || "unknown" });
}

/** What the diary was at when the site was seen last. */
export function lastMark(): string | null {
  return kept(MARK);
}

export function tellWorker(told: unknown): void {
  if (!("serviceWorker" in navigator)) return;
  void navigator.serviceWorker.ready.then((ready) => ready.active?.postMessage(told));
}

function markOf(): { readonly mark: string; readonly day: string } {
  const meta = document.querySelector<HTMLMetaElement>("meta[name=walker]");
  return { mark: meta?.dataset["mark"] ?? "", day: meta?.dataset["day"] ?? "" };
}
