// Whether something that was measured waits on this device. Most pages need to know only this,
// so that the rest is loaded where it does.

import { forget, keep, kept } from "../walk/keeping";

const NAME = "backstride-sensor";

export function somethingWaits(waits: boolean): void {
  if (waits) keep(NAME, "waits");
  else forget(NAME);
}

/** Loads what sends it, where something waits. */
export function sendWhatWaits(): void {
  if (kept(NAME) === null || document.querySelector("script[src*='built/sensor.js']")) return;
  // Of the version of this page.
  const { search } = new URL(import.meta.url);
  void import(new URL(`./sensor.js${search}`, import.meta.url).href);
}
