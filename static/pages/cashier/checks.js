// The checks of a split bill, and how a bill is split item by item. Pure, so that the list, the payment and the sheets
// never differ.

/** @import { Check, CheckLine, Order, OrderLine } from "../../lib/types.js" */

/** @type {Check[]} */
const NONE = []

/** @param {Order} order */
export const checksOf = (order) => order.checks ?? NONE

/** While it is split, items and discounts stay as they are. @param {Order} order */
export const isSplit = (order) => checksOf(order).length > 0

/** Those that are not paid yet. @param {Order} order */
export const dueChecks = (order) => checksOf(order).filter((check) => check.rest_amount > 0)

/** What came in for a check and has not gone back. @param {Check} check */
export const refundableOf = (check) => check.paid_amount - check.refunded_amount

/** Whether anything of a line is on a check. @param {Check} check @param {OrderLine} line */
export const isOn = ({ lines }, line) => !lines || lines.some((each) => each.line_id === line.id)

/**
 * What a check takes of a line, in a few words: pieces, or a share of the item.
 * @param {CheckLine} share
 * @param {OrderLine} line
 */
export function shareWords({ numerator, denominator }, { quantity, name }) {
  const pieces = (quantity * numerator) / denominator
  if (Number.isInteger(pieces)) return `${pieces}× ${name}`
  const share = `${numerator}/${denominator}`
  return quantity === 1 ? `${share} ${name}` : `${share} × ${quantity} ${name}`
}

export const MOST_CHECKS = 20

/**
 * Who takes what of a line: pieces by the index of the check; or, where it is shared, 1 for each check that shares it.
 * @typedef {{takes: number[], shared: boolean}} Taken
 */
/**
 * A split that is being made.
 * @typedef {{labels: string[], lines: Record<number, Taken>}} Plan
 */

/** @returns {Plan} */
export const newPlan = () => ({ labels: ["", ""], lines: {} })

/** @param {Plan} plan @param {OrderLine} line @returns {Taken} */
export const takenOf = ({ labels, lines }, { id }) => lines[id] ?? { takes: labels.map(() => 0), shared: false }

/** How many pieces of a line are on no check. @param {Plan} plan @param {OrderLine} line */
export function leftOf(plan, line) {
  const { takes, shared } = takenOf(plan, line)
  const sum = takes.reduce((all, each) => all + each, 0)
  return shared ? (sum > 0 ? 0 : line.quantity) : line.quantity - sum
}

/** @param {Plan} plan @param {OrderLine} line @param {Taken} taken @returns {Plan} */
const withTaken = (plan, line, taken) => ({ ...plan, lines: { ...plan.lines, [line.id]: taken } })

/** @param {number[]} takes @param {number} at @param {number} by */
const changed = (takes, at, by) => takes.map((each, index) => (index === at ? each + by : each))

/**
 * One more piece for a check; of a shared item, its share or none.
 * @param {Plan} plan
 * @param {OrderLine} line
 * @param {number} at
 */
export function give(plan, line, at) {
  const { takes, shared } = takenOf(plan, line)
  if (shared) return withTaken(plan, line, { shared, takes: changed(takes, at, takes[at] ? -1 : 1) })
  return leftOf(plan, line) > 0 ? withTaken(plan, line, { shared, takes: changed(takes, at, 1) }) : plan
}

/** One piece less for a check. @param {Plan} plan @param {OrderLine} line @param {number} at */
export function takeBack(plan, line, at) {
  const { takes, shared } = takenOf(plan, line)
  return takes[at] > 0 ? withTaken(plan, line, { shared, takes: changed(takes, at, -1) }) : plan
}

/** An item for all checks alike, or by its pieces again. @param {Plan} plan @param {OrderLine} line */
export function share(plan, line) {
  const { takes, shared } = takenOf(plan, line)
  return withTaken(plan, line, { shared: !shared, takes: takes.map(() => (shared ? 0 : 1)) })
}

/** All that is on no check, for this one. @param {Plan} plan @param {OrderLine[]} lines @param {number} at */
export function giveRest(plan, lines, at) {
  return lines.reduce((now, line) => {
    const { takes, shared } = takenOf(now, line)
    const left = leftOf(now, line)
    return left > 0 ? withTaken(now, line, { shared, takes: changed(takes, at, shared ? 1 : left) }) : now
  }, plan)
}

/** One check more. @param {Plan} plan @returns {Plan} */
export function addCheck({ labels, lines }) {
  const more = Object.entries(lines).map(([id, taken]) => [id, { ...taken, takes: [...taken.takes, 0] }])
  return { labels: [...labels, ""], lines: Object.fromEntries(more) }
}

/** @param {Plan} plan @param {number} at @param {string} label @returns {Plan} */
export function named(plan, at, label) {
  return { ...plan, labels: plan.labels.map((each, index) => (index === at ? label : each)) }
}

/**
 * How many pieces a check takes; a shared item counts as one.
 * @param {Plan} plan
 * @param {OrderLine[]} lines
 * @param {number} at
 */
export const countOn = (plan, lines, at) => lines.reduce((sum, line) => sum + takenOf(plan, line).takes[at], 0)

/** How many pieces are on no check. @param {Plan} plan @param {OrderLine[]} lines */
export const countLeft = (plan, lines) => lines.reduce((sum, line) => sum + leftOf(plan, line), 0)

/**
 * What is to be sent; a check without anything is none.
 * @param {Plan} plan
 * @param {OrderLine[]} lines
 */
export function draftsOf(plan, lines) {
  const drafts = plan.labels.map((label, at) => ({
    ...(label.trim() ? { label: label.trim() } : {}),
    portions: lines
      .map((line) => ({ line, ...takenOf(plan, line) }))
      .filter(({ takes }) => takes[at] > 0)
      .map(({ line, takes, shared }) => ({
        line_id: line.id,
        numerator: takes[at],
        denominator: shared ? takes.reduce((all, each) => all + each, 0) : line.quantity,
      })),
  }))
  return drafts.filter(({ portions }) => portions.length > 0)
}
