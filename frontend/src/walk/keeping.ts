// Small things that are kept on this device. Where nothing can be kept (a full phone, a
// browser that forbids it) they last as long as the page does.

const passing = new Map<string, string>();

export function keep(name: string, text: string): void {
  passing.set(name, text);
  try {
    localStorage.setItem(name, text);
  } catch {
    // Full, or not allowed: the page itself still knows it.
  }
}

export function kept(name: string): string | null {
  if (passing.has(name)) return passing.get(name) ?? null;
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function forget(name: string): void {
  passing.delete(name);
  try {
    localStorage.removeItem(name);
  } catch {
    // What could not be kept need not be forgotten.
  }
}

/** The name under which it is kept that a back complained, and in which of the phases. */
export function complainingName(walk: string): string {
  return `${walkName(walk)}-complaining`;
}

/** The name under which a walk is kept. */
export function walkName(id: string): string {
  return `backstride-walk-${id}`;
}
