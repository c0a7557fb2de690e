// The drawn path with the position on it, moved on this device: the page brings both the path
// that is done and the path to come, and each is shown on its side of the disc.

export class Trail {
  private readonly line: SVGPathElement | null;
  private readonly here: SVGElement | null;
  private readonly past: SVGElement | null;
  private readonly ahead: SVGElement | null;
  private readonly length: number = 0;
  private readonly width: number = 0;
  private readonly height: number = 0;
  private drawn = "";
  private place: { readonly x: number; readonly y: number } = { x: 0, y: 0 };

  constructor(private readonly picture: Element | null) {
    const find = <T extends SVGElement>(name: string): T | null =>
      picture?.querySelector<T>(name) ?? null;
    this.line = find("[data-line]");
    this.here = find("[data-here]");
    this.past = find("[data-past]");
    this.ahead = find("[data-ahead]");
    if (this.line) this.length = this.line.getTotalLength();
    const svg = find<SVGSVGElement>("svg");
    // How it was drawn, for whoever asks how high it would be with all the room it needs.
    if (svg) svg.dataset["fullView"] = svg.getAttribute("viewBox") ?? "";
    const box = svg?.viewBox.baseVal;
    [this.width, this.height] = [box?.width ?? 0, box?.height ?? 0];
  }

  /** Moves the disc to a share of the path, 0 to 1. */
  move(share: number, paused: boolean): void {
    if (!this.line || !this.here) return;
    this.place = this.line.getPointAtLength(this.length * Math.min(1, Math.max(0, share)));
    const { x, y } = this.place;
    // A hundredth of a pixel cannot be seen.
    const place = `${x.toFixed(2)} ${y.toFixed(2)}`;
    this.picture?.classList.toggle("is-paused", paused);
    if (place === this.drawn) return;
    this.drawn = place;
    this.here.setAttribute("transform", `translate(${place})`);
    this.past?.setAttribute("width", Math.max(0, x).toFixed(2));
    this.ahead?.setAttribute("x", x.toFixed(2));
    this.ahead?.setAttribute("width", Math.max(0, this.width - x).toFixed(2));
  }

  /** Where the picture has less room than it needs: shows the part of it that holds the disc. */
  look(): void {
    const svg = this.picture?.querySelector("svg");
    const room = this.picture?.getBoundingClientRect();
    if (!svg || !room?.width || !this.width) return;
    const [top, height] = windowOf(this.place.y, (room.height * this.width) / room.width, this.height);
    const box = `0 ${top.toFixed(1)} ${this.width} ${height.toFixed(1)}`;
    if (svg.getAttribute("viewBox") !== box) svg.setAttribute("viewBox", box);
  }
}

/** The top and the height of what is seen of a picture, with a place of it in the middle. */
export function windowOf(place: number, room: number, height: number): readonly [number, number] {
  const seen = Math.min(room, height);
  return [Math.min(height - seen, Math.max(0, place - seen / 2)), seen];
}
