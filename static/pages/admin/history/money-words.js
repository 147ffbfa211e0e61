// What happened to an order's money, in a sentence. What a newer server tells and this page does not know is left to
// its name.

import { PAYMENT_METHODS } from "../../../lib/api-words.js"
import { rupiah } from "../../../lib/money.js"
import { t } from "../../../components/words.js"

/** «cash 30000», as the journal keeps money that moved. */
const MOVED = /^(\w+) (\d+)$/

const has = (/** @type {string} */ word) => PAYMENT_METHODS.some((method) => method === word)

/** @param {{field: string, number: string, who: string, before: string | null, after: string}} change */
export function moneySentence({ field, number, who, before, after }) {
  const [, way, amount] = MOVED.exec(after) ?? []
  if (!way || !has(way)) return ""
  const facts = { who, amount: rupiah(Number(amount)), method: t(`change.method.${way}`), number }
  switch (field) {
    case "payment_received":
      return t("change.money.part", facts)
    case "payment_success":
      return t("change.money.paid", facts)
    case "payment_refunded":
      return t("change.money.refunded", facts)
    case "claim_recorded":
      return t("change.money.claimed", facts)
    case "claim_settled":
      return t("change.money.settled", facts)
    case "payment_corrected": {
      const [, from] = MOVED.exec(before ?? "") ?? []
      if (!from || !has(from)) return ""
      return t("change.money.corrected", { ...facts, from: t(`method.${from}`), to: t(`method.${way}`) })
    }
    default:
      return ""
  }
}
