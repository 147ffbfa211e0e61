// The cart: what a customer is about to order. The server computes the prices; those here are only shown.

import { IS_TAKEN_AWAY } from "./decisions.js"

/** @import { Menu, MenuItem, ModifierGroup, ModifierOption, PlaceOrder, Shop } from "./types.js" */

/** @typedef {{item: number, options: number[], note: string, quantity: number}} CartLine */

export const MAX_QUANTITY = 99

/** @param {Menu} menu @returns {Map<number, MenuItem>} */
export function itemsById(menu) {
  return new Map(menu.categories.flatMap((category) => category.items).map((item) => [item.id, item]))
}

/** @param {ModifierGroup} group */
export function defaultsOf(group) {
  return group.options.filter((option) => option.is_default && option.is_available).map((option) => option.id)
}

/** What is chosen by default. @param {MenuItem} item */
export function defaultOptions(item) {
  return item.modifier_groups.filter((group) => group.min > 0).flatMap(defaultsOf)
}

/** Whether one tap is enough: every group that must be chosen from has its usual choice. @param {MenuItem} item */
export function needsChoice(item) {
  return item.modifier_groups.some((group) => group.min > 0 && defaultsOf(group).length < group.min)
}

/**
 * Whether the sheet opens before the dish is added: a required choice has no default, or one of its options changes the
 * price. Choices that are free keep their defaults, and can be changed in the cart.
 * @param {MenuItem} item
 */
export function asksGuest(item) {
  const prices = (/** @type {ModifierGroup} */ { options }) =>
    new Set(options.filter((option) => option.is_available).map((option) => option.price))
  return needsChoice(item) || item.modifier_groups.some((group) => group.min > 0 && prices(group).size > 1)
}

/**
 * The choice that has to be made and cannot be: too much of it is sold out.
 * @template {Pick<ModifierGroup, "min"> & {options: {is_available: boolean}[]}} Group
 * @param {Group[]} groups
 */
export function impossibleChoice(groups) {
  return groups.find((group) => group.options.filter((option) => option.is_available).length < group.min)
}

/** Groups that still lack a choice. @param {MenuItem} item @param {number[]} options */
export function missingGroups(item, options) {
  return item.modifier_groups.filter(
    (group) => group.options.filter((option) => options.includes(option.id)).length < group.min,
  )
}

/**
 * The chosen options, in the menu's order.
 * @param {MenuItem} item
 * @param {number[]} options
 * @returns {ModifierOption[]}
 */
export function chosenOptions(item, options) {
  return item.modifier_groups.flatMap((group) => group.options).filter((option) => options.includes(option.id))
}

/** @param {MenuItem} item @param {number[]} options */
export function unitPrice(item, options) {
  return chosenOptions(item, options).reduce((sum, option) => sum + option.price, item.price)
}

/**
 * What is taken of a choice that must be made, until another is: its defaults, and what they lack of the cheapest.
 * @param {ModifierGroup} group
 */
export function usualOptions(group) {
  if (group.min === 0) return []
  const usual = defaultsOf(group)
  const others = group.options
    .filter((option) => option.is_available && !usual.includes(option.id))
    .sort((a, b) => a.price - b.price)
  return [...usual, ...others.slice(0, Math.max(0, group.min - usual.length)).map((option) => option.id)]
}

/**
 * The price on the menu: what one tap adds, and never less than what one can have it for. A default may cost something,
 * and a customer who read another price would feel cheated at the button.
 * @param {MenuItem} item
 */
export function usualPrice(item) {
  return unitPrice(item, item.modifier_groups.flatMap(usualOptions))
}

/**
 * The choice after a tap on an option: one of one swaps, several of many toggle.
 * @param {ModifierGroup} group
 * @param {number[]} options
 * @param {number} tapped
 */
export function choose(group, options, tapped) {
  const ofGroup = group.options.map((option) => option.id)
  const others = options.filter((id) => !ofGroup.includes(id))
  const here = options.filter((id) => ofGroup.includes(id))
  if (here.includes(tapped)) return group.min === 1 && group.max === 1 ? options : options.filter((id) => id !== tapped)
  if (group.max === 1) return [...others, tapped]
  return here.length >= group.max ? options : [...options, tapped]
}

const same = (/** @type {CartLine} */ a, /** @type {CartLine} */ b) =>
  a.item === b.item && a.note === b.note && [...a.options].sort().join() === [...b.options].sort().join()

/** @param {CartLine[]} lines @param {CartLine} line @returns {CartLine[]} */
export function withLine(lines, line) {
  const at = lines.findIndex((other) => same(other, line))
  if (at < 0) return [...lines, line]
  return withQuantity(lines, at, lines[at].quantity + line.quantity)
}

/**
 * @param {CartLine[]} lines
 * @param {number} at
 * @param {number} quantity zero takes the line away
 * @returns {CartLine[]}
 */
export function withQuantity(lines, at, quantity) {
  if (quantity < 1) return lines.filter((_, index) => index !== at)
  return lines.map((line, index) => (index === at ? { ...line, quantity: Math.min(quantity, MAX_QUANTITY) } : line))
}

/** @param {CartLine[]} lines @param {number} at @param {CartLine} line @returns {CartLine[]} */
export function withReplaced(lines, at, line) {
  return withLine(
    lines.filter((_, index) => index !== at),
    line,
  )
}

/** @param {CartLine[]} lines @param {Menu} menu */
export function totalOf(lines, menu) {
  const items = itemsById(menu)
  return lines.reduce((sum, line) => {
    const item = items.get(line.item)
    return item ? sum + unitPrice(item, line.options) * line.quantity : sum
  }, 0)
}

/**
 * Whether a cart costs what its dishes cost: without tax, service and rounding there is no sum that the menu does not
 * say already, and the server need not be asked for it.
 * @param {Shop["bill"]} bill
 */
export function costsWhatTheMenuSays({ restaurant_tax_bp, vat_bp, service_bp, smallest_coin }) {
  return restaurant_tax_bp + vat_bp + service_bp === 0 && smallest_coin === "1"
}

/** @param {CartLine[]} lines */
export function countOf(lines) {
  return lines.reduce((sum, line) => sum + line.quantity, 0)
}

/**
 * Without spaces around what was typed, and without a table for food that leaves.
 * @template {Omit<PlaceOrder, "items">} Details
 * @param {Details} details
 * @returns {Details}
 */
export function trimmedDetails(details) {
  const away = IS_TAKEN_AWAY[details.order_type]
  return {
    ...details,
    table_number: away ? "" : details.table_number.trim(),
    table_token: away ? undefined : details.table_token || undefined,
    customer_name: details.customer_name.trim(),
    note: details.note.trim(),
  }
}

/** @param {CartLine[]} lines @param {Omit<PlaceOrder, "items">} rest @returns {PlaceOrder} */
export function toOrder(lines, rest) {
  return { items: itemsOf(lines), ...rest }
}

/** The dishes of an order as they are sent. @param {CartLine[]} lines @returns {PlaceOrder["items"]} */
export function itemsOf(lines) {
  return lines.map((line) => ({
    menu_item_id: line.item,
    quantity: line.quantity,
    modifiers: line.options.map((option_id) => ({ option_id })),
    note: line.note,
  }))
}
