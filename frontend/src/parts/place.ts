// What scripts add to Routes: maps that can be pulled, and one's own position as home.

import { map } from "./map";

function position(form: HTMLFormElement): void {
  if (!("geolocation" in navigator)) return;
  const told = form.querySelector<HTMLElement>("[data-position-told]");
  const say = (words: string): void => {
    if (told) told.textContent = words;
  };
  const put = (name: string, value: number): void => {
    const input = form.querySelector<HTMLInputElement>(`input[name=${name}]`);
    if (input) input.value = String(value);
  };
  form.hidden = false;
  form.querySelector("[data-position-ask]")?.addEventListener("click", () => {
    say("Looking for your position…");
    navigator.geolocation.getCurrentPosition(
      (found) => {
        put("latitude", found.coords.latitude);
        put("longitude", found.coords.longitude);
        form.submit();
      },
      () => say("Your position cannot be had here. Choose your door on the map."),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  });
}

const begun = new WeakSet<Element>();

/** Gives the maps and the position button within root what they can do, each of them once. */
export function places(root: Element | Document): void {
  for (const frame of fresh(root, "[data-map]")) map(frame);
  for (const form of fresh(root, "[data-position]")) position(form as HTMLFormElement);
}

/** HTMX tells of the whole page too: what has its hands already is left alone. */
function fresh(root: Element | Document, selector: string): HTMLElement[] {
  const found = [...root.querySelectorAll<HTMLElement>(selector)].filter((each) => !begun.has(each));
  for (const each of found) begun.add(each);
  return found;
}
