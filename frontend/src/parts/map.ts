// A map that can be pulled, and brought nearer by wheel, fingers and keys. The server draws it; here
// it follows the hand, and is asked for anew when the hand lets go.

/** How a map is moved from where it started: steps out, and metres. */
export interface View {
  zoom: number;
  east: number;
  south: number;
}

/** What one step out does to the width; the same as in views/map_view.py. */
export const STEP = 1.6;

/** Returns the view after a pull by some pixels to the right and down. */
export function pulled(view: View, right: number, down: number, metresPerPx: number): View {
  // What is pulled to the left shows more of the east.
  return { ...view, east: view.east - right * metresPerPx, south: view.south - down * metresPerPx };
}

/**
 * Returns the view some steps farther out (nearer if negative), with the point that is so many
 * pixels right of the middle and below it staying where it is.
 */
export function stepped(view: View, steps: number, right: number, down: number, metresPerPx: number): View {
  const more = metresPerPx * (1 - STEP ** steps);
  return { zoom: view.zoom + steps, east: view.east + right * more, south: view.south + down * more };
}

/** Returns the address of a view; zeros are left out, as the server does. */
export function addressOf(view: View, query: string): string {
  const asked = new URLSearchParams(query);
  for (const name of ["zoom", "east", "south"] as const) {
    const value = Math.round(view[name]);
    if (value) asked.set(name, String(value));
  }
  return `?${asked.toString()}`;
}

const TAP_PX = 8;
const WHEEL_PX = 120;
const LINE_PX = 40;
const WAIT_MS = 220;
const KEY_SHARE = 0.2;
const KEYS: Record<string, [number, number]> = {
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
};

interface Spot {
  x: number;
  y: number;
}

const MIDDLE: Spot = { x: 0, y: 0 };

class Plate {
  private readonly fingers = new Map<number, Spot>();
  private begun: Spot[] = [];
  private farthest = 0;
  private wheel = 0;
  private waiting: number | undefined;
  private asking: AbortController | undefined;
  /** What the drawing shows, and what it is to show next. */
  private drawn: View;
  private asked: View;

  constructor(
    private readonly frame: HTMLElement,
    private readonly seen: (view: View) => void,
  ) {
    this.drawn = this.asked = this.told();
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", "The map. Arrow keys move it, plus brings it nearer, minus takes it farther away.");
    frame.addEventListener("pointerdown", (event) => this.down(event));
    frame.addEventListener("pointermove", (event) => this.moved(event));
    frame.addEventListener("pointerup", (event) => this.up(event));
    frame.addEventListener("pointercancel", (event) => this.cancelled(event));
    frame.addEventListener("wheel", (event) => this.turned(event), { passive: false });
    frame.addEventListener("keydown", (event) => this.key(event));
    frame.addEventListener("click", (event) => this.clicked(event));
    seen(this.asked);
  }

  private told(): View {
    const { zoom, east, south } = this.frame.dataset;
    return { zoom: Number(zoom), east: Number(east), south: Number(south) };
  }

  private get isDoor(): boolean {
    return this.frame.dataset["map"] === "door";
  }

  private metresPerPx(view: View): number {
    const drawn = Number(this.frame.dataset["metres"]) / Math.max(this.frame.clientWidth, 1);
    return drawn * STEP ** (view.zoom - this.drawn.zoom);
  }

  /** Returns where a point of the page is, from the middle of the map. */
  private fromMiddle(spot: Spot): Spot {
    const box = this.frame.getBoundingClientRect();
    return { x: spot.x - box.left - box.width / 2, y: spot.y - box.top - box.height / 2 };
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    if (event.target instanceof Element && event.target.closest("a, summary")) return;
    this.fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.farthest = this.fingers.size > 1 ? Infinity : 0;
    this.frame.setPointerCapture(event.pointerId);
    this.begun = [...this.fingers.values()];
  }

  private moved(event: PointerEvent): void {
    if (!this.fingers.has(event.pointerId)) return;
    this.fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const [was, is] = [middle(this.begun), middle([...this.fingers.values()])];
    this.farthest = Math.max(this.farthest, Math.hypot(is.x - was.x, is.y - was.y));
    if (this.farthest > TAP_PX) this.follow(this.held());
  }

  /** Returns the view that the fingers hold; they may be between two steps. */
  private held(): View {
    const now = [...this.fingers.values()];
    const [was, is] = [middle(this.begun), middle(now)];
    const wider = now.length > 1 ? apart(now) / Math.max(apart(this.begun), 1) : 1;
    return this.stepped(-Math.log(wider) / Math.log(STEP), this.fromMiddle(was), is.x - was.x, is.y - was.y);
  }

  private stepped(steps: number, about: Spot, right = 0, down = 0): View {
    const view = stepped(this.asked, this.inReach(steps), about.x, about.y, this.metresPerPx(this.asked));
    return pulled(view, right, down, this.metresPerPx(view));
  }

  private up(event: PointerEvent): void {
    if (!this.fingers.has(event.pointerId)) return;
    this.moved(event);
    const held = this.held();
    const tapped = this.farthest <= TAP_PX;
    this.fingers.clear();
    if (!tapped) {
      void this.show(this.whole(held));
    } else if (this.isDoor) {
      const spot = this.fromMiddle({ x: event.clientX, y: event.clientY });
      void this.show(pulled(this.asked, -spot.x, -spot.y, this.metresPerPx(this.asked)));
    }
  }

