// The three phases of a walk as a bar: which one is under way, and which have begun.

/** Shows the bar with one phase under way; null where none is. */
export function showBar(
  bar: readonly HTMLElement[],
  current: number | null,
  begun: (phase: number) => boolean,
): void {
  bar.forEach((each, phase) => {
    each.classList.toggle("parts__part--now", phase === current);
    each.classList.toggle("parts__part--begun", begun(phase));
    if (phase === current) each.setAttribute("aria-current", "step");
    else each.removeAttribute("aria-current");
  });
}
