import { describe, expect, it } from "vitest";
import { localVoice } from "./voice";

const far = { lang: "en-GB", localService: false };
const british = { lang: "en-GB", localService: true };
const american = { lang: "en_US", localService: true };
const german = { lang: "de-DE", localService: true };

describe("the voice of the cues", () => {
  it("never is one that sends the words away", () => {
    expect(localVoice([far], "en-gb")).toBeNull();
    expect(localVoice([far, american], "en-gb")).toBe(american);
  });

  it("is of the very language where there is one, else of its family", () => {
    expect(localVoice([german, american, british], "en-GB")).toBe(british);
    expect(localVoice([german, american], "en-GB")).toBe(american);
  });

  it("is none rather than one of another language", () => {
    expect(localVoice([german], "en-GB")).toBeNull();
  });
});
