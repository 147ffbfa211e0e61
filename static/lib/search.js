// Searches the menu: names, descriptions, categories, common abbreviations, and, only if nothing else matches, words
// with one wrong letter. A choice of a dish counts with its name: «es kopi susu».

/** @import { Category, Menu, MenuItem } from "./types.js" */

/** What is said, and what is written on the menu. @type {Record<string, string>} */
const SHORT = {
  nasgor: "nasi goreng",
  nasgep: "nasi geprek",
  nasduk: "nasi uduk",
  migor: "mi goreng",
  miayam: "mi ayam",
  indomi: "indomie",
  intermi: "indomie",
  supermi: "indomie",
  mie: "mi",
  bakmi: "mi",
  kopsus: "kopi susu",
  esteh: "es teh",
  esjeruk: "es jeruk",
  coklat: "cokelat",
  aqua: "air mineral",
  alpokat: "alpukat",
  telor: "telur",
  cemilan: "camilan",
  gorengan: "goreng",
  penyet: "geprek",
  kwetiaw: "kwetiau",
}
/** From so many letters on a word may have a wrong one. */
const LONG = 4
/** From so many letters on a word is also found within another. */
const WITHIN = 3

/** Its words, without accents, signs and doubled letters: «Caffé» is «cafe». @param {string} text */
function wordsOf(text) {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/([a-z])\1/g, "$1")
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
}

const EXPANDED = new Map(Object.entries(SHORT).map(([said, meant]) => [wordsOf(said)[0], wordsOf(meant)]))

/** The words that are looked for. @param {string} wanted */
const asked = (wanted) => wordsOf(wanted).flatMap((word) => EXPANDED.get(word) ?? [word])

/** @param {string} wanted @param {string} word */
const fits = (wanted, word) => word.startsWith(wanted) || (wanted.length >= WITHIN && word.includes(wanted))

/** The same with one letter wrong, missing, too many or changed with the next. @param {string} a @param {string} b */
export function isOneOff(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false
  let from = 0
  while (from < a.length && a[from] === b[from]) from += 1
  const rest = (/** @type {string} */ text, /** @type {number} */ skip) => text.slice(from + skip)
  return (
    rest(a, 1) === rest(b, 1) ||
    rest(a, 1) === rest(b, 0) ||
    rest(a, 0) === rest(b, 1) ||
    (a[from] === b[from + 1] && a[from + 1] === b[from] && rest(a, 2) === rest(b, 2))
  )
}

/** @param {string} wanted @param {string} word one may not have typed all of it yet */
const nearlyFits = (wanted, word) =>
  (wanted.length >= LONG && isOneOff(wanted, word)) ||
  (wanted.length > LONG && [-1, 0, 1].some((more) => isOneOff(wanted, word.slice(0, wanted.length + more))))

/** «es» is no «espresso». @type {typeof fits} */
const fitsWhole = (wanted, word) => (wanted.length < WITHIN ? word === wanted : fits(wanted, word))
/** @type {typeof fits} */
const nearly = (wanted, word) => fits(wanted, word) || nearlyFits(wanted, word)

/**
 * What is left of the menu; all of it for no word.
 * @param {Menu} menu
 * @param {string} wanted
 * @returns {Category[]} without those of which nothing is left
 */
export function findDishes(menu, wanted) {
  const words = asked(wanted)
  if (words.length === 0) return left(menu, () => true)
  const told = (/** @type {MenuItem} */ item, /** @type {Category} */ category) =>
    wordsOf(`${item.name} ${item.description ?? ""} ${category.name}`)
  /** Strictest first. @type {((item: MenuItem, category: Category) => boolean)[]} */
  const ways = [
    // Who types two words mostly means one dish.
    (item) => words.length > 1 && words.every((word) => isIn(wordsOf(item.name), word, fitsWhole)),
    ...[fitsWhole, fits, nearly].map(
      (how) => (/** @type {MenuItem} */ item, /** @type {Category} */ category) =>
        isMeant(words, told(item, category), optionsOf(item), how),
    ),
  ]
  for (const way of ways) {
    const found = left(menu, way)
    if (found.length > 0) return found
  }
  return []
}

/** @param {Menu} menu @param {(item: MenuItem, category: Category) => boolean} isWanted */
const left = (menu, isWanted) =>
  menu.categories
    .map((category) => ({ ...category, items: category.items.filter((item) => isWanted(item, category)) }))
    .filter((category) => category.items.length > 0)

/** @param {string[]} where @param {string} word @param {typeof fits} how */
const isIn = (where, word, how) => where.some((other) => how(word, other))

/** @param {MenuItem} item */
const optionsOf = ({ modifier_groups }) =>
  wordsOf(modifier_groups.flatMap((group) => group.options.map(({ name }) => name)).join(" "))

/**
 * «Pedas» alone would be half the menu: a choice only adds to what is told.
 * @param {string[]} words
 * @param {string[]} told
 * @param {string[]} options
 * @param {typeof fits} how
 */
function isMeant(words, told, options, how) {
  return (
    words.every((word) => isIn(told, word, how) || isIn(options, word, how)) &&
    words.some((word) => isIn(told, word, how))
  )
}
