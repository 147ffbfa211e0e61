// Speaks a number where the device has a voice for the language. Only local voices: one that needs the internet is not
// used.

/** @type {Record<string, RegExp>} */
const TONGUES = { id: /^(id|in)\b/i, en: /^en\b/i } // «in» is how older Androids write Indonesian

/** @param {string} language @returns {SpeechSynthesisVoice | undefined} */
function voiceOf(language) {
  return globalThis.speechSynthesis
    ?.getVoices()
    .find((voice) => voice.localService && TONGUES[language]?.test(voice.lang.replace("_", "-")))
}

/** Whether this device can say anything in a language. @param {string} language */
export function canSpeak(language) {
  return voiceOf(language) !== undefined
}

/** Voices arrive a moment after the page. @param {() => void} listener @returns {() => void} */
export function onVoices(listener) {
  const synthesis = globalThis.speechSynthesis
  synthesis?.addEventListener?.("voiceschanged", listener)
  return () => synthesis?.removeEventListener?.("voiceschanged", listener)
}

/** Says it after what is being said now. @param {string} text @param {string} language */
export function speak(text, language) {
  const voice = voiceOf(language)
  if (!voice) return
  const words = new SpeechSynthesisUtterance(text)
  words.voice = voice
  words.lang = voice.lang
  words.rate = 0.9
  speechSynthesis.speak(words)
}

/** `C-047` -> `C, 0, 4, 7`: figure by figure, as it stands on the wall. @param {string} number */
export function spelled(number) {
  return [...number.replace(/[^\p{L}\d]/gu, "")].join(", ")
}
