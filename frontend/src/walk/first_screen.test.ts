import { describe, expect, it } from "vitest";
import { mapFor } from "./first_screen";

describe("the map of a walk", () => {
  it("is as high as it is drawn where there is room", () => {
    expect(mapFor(600, 580, 172)).toBe(172);
  });

  it("gives way by what is lacking, and goes before it cannot be read", () => {
    expect(mapFor(600, 640, 172)).toBe(132);
    expect(mapFor(600, 700, 172)).toBe(72);
    expect(mapFor(600, 701, 172)).toBeNull();
  });

  it("takes no room where there is none of it", () => {
    expect(mapFor(600, 600, 0)).toBe(0);
    expect(mapFor(600, 601, 0)).toBeNull();
  });
});
