// Keeps the screen on while a walk runs, where the browser allows it.

export const NO_LOCK =
  "This browser cannot keep the screen on. The walk counts on when the screen goes dark, " +
  "and tells what went by when you look again.";

export class Awake {
  private lock: WakeLockSentinel | null = null;
  private wanted = false;

  constructor(private readonly explain: (text: string) => void) {
    // A lock is lost whenever the page is hidden.
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.wanted) void this.take();
    });
  }

  set(on: boolean): void {
    if (on === this.wanted) return;
    this.wanted = on;
    if (on) void this.take();
    else {
      void this.lock?.release();
      this.lock = null;
    }
  }

  private async take(): Promise<void> {
    if (!("wakeLock" in navigator)) {
      this.explain(NO_LOCK);
      return;
    }
    try {
      this.lock = await navigator.wakeLock.request("screen");
      this.explain("");
      if (!this.wanted) await this.lock.release();
    } catch {
      // Refused, for example while the battery is low.
      if (!document.hidden) this.explain(NO_LOCK);
    }
  }
}
