import { describe, expect, it } from "vitest";
import { checkOf, end, Filling, LONGEST_MS, MOVED, numbered, PLACED, type Sample } from "./chunk";

const NOON = Date.UTC(2026, 4, 12, 10);
const WALK = "0b6f2c1e-95a4-4d0e-8a75-3f2f0a6f9d11";

/** What a chunk says about itself, read by hand. */
function headOf(chunk: Uint8Array): { kind: number; count: number; number: number; start: number } {
  const view = new DataView(chunk.buffer);
  expect(String.fromCharCode(...chunk.subarray(0, 4))).toBe("BSMO");
  expect(view.getUint32(4, true)).toBe(checkOf(chunk.subarray(8)));
  return {
    kind: view.getUint8(9),
    count: view.getUint16(10, true),
    number: view.getUint32(12, true),
    start: view.getFloat64(32, true),
  };
}

function samplesOf(chunk: Uint8Array): Sample[] {
  const view = new DataView(chunk.buffer);
  const { count, start } = headOf(chunk);
  let ticks = 0;
  return Array.from({ length: count }, (_, index) => {
    const at = 40 + 8 * index;
    ticks += view.getUint16(at, true);
    const [x = 0, y = 0, z = 0] = [2, 4, 6].map((more) => view.getInt16(at + more, true) * 0.005);
    return { at: start + ticks / 10, x, y, z };
  });
}

function chunksOf(samples: readonly Sample[]): Uint8Array[] {
  const filling = new Filling(MOVED);
  const full = samples.map((sample) => filling.add(sample));
  return [...full, filling.seal()]
    .filter((chunk) => chunk !== null)
    .map((chunk, number) => numbered(chunk, WALK, number));
}

/** An uneven stream, as phones give it. */
function stream(seconds: number, rate: number): Sample[] {
  let at = NOON;
  return Array.from({ length: seconds * rate }, (_, k) => {
    at += (1000 / rate) * (0.8 + 0.4 * ((k * 7919) % 100) / 99);
    return { at, x: Math.sin(k / 9), y: -9.81 + Math.cos(k / 7), z: 3 * Math.sin(k / 5) };
  });
}

describe("chunks of acceleration", () => {
  it("give back every sample, in order and within the quantisation", () => {
    const samples = stream(60, 97);
    const back = chunksOf(samples).flatMap(samplesOf);
    expect(back.length).toBe(samples.length);
    samples.forEach((sample, k) => {
      expect(Math.abs((back[k]?.at ?? 0) - sample.at)).toBeLessThan(0.051);
      for (const axis of ["x", "y", "z"] as const) {
        expect(Math.abs((back[k]?.[axis] ?? 99) - sample[axis])).toBeLessThan(0.00251);
      }
    });
  });

  it("are numbered from 0, and none is longer than ten seconds", () => {
    const chunks = chunksOf(stream(65, 50));
    expect(chunks.map((chunk) => headOf(chunk).number)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    for (const chunk of chunks) {
      const all = samplesOf(chunk);
      expect((all.at(-1)?.at ?? 0) - (all[0]?.at ?? 0)).toBeLessThanOrEqual(LONGEST_MS);
    }
  });

  it("hold a walk of 60 minutes at 100 samples a second in less than 15 MB", () => {
    const filling = new Filling(MOVED);
    let bytes = 0;
    for (let k = 0; k < 60 * 60 * 100; k += 1) {
      bytes += filling.add({ at: NOON + 10 * k, x: 1, y: 2, z: 3 })?.byteLength ?? 0;
    }
    bytes += filling.seal()?.byteLength ?? 0;
    const places = new Filling(PLACED);
    for (let k = 0; k < 60 * 60; k += 1) {
      const place = { at: NOON + 1000 * k, lat: 52, lon: 13, altitude: 30, within: 5 };
      bytes += places.add(place)?.byteLength ?? 0;
    }
    bytes += places.seal()?.byteLength ?? 0;
    expect(bytes).toBeGreaterThan(60 * 60 * 100 * 8);
    expect(bytes).toBeLessThan(3_000_000);
  });

  it("begin anew after a long silence, and where a clock ran back", () => {
    const at = [0, 20, 40, 9000, 9020, 9010];
    const chunks = chunksOf(at.map((ms) => ({ at: NOON + ms, x: 0, y: 0, z: 0 })));
    expect(chunks.map((chunk) => headOf(chunk).count)).toEqual([3, 2, 1]);
    expect(headOf(chunks[1] as Uint8Array).start).toBe(NOON + 9000);
  });

  it("keep a knock within their bounds", () => {
    const [chunk] = chunksOf([{ at: NOON, x: 500, y: -500, z: 0 }]);
    expect(samplesOf(chunk as Uint8Array)[0]).toMatchObject({ x: 163.835, y: -163.835 });
  });

  it("close with one that holds nothing", () => {
    const last = numbered(end(NOON), WALK, 7);
    expect(headOf(last)).toEqual({ kind: 3, count: 0, number: 7, start: NOON });
    expect(last.byteLength).toBe(40);
  });
});

describe("the check number", () => {
  it("is the usual CRC-32", () => {
    expect(checkOf(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
  });
});
