import { beforeEach, describe, expect, it } from "vitest";
import { checkOf, Filling, LONGEST_MS, MOVED, numbered } from "./chunk";
import type { Measured, Shelf } from "./shelf";
import { deliver, DELIVERY_BYTES, isOver, LEFT_MS, type Answer, type Server } from "./upload";

const WALK = "0b6f2c1e-95a4-4d0e-8a75-3f2f0a6f9d11";
const NOON = Date.UTC(2026, 4, 12, 10);

const measured = (more: Partial<Measured> = {}): Measured => ({
  walk: WALK,
  walker: "ruth",
  place: false,
  done: true,
  at: NOON,
  closed: false,
  ...more,
});

class Memory implements Shelf {
  readonly kept = new Map<number, Uint8Array>();
  readonly forgotten: string[] = [];

  async walks(): Promise<Measured[]> {
    return [measured()];
  }
  async numbers(): Promise<number[]> {
    return [...this.kept.keys()];
  }
  async chunk(_: string, number: number): Promise<Uint8Array | null> {
    return this.kept.get(number) ?? null;
  }
  async close(_: Measured, last: Uint8Array): Promise<void> {
    this.kept.set(this.kept.size, numbered(last, WALK, this.kept.size));
  }
  async forget(walk: string): Promise<void> {
    this.forgotten.push(walk);
    this.kept.clear();
  }
}

/** Stores each number once; can be cut off before or after it has taken a delivery. */
class Computer implements Server {
  readonly stored = new Map<number, Uint8Array>();
  readonly sizes: number[] = [];
  next: ("unreached" | "lost" | "signed_out")[] = [];
  walkIsThere = true;

  async ask(): Promise<Answer> {
    return this.next[0] === "signed_out" ? { kind: "signed_out" } : this.told();
  }

  async send(_: string, body: Uint8Array): Promise<Answer> {
    const turn = this.next.shift();
    if (turn === "unreached" || turn === "signed_out") return { kind: turn };
    this.sizes.push(body.byteLength);
    for (let at = 0; at < body.byteLength; ) {
      const view = new DataView(body.buffer, body.byteOffset + at);
      const size = 40 + 8 * view.getUint16(10, true);
      this.stored.set(view.getUint32(12, true), body.slice(at, at + size));
      at += size;
    }
    return turn === "lost" ? { kind: "unreached" } : this.told();
  }

  private told(): Answer {
    const numbers = [...this.stored.keys()].sort((a, b) => a - b);
    const last = numbers.at(-1);
    const whole =
      last !== undefined && last + 1 === numbers.length && this.stored.get(last)?.[9] === 3;
    const state = !whole ? "partly" : this.walkIsThere ? "kept" : "waiting";
    return { kind: "here", state, chunks: numbers.map((number) => [number, number] as const) };
  }
}

let shelf: Memory;
let computer: Computer;

beforeEach(() => {
  [shelf, computer] = [new Memory(), new Computer()];
  const filling = new Filling(MOVED);
  for (let k = 0; k < 100 * 1200; k += 1) {
    const chunk = filling.add({ at: NOON + 10 * k, x: k % 40, y: 0, z: 9.81 });
    if (chunk) shelf.kept.set(shelf.kept.size, numbered(chunk, WALK, shelf.kept.size));
  }
});

describe("the delivery of a walk", () => {
  it("sends every chunk in order, closes it, and lets go", async () => {
    const sent = [...shelf.kept.values()].map(checkOf);
    expect(await deliver(shelf, computer, measured())).toEqual({ kind: "kept" });
    expect([...computer.stored.keys()]).toEqual([...computer.stored.keys()].sort((a, b) => a - b));
    expect([...computer.stored.values()].slice(0, -1).map(checkOf)).toEqual(sent);
    expect(computer.sizes.length).toBeGreaterThan(2);
    expect(Math.max(...computer.sizes)).toBeLessThanOrEqual(DELIVERY_BYTES);
    expect(shelf.forgotten).toEqual([WALK]);
  });

  it("is kept where it is cut off, and goes on from there", async () => {
    computer.next = ["lost"];
    expect(await deliver(shelf, computer, measured())).toEqual({ kind: "unreached" });
    const there = computer.stored.size;
    expect(there).toBeGreaterThan(0);
    expect(shelf.forgotten).toEqual([]);
    const before = computer.sizes.length;
    const again = await deliver(shelf, computer, measured({ closed: true }));
    expect(again).toEqual({ kind: "kept" });
    const total = computer.sizes.slice(before).reduce((sum, size) => sum + size, 0);
    const whole = [...computer.stored.values()].reduce((sum, each) => sum + each.byteLength, 0);
    const first = computer.sizes[0] ?? 0;
    expect(total).toBe(whole - first);
  });

  it("keeps everything while nobody is signed in", async () => {
    computer.next = ["signed_out"];
    expect(await deliver(shelf, computer, measured())).toEqual({ kind: "signed_out" });
    expect(shelf.forgotten).toEqual([]);
  });

  it("keeps its copy until the walk itself is there", async () => {
    computer.walkIsThere = false;
    expect(await deliver(shelf, computer, measured())).toEqual({ kind: "waiting" });
    expect(shelf.forgotten).toEqual([]);
    computer.walkIsThere = true;
    expect(await deliver(shelf, computer, measured({ closed: true }))).toEqual({ kind: "kept" });
    expect(shelf.forgotten).toEqual([WALK]);
  });

  it("begins when the walk is over, or was left", () => {
    const walking = measured({ done: false });
    expect(isOver(walking, NOON + LONGEST_MS)).toBe(false);
    expect(isOver(walking, NOON + LEFT_MS + 1)).toBe(true);
    expect(isOver(measured(), NOON)).toBe(true);
  });
});
