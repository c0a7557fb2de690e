import { describe, expect, it } from "vitest";
import { BUZZES, signalOf, TONES } from "./sounds";

describe("signals", () => {
  it("go with what changes, and not with what is only said", () => {
    expect(signalOf("interval_brisk")).toBe("brisk");
    expect(signalOf("interval_easy")).toBe("easy");
    expect(signalOf("part_start")).toBe("plain");
    expect(["posture", "water", "surface", "load", "halfway"].map(signalOf)).toEqual(
      Array(5).fill(null),
    );
  });

  it("tell brisk from easy by touch and by ear", () => {
    expect(BUZZES.brisk.filter((_, index) => index % 2 === 0)).toHaveLength(2);
    expect(BUZZES.easy).toHaveLength(1);
    expect(BUZZES.easy[0]).toBeGreaterThan(BUZZES.brisk[0] ?? Infinity);
    expect((TONES.brisk[1] ?? 0) > (TONES.brisk[0] ?? 0)).toBe(true);
    expect((TONES.easy[1] ?? 0) < (TONES.easy[0] ?? 0)).toBe(true);
  });
});
