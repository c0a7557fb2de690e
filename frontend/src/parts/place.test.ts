import { expect, test } from "vitest";
import { dragged } from "./place";

test("what is pulled to the left shows more of the east", () => {
  expect(dragged(-80, 10, 40)).toBe("east");
  expect(dragged(80, 10, 40)).toBe("west");
  expect(dragged(10, -80, 40)).toBe("south");
  expect(dragged(10, 80, 40)).toBe("north");
});

test("a short pull moves nothing", () => {
  expect(dragged(20, -30, 40)).toBeUndefined();
});
