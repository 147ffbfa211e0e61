// The first start: its steps, to which step a refusal belongs, and the way of the test order.

import { isHandedOver, isUnpaid } from "../../lib/decisions.js"
import { defaultOptions, missingGroups } from "../../lib/cart.js"

/**
 * @import { Board, Menu, MenuItem, Order, OrderStatus, PlaceOrder, ProblemDocument, Shop } from "../../lib/types.js"
 */

/** @typedef {"code" | "shop" | "owner" | "bill" | "menu" | "phone" | "order"} Step */
/** @typedef {"cashier" | "kitchen" | "board" | "phone"} Station */

/** @param {boolean} withCode a request from the machine itself needs none @returns {Step[]} */
export function stepsOf(withCode) {
  return [...(withCode ? /** @type {Step[]} */ (["code"]) : []), "shop", "owner", "bill", "menu", "phone", "order"]
}

/**
 * The step to which a refusal belongs.
 * @param {ProblemDocument} problem
 * @returns {{step: Step, field: string}}
 */
export function fieldOf({ code, field }) {
  if (code === "wrong_setup_code" || code === "too_many_tries") return { step: "code", field: "code" }
  if (field === "shop_name") return { step: "shop", field: "shop_name" }
  if (field === "name" || field === "owner_name") return { step: "owner", field: "owner_name" }
  if (field === "pin") return { step: "owner", field: "pin" }
  if (field === "bill.restaurant_tax_bp") return { step: "bill", field: "tax_bp" }
  if (field === "bill.service_bp") return { step: "bill", field: "service_bp" }
  return { step: "menu", field: "" }
}

/** @typedef {"none" | "added" | "included"} Charge */
/** @typedef {{tax: Charge, tax_bp: number | null, service: boolean, service_bp: number | null}} Charges */

/**
 * The settings of a bill that an owner's answers mean. Who says that menu prices include the tax and charges service as
 * well means that what stands on the menu is what is paid.
 * @param {Charges} charges
 * @returns {Partial<Shop["bill"]>}
 */
export function billOf({ tax, tax_bp, service, service_bp }) {
  const isIncluded = tax === "included"
  return {
    restaurant_tax_bp: tax === "none" ? 0 : (tax_bp ?? 0),
    service_bp: service ? (service_bp ?? 0) : 0,
    prices_include: isIncluded ? (service ? "tax_and_service" : "tax") : "nothing",
  }
}

/** Most that a region or a shop may ask for, in hundredths of a percent. */
export const MOST_BP = 2_500

/** The rates that were asked for and cannot be. @param {Charges} charges @returns {("tax_bp" | "service_bp")[]} */
export function unfitRates({ tax, tax_bp, service, service_bp }) {
  const isUnfit = (/** @type {number | null} */ bp) => bp === null || bp < 1 || bp > MOST_BP
  /** @type {("tax_bp" | "service_bp")[]} */
  const found = []
  if (tax !== "none" && isUnfit(tax_bp)) found.push("tax_bp")
  if (service && isUnfit(service_bp)) found.push("service_bp")
  return found
}

/**
 * The first dish of the menu that can be ordered, with what must be chosen.
 * @param {Menu} menu
 * @returns {{item: MenuItem, options: number[]} | null}
 */
export function firstDish(menu) {
  for (const item of menu.categories.flatMap((category) => category.items)) {
    if (!item.is_available) continue
    const options = [...defaultOptions(item)]
    for (const group of missingGroups(item, options)) {
      const others = group.options.filter((option) => option.is_available && !options.includes(option.id))
      const lacks = group.min - group.options.filter((option) => options.includes(option.id)).length
      options.push(...others.slice(0, lacks).map((option) => option.id))
    }
    if (missingGroups(item, options).length === 0) return { item, options }
  }
  return null
}

/**
 * A real order, which says of itself that it is a test.
 * @param {{item: MenuItem, options: number[]}} dish
 * @param {Shop} shop
 * @param {string} note
 * @returns {PlaceOrder}
 */
export function testOrder({ item, options }, shop, note) {
  return {
    items: [{ menu_item_id: item.id, quantity: 1, modifiers: options.map((option_id) => ({ option_id })), note: "" }],
    payment_method: shop.payment_methods.includes("cash") ? "cash" : shop.payment_methods[0],
    order_type: "take_away",
    table_number: "",
    customer_name: "",
    note,
  }
}

/** @type {Record<OrderStatus, boolean>} */
const IS_READY = { awaiting_payment: false, preparing: false, ready: true, completed: true, cancelled: false }

/** Whether it went all the way. @param {Order} order */
export const isThrough = (order) => IS_READY[order.status]

/**
 * The stations a test order has passed, in their order.
 * @param {Order} order
 * @param {Board | null} board
 * @returns {Record<Station, boolean>}
 */
export function passed(order, board) {
  const ready = isThrough(order)
  return {
    cashier: !isUnpaid(order),
    kitchen: ready,
    // Picked up it has left the board again.
    board: ready && (isHandedOver(order) || Boolean(board?.ready.includes(order.number))),
    phone: ready,
  }
}
