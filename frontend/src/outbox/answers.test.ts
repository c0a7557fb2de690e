import { describe, expect, it } from "vitest";
import {
  afterEvents,
  morningEvents,
  worseEvents,
  type AfterDraft,
  type MorningDraft,
  type WorseDraft,
} from "./answers";

const BEGAN = Date.parse("2026-05-12T07:00:00Z");
const draft: AfterDraft = {
  before: 4,
  walk: { id: "w", type: "walk", at: "2026-05-12T07:00:00Z", zone: "Europe/Berlin" },
  during: { id: "d", type: "pain", moment: "during" },
  after: { id: "a", type: "pain", moment: "after" },
  signs: { leg_pain: { id: "s", type: "new_symptom", symptom: "leg_pain" } },
};

function told(answers: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(answers)) form.set(name, value);
  return form;
}

describe("the answers after a walk", () => {
  const now = BEGAN + 40 * 60_000;

  it("become the walk and two pain answers", () => {
    const form = told({ pain: "3", worst: "5", minutes: "10", talk: "sentences", went: "" });
    const events = afterEvents(draft, form, now);
    expect(events).toMatchObject([
      { id: "w", minutes: 10, talk: "sentences", ended_at: "2026-05-12T07:40:00.000Z" },
      { id: "d", nrs: 5, at: "2026-05-12T07:40:00.000Z" },
      { id: "a", nrs: 3 },
    ]);
    expect(events?.[0]).not.toHaveProperty("went");
  });

  it("take the higher of before and after where no worst was given", () => {
    const nrs = (pain: string): unknown =>
      afterEvents(draft, told({ pain, minutes: "10" }), now)?.[1]?.["nrs"];
    expect([nrs("3"), nrs("6")]).toEqual([4, 6]);
  });

  it("leave out an end that cannot be true", () => {
    const events = afterEvents(draft, told({ pain: "3", minutes: "60" }), now);
    expect(events?.[0]).not.toHaveProperty("ended_at");
  });

  it("tell what is new in a leg, and are none while that is not said", () => {
    const form = told({ pain: "3", minutes: "10", leg: "unsure", symptoms: "leg_pain" });
    expect(afterEvents(draft, form, now)?.[3]).toMatchObject({ id: "s", sure: false });
    form.set("leg", "no");
    expect(afterEvents(draft, form, now)).toHaveLength(3);
    expect(afterEvents(draft, told({ pain: "3", minutes: "10", leg: "yes" }), now)).toBeNull();
  });

  it("are none without pain or minutes", () => {
    for (const form of [{ minutes: "10" }, { pain: "11", minutes: "10" }, { pain: "3" }]) {
      expect(afterEvents(draft, told(form), now)).toBeNull();
    }
  });
});

describe("the answer of a morning", () => {
  const now = new Date("2026-05-13T07:30:00+02:00");
  const morning: MorningDraft = {
    day: "2026-05-13",
    numbers: { same: 4, worse: 6 },
    morning: { id: "m", type: "pain", moment: "morning", zone: "Europe/Berlin" },
  };

  it("is the number behind the words, or the number itself", () => {
    expect(morningEvents(morning, told({ feeling: "worse" }), now)).toMatchObject([
      { id: "m", nrs: 6 },
    ]);
    expect(morningEvents(morning, told({ pain: "2" }), now)).toMatchObject([{ nrs: 2 }]);
    expect(morningEvents(morning, told({}), now)).toBeNull();
  });

  it("takes no other day's place when its page was kept", () => {
    const kept = { ...morning, day: "2026-05-12" };
    expect(morningEvents(kept, told({ pain: "2" }), now)?.[0]?.id).not.toBe("m");
  });
});

describe("a bad day", () => {
  const worse: WorseDraft = {
    day: "2026-05-13",
    worse: { id: "f", type: "flare", zone: "Europe/Berlin" },
  };

  it("is an event of its day, with a note where there is one", () => {
    const now = new Date("2026-05-12T22:30:00Z");
    expect(worseEvents(worse, told({ note: " Slept badly. " }), now)).toEqual([
      { ...worse.worse, at: now.toISOString(), note: "Slept badly." },
    ]);
    expect(worseEvents(worse, told({}), now)[0]).not.toHaveProperty("note");
  });

  it("takes no other day's place when its page was kept", () => {
    const now = new Date("2026-05-12T21:30:00Z");
    expect(worseEvents(worse, told({}), now)[0]?.id).not.toBe("f");
  });
});
