// The menu at a price level: the same dishes with that level's prices, so that carts and sheets need one price per
// dish.

import { IS_TAKEN_AWAY } from "./decisions.js"

/** @import { Menu, MenuItem, ModifierOption, OrderType, PriceLevelNow } from "./types.js" */

/**
 * @param {Menu} menu
 * @param {(item: MenuItem) => number | undefined} ofItem
 * @param {(option: ModifierOption) => number | undefined} ofOption
 * @returns {Menu}
 */
function repriced(menu, ofItem, ofOption) {
  const options = (/** @type {ModifierOption[]} */ all) =>
    all.map((option) => ({ ...option, price: ofOption(option) ?? option.price }))
  return {
    ...menu,
    categories: menu.categories.map((category) => ({
      ...category,
      items: category.items.map((item) => ({
        ...item,
        price: ofItem(item) ?? item.price,
        modifier_groups: item.modifier_groups.map((group) => ({ ...group, options: options(group.options) })),
      })),
    })),
  }
}

/** The menu of who eats here or takes away. @param {Menu} menu @param {OrderType} type */
export function menuFor(menu, type) {
  if (!IS_TAKEN_AWAY[type]) return menu
  return repriced(
    menu,
    (item) => item.take_away_price,
    (option) => option.take_away_price,
  )
}

/** The menu at a level of the till's. @param {Menu} menu @param {PriceLevelNow} level */
export function menuAt(menu, { prices, option_prices }) {
  return repriced(
    menu,
    (item) => prices[item.id],
    (option) => option_prices[option.id],
  )
}

/**
 * What a level or a fee is called.
 * @param {{name: {id: string, en: string}}} named
 * @param {string} language
 */
export const nameOf = ({ name }, language) => (language === "en" && name.en) || name.id
