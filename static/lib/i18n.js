// The words of the pages: flat dictionaries with the same keys in each language, which a test compares. One is for
// every page, one for the owner's pages, so that a guest's phone does not load it. In a release each page gets only the
// words it uses.

import { preloadedUrls, fetchAsset, MissingAsset } from "./assets.js"

const LANGUAGES = ["id", "en"]

/** @type {Record<string, string>} */
let words = {}
/**
 * Every dictionary fetched so far: without the server, a screen still changes between those it has.
 * @type {Map<string, Record<string, string>>}
 */
const known = new Map()
let current = "id"
/** @type {Set<() => void>} */
const listeners = new Set()

/** The language now shown: `id` or `en`. */
export function language() {
  return current
}

/** Loads the language the server wrote into the page. */
export async function loadWords(wanted = document.documentElement.lang) {
  await use(LANGUAGES.includes(wanted) ? wanted : "id")
}

/** Changes the language, for this page and the next ones. @param {string} wanted */
export async function switchLanguage(wanted) {
  document.cookie = `lang=${wanted}; path=/; max-age=31536000; SameSite=Lax`
  // An old ?lang= in the address would win over the cookie at the next reload.
  const address = new URL(location.href)
  if (address.searchParams.has("lang")) {
    address.searchParams.delete("lang")
    history.replaceState(history.state, "", address)
  }
  try {
    await use(wanted)
  } catch (error) {
    // The page loads itself again before long, and then in that language.
    if (error instanceof MissingAsset) return
    throw error
  }
  for (const listener of listeners) listener()
}

/** @param {() => void} listener @returns {() => void} */
export function onLanguage(listener) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * A phrase, filled in. `{n}` is replaced by the value; `{n|item|items}` by the first word for one and by the second for
 *   any other number.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  const phrase = words[key]
  if (phrase === undefined) {
    console.error(`no words for ${key}`)
    return key
  }
  return fill(phrase, values)
}

/** Whether there are words for it. @param {string} key */
export const has = (key) => key in words

/**
 * The same in a language of one's own choice, once all are loaded.
 * @param {string} wanted
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function tIn(wanted, key, values = {}) {
  return fill(known.get(wanted)?.[key] ?? key, values)
}

/** @param {string} phrase @param {Record<string, string | number>} values */
export function fill(phrase, values) {
  return phrase.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (whole, name, one, many) => {
    const value = values[name]
    if (value === undefined) return whole
    if (one === undefined) return String(value)
    return Number(value) === 1 ? one : many
  })
}

/** Fetches every language, for a screen that changes it by itself whether the server is there or not. */
export async function loadAllWords() {
  await Promise.all(LANGUAGES.map(fetchWords))
}

/** @param {string} wanted */
async function fetchWords(wanted) {
  const there = known.get(wanted)
  if (there) return there
  const addresses = preloadedUrls("i18n").map((address) => address.replace(/\w+\.json$/, `${wanted}.json`))
  const parts = await Promise.all(addresses.map(async (address) => (await fetchAsset(address)).json()))
  const fetched = Object.assign({}, ...parts)
  known.set(wanted, fetched)
  return fetched
}

/** @param {string} wanted */
async function use(wanted) {
  words = await fetchWords(wanted)
  current = wanted
  document.documentElement.lang = wanted
}
