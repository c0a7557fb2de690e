// The drawn path with the position on it, moved on this device: the page brings both the path
// that is done and the path to come, and each is shown on its side of the disc.

export class Trail {
  private readonly line: SVGPathElement | null;
  private readonly here: SVGElement | null;
  private readonly past: SVGElement | null;
  private readonly ahead: SVGElement | null;
  private readonly length: number = 0;
  private readonly width: number = 0;
  private drawn = "";

  constructor(private readonly picture: Element | null) {
    const find = <T extends SVGElement>(name: string): T | null =>
      picture?.querySelector<T>(name) ?? null;
    this.line = find("[data-line]");
    this.here = find("[data-here]");
    this.past = find("[data-past]");
    this.ahead = find("[data-ahead]");
    if (this.line) this.length = this.line.getTotalLength();
    this.width = find<SVGSVGElement>("svg")?.viewBox.baseVal.width ?? 0;
  }

  /** Moves the disc to a share of the path, 0 to 1. */
  move(share: number, paused: boolean): void {
    if (!this.line || !this.here) return;
    const { x, y } = this.line.getPointAtLength(this.length * Math.min(1, Math.max(0, share)));
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
}
