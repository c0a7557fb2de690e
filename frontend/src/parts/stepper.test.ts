import { describe, expect, it } from "vitest";
import { stepped } from "./stepper";

describe("a stepper", () => {
  it("goes one up and one down", () => {
    expect(stepped(4, 1, 0, 10)).toBe(5);
    expect(stepped(4, -1, 0, 10)).toBe(3);
  });

  it("stays on its scale", () => {
    expect(stepped(10, 1, 0, 10)).toBe(10);
    expect(stepped(0, -1, 0, 10)).toBe(0);
  });

  it("begins at the lowest value when nothing has been entered", () => {
    expect(stepped(Number.NaN, 1, 0, 10)).toBe(0);
    expect(stepped(Number.NaN, -1, 0, 10)).toBe(0);
  });
});
