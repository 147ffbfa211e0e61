// The keys of the on-screen keyboard, and the text after one is pressed.

export const BACKSPACE = "Backspace"
export const SPACE = " "

/** Keys in the order they lie. */
export const LETTERS = [..."qwertyuiopasdfghjklzxcvbnm", BACKSPACE, SPACE]
export const LETTERS_AND_DIGITS = [..."1234567890qwertyuiopasdfghjklzxcvbnm", BACKSPACE, ",", SPACE]
export const DIGITS = [..."1234567890", BACKSPACE]

/** @param {string} text @param {string} key @param {number} most @param {boolean} [names] each word begins large */
export function applyKey(text, key, most, names = false) {
  if (key === BACKSPACE) return [...text].slice(0, -1).join("")
  if (text.length + key.length > most || (key === SPACE && (text === "" || text.endsWith(SPACE)))) return text
  const large = text === "" || (names && text.endsWith(SPACE))
  return text + (large ? key.toUpperCase() : key)
}
