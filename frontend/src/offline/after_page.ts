// The page after a walk where it was kept: what it could not know when it was laid out.

import type { AfterDraft } from "../outbox/answers";
import { walkName } from "../walk/keeping";
import { lastKept } from "../walk/shelf";

/** Fills in how long the walk was, when it ended, and how the back was before it. */
export async function fillIn(): Promise<void> {
  const form = document.querySelector<HTMLFormElement>("form[data-answers=after]");
  if (!form?.dataset["draft"]) return;
  const field = (name: string): HTMLInputElement | null => {
    const found = form.elements.namedItem(name);
    return found instanceof HTMLInputElement ? found : null;
  };
  const asked = new URLSearchParams(location.search);
  const walked = Number(asked.get("walked"));
  const whole = Number(asked.get("whole"));
  const minutes = field("minutes");
  if (minutes && walked > 0) minutes.value = String(Math.max(1, Math.round(walked / 60)));
  const heading = document.querySelector("h1");
  const total = Math.max(1, Math.round(whole / 60));
  if (heading && whole > 0) {
    heading.textContent = `That was ${total} minute${total === 1 ? "" : "s"}.`;
  }
  const { before } = JSON.parse(form.dataset["draft"]) as AfterDraft;
  const worst = field("worst");
  if (worst && worst.value === "" && before !== null) worst.value = String(before);
  const last = await lastKept(walkName(form.dataset["walk"] ?? ""));
  const finished = field("finished");
  if (finished) finished.value = new Date(last?.last.wall ?? Date.now()).toISOString();
}