  private cancelled(event: PointerEvent): void {
    if (!this.fingers.delete(event.pointerId)) return;
    this.fingers.clear();
    this.follow(this.asked);
  }

  private turned(event: WheelEvent): void {
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * LINE_PX;
    // Where there is nothing nearer, or farther, the page is scrolled.
    if (!this.wheel && !this.inReach(Math.sign(pixels))) return;
    event.preventDefault();
    this.wheel += pixels / WHEEL_PX;
    // On a page that asks for a place the cross stays on it, whatever is under the pointer.
    const about = this.isDoor ? MIDDLE : this.fromMiddle({ x: event.clientX, y: event.clientY });
    this.follow(this.stepped(this.wheel, about));
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => {
      const steps = Math.round(this.wheel) || Math.sign(this.wheel);
      this.wheel = 0;
      void this.show(this.stepped(steps, about));
    }, WAIT_MS);
  }

  private inReach(steps: number): number {
    const { nearest, farthest } = this.frame.dataset;
    const zoom = this.asked.zoom;
    return Math.min(Math.max(steps, Number(nearest) - zoom), Number(farthest) - zoom);
  }

  /** Returns a view on the next whole step, with the same middle. */
  private whole(view: View): View {
    return { ...view, zoom: Math.round(view.zoom) };
  }

  private key(event: KeyboardEvent): void {
    if (event.target !== this.frame || event.ctrlKey || event.metaKey || event.altKey) return;
    const way = KEYS[event.key];
    const steps = event.key === "+" || event.key === "=" ? -1 : event.key === "-" ? 1 : 0;
    if (!way && !steps) return;
    event.preventDefault();
    const { clientWidth, clientHeight } = this.frame;
    const [right, down] = way ?? [0, 0];
    void this.show(this.stepped(steps, MIDDLE, right * KEY_SHARE * clientWidth, down * KEY_SHARE * clientHeight));
  }

  private clicked(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-move]") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const told = new URL(link.href).searchParams;
    const number = (name: string): number => Number(told.get(name) ?? 0);
    void this.show({ zoom: number("zoom"), east: number("east"), south: number("south") });
  }

  /** Puts the drawing where it lies in another view, until that one is drawn. */
  private follow(view: View): void {
    const svg = this.frame.querySelector<SVGSVGElement>("svg.map");
    if (!svg) return;
    const scale = STEP ** (this.drawn.zoom - view.zoom);
    const right = (this.drawn.east - view.east) / this.metresPerPx(view);
    const down = (this.drawn.south - view.south) / this.metresPerPx(view);
    svg.style.transform = `translate(${right}px, ${down}px) scale(${scale})`;
  }

  /** Asks for the map as it is to be seen, and puts it in the place of this one. */
  private async show(view: View): Promise<void> {
    this.asked = view;
    this.seen(view);
    this.follow(view);
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    const address = addressOf(view, this.frame.dataset["query"] ?? "");
    this.frame.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: asking.signal });
      const text = await answer.text();
      // A newer view may have been asked for when this one had just come in.
      if (asking.signal.aborted) return;
      const page = new DOMParser().parseFromString(text, "text/html");
      const drawn = page.getElementById("map");
      if (drawn?.querySelector("svg.map")) this.put(drawn);
      else window.location.assign(address);
    } catch {
      // The page that opens says what is amiss, as without a connection.
      if (!asking.signal.aborted) window.location.assign(address);
    }
  }

  private put(drawn: HTMLElement): void {
    const focused = document.activeElement?.id ?? "";
    for (const [name, value] of Object.entries(drawn.dataset)) this.frame.dataset[name] = value;
    this.drawn = this.asked = this.told();
    // Arrows that were put away stay so, whatever the server thinks of a map that was moved.
    const arrows = drawn.querySelector("details");
    if (arrows) arrows.open = this.frame.querySelector("details")?.open ?? false;
    this.frame.replaceChildren(...drawn.childNodes);
    this.frame.removeAttribute("aria-busy");
    if (focused.startsWith("move-")) (document.getElementById(focused) ?? this.frame).focus();
    this.seen(this.asked);
    // A hand that pulls already goes on: what it holds was reckoned from what is drawn now.
    if (this.fingers.size) this.follow(this.held());
  }
}

function middle(spots: readonly Spot[]): Spot {
  const sum = spots.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / spots.length, y: sum.y / spots.length };
}

function apart(spots: readonly Spot[]): number {
  const [one, two] = spots;
  return one && two ? Math.hypot(one.x - two.x, one.y - two.y) : 1;
}

/** Lets a map be pulled; the forms that say where somebody's door is, and look around it, follow it. */
export function map(frame: HTMLElement): void {
  if (frame.dataset["map"] === "door") {
    frame.hidden = false;
    for (const each of document.querySelectorAll("[data-without-scripts]")) each.remove();
    for (const each of document.querySelectorAll<HTMLElement>("[data-with-scripts]")) each.hidden = false;
  }
  new Plate(frame, told);
}

function told(view: View): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("[data-door], [data-follows]")) {
    for (const name of ["zoom", "east", "south"] as const) {
      const input = form.querySelector<HTMLInputElement>(`input[name=${name}]`);
      if (input) input.value = String(Math.round(view[name]));
    }
  }
}
