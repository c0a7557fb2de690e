// The - and + keys beside a small number. Without scripts the number is typed.

/** Returns the value one step on, kept between min and max. No value yet counts from min. */
export function stepped(value: number, step: number, min: number, max: number): number {
  const from = Number.isNaN(value) ? min - Math.max(step, 0) : value;
  return Math.min(max, Math.max(min, from + step));
}

function start(stepper: HTMLElement): void {
  const input = stepper.querySelector<HTMLInputElement>("input[type=number]");
  if (!input || stepper.classList.contains("has-keys")) return;
  const keys = [...stepper.querySelectorAll<HTMLButtonElement>("button[data-step]")];
  const min = Number(input.min);
  const max = Number(input.max);

  const show = (): void => {
    for (const key of keys) {
      const step = Number(key.dataset["step"]);
      // Not disabled: a key that has the focus would lose it at the end of the scale.
      const atEnd = step < 0 ? input.valueAsNumber <= min : input.valueAsNumber >= max;
      key.setAttribute("aria-disabled", String(atEnd));
    }
  };

  for (const key of keys) {
    key.hidden = false;
    key.addEventListener("click", () => {
      input.value = String(stepped(input.valueAsNumber, Number(key.dataset["step"]), min, max));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
  input.addEventListener("change", show);
  stepper.classList.add("has-keys");
  show();
}

/** Gives every stepper within root its keys. */
export function steppers(root: ParentNode): void {
  if (root instanceof HTMLElement && root.matches("[data-stepper]")) start(root);
  for (const stepper of root.querySelectorAll<HTMLElement>("[data-stepper]")) start(stepper);
}
