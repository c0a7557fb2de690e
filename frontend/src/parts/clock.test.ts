import { describe, expect, it } from "vitest";
import { at, begin, elapsed, jump, pause, read, resume } from "./clock";

describe("the clock of a walk", () => {
  it("counts from its beginning", () => {
    expect(elapsed(begin(1000), 61_000)).toBe(60);
  });

  it("stands still while it is paused, and goes on from there", () => {
    const paused = pause(begin(0), 30_000);
    expect(elapsed(paused, 90_000)).toBe(30);
    expect(elapsed(resume(paused, 90_000), 100_000)).toBe(40);
  });

  it("takes a second pause or a second resume for none", () => {
    const paused = pause(begin(0), 30_000);
    expect(pause(paused, 50_000)).toEqual(paused);
    const running = resume(paused, 60_000);
    expect(resume(running, 70_000)).toEqual(running);
  });

  it("moves on to a later part, and never back", () => {
    const moved = jump(begin(0), 60_000, 600);
    expect(elapsed(moved, 60_000)).toBe(600);
    expect(moved.skipped).toBe(540);
    expect(jump(moved, 60_000, 100)).toEqual(moved);
  });

  it("counts on when the machine's clock goes back", () => {
    expect(elapsed(begin(60_000), 0)).toBe(0);
  });

  it("survives being kept as text", () => {
    const clock = jump(pause(begin(5), 1000), 2000, 300);
    expect(read(JSON.stringify(clock))).toEqual(clock);
  });

  it("begins anew when what was kept cannot be read", () => {
    expect(read(null)).toBeNull();
    expect(read("{")).toBeNull();
    expect(read("7")).toBeNull();
    expect(read('{"began":"x"}')).toBeNull();
  });

  it("finds the part that holds a second", () => {
    const parts = [
      { start: 0, end: 300 },
      { start: 300, end: 900 },
    ];
    expect(at(parts, 0)).toBe(parts[0]);
    expect(at(parts, 300)).toBe(parts[1]);
    expect(at(parts, 900)).toBeUndefined();
  });
});
