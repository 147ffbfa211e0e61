// Sample data: a made-up shop at noon, with enough in it to show every part in every state.

import { totalOf } from "../../lib/cart.js"
import { say } from "./say.js"

/** @import { PriceNow, PriceState } from "../../components/use-price.js" */
/** @import { CartLine } from "../../lib/cart.js" */
/** @import { Bill, Menu, MenuItem, ModifierGroup, Order, OrderLine } from "../../lib/types.js" */

const minutesAgo = (/** @type {number} */ n) => new Date(Date.now() - n * 60_000).toISOString()

/** @returns {ModifierGroup[]} */
const groups = () => [
  {
    id: 1,
    name: say("Level pedas", "How hot"),
    min: 1,
    max: 1,
    options: [
      { id: 11, name: say("Tidak pedas", "Mild"), price: 0, is_available: true, is_default: true },
      { id: 12, name: say("Pedas banget", "Very hot"), price: 0, is_available: true, is_default: false },
    ],
  },
  {
    id: 2,
    name: say("Tambahan", "Extras"),
    min: 0,
    max: 2,
    options: [
      { id: 21, name: say("Telur ceplok", "Fried egg"), price: 5_000, is_available: true, is_default: false },
      { id: 22, name: say("Kerupuk", "Crackers"), price: 2_000, is_available: false, is_default: false },
      { id: 23, name: say("Ekstra ayam", "More chicken"), price: 9_000, is_available: true, is_default: false },
    ],
  },
]

/**
 * @param {number} id
 * @param {string} name
 * @param {number} price
 * @param {Partial<MenuItem>} [more]
 * @returns {MenuItem}
 */
const dish = (id, name, price, more = {}) => ({
  id,
  name,
  description: "",
  price,
  is_available: true,
  photo_url: null,
  station: "",
  modifier_groups: [],
  ...more,
})

/** @returns {Menu} */
export const menu = () => ({
  categories: [
    {
      id: 1,
      name: say("Nasi & Lauk", "Rice dishes"),
      items: [
        dish(1, say("Nasi Goreng Kampung", "Village fried rice"), 20_000, {
          description: say("Bumbu terasi, telur orak-arik, acar", "Shrimp paste, scrambled egg, pickles"),
          photo_url: "/art/nasi-goreng.svg",
          modifier_groups: groups(),
        }),
        dish(2, say("Ayam Bakar Madu + Nasi", "Honey grilled chicken with rice"), 27_000, {
          modifier_groups: [
            { ...groups()[0], options: groups()[0].options.map((option) => ({ ...option, is_default: false })) },
          ],
        }),
        dish(3, say("Soto Ayam + Nasi", "Chicken soto with rice"), 20_000, {
          is_available: false,
          photo_url: "/art/soto.svg",
        }),
        dish(4, say("Es Teh Manis", "Iced sweet tea"), 6_000),
      ],
    },
  ],
})

/** @param {number} id @param {MenuItem} item @param {Partial<OrderLine>} [more] @returns {OrderLine} */
const line = (id, item, more = {}) => ({
  id,
  menu_item_id: item.id,
  name: item.name,
  unit_price: item.price,
  quantity: 1,
  modifiers: [],
  note: null,
  status: "queued",
  line_total: item.price,
  station: "",
  ...more,
})

/** What costs what the menu says. @param {number} total @returns {Bill} */
const plainBill = (total) => ({
  gross: total,
  complimentary: 0,
  line_discounts: 0,
  order_discount: 0,
  net: total,
  service: 0,
  service_bp: 0,
  taxes: [],
  prices_include: "nothing",
  total,
})

/**
 * What a cart costs with service and tax, in coins of Rp500.
 * @param {Menu} menu
 * @param {CartLine[]} lines
 * @param {PriceState} state
 * @returns {PriceNow}
 */
export function price(menu, lines, state) {
  const gross = totalOf(lines, menu)
  if (state === "menu" || state === "later") return { state, total: gross, price: null }
  const service = Math.round(gross / 20)
  const tax = Math.round((gross + service) / 10)
  const total = gross + service + tax
  /** @type {Bill} */
  const bill = {
    ...plainBill(gross),
    service,
    service_bp: 500,
    taxes: [{ class: "restaurant", rate_bp: 1_000, base: gross + service, amount: tax }],
    total,
  }
  return { state, total, price: { lines: [], bill, total_amount: total, total_in_cash: Math.round(total / 500) * 500 } }
}

/** @param {Partial<Order>} [more] @returns {Order} */
export function order(more = {}) {
  const [rice, chicken, , tea] = menu().categories[0].items
  const lines = [
    line(1, rice, {
      quantity: 2,
      line_total: 40_000,
      modifiers: [{ option_id: 12, name: say("Pedas banget", "Very hot"), price: 0 }],
      note: say("jangan pakai bawang", "no onions please"),
    }),
    line(2, chicken, { status: "done" }),
    line(3, tea),
  ]
  return {
    uid: "0p1zm4smkfy0ezz94cvnjnzxh4",
    number: "C-047",
    code: "7K4P",
    status: "preparing",
    payment_status: "paid",
    rev: 4,
    total_amount: 73_000,
    bill: plainBill(73_000),
    paid_amount: 73_000,
    refunded_amount: 0,
    rest_amount: 0,
    owed_back: 0,
    rest_in_cash: 0,
    payment_method: "cash",
    order_type: "dine_in",
    table_number: "7",
    customer_name: "Sari",
    note: null,
    channel: "phone",
    lines,
    created_at: minutesAgo(3),
    ready_at: null,
    completed_at: null,
    expires_at: null,
    cancel_cause: null,
    ...more,
  }
}

/** Since when, so that a ticket is so many minutes old. @param {number} minutes */
export const since = (minutes) => minutesAgo(minutes)
