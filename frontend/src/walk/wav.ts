// Tones as a WAV file: one channel, 8 bits, 8,000 samples a second. That is 480 kB for each
// minute, 28.8 MB for an hour. It is made in pieces of ten seconds; all silent ones are the
// same, so that making it takes little more room than what sounds.

import type { Note } from "./notes";

export const RATE = 8000;
const HEADER = 44;
const PIECE_S = 10;
const MIDDLE = 128;
const ATTACK_S = 0.01;

/** Bytes of a file of so many seconds. */
export function sizeOf(seconds: number): number {
  return HEADER + Math.ceil(seconds * RATE);
}

/** The file in pieces, for a Blob; the notes are in the order of time. */
export function wavOf(seconds: number, notes: readonly Note[]): readonly Uint8Array<ArrayBuffer>[] {
  const samples = Math.ceil(seconds * RATE);
  const silence = new Uint8Array(PIECE_S * RATE).fill(MIDDLE);
  const pieces: Uint8Array<ArrayBuffer>[] = [header(samples)];
  let first = 0;
  for (let from = 0; from < samples; from += silence.length) {
    const length = Math.min(silence.length, samples - from);
    const start = from / RATE;
    const end = (from + length) / RATE;
    while (first < notes.length && ends(notes[first]) <= start) first += 1;
    const sounding: Note[] = [];
    for (let each = first; each < notes.length; each += 1) {
      const note = notes[each];
      if (!note || note.at >= end) break;
      sounding.push(note);
    }
    const still = length === silence.length ? silence : silence.slice(0, length);
    pieces.push(sounding.length > 0 ? piece(from, length, sounding) : still);
  }
  return pieces;
}

function ends(note: Note | undefined): number {
  return note ? note.at + note.seconds : 0;
}

function piece(from: number, length: number, notes: readonly Note[]): Uint8Array<ArrayBuffer> {
  const sum = new Float32Array(length);
  for (const note of notes) {
    const start = Math.round(note.at * RATE) - from;
    const count = Math.round(note.seconds * RATE);
    for (let each = Math.max(0, -start); each < count && start + each < length; each += 1) {
      const time = each / RATE;
      const rise = Math.min(1, time / ATTACK_S);
      const fall = 1 - time / note.seconds;
      const tone = note.loud * rise * fall * Math.sin(2 * Math.PI * note.hertz * time);
      sum[start + each] = (sum[start + each] ?? 0) + tone;
    }
  }
  return Uint8Array.from(sum, (value) =>
    Math.round(MIDDLE + (MIDDLE - 1) * Math.max(-1, Math.min(1, value))),
  );
}

/** The 44 bytes before the samples: RIFF, "fmt " for PCM, "data". */
function header(samples: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER);
  const view = new DataView(bytes.buffer);
  const word = (at: number, text: string): void => {
    [...text].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  };
  word(0, "RIFF");
  view.setUint32(4, HEADER - 8 + samples, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true); // bytes of the format
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true); // one channel
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE, true); // bytes a second
  view.setUint16(32, 1, true); // bytes a sample
  view.setUint16(34, 8, true); // bits
  word(36, "data");
  view.setUint32(40, samples, true);
  return bytes;
}
