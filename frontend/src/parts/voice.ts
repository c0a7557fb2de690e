// Cues said aloud, by a voice that lives on the device: others would send the words away.

import { keep, kept } from "../walk/keeping";

export interface Voice {
  readonly voiceURI: string;
  readonly name: string;
  readonly lang: string;
  readonly localService: boolean;
}

const CHOSEN = "backstride-voice";
const SAMPLE = "Head up, shoulders loose.";

/** The voice to speak with: the chosen one, else of that language; null without a local one. */
export function localVoice<T extends Voice>(
  voices: readonly T[],
  language: string,
  chosen: string | null = null,
): T | null {
  const local = voices.filter((voice) => voice.localService);
  const wanted = language.toLowerCase();
  return (
    local.find((voice) => voice.voiceURI === chosen) ??
    local.find((voice) => tag(voice).toLowerCase() === wanted) ??
    local.find((voice) => isOf(voice, language)) ??
    null
  );
}

export interface VoiceGroup<T extends Voice> {
  /** The language as its tag, "en-GB". */
  readonly tag: string;
  readonly voices: readonly T[];
}

/** Local voices by language: those of the page's own language first, each group by name. */
export function voiceGroups<T extends Voice>(
  voices: readonly T[],
  language: string,
): readonly VoiceGroup<T>[] {
  const groups = new Map<string, T[]>();
  for (const voice of voices.filter((each) => each.localService)) {
    groups.set(tag(voice), [...(groups.get(tag(voice)) ?? []), voice]);
  }
  const rank = (name: string): number =>
    name.toLowerCase() === language.toLowerCase() ? 0 : short(name) === short(language) ? 1 : 2;
  return [...groups]
    .map(([name, of]) => ({ tag: name, voices: of.sort((a, b) => (a.name < b.name ? -1 : 1)) }))
    .sort((a, b) => rank(a.tag) - rank(b.tag) || (a.tag < b.tag ? -1 : 1));
}

/** Says a cue; a cue that is still being said gives way. Silent where nothing can speak. */
export function speak(text: string, language: string): void {
  const speech = window.speechSynthesis as SpeechSynthesis | undefined;
  if (!speech) return;
  const voice = localVoice(speech.getVoices(), language, kept(CHOSEN));
  if (!voice) return;
  speech.cancel();
  const words = new SpeechSynthesisUtterance(text);
  words.voice = voice;
  words.lang = voice.lang;
  speech.speak(words);
}

/** Opens the way for later cues; to be called from a press, as phones ask for. */
export function readyToSpeak(): void {
  const speech = window.speechSynthesis as SpeechSynthesis | undefined;
  if (speech && !speech.speaking) speech.speak(new SpeechSynthesisUtterance(""));
}

/** Offers the voices of the device in a choice, and keeps what is chosen on it. */
export function offerVoices(root: HTMLElement, language: string): void {
  const select = root.querySelector<HTMLSelectElement>("select");
  const none = root.querySelector<HTMLElement>("[data-no-voice]");
  const speech = window.speechSynthesis as SpeechSynthesis | undefined;
  const some = root.querySelector<HTMLElement>("[data-some-voices]");
  if (!select || !none || !some) return;

  const fill = (): void => {
    const groups = voiceGroups(speech?.getVoices() ?? [], language);
    none.hidden = groups.length > 0;
    some.hidden = groups.length === 0;
    const chosen = kept(CHOSEN);
    select.replaceChildren(new Option("Let the phone choose", ""));
    for (const group of groups) {
      const set = document.createElement("optgroup");
      set.label = nameOf(group.tag, language);
      set.append(...group.voices.map((voice) => new Option(voice.name, voice.voiceURI)));
      select.append(set);
    }
    select.value = chosen ?? "";
    if (select.selectedIndex < 0) select.value = "";
  };

  fill();
  // Browsers tell of their voices a moment after the page is there.
  speech?.addEventListener("voiceschanged", fill);
  select.addEventListener("change", () => {
    keep(CHOSEN, select.value);
    speak(SAMPLE, language);
  });
  root.querySelector("button")?.addEventListener("click", () => speak(SAMPLE, language));
}

function nameOf(name: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(name) ?? name;
  } catch {
    return name; // a tag that the browser itself does not know
  }
}

function tag(voice: Voice): string {
  return voice.lang.replace("_", "-");
}

function short(name: string): string {
  return name.toLowerCase().split("-")[0] ?? "";
}

function isOf(voice: Voice, language: string): boolean {
  return short(tag(voice)) === short(language);
}
