// What scripts add to Routes: maps that can be pulled, and one's own position as home.

import { maps } from "./map";

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

/** Gives the maps and the position button within root what they can do. */
export function places(root: Element | Document): void {
  maps(root);
  for (const form of root.querySelectorAll<HTMLFormElement>("[data-position]")) position(form);
}
