// What the person chose on the page before the walk: kept for this tab, for one walk.

const NAME = "backstride-sensor-wish";
/** A choice is for the walk that begins now (judgement). */
const HOLDS_MS = 15 * 60_000;

export interface Wish {
  readonly place: boolean;
  readonly at: number;
}

export function wish(place: boolean): void {
  write(JSON.stringify({ place, at: Date.now() } satisfies Wish));
}

export function unwish(): void {
  write(null);
}

/** The choice, used up: it is for one walk. */
export function takeWish(): Wish | null {
  try {
    const found = JSON.parse(sessionStorage.getItem(NAME) ?? "null") as Wish | null;
    write(null);
    return found && Math.abs(Date.now() - found.at) < HOLDS_MS ? found : null;
  } catch {
    return null;
  }
}

function write(text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(NAME);
    else sessionStorage.setItem(NAME, text);
  } catch {
    // Nothing can be kept here; then nothing is measured either.
  }
}
