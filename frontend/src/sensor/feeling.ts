// The browser's side of the sensor: may the page feel movement, and does any come.

import { SampleClock } from "./clock";
import type { Sample } from "./chunk";
import type { Obstacle } from "./words";

/** A sensor gives a sample within milliseconds; who gives none in this time has none (judgement). */
const PATIENCE_MS = 3000;

interface Asking {
  /** On iPhones: asks the person; needs a tap the first time. */
  requestPermission?(): Promise<"granted" | "denied">;
}

/** Asks to feel movement; tells what is in the way, null where nothing is. */
export async function allowed(): Promise<Obstacle | null> {
  if (!window.isSecureContext) return "insecure";
  if (!("DeviceMotionEvent" in window)) return "none";
  const asking = window.DeviceMotionEvent as unknown as Asking;
  if (!asking.requestPermission) return null;
  try {
    return (await asking.requestPermission()) === "granted" ? null : "denied";
  } catch {
    // It was not asked from a tap.
    return "tap";
  }
}

/** Hands on each sample until it is stopped. */
export class Feeling {
  private readonly clock = new SampleClock();
  private readonly listener: (event: DeviceMotionEvent) => void;
  private heard = false;

  constructor(private readonly take: (sample: Sample) => void) {
    this.listener = (event) => this.feel(event);
  }

  start(): void {
    window.addEventListener("devicemotion", this.listener);
  }

  stop(): void {
    window.removeEventListener("devicemotion", this.listener);
  }

  /** Whether any movement comes within a moment. */
  async answers(): Promise<boolean> {
    const until = performance.now() + PATIENCE_MS;
    while (!this.heard && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return this.heard;
  }

  private feel(event: DeviceMotionEvent): void {
    const felt = event.accelerationIncludingGravity ?? event.acceleration;
    if (!felt || felt.x === null || felt.y === null || felt.z === null) return;
    this.heard = true;
    const now = { wall: Date.now(), steady: performance.now() };
    const at = this.clock.at(event.timeStamp, now);
    this.take({ at, x: felt.x, y: felt.y, z: felt.z });
  }
}
