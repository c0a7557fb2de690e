import { describe, expect, it } from "vitest";
import { dayIn, type Day, type Laid } from "./laid";
import { pageAt, standing } from "./standing";
import type { DiaryEvent, Entry } from "../outbox/queue";

const day = (on: string): Day => ({
  day: on,
  pages: { "/": `today ${on}`, "/worse/": `worse ${on}` },
  told: { careful: "careful", walked: "walked", blocked: "blocked", stale: "stale" },
  walk: null,
});
const laid: Laid = {
  mark: "7-x",
  zone: "Europe/Berlin",
  days: [day("2026-05-12"), day("2026-05-13")],
};

function waits(type: string, at = "2026-05-12T08:00:00Z", more: Partial<Entry> = {}): Entry {
  const event: DiaryEvent = { id: "e", type, at };
  return { key: 1, walker: "ruth", events: [event], ...more };
}

describe("how things stand", () => {
  const on = (waiting: readonly Entry[], mark: string | null = "7-x", date = "2026-05-12"): string =>
    standing(laid, waiting, mark, date);

  it("is as it was laid out while nothing waits", () => {
    expect(on([])).toBe("open");
    expect(on([waits("pain")])).toBe("open");
  });

  it("is careful while answers of an earlier day wait", () => {
    expect(on([waits("pain")], "7-x", "2026-05-13")).toBe("careful");
    expect(on([waits("walk")], "7-x", "2026-05-13")).toBe("careful");
  });

  it("has no second walk on the day of one that waits", () => {
    expect(on([waits("walk")])).toBe("walked");
    // In UTC it is still the 12th; where the walker is, it is the 13th.
    expect(on([waits("walk", "2026-05-12T22:30:00Z")], "7-x", "2026-05-13")).toBe("walked");
  });

  it("has no walk while something waits that questions follow", () => {
    expect(on([waits("flare")])).toBe("blocked");
    expect(on([waits("new_symptom")], "7-x", "2026-05-13")).toBe("blocked");
    expect(on([waits("pain", undefined, { asks: true })])).toBe("blocked");
  });

  it("has no walk where the plan is another by now, or the day was not laid out", () => {
    expect(on([], "8-y")).toBe("stale");
    expect(on([], null)).toBe("stale");
    expect(on([], "7-x", "2026-05-14")).toBe("unknown");
  });

  it("is not held up by what was put aside", () => {
    expect(on([waits("flare", undefined, { refused: "Not known." })])).toBe("open");
  });
});

describe("the page at an address", () => {
  it("is the one of the day, and on Today what waits has its say", () => {
    const first = laid.days[0] as Day;
    expect(pageAt("/", first, "open")).toBe("today 2026-05-12");
    expect(pageAt("/", first, "walked")).toBe("walked");
    expect(pageAt("/worse/", first, "walked")).toBe("worse 2026-05-12");
    expect(pageAt("/plan/", first, "open")).toBeNull();
  });
});

it("the date of a moment is the walker's", () => {
  expect(dayIn("Europe/Berlin", new Date("2026-05-12T22:30:00Z"))).toBe("2026-05-13");
  expect(dayIn("America/New_York", new Date("2026-05-12T22:30:00Z"))).toBe("2026-05-12");
});
