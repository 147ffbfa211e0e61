// A name in the words in which it is drawn: a row of paper ends between two of them.

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/
const WITHOUT_SPACES = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u
const LETTER = /\p{L}/u

/** By its first letter, as the server does. @param {string} name */
export const readsRightToLeft = (name) => RIGHT_TO_LEFT.test(LETTER.exec(name)?.[0] ?? "")

/**
 * Its words in the order in which they are read; those that read the other way, one after another, are drawn as one.
 * @param {string} name
 */
export function wordsOf(name) {
  const own = readsRightToLeft(name)
  /** @type {string[]} */
  const words = []
  let wasOther = false
  for (const word of name.trim().split(/\s+/)) {
    const isOther = LETTER.test(word) && RIGHT_TO_LEFT.test(word) !== own
    words.push(isOther && wasOther ? `${words.pop()} ${word}` : word)
    wasOther = isOther
  }
  return words
}

/** Where a word of a script without spaces can be cut, if it must be. @param {string} word @returns {string[]} */
export function partsOf(word) {
  const { Segmenter } = /** @type {any} */ (Intl)
  if (!WITHOUT_SPACES.test(word) || !Segmenter) return [word]
  const parts = new Segmenter([], { granularity: "word" }).segment(word)
  return Array.from(parts, (/** @type {{segment: string}} */ { segment }) => segment)
}
