// Keys on a screen: which there are, and what stands there after one was touched.

export const ERASE = "Backspace"
export const SPACE = " "

/** Keys in the order they lie. */
export const LETTERS = [..."qwertyuiopasdfghjklzxcvbnm", ERASE, SPACE]
export const LETTERS_AND_FIGURES = [..."1234567890qwertyuiopasdfghjklzxcvbnm", ERASE, ",", SPACE]
export const FIGURES = [..."1234567890", ERASE]

/** @param {string} text @param {string} key @param {number} most @param {boolean} [names] each word begins large */
export function keyed(text, key, most, names = false) {
  if (key === ERASE) return [...text].slice(0, -1).join("")
  if (text.length + key.length > most || (key === SPACE && (text === "" || text.endsWith(SPACE)))) return text
  const large = text === "" || (names && text.endsWith(SPACE))
  return text + (large ? key.toUpperCase() : key)
}
