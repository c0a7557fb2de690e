import { expect, test } from "vitest";
import { addressOf, pulled, STEP, stepped } from "./map";

const HERE = { zoom: 0, east: 100, south: -50 };

test("what is pulled to the left shows more of the east, and what is pulled up more of the south", () => {
  expect(pulled(HERE, -80, -10, 2)).toEqual({ zoom: 0, east: 260, south: -30 });
});

test("a step keeps the point under the pointer where it is", () => {
  const metresPerPx = 2;
  const near = stepped(HERE, -2, 30, -20, metresPerPx);
  const after = metresPerPx * STEP ** -2;
  expect(near.zoom).toBe(-2);
  expect(near.east + 30 * after).toBeCloseTo(HERE.east + 30 * metresPerPx);
  expect(near.south - 20 * after).toBeCloseTo(HERE.south - 20 * metresPerPx);
});

test("a step about the middle moves nothing", () => {
  expect(stepped(HERE, 1, 0, 0, 2)).toEqual({ ...HERE, zoom: 1 });
});

test("an address keeps what was asked for, and leaves zeros out", () => {
  expect(addressOf({ zoom: -1, east: 0, south: 12.4 }, "loop=B&minutes=24")).toBe("?loop=B&minutes=24&zoom=-1&south=12");
});
