// Words for money in the history, where the journal has «cash 30000». A payment method that this page does not know
// gets no sentence.

import { PAYMENT_METHODS } from "../../../lib/api-words.js"
import { rupiah } from "../../../lib/money.js"
import { t } from "../../../components/words.js"

/**
 * @typedef {{number: string, who: string, before: string | null, after: string, items: string, amount: string,
 *   by: string}} Happened `items` and `amount` are empty where they are not known
 */
/** @typedef {{who: string, amount: string, method: string, number: string}} Facts in the page's words */

const MOVED = /^(\w+) (\d+)$/

/** The way of paying and the amount. @param {string | null} text */
function read(text) {
  const [, way, amount] = MOVED.exec(text ?? "") ?? []
  const method = PAYMENT_METHODS.find((each) => each === way)
  return method && { method, amount: rupiah(Number(amount)) }
}

/**
 * The sentence for money that moved.
 * @param {(facts: Facts) => string} say
 * @returns {(happened: Happened) => string}
 */
export const moved =
  (say) =>
  ({ number, who, after }) => {
    const money = read(after)
    return money ? say({ who, number, amount: money.amount, method: t(`change.method.${money.method}`) }) : ""
  }

/** The sentence for a corrected payment method. @param {Happened} happened */
export function corrected({ number, who, before, after }) {
  const [was, is] = [read(before), read(after)]
  if (!was || !is) return ""
  const [from, to] = [t(`method.${was.method}`), t(`method.${is.method}`)]
  return t("change.money.corrected", {
    who,
    number,
    amount: is.amount,
    method: t(`change.method.${is.method}`),
    from,
    to,
  })
}
