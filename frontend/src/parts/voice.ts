// Cues said aloud, by a voice that lives on the device: others would send the words away.

/** The voice to speak with: of that language where there is one; null without a local one. */
export function localVoice<T extends { readonly lang: string; readonly localService: boolean }>(
  voices: readonly T[],
  language: string,
): T | null {
  const local = voices.filter((voice) => voice.localService);
  const wanted = language.toLowerCase();
  const short = wanted.split("-")[0] ?? wanted;
  return (
    local.find((voice) => voice.lang.toLowerCase().replace("_", "-") === wanted) ??
    local.find((voice) => voice.lang.toLowerCase().startsWith(short)) ??
    null
  );
}

/** Says a cue; a cue that is still being said gives way. Silent where nothing can speak. */
export function speak(text: string, language: string): void {
  const speech = window.speechSynthesis as SpeechSynthesis | undefined;
  if (!speech) return;
  const voice = localVoice(speech.getVoices(), language);
  if (!voice) return;
  speech.cancel();
  const words = new SpeechSynthesisUtterance(text);
  words.voice = voice;
  words.lang = voice.lang;
  speech.speak(words);
}
