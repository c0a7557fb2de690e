import { expect, it } from "vitest";
import { windowOf } from "./trail";

it("shows the part of the picture that holds the position, and never what lies beside it", () => {
  expect(windowOf(149, 172, 172)).toEqual([0, 172]);
  expect(windowOf(149, 300, 172)).toEqual([0, 172]);
  expect(windowOf(86, 72, 172)).toEqual([50, 72]);
  expect(windowOf(149, 72, 172)).toEqual([100, 72]);
  expect(windowOf(22, 72, 172)).toEqual([0, 72]);
});
