// Words that are the same in both languages: either a shop's own, or a translation that was forgotten.

import { readFileSync } from "node:fs"

// What the demo's guests are called and write, in more than one word.
const PREFERENCES = readFileSync(new URL("../../../src/demo/preferences.rs", import.meta.url), "utf8")
const NOTES = [...PREFERENCES.matchAll(/&str(?:; \d+)?\] = &?\[([^\]]*)\]/g)].flatMap(([, list]) =>
  [...list.matchAll(/"([^"]* [^"]*)"/g)].map(([, note]) => note),
)

/**
 * What the shop itself says, in no language of the page: dishes, choices, people, notes.
 * @returns {Promise<string[]>}
 */
export async function shopWords(shop) {
  const { body: menu } = await shop.call("GET", "/api/v1/menu")
  const { body: about } = await shop.call("GET", "/api/v1/shop")
  const items = menu.categories.flatMap((category) => category.items)
  const groups = items.flatMap((item) => item.modifier_groups)
  if (!menu?.categories) return []
  const named = [...menu.categories, ...items, ...groups, ...groups.flatMap((group) => group.options)]
  const said = named.flatMap(({ name, description }) => [name, description])
  return [...said, about.name, about.street_address, ...NOTES].filter(Boolean)
}

/**
 * All words that are seen. Names in a list to choose from and commands belong to nobody's language; paper speaks the
 *   shop's.
 */
export const wordsOn = (page) =>
  page.evaluate(() => {
    const kept = [...document.querySelectorAll("select, .paper, .paper-sheet, pre")].flatMap((each) =>
      each.innerText.split("\n"),
    )
    return document.body.innerText
      .split("\n")
      .filter((line) => !kept.includes(line))
      .join("\n")
  })

/** Lines of several words, besides the shop's own, that are the same in both languages. @param {string[]} own */
export function untranslated(indonesian, english, own) {
  const names = [...own]
    .sort((one, other) => other.length - one.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  // Only whole words: «Es» is a choice, and in «pesanan» it is none.
  const ours = new RegExp(`(?<![\\p{L}\\d])(?:${names.join("|")})(?![\\p{L}\\d])`, "giu")
  const lines = (text) => new Set(text.split("\n").map((line) => line.trim()))
  const there = lines(english)
  return [...lines(indonesian)].filter((line) => there.has(line) && /\p{L}+ \p{L}+/u.test(line.replace(ours, "·")))
}
