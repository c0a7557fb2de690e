import { describe, expect, it } from "vitest";
import { freshId, saidOnTheWay, signsOf } from "./said";

const DRAFT = {
  id: "a",
  type: "pain",
  at: "2026-05-14T09:00:00Z",
  moment: "during",
  nrs: 0,
  walk_id: "a",
};
const NOW = new Date("2026-05-14T09:12:00Z");

describe("what is said on the way", () => {
  it("becomes the answer of this moment, each time one of its own", () => {
    const first = saidOnTheWay(DRAFT, "6", NOW);
    expect(first).toMatchObject({ type: "pain", at: NOW.toISOString(), nrs: 6, walk_id: "a" });
    expect(saidOnTheWay(DRAFT, "6", NOW)?.id).not.toBe(first?.id);
  });

  it("takes nothing that is no whole number from 0 to 10", () => {
    for (const given of ["", "11", "-1", "5.5", "a lot"]) {
      expect(saidOnTheWay(DRAFT, given, NOW)).toBeNull();
    }
    expect(saidOnTheWay(DRAFT, "0", NOW)?.nrs).toBe(0);
  });

  it("gives ids that are random UUIDs", () => {
    const ids = Array.from({ length: 200 }, freshId);
    expect(new Set(ids).size).toBe(200);
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });
});

describe("signs to stop for", () => {
  const signs = { calf_pain: { id: "c", type: "new_symptom" }, leg_pain: { id: "l", type: "x" } };

  it("keep the ids that the server gave them", () => {
    const told = signsOf(signs, ["calf_pain"], NOW);
    expect(told).toEqual([{ id: "c", type: "new_symptom", at: NOW.toISOString() }]);
  });

  it("leave out what the server does not know", () => {
    expect(signsOf(signs, ["hiccups"], NOW)).toEqual([]);
  });
});
