import { describe, expect, it } from "vitest";
import { anew, isBack, isForm } from "./forms";

const HERE = new URL("http://127.0.0.1/walk/after/");

function sent(more: object = {}): Request {
  const headers = new Headers({ "Content-Type": "application/x-www-form-urlencoded" });
  return { method: "POST", mode: "navigate", headers, ...more } as unknown as Request;
}

describe("a form", () => {
  it("is one that somebody sends by leaving the page", () => {
    expect(isForm(sent(), HERE)).toBe(true);
    expect(isForm(sent({ method: "GET" }), HERE)).toBe(false);
    expect(isForm(sent({ mode: "cors" }), HERE)).toBe(false);
    expect(isForm(sent(), new URL("/sign-out/", HERE))).toBe(false);
  });

  it("is not sent again by going back to its answer", () => {
    expect(isBack(sent())).toBe(false);
    expect(isBack(sent({ isHistoryNavigation: false }))).toBe(false);
    expect(isBack(sent({ isHistoryNavigation: true }))).toBe(true);
    expect(isBack(sent({ isHistoryNavigation: true, method: "GET" }))).toBe(false);
  });

  it("has a page that is asked for anew, with nothing sent", () => {
    const asked = anew(HERE);
    expect(asked.method).toBe("GET");
    expect(asked.url).toBe(HERE.href);
    expect(asked.redirect).toBe("manual");
  });
});
