// Words for parts of an order that are the same on every screen.

import { IS_TAKEN_AWAY } from "../lib/decisions.js"
import { t } from "./words.js"

/** @import { Check, Order, OrderLine } from "../lib/types.js" */

/**
 * Over the lines of a later round, or of another order.
 * @param {number} round
 * @param {Pick<OrderLine, "moved_from">} [first] of its lines
 */
export function roundTitle(round, first) {
  if (first?.moved_from) return t("merge.from", { number: first.moved_from })
  return round === 2 ? t("line.added") : t("line.added_nth", { n: round - 1 })
}

/**
 * Where it will be eaten, after the price level where the staff are told one: «GoFood · Bungkus».
 * @param {Pick<Order, "order_type" | "table_number" | "price_level">} order
 * @returns {string}
 */
export function locationWords({ order_type, table_number, price_level }) {
  if (price_level) return `${price_level.name} · ${locationWords({ order_type, table_number })}`
  return table_number && !IS_TAKEN_AWAY[order_type] ? t("type.table", { table: table_number }) : t(`type.${order_type}`)
}

/** Whose check it is, or which of them. @param {Order} order @param {Check} check */
export function checkName({ checks = [] }, { id, label }) {
  return label ?? t("checks.nth", { n: checks.findIndex((check) => check.id === id) + 1 })
}
