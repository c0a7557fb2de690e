// The time of a sample. Samples are stamped by the steady clock of the page, which begins anew
// with each page and may stand still while the phone sleeps; a recording needs the wall clock.

const SLEPT_MS = 1000;

export interface Moments {
  /** Milliseconds since 1970. */
  readonly wall: number;
  /** Milliseconds on the steady clock. */
  readonly steady: number;
}

/**
 * Follows the steady clock, evenly. Where the wall clock has gone on by more than a second beyond
 * it, the phone slept, and the time goes on too. A wall clock set back changes nothing: a
 * recording does not run backwards.
 */
export class SampleClock {
  private base: number | null = null;
  private seen = 0;

  at(stamp: number, now: Moments): number {
    const apart = now.wall - now.steady;
    if (this.base === null) {
      this.base = apart;
      this.seen = apart;
    }
    const jump = apart - this.seen;
    if (jump > SLEPT_MS) this.base += jump;
    if (Math.abs(jump) > SLEPT_MS) this.seen = apart;
    return this.base + stamp;
  }
}
