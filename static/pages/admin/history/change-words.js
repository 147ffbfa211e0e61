// The history's own words in the words of people. What a newer server tells and this page does not know stays as it is.

import { EVENT_TYPES, ORDER_STATUSES, ORDER_TYPES, PAYMENT_METHODS, ROLES } from "../../../lib/api-words.js"
import { rupiah } from "../../../lib/money.js"
import { t } from "../../../components/words.js"
import { settingLabel, settingSaid } from "./setting-words.js"

/** @import { Change, LineStatus, Subject } from "../../../lib/types.js" */

const OF_MENU = [
  "added",
  "retired",
  "restored",
  "name",
  "name_en",
  "price",
  "description",
  "description_en",
  "category",
  "station",
  "choices",
  "photo",
  "available",
  "min",
  "max",
  "options",
  "options_en",
  "sold_out",
  "order",
]
/** What can be said of each kind of thing; a setting says it itself. @type {Record<Subject, string[]>} */
const KNOWN = {
  category: OF_MENU,
  item: OF_MENU,
  group: OF_MENU,
  staff: ["added", "retired", "restored", "name", "role", "pin"],
  device: ["paired", "revoked"],
  setting: [],
  tables: ["card_renewed", "card_restored", "wifi.name", "wifi.security", "wifi.hidden", "wifi.password"],
  order: EVENT_TYPES,
}
/** These say all with their name: what it was before is of no use in words, or is secret. */
const PLAIN = ["added", "retired", "restored", "photo", "pin", "paired", "revoked", "payment_success"]
/** «cash 30000», as the journal keeps money that moved. */
const MOVED = /^(\w+) (\d+)$/
/** «split 2», as the journal keeps a bill that was split. */
const SPLIT = /^split (\d+)$/
/** @type {Record<string, string>} */
const ICONS = {
  added: "plus",
  retired: "trash",
  restored: "undo",
  photo: "image",
  price: "cash",
  available: "soldout",
  sold_out: "soldout",
}
/** @type {Record<Subject, string>} */
const SIGNS = {
  category: "note",
  item: "note",
  group: "note",
  staff: "user",
  device: "screen",
  setting: "settings",
  tables: "plate",
  order: "list",
}
/** @type {Record<LineStatus, () => string>} */
const LINES = { queued: () => t("line.preparing"), done: () => t("line.done"), void: () => t("status.cancelled") }

const isMenu = (/** @type {Subject} */ subject) => KNOWN[subject] === OF_MENU

/** @param {Change[]} changes saved together */
export function iconOf([first, ...others]) {
  const isOneKind = others.every((change) => change.field === first.field)
  return (isMenu(first.subject) && isOneKind && ICONS[first.field]) || (SIGNS[first.subject] ?? "note")
}

/** What it is about. @param {Change} change */
export function nameOf({ subject, name }) {
  if (subject === "setting") return t("history.setting")
  if (subject === "tables") return name ? t("type.table", { table: name }) : t("tables.title")
  return name
}

/** @param {string} by */
export function byWhom(by) {
  if (by === "customer") return t("history.by_customer")
  if (by === "clock") return t("history.by_clock")
  return by === "command line" ? t("history.by_machine") : by
}

/**
 * What happened to an order's money or to its items, in a sentence; empty for anything else.
 * @param {Change} change
 */
export function orderSentence({ subject, field, name: number, by, before, after }) {
  if (subject !== "order" || after === null) return ""
  const who = byWhom(by)
  switch (field) {
    case "bill_changed": {
      const [, n] = SPLIT.exec(after) ?? []
      return n
        ? t("change.money.split", { who, n, number })
        : t("change.money.bill", { number, amount: rupiah(Number(after)) })
    }
    case "order_lines_added":
      return t("change.sent.added", { who, items: after, number })
    case "order_line_voided":
      return t("change.sent.voided", { who, item: after, number })
    case "order_details_changed":
      return t("change.sent.details", { who, number, where: saidWhere(after) })
    default:
      return moneySentence({ field, number, who, before, after })
  }
}

/** The table, or where it is eaten when there is none. @param {string} where */
const saidWhere = (where) => (has(ORDER_TYPES, where) ? t(`type.${where}`) : t("type.table", { table: where }))

/** @param {{field: string, number: string, who: string, before: string | null, after: string}} change */
function moneySentence({ field, number, who, before, after }) {
  const [, way, amount] = MOVED.exec(after) ?? []
  if (!way || !has(PAYMENT_METHODS, way)) return ""
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
      if (!from || !has(PAYMENT_METHODS, from)) return ""
      return t("change.money.corrected", { ...facts, from: t(`method.${from}`), to: t(`method.${way}`) })
    }
    default:
      return ""
  }
}

/** What of it. @param {Change} change */
export function labelOf({ subject, field }) {
  const known = KNOWN[subject]?.includes(field)
  switch (subject) {
    case "category":
    case "item":
    case "group":
      return known ? t(`change.${field}`) : field
    case "staff":
      return known ? t(`change.staff.${field}`) : field
    case "device":
      return known ? t(`change.device.${field}`) : field
    case "order":
      return known ? t(`change.order.${field}`) : field
    case "tables":
      return known ? t(`change.cards.${field}`) : t("history.tables")
    case "setting":
      return settingLabel(field) || field
    default:
      ;/** @satisfies {never} */ (subject)
      return field
  }
}

/** @param {Change} change */
export function isPlain({ field, before, after }) {
  return PLAIN.includes(field) || (before === null && after === null)
}

const has = (/** @type {string[]} */ words, /** @type {string} */ word) => words.includes(word)

/** A value as people say it. @param {Change} change @param {string | null} value */
export function saidAs({ subject, field }, value) {
  if (!value) return t("field.nothing")
  if (field === "price") return rupiah(Number(value))
  if (subject === "setting") return settingSaid(field, value)
  if (field === "wifi.security") return value === "open" ? t("wifi.open") : t("wifi.wpa")
  if (field === "wifi.hidden") return value === "true" ? t("wifi.is_hidden") : t("wifi.is_seen")
  if (subject === "staff" && field === "role" && has(ROLES, value)) return t(`role.${value}`)
  if (subject === "order" && has(ORDER_STATUSES, value)) return t(`status.${value}`)
  return subject === "order" && value in LINES ? LINES[/** @type {LineStatus} */ (value)]() : value
}
