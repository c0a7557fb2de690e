// A walk that begins without a connection: the answers before it as an event, and its pages.

import { unpacked, type LaidWalk, type Outcome, type WalkDay } from "./laid";
import type { DiaryEvent } from "../outbox/queue";

export interface Told {
  readonly pain: number;
  readonly leg: string;
  readonly shoes: string;
  readonly carrying: string;
  readonly ground: string;
  readonly warmth: string;
}

export interface Begun {
  /** The page that follows. */
  readonly next: string;
  /** Every page of the walk, by its address. */
  readonly pages: ReadonlyMap<string, string>;
  readonly pain: DiaryEvent;
  readonly asks: boolean;
}

export type Named = (space: string, name: string) => Promise<string>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The answers of the check; null where one is missing that is needed. */
export function toldBefore(form: FormData): Told | null {
  const text = (name: string): string => String(form.get(name) ?? "");
  const pain = text("pain");
  if (!/^(\d|10)$/.test(pain) || !text("leg")) return null;
  return {
    pain: Number(pain),
    leg: text("leg"),
    shoes: text("shoes"),
    carrying: text("carrying") || "nothing",
    ground: text("ground"),
    warmth: text("warmth") || "cool",
  };
}

/** What the server decided for these answers; undefined where it laid out nothing for them. */
export function decided(day: WalkDay, told: Told, careful: boolean): Outcome | undefined {
  const place = (careful ? day.careful : day.answers)[`${told.pain} ${told.warmth}`];
  return place === undefined ? undefined : day.outcomes[place];
}

/** Lays a walk out under an id of its own. */
export async function begin(
  day: WalkDay,
  told: Told,
  outcome: Outcome,
  id: string,
  now: Date,
  named: Named,
): Promise<Begun> {
  const put = await placing(day, id, now, named);
  const walk = outcome.walk === null ? undefined : day.walks[outcome.walk];
  const pages = new Map<string, string>();
  for (const [path, text] of Object.entries({ ...day.pages, ...walk?.pages })) {
    const page = put(text);
    if (path.endsWith("/after/")) pages.set(put(path), completed(page, told, outcome));
    else if (path.endsWith("/complaining/")) pages.set(put(path), eased(page, day, told));
    else pages.set(put(path), page);
  }
  const onward = outcome.gate ? `/walk/${id}/gate/` : `/walk/${id}/`;
  const leg = `/walk/${id}/leg/`;
  pages.set(leg, local(pages.get(leg) ?? "", onward, put(signsOf(day, told))));
  if (walk) pages.set(`/walk/${id}/`, put(unpacked(walk.guided, whichOf(walk, told))));
  if (outcome.gate) {
    pages.set(`/walk/${id}/gate/`, local(gateOf(day, outcome.gate), `/walk/${id}/`));
  }
  return {
    next: told.leg === "no" ? onward : leg,
    pages,
    pain: {
      ...(JSON.parse(put(JSON.stringify(day.pain))) as DiaryEvent),
      at: now.toISOString(),
      nrs: told.pain,
    },
    asks: outcome.asks,
  };
}

/** Puts the walk's own ids and its moment where the server left those of any walk. */
async function placing(
  day: WalkDay,
  id: string,
  now: Date,
  named: Named,
): Promise<(text: string) => string> {
  const own = new Map([
    [day.any.walk, id],
    [day.any.at, now.toISOString()],
  ]);
  for (const [name, any] of Object.entries(day.ids)) own.set(any, await named(id, name));
  return (text) => [...own].reduce((so, [any, mine]) => so.replaceAll(any, mine), text);
}

/** A page whose form leads on without the server: it knows nothing of this walk yet. */
function local(page: string, onward: string, signs = ""): string {
  const own = `data-local="${onward}"${signs && ` data-signs="${escaped(signs)}"`}`;
  return page.replace('<form method="post"', () => `<form ${own} method="post"`);
}

/** The page for a back that complains, with the pain from which on a walk should end. */
function eased(page: string, day: WalkDay, told: Told): string {
  const from = day.much_from[String(told.pain)];
  return page.replace(" data-easing", `${from === undefined ? "" : ` data-much-from="${from}"`}$&`);
}

/** What can be new in a leg, as events but for their moment. */
function signsOf(day: WalkDay, told: Told): string {
  const signs = Object.entries(day.signs).map(([name, sign]) => [
    name,
    { ...sign, sure: told.leg === "yes" },
  ]);
  return JSON.stringify(Object.fromEntries(signs));
}

function whichOf(walk: LaidWalk, told: Told): number {
  return walk.which[`${told.carrying} ${told.ground} ${told.warmth}`] ?? 0;
}

function gateOf(day: WalkDay, gate: NonNullable<Outcome["gate"]>): string {
  return (day.gates[gate.kind] ?? "")
    .replaceAll("{{heading}}", escaped(gate.heading))
    .replaceAll("{{text}}", escaped(gate.text))
    .replaceAll("{{go}}", escaped(gate.go));
}

/** The page after the walk with what was answered before it in its draft. */
function completed(page: string, told: Told, outcome: Outcome): string {
  return page.replace(/ data-draft="([^"]*)"/, (whole, text: string) => {
    const draft = JSON.parse(plain(text)) as { walk: DiaryEvent };
    const { prescribed, ...rest } = draft.walk;
    const walk = {
      ...rest,
      ...((outcome.prescribed ?? prescribed) !== null && { prescribed: outcome.prescribed }),
      ...(UUID.test(told.shoes) && { shoes_id: told.shoes }),
      ...(told.ground && { ground: told.ground }),
      carrying: told.carrying,
    };
    const full = JSON.stringify({ ...draft, before: told.pain, walk });
    return whole.replace(text, () => escaped(full));
  });
}

const SIGNS: readonly (readonly [string, string])[] = [
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#x27;"],
];

export function escaped(text: string): string {
  return SIGNS.reduce((so, [sign, name]) => so.replaceAll(sign, name), text);
}

function plain(text: string): string {
  return [...SIGNS].reverse().reduce((so, [sign, name]) => so.replaceAll(name, sign), text);
}
