// The way of a measured walk to the server: asks which chunks are there, sends the others in
// order, several at once, and lets go of them when all have arrived. It can be cut off anywhere.

import { end } from "./chunk";
import type { Measured, Shelf } from "./shelf";

/** Bytes of one delivery; the server takes a megabyte. */
export const DELIVERY_BYTES = 256 * 1024;

/** A walk that nobody ended and that was not written to for so long is over (judgement). */
export const LEFT_MS = 6 * 3600 * 1000;

export type State = "none" | "partly" | "waiting" | "kept" | "forgotten";

export type Answer =
  | { readonly kind: "here"; readonly state: State; readonly chunks: readonly Run[] }
  | { readonly kind: "refused"; readonly words: string }
  | { readonly kind: "unreached" }
  | { readonly kind: "signed_out" };

type Run = readonly [number, number];

export interface Server {
  ask(walk: string): Promise<Answer>;
  send(walk: string, body: Uint8Array): Promise<Answer>;
}

export type Outcome =
  | { readonly kind: "kept" | "waiting" | "forgotten" | "unreached" | "signed_out" }
  | { readonly kind: "refused"; readonly words: string };

/** Whether a walk is over, so that what was measured may be sent. */
export function isOver(measured: Measured, now: number): boolean {
  return measured.done || measured.closed || now - measured.at > LEFT_MS;
}

/** Sends one walk; tells how far it is after each delivery. */
export async function deliver(
  shelf: Shelf,
  server: Server,
  measured: Measured,
  tell: (sent: number, all: number) => void = () => undefined,
): Promise<Outcome> {
  if (!measured.closed) await shelf.close(measured, end(measured.at));
  let answer = await server.ask(measured.walk);
  const numbers = await shelf.numbers(measured.walk);
  while (answer.kind === "here" && (answer.state === "none" || answer.state === "partly")) {
    const { chunks } = answer;
    const lacking = numbers.filter((number) => !chunks.some(([a, b]) => a <= number && number <= b));
    tell(numbers.length - lacking.length, numbers.length);
    if (lacking.length === 0) return { kind: "refused", words: "The computer lacks a part." };
    answer = await server.send(measured.walk, await bodyOf(shelf, measured.walk, lacking));
  }
  if (answer.kind === "unreached" || answer.kind === "signed_out") return answer;
  if (answer.kind === "refused") return answer;
  if (answer.state === "kept" || answer.state === "forgotten") await shelf.forget(measured.walk);
  return { kind: answer.state as "kept" | "waiting" | "forgotten" };
}

async function bodyOf(shelf: Shelf, walk: string, numbers: readonly number[]): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const number of numbers) {
    const chunk = await shelf.chunk(walk, number);
    if (!chunk) continue;
    if (parts.length > 0 && size + chunk.byteLength > DELIVERY_BYTES) break;
    parts.push(chunk);
    size += chunk.byteLength;
  }
  const body = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    body.set(part, at);
    at += part.byteLength;
  }
  return body;
}
