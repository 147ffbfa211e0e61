// What happened to an order's money or its items, in a sentence for the history.

import { ORDER_TYPES } from "../../../lib/api-words.js"
import { rupiah } from "../../../lib/money.js"
import { t } from "../../../components/words.js"
import { byWhom } from "./change-words.js"
import { moneySentence } from "./money-words.js"

/** @import { Change } from "../../../lib/types.js" */

// «split 2», as the journal keeps a bill that was split.
const SPLIT = /^split (\d+)$/

const has = (/** @type {string[]} */ words, /** @type {string} */ word) => words.includes(word)

/** What happened to an order's money or its items, in a sentence; else empty. @param {Change} change */
export function orderSentence({ subject, field, name: number, by, before, after }) {
  if (subject !== "order" || after === null) return ""
  const who = byWhom(by)
  switch (field) {
    case "order_status_update":
      if (after === "served") return t("change.sent.served", { who, number })
      return before === "served" ? t("change.sent.not_served", { who, number }) : ""
    case "bill_changed": {
      const [, n] = SPLIT.exec(after) ?? []
      return n
        ? t("change.money.split", { who, n, number })
        : t("change.money.bill", { number, amount: rupiah(Number(after)) })
    }
    case "order_lines_added":
      return t("change.sent.added", { who, items: after, number })
    case "order_lines_requested":
      return t("change.sent.requested", { who, items: after, number })
    case "order_lines_declined":
      return t("change.sent.declined", { who, items: after, number })
    case "order_line_voided":
      return t("change.sent.voided", { who, item: after, number })
    case "order_lines_moved_in":
      return t("change.sent.moved_in", { who, from: after, number })
    case "order_lines_moved_out":
      return t("change.sent.moved_out", { who, to: after, number })
    case "order_details_changed":
      return t("change.sent.details", { who, number, where: saidWhere(after) })
    default:
      return moneySentence({ field, number, who, before, after })
  }
}

/** The table, or where it is eaten when there is none. @param {string} where */
const saidWhere = (where) => (has(ORDER_TYPES, where) ? t(`type.${where}`) : t("type.table", { table: where }))
