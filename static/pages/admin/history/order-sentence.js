// What happened to an order's money or its items, in a sentence for the history. What a newer server tells and this
// page does not know is left to its name.

import { EVENT_TYPES, ORDER_TYPES } from "../../../lib/api-words.js"
import { rupiah } from "../../../lib/money.js"
import { t } from "../../../components/words.js"
import { byWhom } from "./change-words.js"
import { corrected, moved } from "./money-words.js"

/** @import { Change, EventType } from "../../../lib/types.js" */
/** @import { Happened } from "./money-words.js" */

// «split 2», as the journal keeps a bill that was split.
const SPLIT = /^split (\d+)$/

/** Its name and what it was before and after say all. */
const unsaid = () => ""

/** @type {Record<EventType, (happened: Happened) => string>} */
const SENTENCES = {
  new_order: unsaid,
  order_status_update: ({ who, number, before, after }) => {
    if (after === "served") return t("change.sent.served", { who, number })
    return before === "served" ? t("change.sent.not_served", { who, number }) : ""
  },
  order_line_update: unsaid,
  order_lines_added: ({ who, number, after }) => t("change.sent.added", { who, items: after, number }),
  order_lines_requested: ({ who, number, after }) => t("change.sent.requested", { who, items: after, number }),
  order_lines_declined: ({ who, number, after }) => t("change.sent.declined", { who, items: after, number }),
  order_line_voided: ({ who, number, after }) => t("change.sent.voided", { who, item: after, number }),
  order_lines_moved_out: ({ who, number, after }) => t("change.sent.moved_out", { who, to: after, number }),
  order_lines_moved_in: ({ who, number, after }) => t("change.sent.moved_in", { who, from: after, number }),
  order_details_changed: ({ who, number, after }) => t("change.sent.details", { who, number, where: saidWhere(after) }),
  payment_received: moved((facts) => t("change.money.part", facts)),
  payment_success: moved((facts) => t("change.money.paid", facts)),
  payment_refunded: moved((facts) => t("change.money.refunded", facts)),
  payment_corrected: corrected,
  claim_recorded: moved((facts) => t("change.money.claimed", facts)),
  claim_settled: moved((facts) => t("change.money.settled", facts)),
  bill_changed: ({ who, number, after }) => {
    const [, n] = SPLIT.exec(after) ?? []
    return n
      ? t("change.money.split", { who, n, number })
      : t("change.money.bill", { number, amount: rupiah(Number(after)) })
  },
}

/** What happened to an order's money or its items, in a sentence; else empty. @param {Change} change */
export function orderSentence({ subject, field, name: number, by, before, after }) {
  const type = EVENT_TYPES.find((each) => each === field)
  if (subject !== "order" || after === null || !type) return ""
  return SENTENCES[type]({ number, who: byWhom(by), before, after })
}

/** The table, or where it is eaten when there is none. @param {string} where */
function saidWhere(where) {
  const type = ORDER_TYPES.find((each) => each === where)
  return type ? t(`type.${type}`) : t("type.table", { table: where })
}
