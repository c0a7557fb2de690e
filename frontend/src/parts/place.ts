// What scripts add to the map: dragging it, and one's own position as home.

/** Returns which way a drag moves a map, or nothing for one that is too short. */
export function dragged(right: number, down: number, least: number): string | undefined {
  if (Math.max(Math.abs(right), Math.abs(down)) < least) return undefined;
  // What is pulled to the left shows more of the east.
  if (Math.abs(right) > Math.abs(down)) return right < 0 ? "east" : "west";
  return down < 0 ? "south" : "north";
}

const LEAST_PX = 40;

function dragging(frame: HTMLElement): void {
  let from: { x: number; y: number } | undefined;
  const start = (event: PointerEvent): void => {
    if (event.target instanceof Element && event.target.closest("a")) return;
    from = { x: event.clientX, y: event.clientY };
  };
  const end = (event: PointerEvent): void => {
    if (!from) return;
    const move = dragged(event.clientX - from.x, event.clientY - from.y, LEAST_PX);
    from = undefined;
    if (move) frame.querySelector<HTMLElement>(`[data-move="${move}"]`)?.click();
  };
  frame.addEventListener("pointerdown", start);
  frame.addEventListener("pointerup", end);
  frame.addEventListener("pointercancel", () => (from = undefined));
}

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

/** Gives the map and the position button within root what they can do. */
export function places(root: Element | Document): void {
  const frames = [...root.querySelectorAll<HTMLElement>("[data-map]")];
  if (root instanceof HTMLElement && root.matches("[data-map]")) frames.push(root);
  for (const frame of frames) dragging(frame);
  for (const form of root.querySelectorAll<HTMLFormElement>("[data-position]")) position(form);
}
