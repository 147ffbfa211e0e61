// A shift as plain text of 32 columns, which fits the narrowest paper and reads well in a message.

import { rupiah } from "../lib/money.js"
import { clockTime, fullDay } from "../lib/time.js"
import { language, t } from "./words.js"

/** @import { Shift, ShiftReport } from "../lib/types.js" */

const WIDE = 32

/** A label and its value, on one line or on two. @param {string} label @param {string} value @param {number} wide */
function pair(label, value, wide) {
  const room = wide - label.length - value.length
  return room > 0 ? label + " ".repeat(room) + value : `${label}\n${value.padStart(wide)}`
}

/**
 * @param {Shift} shift
 * @param {{name: string, zone?: string, wide?: number}} shop
 * @returns {string} lines of at most `wide` columns, where the words of people let them
 */
export function slipOf({ till, opened_at, opened_by, closing, report }, { name, zone, wide = WIDE }) {
  const rule = "-".repeat(wide)
  const when = (/** @type {string} */ at) => `${fullDay(at, language(), zone)} ${clockTime(at, language(), zone)}`
  const row = (/** @type {string} */ label, /** @type {string | number} */ value) =>
    pair(label, typeof value === "number" ? rupiah(value) : value, wide)
  const lines = [
    name,
    closing ? t("drawer.z", { n: closing.z_number }) : t("drawer.x"),
    `${t("drawer.number", { n: till })}`,
    `${t("drawer.opened")} ${when(opened_at)} (${opened_by})`,
  ]
  if (closing) lines.push(`${t("drawer.closed")} ${when(closing.closed_at)} (${closing.closed_by})`)
  if (report) lines.push(rule, ...figuresOf(report).map(([label, value]) => row(label, value)), rule)
  if (report) lines.push(...cashOf(report).map(([label, value]) => row(label, value)))
  if (closing?.reason) lines.push(closing.reason)
  if (closing?.handed_over) lines.push(row(t("drawer.handed_over"), closing.handed_over))
  if (closing) lines.push(row(t("drawer.left"), closing.left))
  return lines.join("\n")
}

/** Where the message is sent from is chosen by who sends it: no number, no server. @param {string} text */
export const shareAddress = (text) => `https://wa.me/?text=${encodeURIComponent(text)}`

/**
 * What was sold and received, by label.
 * @param {ShiftReport} report @returns {[string, string | number][]}
 */
export function figuresOf({ sales, methods, ...report }) {
  /** @type {[string, string | number, boolean?][]} */
  const rows = [
    [t("drawer.orders"), sales.first ? `${sales.orders} (${sales.first} – ${sales.last})` : String(sales.orders)],
    [t("drawer.gross"), sales.gross],
    [t("drawer.discounts"), -sales.discounts, sales.discounts !== 0],
    [t("drawer.complimentary"), -sales.complimentary, sales.complimentary !== 0],
    [t("drawer.service"), sales.service, sales.service !== 0],
    [t("drawer.tax"), sales.tax, sales.tax !== 0],
    [t("drawer.total"), sales.total],
    [t("drawer.rounding"), report.rounding, report.rounding !== 0],
    [t("drawer.deposits"), report.deposits, report.deposits !== 0],
    [t("drawer.claims"), report.claims, report.claims !== 0],
    [t("drawer.refunded"), -report.refunded, report.refunded !== 0],
    ...methods.map(({ method, total }) => /** @type {[string, number]} */ ([t(`method.${method}`), total])),
    [t("drawer.received"), report.received],
    [t("drawer.voids"), String(report.voids.length), report.voids.length > 0],
  ]
  return rows.filter(([, , there = true]) => there).map(([label, value]) => [label, value])
}

/** The drawer's cash, by label. @param {ShiftReport} report @returns {[string, number][]} */
export function cashOf({ cash }) {
  /** @type {[string, number, boolean?][]} */
  const rows = [
    [t("drawer.opening"), cash.opening],
    [t("drawer.cash_received"), cash.received],
    [t("drawer.cash_back"), -cash.given_back, cash.given_back !== 0],
    [t("drawer.kind.pay_in"), cash.pay_in, cash.pay_in !== 0],
    [t("drawer.kind.pay_out"), -cash.pay_out, cash.pay_out !== 0],
    [t("drawer.kind.drop"), -cash.drop, cash.drop !== 0],
    [t("drawer.expected"), cash.expected],
    ...(cash.counted === null
      ? []
      : /** @type {[string, number][]} */ ([
          [t("drawer.counted"), cash.counted],
          [t("drawer.difference"), cash.difference ?? 0],
        ])),
  ]
  return rows.filter(([, , there = true]) => there).map(([label, value]) => [label, value])
}
