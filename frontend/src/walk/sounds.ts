// Chimes, vibration and a beat: the same news as the words, for ears and hands.

export type Signal = "plain" | "brisk" | "easy" | "end";

/** Which signal goes with a cue; posture, water and the like are only said. */
export function signalOf(kind: string): Signal | null {
  switch (kind) {
    case "interval_brisk":
      return "brisk";
    case "interval_easy":
      return "easy";
    case "end":
      return "end";
    case "part_start":
    case "stretch":
    case "last_minute":
      return "plain";
    default:
      return null;
  }
}

/** Milliseconds of buzz, pause, buzz: two short for brisk, one long for easy. */
export const BUZZES: Readonly<Record<Signal, readonly number[]>> = {
  plain: [200],
  brisk: [120, 120, 120],
  easy: [500],
  end: [200, 150, 200, 150, 500],
};

/** Pitches of the chime, Hz, one after the other: it rises for brisk and falls for easy. */
export const TONES: Readonly<Record<Signal, readonly number[]>> = {
  plain: [660],
  brisk: [660, 880],
  easy: [660, 495],
  end: [660, 550, 440],
};

export const TONE_S = 0.18;
const LOUD = 0.25;
export const CLICK_HZ = 1200;
export const CLICK_S = 0.03;
const AHEAD_S = 0.3;

export function buzz(signal: Signal): void {
  // Before the first touch browsers refuse, and write so into their console.
  if (navigator.userActivation?.hasBeenActive === false) return;
  if ("vibrate" in navigator) navigator.vibrate([...BUZZES[signal]]);
}

/** A speaker that is opened by the first touch, as browsers ask for. */
export class Speaker {
  private context: AudioContext | null = null;
  private beatAt = 0;

  /** To be called from a press of the person. */
  open(): void {
    if (!this.context && "AudioContext" in window) this.context = new AudioContext();
    void this.context?.resume().catch(() => undefined);
  }

  chime(signal: Signal): void {
    const context = this.context;
    if (context?.state !== "running") return;
    TONES[signal].forEach((hertz, index) => {
      this.tone(context, hertz, context.currentTime + index * TONE_S, TONE_S, LOUD);
    });
  }

  /** Keeps the beat going for a moment; to be called more often than that. */
  beat(spm: number): void {
    const context = this.context;
    if (context?.state !== "running") return;
    const now = context.currentTime;
    if (this.beatAt < now) this.beatAt = now;
    for (; this.beatAt < now + AHEAD_S; this.beatAt += 60 / spm) {
      this.tone(context, CLICK_HZ, this.beatAt, CLICK_S, LOUD / 2);
    }
  }

  private tone(
    context: AudioContext,
    hertz: number,
    start: number,
    seconds: number,
    loud: number,
  ): void {
    const source = context.createOscillator();
    const volume = context.createGain();
    source.frequency.value = hertz;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(loud, start + 0.01);
    volume.gain.linearRampToValueAtTime(0, start + seconds);
    source.connect(volume).connect(context.destination);
    source.start(start);
    source.stop(start + seconds);
  }
}
