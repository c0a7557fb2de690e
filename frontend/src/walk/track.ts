// The walk as one audio track, for phones that silence a page when the screen is dark. It is
// made on this device, plays as music does, and is led by the buttons of the lock screen.

import type { Walk } from "./machine";
import { lengthOf, notesOf, type Sounds } from "./notes";
import type { Laid } from "./plan";
import { sizeOf, wavOf } from "./wav";

/** The track is put right where it is further off the walk's clock than this, s (judgement). */
const OFF_S = 0.25;

export interface Buttons {
  readonly play: () => void;
  readonly pause: () => void;
  /** Passes over an exercise, where that can be done. */
  readonly nexttrack: () => void;
  /** Says again what was said last. */
  readonly previoustrack: () => void;
}

export class Track {
  private readonly audio = new Audio();
  private made = "";
  private url = "";
  private wanted = false;

  constructor(
    private readonly buttons: Buttons,
    /** Called while the track plays: more often than the timers of a page that is not seen. */
    tick: () => void,
    private readonly tell: (text: string) => void,
  ) {
    this.audio.addEventListener("timeupdate", tick);
  }

  /** Whether chimes and beat come from here. */
  get sounds(): boolean {
    return this.wanted && !this.audio.paused;
  }

  /** Turns the track on or off; turning it on has to follow a press of the person. */
  turn(on: boolean): void {
    this.wanted = on;
    if (on) return;
    this.audio.pause();
    this.audio.removeAttribute("src");
    this.made = "";
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = "";
    this.tell("");
    if ("mediaSession" in navigator) navigator.mediaSession.playbackState = "none";
  }

  /** Brings the track to where the walk is. */
  follow(plan: Laid, walk: Walk, on: Sounds, title: string): void {
    if (!this.wanted) return;
    const length = lengthOf(plan, walk);
    this.make(plan, walk, on, length);
    const over = walk.spent >= length;
    if (Math.abs(this.audio.currentTime - walk.spent) > OFF_S && !over) {
      this.audio.currentTime = walk.spent;
    }
    if (walk.paused || over) this.audio.pause();
    else if (this.audio.paused) this.play();
    this.show(walk, over, length, title);
  }

  private play(): void {
    // Refused until the person has pressed something; the next press tries again.
    this.audio.play().catch(() => undefined);
  }

  private make(plan: Laid, walk: Walk, on: Sounds, length: number): void {
    const key = JSON.stringify([walk.skips, walk.slowerUntil, on, Math.round(length)]);
    if (key === this.made) return;
    this.made = key;
    const old = this.url;
    const file = new Blob([...wavOf(length, notesOf(plan, walk, on))], { type: "audio/wav" });
    this.url = URL.createObjectURL(file);
    this.audio.src = this.url;
    if (old) URL.revokeObjectURL(old);
    const megabytes = (sizeOf(length) / 1e6).toFixed(1);
    this.tell(`The track was made on this device: ${megabytes} MB, gone when the page is closed.`);
  }

  private show(walk: Walk, over: boolean, length: number, title: string): void {
    if (!("mediaSession" in navigator)) return;
    const session = navigator.mediaSession;
    session.playbackState = walk.paused || over ? "paused" : "playing";
    if (session.metadata?.title !== title) {
      session.metadata = new MediaMetadata({ title, artist: "Backstride", album: "Your walk" });
      for (const [name, act] of Object.entries(this.buttons)) {
        try {
          session.setActionHandler(name as MediaSessionAction, act as () => void);
        } catch {
          // A button that this phone does not have.
        }
      }
    }
    session.setPositionState?.({
      duration: length,
      position: Math.min(length, walk.spent),
      playbackRate: 1,
    });
  }
}
