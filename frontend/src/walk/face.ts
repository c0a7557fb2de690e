// What the page of a walk shows at a moment: clock, parts, path and cue, or a round large.

import { showBar } from "./bar";
import { FirstScreen } from "./first_screen";
import { roundsLeft, shorterWords } from "./lived";
import { position, until, type Walk } from "./machine";
import { at, clockOf, leftOf, type Laid, type Part } from "./plan";
import { Round } from "./round";
import { Trail } from "./trail";

const OVER = "All done. Take your time.";
const PAUSED = "Paused. Go on when you like.";
/** With less motion the path moves on as often as this, s (judgement). */
const STILL_S = 10;
/** Characters that fit into two lines of the large type (judgement). */
const LONG_CUE = 38;

export class Face {
  private readonly screen = new FirstScreen();
  private readonly trail: Trail;
  private readonly round: Round | null;
  private readonly name: string;
  private readonly bar: HTMLElement[];
  private readonly still = window.matchMedia("(prefers-reduced-motion: reduce)");

  constructor(
    laid: Laid,
    /** What is shown while short steps are suggested. */
    private readonly slower: string,
  ) {
    this.trail = new Trail(this.find("picture"));
    const round = this.find("rounds-face");
    this.round = round && new Round(round, laid);
    this.name = this.find("place")?.textContent ?? "";
    this.bar = [...document.querySelectorAll<HTMLElement>("[data-bar] .parts__part")];
  }

  /**
   * Shows the walk as it is, with cues that are true of it (see asWalked); returns the part that
   * is walked briskly, null where none is.
   */
  show(plan: Laid, walk: Walk): Part | null {
    const exact = position(plan, walk);
    const now = Math.floor(exact);
    const over = exact >= plan.total;
    const phase = at(plan.phases, now) ?? plan.phases.at(-1);
    if (!phase) return null;
    // Who goes slower has no rounds meanwhile.
    const part = now < walk.slowerUntil ? undefined : at(plan.parts, now);
    const single = !part || (part.start === phase.start && part.end === phase.end);
    const brisk = part?.kind === "brisk" && !walk.paused && !over;
    const rounds = Boolean(this.round) && !over && part?.round != null;
    const cue = this.cueAt(plan, walk, now);

    document.body.classList.toggle("page-brisk", brisk);
    this.hide("face", rounds);
    this.write("place", rounds ? `Round ${part?.round} of ${roundsLeft(plan, walk)}` : this.name);
    const clock = over ? "0:00" : clockOf(Math.ceil(until(plan, walk, (single ? phase : part).end)));
    this.write("clock", clock);
    this.find("clock")?.classList.toggle("clock--long", clock.length > 4);
    this.write("left", over ? OVER : walk.paused ? PAUSED : leftOf(plan, walk, phase, part));
    const shorter = over ? "" : shorterWords(plan, walk);
    this.write("shorter", shorter);
    this.hide("shorter", !shorter);
    this.write("cue", cue);
    this.find("cue")?.classList.toggle("cue--long", cue.length > LONG_CUE);
    showBar(this.bar, over ? null : plan.phases.indexOf(phase), (each) => {
      return (plan.phases[each]?.start ?? Infinity) <= now;
    });

    const seen = this.still.matches ? exact - (exact % STILL_S) : exact;
    this.trail.move(seen / plan.total, walk.paused);
    this.round?.show(
      rounds && part
        ? {
            part,
            walk,
            now: exact,
            cue,
            brisk,
            steps: !this.still.matches,
          }
        : null,
    );

    this.hide("skip", over || walk.paused || single || phase.id === "walk");
    this.hide("pause", over);
    this.hide("finish-early", over || walk.paused);
    this.hide("finish", !over && !walk.paused);
    const finish = this.find("finish")?.querySelector(".button");
    finish?.classList.toggle("button--guided", over);
    finish?.classList.toggle("button--second", !over);
    finish?.classList.toggle("button--centred", !over);
    this.write("pause-label", walk.paused ? "Go on" : "Pause");
    for (const icon of document.querySelectorAll<HTMLElement>("[data-pause] [data-when]")) {
      icon.hidden = (icon.dataset["when"] === "paused") !== walk.paused;
    }
    this.screen.fit(`${rounds} ${walk.paused} ${over}`);
    this.trail.look();
    this.round?.look();
    return brisk ? part : null;
  }

  /** Says in a line of its own what went by unseen; an empty text takes the line away. */
  showPassed(text: string): void {
    this.write("passed", text);
    this.hide("passed", !text);
  }

  private cueAt(plan: Laid, walk: Walk, now: number): string {
    if (now < walk.slowerUntil) return this.slower;
    return [...plan.cues].reverse().find((cue) => cue.at <= now)?.text ?? "";
  }

  private find(name: string): HTMLElement | null {
    return document.querySelector<HTMLElement>(`[data-${name}]`);
  }

  private hide(name: string, hidden: boolean): void {
    const element = this.find(name);
    if (element) element.hidden = hidden;
  }

  private write(name: string, text: string): void {
    const element = this.find(name);
    if (element && text && element.textContent !== text) element.textContent = text;
  }
}
