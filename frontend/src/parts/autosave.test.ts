import { describe, expect, it } from "vitest";
import { kept, look } from "./autosave";

function page(): { dataset: Record<string, string | undefined> } {
  return { dataset: { theme: "device", textSize: "normal" } };
}

function answer(status: number, headers: Record<string, string>) {
  return { status, getResponseHeader: (name: string) => headers[name] ?? null };
}

describe("a choice of how pages look", () => {
  it("shows at once", () => {
    const shown = page();
    look(shown, "theme", "dark");
    look(shown, "text_size", "largest");
    expect(shown.dataset).toEqual({ theme: "dark", textSize: "largest" });
  });

  it("leaves the page alone where it is about something else", () => {
    const shown = page();
    look(shown, "units", "mi");
    look(shown, "spoken_cues", "on");
    expect(shown.dataset).toEqual({ theme: "device", textSize: "normal" });
  });
});

describe("an answer of the site", () => {
  it("tells that everything was kept", () => {
    expect(kept(answer(200, { "X-Kept": "1" }))).toBe(true);
  });

  it("does not take a sign-in page, a refusal or silence for that", () => {
    expect(kept(answer(200, {}))).toBe(false);
    expect(kept(answer(403, { "X-Kept": "1" }))).toBe(false);
    expect(kept(answer(0, {}))).toBe(false);
  });
});
