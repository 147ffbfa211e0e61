// One visit at the kiosk, from the first tap to the number: the step, the cart, and the idempotency key with which its
// order is sent, once or more often.

import { IS_TAKEN_AWAY } from "../../lib/decisions.js"
import { newKey } from "../../lib/api.js"

/** @import { CartLine } from "../../lib/cart.js" */
/** @import { Order, OrderType, PlaceOrder } from "../../lib/types.js" */

/** @typedef {"attract" | "type" | "table" | "menu" | "name" | "pay" | "done"} Step */
/** @typedef {Omit<PlaceOrder, "items">} Details */

/**
 * @typedef {object} Visit
 * @property {Step} step
 * @property {CartLine[]} lines
 * @property {Details} details
 * @property {string} key
 * @property {boolean} sent it may have arrived: until there is an answer it is only sent again, never changed
 * @property {Order | null} order
 */

/** @typedef {Visit & {until: number}} KeptVisit */

// A visit ends by itself after a question that is shown for this many seconds; the number is shown for as long.
export const PROMPT_SECONDS = 15
export const NUMBER_SHOWN_FOR = 30

/** No customer is there. @returns {Visit} */
export function newVisit() {
  return {
    step: "attract",
    lines: [],
    details: {
      order_type: "dine_in",
      table_number: "",
      customer_name: "",
      note: "",
      payment_method: "cash",
      channel: "kiosk",
    },
    key: newKey(),
    sent: false,
    order: null,
  }
}

/** @param {Visit} visit @param {Step} step @returns {Visit} */
export function goTo(visit, step) {
  if (visit.sent) return visit
  // Back at the beginning, all answers are gone.
  return step === "attract" ? newVisit() : { ...visit, step }
}

/**
 * Another order than before has another key; one that may have arrived stays as it was.
 * @param {Visit} visit
 * @param {CartLine[]} lines
 * @returns {Visit}
 */
export function withLines(visit, lines) {
  if (visit.sent) return visit
  const nothingToPay = lines.length === 0 && (visit.step === "name" || visit.step === "pay")
  return { ...visit, lines, key: newKey(), step: nothingToPay ? "menu" : visit.step }
}

/** @param {Visit} visit @param {Partial<Details>} details @returns {Visit} */
export function withDetails(visit, details) {
  return visit.sent ? visit : { ...visit, details: { ...visit.details, ...details }, key: newKey() }
}

/** @param {Visit} visit @param {OrderType} order_type @returns {Visit} */
export function withType(visit, order_type) {
  const away = IS_TAKEN_AWAY[order_type]
  return goTo(withDetails(visit, away ? { order_type, table_number: "" } : { order_type }), away ? "menu" : "table")
}

/** One step back; a number that is shown, and an order on its way, stay. @param {Visit} visit @returns {Visit} */
export function stepBack(visit) {
  /** @type {Partial<Record<Step, Step>>} */
  const before = {
    type: visit.lines.length > 0 ? "menu" : "attract",
    table: "type",
    menu: "type",
    name: "menu",
    pay: "name",
  }
  const step = before[visit.step]
  return step ? goTo(visit, step) : visit
}

/**
 * The stored visit after a reload, unless its customer is long gone.
 * @param {KeptVisit | null} kept
 * @param {number} now
 * @returns {Visit}
 */
export function restoredVisit(kept, now) {
  if (!kept || !Array.isArray(kept.lines) || !(kept.until > now)) return newVisit()
  const { until, ...visit } = kept
  return visit
}

/**
 * Seconds left before everything is forgotten: nothing while a customer is there, and 0 when it is time.
 * @param {number} quiet milliseconds since the last touch
 * @param {{wait: number, grace: number}} timeouts seconds before it is asked, and seconds to answer
 */
export function secondsLeft(quiet, { wait, grace }) {
  const over = quiet - wait * 1_000
  if (over < 0) return null
  return Math.max(0, Math.ceil(grace - over / 1_000))
}

/** How long each step waits for a touch. @param {Step} step @param {number} idle seconds, as the shop decided */
export function timeoutsOf(step, idle) {
  if (step === "done") return { wait: 0, grace: NUMBER_SHOWN_FOR }
  // Without a customer there is nothing to ask; only the language goes back to the shop's.
  return { wait: idle, grace: step === "attract" ? 0 : PROMPT_SECONDS }
}
