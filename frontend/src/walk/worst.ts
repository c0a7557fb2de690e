// The worst that was said on the way, for the question after the walk: it begins there.

import { kept, walkName } from "./keeping";

export function worstName(walk: string): string {
  return `${walkName(walk)}-worst`;
}

/** The higher of what was said before on this walk and what is said now. */
export function higherWorst(walk: string, now: number): string {
  return String(Math.max(now, Number(kept(worstName(walk)) ?? 0)));
}

/** Lets the question about the worst begin at what was said on the way. */
export function worstOnTheWay(root: ParentNode): void {
  const form = root.querySelector<HTMLFormElement>("form[data-walk]");
  const input = form?.elements.namedItem("worst");
  const said = kept(worstName(form?.dataset["walk"] ?? ""));
  if (!(input instanceof HTMLInputElement) || said === null) return;
  if (Number(said) > Number(input.value)) {
    input.value = said;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
