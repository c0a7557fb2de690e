import { describe, expect, it } from "vitest";
import { begin, decided, escaped, toldBefore, type Told } from "./begin";
import type { Outcome, WalkDay } from "./laid";

const ANY = "00000000-0000-0000-0000-000000000000";
const AT = "2000-01-01T00:00:00Z";
const NOW = new Date("2026-05-12T07:00:00Z");
const ID = "11111111-2222-4333-8444-555555555555";
const SHOES = "99999999-2222-4333-8444-555555555555";

const form = (action: string): string => `<form method="post" ${action}>`;
const draft = {
  before: null,
  walk: { id: ANY, type: "walk", at: AT, prescribed: null },
  after: { id: "any after", type: "pain" },
};
const plain: Outcome = { gate: null, asks: false, walk: 0, prescribed: { minutes: 14 } };
const shorter: Outcome = {
  ...plain,
  gate: { kind: "walk", heading: "Short & easy", text: "Today's", go: "Walk 7 minutes" },
};
const none: Outcome = { ...shorter, asks: true, walk: null };

const day: WalkDay = {
  answers: { "4 cool": 0, "7 cool": 1, "9 cool": 2 },
  careful: { "4 cool": 1 },
  outcomes: [plain, shorter, none],
  walks: [
    {
      which: { "nothing paved_even cool": 0, "one_side gravel cool": 1 },
      guided: { head: `<a href="/walk/${ANY}/after/">`, middles: ["", "Change hands."], tail: "!" },
      pages: {
        [`/walk/${ANY}/after/`]: form(`data-draft="${escaped(JSON.stringify(draft))}"`),
        [`/walk/${ANY}/complaining/`]: form(`data-easing data-walk="${ANY}"`),
      },
    },
  ],
  pages: { [`/walk/${ANY}/leg/`]: form("novalidate"), [`/walk/${ANY}/stop/`]: "stop" },
  gates: { walk: `<h1>{{heading}}</h1>{{text}} {{go}}${form("novalidate")}` },
  pain: { id: "any before", type: "pain", walk_id: ANY, moment: "before", nrs: 0 },
  signs: { leg_pain: { id: "any leg", type: "new_symptom" } },
  much_from: { "4": 7 },
  any: { walk: ANY, at: AT },
  ids: { before: "any before", after: "any after", "leg leg_pain": "any leg" },
};

const named = async (space: string, name: string): Promise<string> => `${space}/${name}`;
const told = (more: Partial<Told> = {}): Told => ({
  pain: 4,
  leg: "no",
  shoes: SHOES,
  carrying: "one_side",
  ground: "gravel",
  warmth: "cool",
  ...more,
});

describe("the answers before a walk", () => {
  const answers = (fields: Record<string, string>): FormData => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return form;
  };

  it("are none without pain or legs", () => {
    for (const fields of [{ pain: "4" }, { leg: "no" }, { pain: "11", leg: "no" }]) {
      expect(toldBefore(answers(fields as Record<string, string>))).toBeNull();
    }
    expect(toldBefore(answers({ pain: "10", leg: "no" }))).toMatchObject({
      pain: 10,
      carrying: "nothing",
      warmth: "cool",
    });
  });

  it("lead where the server decided, and to no more while others wait", () => {
    expect(decided(day, told(), false)).toBe(plain);
    expect(decided(day, told(), true)).toBe(shorter);
    expect(decided(day, told({ warmth: "no such" }), false)).toBeUndefined();
  });
});

describe("a walk that begins on the phone", () => {
  it("has ids of its own everywhere, and its moment", async () => {
    const walk = await begin(day, told(), plain, ID, NOW, named);
    expect(walk.next).toBe(`/walk/${ID}/`);
    expect(walk.pages.get(`/walk/${ID}/`)).toBe(`<a href="/walk/${ID}/after/">Change hands.!`);
    expect(walk.pain).toEqual({
      id: `${ID}/before`,
      type: "pain",
      walk_id: ID,
      moment: "before",
      nrs: 4,
      at: NOW.toISOString(),
    });
    const all = [...walk.pages].flat().join(" ");
    expect(all).not.toContain(ANY);
    expect(all).not.toContain("any ");
    expect(all).not.toContain(AT);
  });

  it("knows after the walk what was answered before it", async () => {
    const walk = await begin(day, told(), plain, ID, NOW, named);
    const text = /data-draft="([^"]*)"/.exec(walk.pages.get(`/walk/${ID}/after/`) ?? "")?.[1];
    expect(JSON.parse((text ?? "").replaceAll("&quot;", '"'))).toEqual({
      before: 4,
      walk: {
        id: ID,
        type: "walk",
        at: NOW.toISOString(),
        prescribed: { minutes: 14 },
        shoes_id: SHOES,
        ground: "gravel",
        carrying: "one_side",
      },
      after: { id: `${ID}/after`, type: "pain" },
    });
    expect(walk.pages.get(`/walk/${ID}/complaining/`)).toContain('data-much-from="7"');
  });

  it("passes by what the answers change, and by a question about a leg", async () => {
    const walk = await begin(day, told({ leg: "unsure" }), shorter, ID, NOW, named);
    expect(walk.next).toBe(`/walk/${ID}/leg/`);
    const leg = walk.pages.get(walk.next) ?? "";
    expect(leg).toContain(`data-local="/walk/${ID}/gate/"`);
    expect(leg).toContain(escaped('"sure":false'));
    const gate = walk.pages.get(`/walk/${ID}/gate/`) ?? "";
    expect(gate).toContain("<h1>Short &amp; easy</h1>Today&#x27;s Walk 7 minutes");
    expect(gate).toContain(`data-local="/walk/${ID}/"`);
  });

  it("is none where questions come first", async () => {
    const walk = await begin(day, told({ pain: 9 }), none, ID, NOW, named);
    expect(walk.asks).toBe(true);
    expect(walk.next).toBe(`/walk/${ID}/gate/`);
    expect(walk.pages.has(`/walk/${ID}/`)).toBe(false);
  });
});
