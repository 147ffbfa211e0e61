// Applies updates to the menu. Each update has whole values, so receiving it twice does no harm.

import { impossibleChoice, itemsById, missingGroups, unitPrice, withLine } from "./cart.js"

/** @import { CartLine } from "./cart.js" */
/** @import { Menu, MenuItem, Shop } from "./types.js" */

/**
 * @typedef {object} MenuUpdate
 * @property {MenuItem[]} items
 * @property {boolean} [take_away_has_own_terms] only where a price level or a fee is another
 * @property {{id: number, name: string, items: number[]}[]} [categories]
 */

/**
 * The menu after a change; the layout comes only when names, order or positions changed.
 * @param {Menu} menu
 * @param {MenuUpdate} update
 * @returns {Menu}
 */
export function applyMenuUpdate(menu, { items, take_away_has_own_terms = menu.take_away_has_own_terms, categories }) {
  const known = itemsById(menu)
  for (const item of items) known.set(item.id, item)
  const layout =
    categories ?? menu.categories.map((category) => ({ ...category, items: category.items.map((item) => item.id) }))
  return {
    ...menu,
    take_away_has_own_terms,
    categories: layout.map(({ id, name, items: ids }) => ({
      id,
      name,
      items: ids.flatMap((item) => known.get(item) ?? []),
    })),
  }
}

/** At this many pieces or fewer, guests see how many are left. */
const FEW = 5

/**
 * The menu with what is left of dishes that are counted down: with nothing left, one is sold out.
 * @param {Menu} menu
 * @param {Shop["stock"]} [stock]
 * @returns {Menu}
 */
export function withStock(menu, stock = []) {
  if (stock.length === 0) return menu
  const left = new Map(stock.map((one) => [one.id, one.left]))
  const counted = (/** @type {MenuItem} */ item) => {
    const pieces = left.get(item.id)
    return pieces === undefined ? item : { ...item, left: pieces, is_available: item.is_available && pieces > 0 }
  }
  return {
    ...menu,
    categories: menu.categories.map((category) => ({ ...category, items: category.items.map(counted) })),
  }
}

/**
 * The menu as guests order from it at this hour.
 * @param {Menu} menu
 * @param {Pick<Shop, "stock" | "resting_categories"> | null} shop
 * @returns {Menu}
 */
export function forGuests(menu, shop) {
  if (!shop) return menu
  const { resting_categories: resting = [], stock } = shop
  const served = menu.categories.filter(({ id }) => !resting.includes(id))
  return withStock(resting.length === 0 ? menu : { ...menu, categories: served }, stock)
}

/** How many are left, where a guest has to hear it. @param {MenuItem} item */
export const fewLeft = ({ left, is_available }) => (is_available && left !== undefined && left <= FEW ? left : 0)

/**
 * What was sold out: dishes, and choices, each named once. A dish that only lacks a choice comes back with that.
 * @param {Menu} menu
 */
export function soldOutOf(menu) {
  const items = menu.categories.flatMap((category) => category.items)
  const options = items.flatMap((item) => item.modifier_groups).flatMap((group) => group.options)
  return {
    items: items.filter((item) => !item.is_available && !impossibleChoice(item.modifier_groups)),
    options: [
      ...new Map(options.filter((option) => !option.is_available).map((option) => [option.id, option])).values(),
    ],
  }
}

/**
 * What the menu as it is now means for a cart: what is left of it, and what its owner has to hear.
 * @typedef {object} CartChanges
 * @property {CartLine[]} lines
 * @property {string[]} gone dishes that can no longer be had, or not in the way they were chosen
 * @property {{name: string, options: string[]}[]} without dishes that come without an extra they were chosen with
 * @property {{name: string, price: number}[]} repriced dishes that cost something else now
 */

/**
 * @param {CartLine[]} lines
 * @param {Map<number, MenuItem>} seen the dishes as the owner of the cart last saw them
 * @param {Menu} menu
 * @returns {CartChanges}
 */
export function cartChanges(lines, seen, menu) {
  const now = itemsById(menu)
  /** @type {CartChanges} */
  const news = { lines: [], gone: [], without: [], repriced: [] }
  for (const line of lines) {
    const item = now.get(line.item)
    const before = seen.get(line.item) ?? item
    // Ordered once, long gone: there is no name to say it by.
    if (!before) continue
    const name = item?.name ?? before.name
    const options = item ? line.options.filter((id) => isOpen(item, id)) : []
    const lost = optionNames(
      before,
      line.options.filter((id) => !options.includes(id)),
    )
    // A choice that has to be made and was lost is not made again for the guest; an extra is only left out.
    const unmade = lost.length > 0 && item !== undefined && missingGroups(item, options).length > 0
    if (!item?.is_available || unmade) {
      news.gone.push(item?.is_available ? `${name} (${lost.join(", ")})` : name)
      continue
    }
    if (lost.length > 0) news.without.push({ name, options: lost })
    const price = unitPrice(item, options)
    if (before && unitPrice(before, options) !== price) news.repriced.push({ name, price })
    news.lines =
      options.length === line.options.length ? [...news.lines, line] : withLine(news.lines, { ...line, options })
  }
  return news
}

/** @param {MenuItem} item @param {number} id */
function isOpen(item, id) {
  return item.modifier_groups.some((group) => group.options.some((option) => option.id === id && option.is_available))
}

/** @param {MenuItem | undefined} item @param {number[]} ids */
function optionNames(item, ids) {
  const options = (item?.modifier_groups ?? []).flatMap((group) => group.options)
  return ids.map((id) => options.find((option) => option.id === id)?.name ?? "?")
}
