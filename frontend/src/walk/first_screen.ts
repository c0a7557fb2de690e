// What the page of a walk shows fits above its foot: the map gives way first, then the clock.
// The words of the cue are the walk, and are always seen whole.

/** The map is not made lower than this, px: then it goes (judgement). */
const LEAST_MAP_PX = 72;
/** How close things stand, from 0 to this; what each means is in styles/parts/player.css. */
const CLOSEST = 6;
/** From here on there is no map. */
const NO_MAP = 3;

/** How high the map may be, and whether all fits, given what there is and what is needed. */
export function mapFor(room: number, needed: number, map: number): number | null {
  const left = map - Math.max(0, needed - room);
  return left >= Math.min(map, LEAST_MAP_PX) ? left : null;
}

export class FirstScreen {
  private readonly screen = document.querySelector<HTMLElement>("[data-screen]");
  private readonly foot = document.querySelector<HTMLElement>(".flow__foot");
  /** How close things had to stand for each size and state: the clock does not jump about. */
  private readonly closest = new Map<string, number>();
  private fitted = "";

  /** Fits what is shown; `kind` names the state of the page. Returns whether anything changed. */
  fit(kind: string): boolean {
    const { screen, foot } = this;
    if (!screen || !foot) return false;
    const top = Math.round(screen.getBoundingClientRect().top + scrollY);
    const text = getComputedStyle(screen).fontSize;
    const size = [kind, innerWidth, innerHeight, top, text, document.fonts.status].join(" ");
    const key = `${size} ${screen.textContent?.replace(/\d+:\d\d/g, "")}`;
    if (key === this.fitted) return false;
    this.fitted = key;
    let close = this.closest.get(size) ?? 0;
    while (!this.fits(screen, foot, close, top) && close < CLOSEST) close += 1;
    this.closest.set(size, close);
    return true;
  }

  private fits(screen: HTMLElement, foot: HTMLElement, close: number, top: number): boolean {
    document.body.dataset["close"] = String(close);
    const fixed = getComputedStyle(foot).position === "sticky" ? foot.offsetHeight : 0;
    const map = [...screen.querySelectorAll<HTMLElement>("[data-map]")].find(
      (each) => each.getClientRects().length > 0,
    );
    map?.style.removeProperty("block-size");
    const svg = map?.querySelector("svg");
    svg?.setAttribute("viewBox", svg.dataset["fullView"] ?? svg.getAttribute("viewBox") ?? "");
    const room = innerHeight - fixed - top;
    const height = map && close < NO_MAP ? map.offsetHeight : 0;
    const given = mapFor(room, screen.offsetHeight, height);
    if (map && given !== null && given < height) map.style.blockSize = `${given}px`;
    return given !== null && screen.offsetHeight <= room + 1;
  }
}
