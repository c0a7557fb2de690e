import { describe, expect, it } from "vitest";
import { localVoice, voiceGroups, type Voice } from "./voice";

function voice(name: string, lang: string, localService = true): Voice {
  return { name, lang, localService, voiceURI: `urn:${name}` };
}

const far = voice("Far", "en-GB", false);
const british = voice("Daniel", "en-GB");
const american = voice("Samantha", "en_US");
const german = voice("Anna", "de-DE");

describe("the voice of the cues", () => {
  it("never is one that sends the words away", () => {
    expect(localVoice([far], "en-gb")).toBeNull();
    expect(localVoice([far, american], "en-gb")).toBe(american);
    expect(localVoice([far, american], "en-gb", far.voiceURI)).toBe(american);
  });

  it("is of the very language where there is one, else of its family", () => {
    expect(localVoice([german, american, british], "en-GB")).toBe(british);
    expect(localVoice([german, american], "en-GB")).toBe(american);
  });

  it("is none rather than one of another language, unless that one was chosen", () => {
    expect(localVoice([german], "en-GB")).toBeNull();
    expect(localVoice([german, british], "en-GB", german.voiceURI)).toBe(german);
  });

  it("is what the phone has where the chosen one is gone", () => {
    expect(localVoice([british], "en-GB", "urn:gone")).toBe(british);
  });
});

describe("the choice of voices", () => {
  it("is by language, the page's own first, and leaves out those that send words away", () => {
    const serena = voice("Serena", "en-GB");
    const groups = voiceGroups([german, serena, far, american, british], "en-GB");
    expect(groups).toEqual([
      { tag: "en-GB", voices: [british, serena] },
      { tag: "en-US", voices: [american] },
      { tag: "de-DE", voices: [german] },
    ]);
  });

  it("is empty where no voice lives on the device", () => {
    expect(voiceGroups([far], "en-GB")).toEqual([]);
  });
});
