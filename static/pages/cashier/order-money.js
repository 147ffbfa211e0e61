// What of an order's money is still to move: what the customer owes, and what can be given back. Pure, so that the
// list, the detail and the sheets never reckon differently.

import { isCancelled, isUnpaid } from "../../lib/decisions.js"
import { isSplit } from "./checks.js"

/** @import { Order, OrderLine, PaymentMethod, PaymentStatus } from "../../lib/types.js" */

/** Whether money is still to come as long as the order is not cancelled. @param {Order} order */
export function isOwed(order) {
  return !isCancelled(order) && (isUnpaid(order) || order.rest_amount > 0)
}

/** What came in and has not gone back. @param {Order} order */
export const refundable = (order) => order.paid_amount - order.refunded_amount

/** Whether money is still to go back. @param {Order} order */
export const owesBack = (order) => order.owed_back > 0

/** The money that came in when nothing was owed and is still here, oldest first. @param {Order} order */
export const openClaims = (order) => (order.claims ?? []).filter((claim) => !claim.settlement)

/** Whether more money for it would be no payment: it is cancelled or paid. @param {Order} order */
export const takesClaims = (order) => isCancelled(order) || !isOwed(order)

/** Whether the bill can still change: before it is split or any money came in. @param {Order} order */
export const takesDiscounts = (order) => isOwed(order) && isUnpaid(order) && !isSplit(order)

/** Whether there is a bill to split. @param {Order} order */
export const canSplit = (order) => takesDiscounts(order) && order.total_amount > 0

/**
 * What is said of the money next to the order's own status; empty where that says it already.
 * @type {Record<PaymentStatus, "" | "due" | "partially_refunded" | "refunded">}
 */
const SAID = {
  unpaid: "",
  partially_paid: "due",
  paid: "",
  partially_refunded: "partially_refunded",
  refunded: "refunded",
}

/** @param {Order} order @returns {"" | "due" | "kept" | "partially_refunded" | "refunded"} */
export function moneySign(order) {
  if (owesBack(order)) return "kept"
  return SAID[order.payment_status]
}

/** How the newest payment was made. @param {Order} order @returns {PaymentMethod} */
export const paidWith = (order) => order.payments?.at(-1)?.method ?? order.payment_method

/** How many pieces of a line can still be given back. @param {Order} order @param {OrderLine} line */
export function piecesLeft(order, line) {
  return line.quantity - piecesBack(order, line)
}

/** How many went back. @param {Order} order @param {OrderLine} line */
export function piecesBack(order, line) {
  const lines = (order.refunds ?? []).flatMap((refund) => refund.lines)
  return lines.filter((each) => each.line_id === line.id).reduce((sum, each) => sum + each.quantity, 0)
}

/**
 * What pieces of a line come to, as the server shares a line out: each part of it ends where that many of its pieces
 * are, half up.
 * @param {Order} order
 * @param {OrderLine} line
 * @param {number} pieces
 */
export function priceOfPieces(order, line, pieces) {
  const before = piecesBack(order, line)
  const share = (/** @type {number} */ part) =>
    upTo(part, before + pieces, line.quantity) - upTo(part, before, line.quantity)
  const { net, service, tax, total } = line.parts ?? {
    net: line.line_total,
    service: 0,
    tax: 0,
    total: line.line_total,
  }
  const isTaxWithin = net + service === total
  return share(net) + share(service) + (isTaxWithin ? 0 : share(tax))
}

/** @param {number} part @param {number} pieces @param {number} sold */
const upTo = (part, pieces, sold) => Math.floor((2 * part * pieces + sold) / (2 * sold))
