import { describe, expect, it } from "vitest";
import { becameOf } from "./post";

function answered(status: number, kept = false): ReturnType<typeof becameOf> {
  return becameOf({ status, headers: new Headers(kept ? { "X-Kept": "1" } : {}) });
}

describe("a form that waited", () => {
  it("is taken where the site says that it kept it, and nowhere else", () => {
    expect(answered(204, true).kind).toBe("taken");
    expect(answered(200, true).kind).toBe("taken");
    for (const status of [200, 204, 302, 404, 409, 422]) {
      expect(answered(status).kind).toBe("refused");
    }
    expect(answered(409, true).kind).toBe("refused");
  });

  it("waits on where nobody is signed in, or the site is in trouble", () => {
    for (const status of [401, 403]) expect(answered(status, true).kind).toBe("signed_out");
    for (const status of [500, 502, 507]) expect(answered(status, true).kind).toBe("unreached");
  });
});
