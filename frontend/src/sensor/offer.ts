// On the page before a walk: lets the person choose, for this walk, that the phone measures it.

import { allowed, Feeling } from "./feeling";
import { takeWish, unwish, wish } from "./wish";
import { OBSTACLES, type Obstacle } from "./words";

/** What an hour needs at most, with room to spare: a walk is under 3 MB. */
const ROOM_BYTES = 15_000_000;

export function offer(root: HTMLElement): void {
  const steps = root.querySelector<HTMLInputElement>("[data-sensor-steps]");
  const place = root.querySelector<HTMLInputElement>("[data-sensor-place]");
  const placeRow = root.querySelector<HTMLElement>("[data-sensor-place-row]");
  const line = root.querySelector<HTMLElement>("[data-sensor-line]");
  if (!steps || !place || !placeRow || !line) return;
  root.hidden = false;
  takeWish();
  // A browser fills forms in again on the way back; each walk is asked anew.
  steps.checked = false;
  place.checked = false;

  const say = (text: string): void => {
    line.textContent = text;
    line.hidden = !text;
  };

  const choose = (): void => {
    placeRow.hidden = !steps.checked;
    if (steps.checked) wish(place.checked);
    else unwish();
  };

  steps.addEventListener("change", () => {
    say("");
    choose();
    if (!steps.checked) return;
    void inTheWay().then((obstacle) => {
      if (!obstacle) return;
      steps.checked = false;
      choose();
      say(OBSTACLES[obstacle]);
    });
  });
  place.addEventListener("change", choose);
}

async function inTheWay(): Promise<Obstacle | null> {
  // Asked first: on an iPhone the question has to come straight from the tap.
  const obstacle = await allowed();
  if (obstacle) return obstacle;
  if (!("indexedDB" in window)) return "unkept";
  const feeling = new Feeling(() => undefined);
  feeling.start();
  const [felt, room] = await Promise.all([feeling.answers(), hasRoom()]);
  feeling.stop();
  if (!felt) return "silent";
  return room ? null : "full";
}

async function hasRoom(): Promise<boolean> {
  const estimate = await navigator.storage?.estimate?.().catch(() => null);
  if (!estimate?.quota) return true;
  return estimate.quota - (estimate.usage ?? 0) > ROOM_BYTES;
}
