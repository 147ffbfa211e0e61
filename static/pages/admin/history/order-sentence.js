// Sentences for changes of an order's money or items. A kind that this page does not know is shown by its name.

import { EVENT_TYPES, ORDER_STATUSES, ORDER_TYPES } from "../../../lib/api-words.js"
import { isCancelled, isHandedOver, isReady } from "../../../lib/decisions.js"
import { rupiah } from "../../../lib/money.js"
import { t } from "../../../components/words.js"
import { byWhom } from "./change-words.js"
import { corrected, moved } from "./money-words.js"

/** @import { Change, EventType, LineStatus, OrderStatus } from "../../../lib/types.js" */
/** @import { Facts, Happened } from "./money-words.js" */

// «split 2», as the journal keeps a bill that was split.
const SPLIT = /^split (\d+)$/

/** The new status of an order; a step back has other sentences. @type {Record<OrderStatus, (facts: Said) => string>} */
const MOVES = {
  awaiting_payment: () => "",
  preparing: (facts) =>
    isReady({ status: facts.was }) ? t("change.sent.recalled", facts) : t("change.sent.to_kitchen", facts),
  ready: (facts) =>
    isHandedOver({ status: facts.was }) ? t("change.sent.reopened", facts) : t("change.sent.ready", facts),
  completed: (facts) => t("change.sent.handed_over", facts),
  cancelled: (facts) => {
    if (facts.amount) return t("change.sent.cancelled_paid", facts)
    return facts.by === "clock" ? t("change.sent.expired", facts) : t("change.sent.cancelled", facts)
  },
}
/** @typedef {Omit<Facts, "method"> & {was: OrderStatus, by: string}} Said */

/** @type {Record<LineStatus, (facts: {who: string, item: string, number: string}) => string>} */
const LINES = {
  queued: (facts) => t("change.sent.line_undone", facts),
  done: (facts) => t("change.sent.line_done", facts),
  void: () => "",
}

/** @type {Record<EventType, (happened: Happened) => string>} */
const SENTENCES = {
  new_order: ({ who, number, items, amount }) =>
    items ? t("change.sent.placed", { who, number, items, amount }) : t("change.sent.placed_short", { who, number }),
  order_status_update: ({ who, number, before, after, amount, by }) => {
    if (after === "served") return t("change.sent.served", { who, number })
    if (before === "served") return t("change.sent.not_served", { who, number })
    const status = ORDER_STATUSES.find((each) => each === after)
    const was = ORDER_STATUSES.find((each) => each === before) ?? "awaiting_payment"
    return status ? MOVES[status]({ who, number, amount, by, was }) : ""
  },
  order_line_update: ({ who, number, after, items }) =>
    items && after in LINES ? LINES[/** @type {LineStatus} */ (after)]({ who, number, item: items }) : "",
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

/** What happened to an order, in a sentence with its reason; else empty. @param {Change} change */
export function orderSentence({ subject, field, name: number, by, before, after, items = "", amount, reason }) {
  const type = EVENT_TYPES.find((each) => each === field)
  if (subject !== "order" || after === null || !type) return ""
  const sum = amount === undefined ? "" : rupiah(amount)
  const said = SENTENCES[type]({ number, who: byWhom(by), by, before, after, items, amount: sum })
  return said && reason ? `${said}: ${reason}` : said
}

/** Whether an owner looks twice: an order was cancelled that money had come in for. @param {Change} change */
export function isGrave({ subject, after, amount }) {
  const status = ORDER_STATUSES.find((each) => each === after)
  return subject === "order" && status !== undefined && isCancelled({ status }) && Boolean(amount)
}

/** The table, or where it is eaten when there is none. @param {string} where */
function saidWhere(where) {
  const type = ORDER_TYPES.find((each) => each === where)
  return type ? t(`type.${type}`) : t("type.table", { table: where })
}
