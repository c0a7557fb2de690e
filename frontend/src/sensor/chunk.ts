// What the phone measures, in chunks that are whole in themselves: docs/developers/sensor.md
// describes the format, and backstride.recordings reads it.

export const ACCELERATION = 1;
export const PLACES = 2;
export const END = 3;

const VERSION = 1;
const HEAD_BYTES = 40;
const CHECKED_FROM = 8;
const NUMBER_AT = 12;
const TICKS_PER_MS = 10;
const UNIT_M_S2 = 0.005;
const PLACE_TICK_MS = 100;
const DEGREE_UNITS = 1e7;
const ALTITUDE_UNITS = 2;
const NO_ALTITUDE = -32768;
const WITHIN_UNITS = 10;
const MOST_LATER = 0xffff;

/** A chunk is closed after this time, so that a killed browser loses no more than it. */
export const LONGEST_MS = 10_000;
/** And after so many samples, should a sensor be faster than any that we know. */
export const MOST_SAMPLES = 8192;

export interface Sample {
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** m/s2 along the phone's axes, gravity included. */
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

export interface Place {
  readonly at: number;
  readonly lat: number;
  readonly lon: number;
  readonly altitude: number | null;
  /** Metres within which the place is. */
  readonly within: number;
}

/** Collects samples until a chunk is full; hands the full chunk back. */
export class Filling<Row extends { readonly at: number }> {
  private rows: Row[] = [];
  private readonly later: number[] = [];
  private ticks = 0;

  constructor(private readonly kind: Kind<Row>) {}

  /** Takes a sample. Returns the chunk before it where this one begins another. */
  add(row: Row): Uint8Array | null {
    const first = this.rows[0];
    if (!first) {
      this.begin(row);
      return null;
    }
    const ticks = Math.round((row.at - first.at) / this.kind.tick);
    const later = ticks - this.ticks;
    const full = this.rows.length >= MOST_SAMPLES || row.at - first.at >= LONGEST_MS;
    if (full || later < 0 || later > MOST_LATER) {
      const chunk = this.seal();
      this.begin(row);
      return chunk;
    }
    this.ticks = ticks;
    this.rows.push(row);
    this.later.push(later);
    return null;
  }

  /** The chunk of what was taken since the last one; null where nothing was. */
  seal(): Uint8Array | null {
    const first = this.rows[0];
    if (!first) return null;
    const chunk = headed(this.kind.id, this.rows.length, first.at, this.kind.bytes);
    const view = new DataView(chunk.buffer);
    this.rows.forEach((row, index) => {
      const at = HEAD_BYTES + index * this.kind.bytes;
      view.setUint16(at, this.later[index] ?? 0, true);
      this.kind.write(view, at + 2, row);
    });
    this.rows = [];
    return chunk;
  }

  private begin(row: Row): void {
    this.rows = [row];
    this.later.length = 0;
    this.later.push(0);
    this.ticks = 0;
  }
}

interface Kind<Row> {
  readonly id: number;
  readonly bytes: number;
  /** Milliseconds of one unit of time. */
  readonly tick: number;
  write(view: DataView, at: number, row: Row): void;
}

export const MOVED: Kind<Sample> = {
  id: ACCELERATION,
  bytes: 8,
  tick: 1 / TICKS_PER_MS,
  write(view, at, { x, y, z }) {
    [x, y, z].forEach((axis, index) => {
      view.setInt16(at + 2 * index, within16(Math.round(axis / UNIT_M_S2)), true);
    });
  },
};

export const PLACED: Kind<Place> = {
  id: PLACES,
  bytes: 14,
  tick: PLACE_TICK_MS,
  write(view, at, { lat, lon, altitude, within }) {
    view.setInt32(at, Math.round(lat * DEGREE_UNITS), true);
    view.setInt32(at + 4, Math.round(lon * DEGREE_UNITS), true);
    const known = altitude !== null && Number.isFinite(altitude);
    view.setInt16(
      at + 8,
      known ? within16(Math.round(altitude * ALTITUDE_UNITS)) : NO_ALTITUDE,
      true,
    );
    view.setUint16(at + 10, Math.min(MOST_LATER, Math.round(within * WITHIN_UNITS)), true);
  },
};

/** The last chunk of a recording: nothing follows it. */
export function end(at: number): Uint8Array {
  return headed(END, 0, at, 0);
}

/** Gives a chunk its walk and its number, and the check number that goes with them. */
export function numbered(chunk: Uint8Array, walk: string, number: number): Uint8Array {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  view.setUint32(NUMBER_AT, number, true);
  const hex = walk.replace(/-/g, "");
  for (let k = 0; k < 16; k += 1) {
    view.setUint8(NUMBER_AT + 4 + k, parseInt(hex.slice(2 * k, 2 * k + 2), 16));
  }
  view.setUint32(4, checkOf(chunk.subarray(CHECKED_FROM)), true);
  return chunk;
}

function headed(kind: number, count: number, at: number, bytes: number): Uint8Array {
  const chunk = new Uint8Array(HEAD_BYTES + count * bytes);
  const view = new DataView(chunk.buffer);
  chunk.set([...MAGIC].map((letter) => letter.charCodeAt(0)));
  view.setUint8(8, VERSION);
  view.setUint8(9, kind);
  view.setUint16(10, count, true);
  view.setFloat64(32, at, true);
  return chunk;
}

const MAGIC = "BSMO";

function within16(value: number): number {
  return Math.max(-32767, Math.min(32767, value));
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return value;
});

/** CRC-32 as in ISO 3309, the one that zip and PNG use. */
export function checkOf(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
