// The drawing of the path with the position on it. The server draws it; what it drew is kept
// minute by minute, so that the disc goes on without a connection.

const EVERY_S = 10;
const MINUTE_S = 60;
const KEPT = "backstride-plates";

export class Plates {
  private drawnAt = -1;
  private drawnPaused = false;

  constructor(
    private readonly picture: HTMLElement | null,
    private readonly address: string,
  ) {}

  /** Draws the position where it moved on; never more often than it can be seen. */
  show(second: number, paused: boolean): void {
    if (!this.picture || !this.address) return;
    if (paused === this.drawnPaused && Math.abs(second - this.drawnAt) < EVERY_S) return;
    this.drawnAt = second;
    this.drawnPaused = paused;
    void this.draw(second, paused);
  }

  /** Keeps a drawing of each minute, one after the other, for later without a connection. */
  fetchAhead(total: number): void {
    if (!("caches" in window) || !this.address) return;
    void this.keepAll(total).catch(() => undefined);
  }

  private async keepAll(total: number): Promise<void> {
    // Drawings of an earlier walk make room.
    for (const name of await caches.keys()) {
      if (name.startsWith(KEPT) && name !== this.cacheName) await caches.delete(name);
    }
    const cache = await caches.open(this.cacheName);
    for (let second = 0; second <= total; second += MINUTE_S) {
      const url = this.url(second, false);
      if (!(await cache.match(url))) await cache.add(url);
    }
  }

  private async draw(second: number, paused: boolean): Promise<void> {
    const answer =
      (await fetch(this.url(second, paused)).catch(() => null)) ??
      ("caches" in window
        ? await caches.match(this.url(second - (second % MINUTE_S), false)).catch(() => undefined)
        : undefined);
    // A sign-in page that came instead is no drawing.
    if (this.picture && answer?.ok && !answer.redirected) {
      this.picture.innerHTML = await answer.text();
    }
  }

  private get cacheName(): string {
    return `${KEPT}${this.address}`;
  }

  private url(second: number, paused: boolean): string {
    return `${this.address}?at=${second}${paused ? "&paused=1" : ""}`;
  }
}
