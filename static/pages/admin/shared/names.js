// Names of menu items and choices in the language of the screen, and the rule of a choice in words.

import { language, t } from "../../../components/words.js"

/** @import { EditedCategory, EditedMenu, Words } from "../../../lib/types.js" */

/** @param {Words} words */
export function named(words) {
  return (language() === "en" && words.en) || words.id
}

/** @param {number} min @param {number} max */
export function ruleOf(min, max) {
  if (min === 1 && max === 1) return t("rule.one")
  if (min === max) return t("rule.exactly", { n: min })
  if (min > 0) return t("rule.between", { min, max })
  return max === 1 ? t("rule.maybe_one") : t("rule.up_to", { n: max })
}

/** Every station there is, in the order of the menu. @param {EditedMenu} menu */
export function stationsOf(menu) {
  const all = menu.categories.flatMap((category) => [
    category.station,
    ...category.items.map((item) => item.station ?? ""),
  ])
  return [...new Set(all)].filter(Boolean)
}

/** @param {EditedMenu} menu @param {number} group */
export function usersOf(menu, group) {
  return menu.categories.flatMap((category) => category.items).filter((item) => item.modifier_group_ids.includes(group))
}

/**
 * The categories with only what was searched for; all of it when nothing was.
 * @param {EditedMenu} menu
 * @param {string} wanted
 * @returns {EditedCategory[]}
 */
export function found(menu, wanted) {
  const words = wanted.trim().toLowerCase()
  if (!words) return menu.categories
  const texts = (/** @type {import("../../../lib/types.js").EditedItem} */ { name, description }) => [
    name.id,
    name.en,
    description.id,
    description.en,
  ]
  return menu.categories
    .map((category) => ({
      ...category,
      items: category.items.filter((item) => texts(item).some((text) => text.toLowerCase().includes(words))),
    }))
    .filter((category) => category.items.length > 0)
}
