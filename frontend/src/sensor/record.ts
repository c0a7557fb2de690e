// On the page of a walk: measures it, where the person chose so beforehand.

import { Filling, MOVED, PLACED, type Place, type Sample } from "./chunk";
import { allowed, Feeling } from "./feeling";
import { StoredShelf, type Measured } from "./shelf";
import { somethingWaits } from "./waiting";
import { takeWish } from "./wish";
import { NO_PLACE, OBSTACLES, FORGOTTEN } from "./words";

const PATIENCE_MS = 1500;

const shelf = new StoredShelf();

export async function record(root: HTMLElement, walk: string, walker: string): Promise<void> {
  const line = root.querySelector<HTMLElement>("[data-sensor-line]");
  const tap = root.querySelector<HTMLButtonElement>("[data-sensor-tap]");
  const measuring = root.querySelector<HTMLElement>("[data-sensor-measuring]");
  const stop = measuring?.querySelector<HTMLButtonElement>("[data-sensor-stop]");
  if (!line || !tap || !measuring || !stop) return;
  const say = (text: string): void => {
    line.textContent = text;
    line.hidden = !text;
  };

  const wished = takeWish();
  const known = await shelf.walk(walk).catch(() => null);
  if ((!wished && !known) || known?.closed) return;
  let measured: Measured = {
    walk,
    walker,
    place: wished?.place ?? known?.place ?? false,
    done: false,
    at: Date.now(),
    closed: false,
  };

  const begin = async (): Promise<void> => {
    const obstacle = await allowed();
    tap.hidden = obstacle !== "tap";
    if (obstacle) {
      say(OBSTACLES[obstacle]);
      return;
    }
    await measure();
  };

  const measure = async (): Promise<void> => {
    try {
      await shelf.put(measured);
    } catch {
      say(OBSTACLES.unkept);
      return;
    }
    somethingWaits(true);
    const moved = new Filling(MOVED);
    const placed = new Filling(PLACED);
    let watching: number | null = null;
    // One after the other, so that the numbers follow the time.
    let queue: Promise<void> = Promise.resolve();

    const put = (chunk: Uint8Array | null): void => {
      if (!chunk) return;
      measured = { ...measured, at: Date.now() };
      const now = measured;
      queue = queue.then(() => shelf.add(now, chunk)).catch(() => {
        end();
        say(OBSTACLES.full);
      });
    };
    const take = (sample: Sample): void => put(moved.add(sample));
    const seal = (): void => {
      put(moved.seal());
      put(placed.seal());
    };
    const feeling = new Feeling(take);
    const end = (): void => {
      feeling.stop();
      if (watching !== null) navigator.geolocation.clearWatch(watching);
      measuring.hidden = true;
      document.removeEventListener("visibilitychange", seal);
      window.removeEventListener("pagehide", seal);
    };

    feeling.start();
    document.addEventListener("visibilitychange", seal);
    window.addEventListener("pagehide", seal);
    if (measured.place && "geolocation" in navigator) {
      watching = navigator.geolocation.watchPosition(
        // The moment it came: phones have disagreed about the year in which theirs begins.
        ({ coords }) => put(placed.add(placeOf(coords, Date.now()))),
        () => say(NO_PLACE),
        { enableHighAccuracy: true },
      );
    }
    measuring.hidden = false;
    stop.addEventListener("click", () => {
      end();
      void queue
        .then(() => shelf.forget(walk))
        .catch(() => undefined)
        .finally(() => say(FORGOTTEN));
    });
    document.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("a[href]")) seal();
    });
    const finish = document.querySelector<HTMLFormElement>("[data-finish]");
    finish?.addEventListener("submit", (event) => {
      measured = { ...measured, done: true };
      seal();
      queue = queue.then(() => shelf.put(measured)).catch(() => undefined);
      // The page stays until the last seconds are on the disk, and no longer than a moment.
      event.preventDefault();
      const moment = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
      void Promise.race([queue, moment]).then(() => finish.submit());
    });
    say("");
    if (!(await feeling.answers())) say(OBSTACLES.silent);
  };

  tap.addEventListener("click", () => void begin());
  // One page measures, should the walk be open in two.
  if (!("locks" in navigator)) await begin();
  else {
    await navigator.locks.request(`backstride-sensor-${walk}`, { ifAvailable: true }, (lock) =>
      lock ? begin().then(() => new Promise<void>(() => undefined)) : undefined,
    );
  }
}

function placeOf(coords: GeolocationCoordinates, at: number): Place {
  return {
    at,
    lat: coords.latitude,
    lon: coords.longitude,
    altitude: coords.altitude,
    within: coords.accuracy,
  };
}
