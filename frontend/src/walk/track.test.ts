import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { begin, pause, resume, skipTo, step, type Walk } from "./machine";
import type { Laid } from "./plan";
import { Track, type Buttons } from "./track";

const PLAN: Laid = {
  total: 600,
  walk: { start: 100, end: 500 },
  phases: [],
  parts: [],
  cues: [{ at: 0, kind: "part_start", text: "Walk slowly." }],
};
const ON = { chimes: true, beat: true };

class FakeAudio {
  static made: FakeAudio;
  src = "";
  currentTime = 0;
  paused = true;
  readonly heard = new Map<string, () => void>();

  constructor() {
    FakeAudio.made = this;
  }

  addEventListener(name: string, act: () => void): void {
    this.heard.set(name, act);
  }

  removeAttribute(): void {
    this.src = "";
  }

  play(): Promise<void> {
    this.paused = false;
    return Promise.resolve();
  }

  pause(): void {
    this.paused = true;
  }
}

interface Session {
  playbackState: string;
  metadata: { title: string } | null;
  readonly handlers: Map<string, () => void>;
  position: { duration: number; position: number } | null;
  setActionHandler(name: string, act: () => void): void;
  setPositionState(state: { duration: number; position: number }): void;
}

let session: Session;
let told: string[];
let pressed: string[];

function track(): Track {
  const names = ["play", "pause", "nexttrack", "previoustrack"] as const;
  const buttons = Object.fromEntries(names.map((name) => [name, () => pressed.push(name)]));
  return new Track(
    buttons as unknown as Buttons,
    () => pressed.push("tick"),
    (text) => told.push(text),
  );
}

function later(walk: Walk, seconds: number): Walk {
  return step(PLAN, walk, { wall: walk.last.wall + seconds * 1000, steady: null }).walk;
}

beforeEach(() => {
  [told, pressed] = [[], []];
  session = {
    playbackState: "none",
    metadata: null,
    handlers: new Map(),
    position: null,
    setActionHandler: (name, act) => session.handlers.set(name, act),
    setPositionState: (state) => (session.position = state),
  };
  vi.stubGlobal("Audio", FakeAudio);
  vi.stubGlobal("navigator", { mediaSession: session });
  vi.stubGlobal(
    "MediaMetadata",
    class {
      readonly title: string;

      constructor(of: { title: string }) {
        this.title = of.title;
      }
    },
  );
});

afterEach(() => vi.unstubAllGlobals());

describe("the track of a walk", () => {
  it("is not made until it is asked for", () => {
    const its = track();
    its.follow(PLAN, begin({ wall: 0, steady: null }), ON, "Slow walk");
    expect(FakeAudio.made.src).toBe("");
    expect(its.sounds).toBe(false);
    expect(session.playbackState).toBe("none");
  });

  it("plays where the walk is, and stands where the walk stands", () => {
    const its = track();
    its.turn(true);
    let walk = later(begin({ wall: 0, steady: null }), 30);
    its.follow(PLAN, walk, ON, "Slow walk");
    expect(FakeAudio.made.currentTime).toBe(30);
    expect(its.sounds).toBe(true);
    expect(told.at(-1)).toContain("4.8 MB");
    walk = pause(PLAN, walk, walk.last);
    its.follow(PLAN, walk, ON, "Slow walk");
    expect(its.sounds).toBe(false);
    expect(session.playbackState).toBe("paused");
    its.follow(PLAN, resume(PLAN, walk, walk.last), ON, "Slow walk");
    expect(session.playbackState).toBe("playing");
    expect(session.position).toMatchObject({ duration: 600, position: 30 });
  });

  it("is put right only where it can be heard that it is off", () => {
    const its = track();
    its.turn(true);
    const walk = later(begin({ wall: 0, steady: null }), 30);
    its.follow(PLAN, walk, ON, "");
    FakeAudio.made.currentTime = 29.9;
    its.follow(PLAN, walk, ON, "");
    expect(FakeAudio.made.currentTime).toBe(29.9);
    FakeAudio.made.currentTime = 12;
    its.follow(PLAN, walk, ON, "");
    expect(FakeAudio.made.currentTime).toBe(30);
  });

  it("is made anew where something is passed over or turned off, and not otherwise", () => {
    const its = track();
    its.turn(true);
    const walk = later(begin({ wall: 0, steady: null }), 30);
    its.follow(PLAN, walk, ON, "");
    const first = FakeAudio.made.src;
    its.follow(PLAN, later(walk, 1), ON, "");
    expect(FakeAudio.made.src).toBe(first);
    its.follow(PLAN, skipTo(PLAN, walk, walk.last, 100), ON, "");
    const second = FakeAudio.made.src;
    expect(second).not.toBe(first);
    its.follow(PLAN, walk, { ...ON, chimes: false }, "");
    expect(FakeAudio.made.src).not.toBe(second);
  });

  it("ends with the walk, and when it is turned off", () => {
    const its = track();
    its.turn(true);
    its.follow(PLAN, later(begin({ wall: 0, steady: null }), 700), ON, "");
    expect(its.sounds).toBe(false);
    its.turn(false);
    expect(FakeAudio.made.src).toBe("");
    expect(told.at(-1)).toBe("");
    expect(session.playbackState).toBe("none");
  });

  it("has the buttons and the name of the part on the lock screen", () => {
    const its = track();
    its.turn(true);
    its.follow(PLAN, begin({ wall: 0, steady: null }), ON, "Heel-toe rocks");
    expect(session.metadata?.title).toBe("Heel-toe rocks");
    for (const name of ["play", "pause", "nexttrack", "previoustrack"]) {
      session.handlers.get(name)?.();
    }
    FakeAudio.made.heard.get("timeupdate")?.();
    expect(pressed).toEqual(["play", "pause", "nexttrack", "previoustrack", "tick"]);
  });
});
