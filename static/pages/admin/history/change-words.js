// Words for the kinds and fields of the history. What a newer server sends and this page does not know is shown as it
// is.

import { EVENT_TYPES, ORDER_STATUSES, ROLES } from "../../../lib/api-words.js"
import { percent } from "../../../lib/bill.js"
import { rupiah } from "../../../lib/money.js"
import { language, t } from "../../../components/words.js"
import { taxLabel } from "../shared/tax-options.js"
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
  "tax_class",
  "level_prices",
  "stock",
  "served",
]
const OF_LEVEL = [
  "added",
  "name",
  "name_en",
  "is_on",
  "prices_include",
  "charges_service",
  "markup_bp",
  "markup_step",
  "is_paid_in_app",
  "commission_bp",
  "commission_fixed",
  "charges_packaging",
  "charges_delivery",
]
/** Papers: their change says which of its kind it was. */
const PRINTED = ["receipt", "bill", "kitchen"]
/** What can be said of each kind of thing; a setting says it itself. @type {Record<Subject, string[]>} */
const KNOWN = {
  category: OF_MENU,
  item: OF_MENU,
  group: OF_MENU,
  staff: ["added", "retired", "restored", "name", "role", "pin"],
  device: ["paired", "revoked"],
  setting: [],
  tables: ["card_renewed", "card_restored", "wifi.name", "wifi.security", "wifi.hidden", "wifi.password"],
  price_level: OF_LEVEL,
  fee: ["name", "name_en", "amount", "tax_class", "carries_service"],
  shift: [],
  printer: ["added", "changed", "retired", ...PRINTED, "dropped"],
  order: EVENT_TYPES,
}
/** These say all with their name: what it was before is of no use in words, or is secret. */
const PLAIN = ["added", "retired", "restored", "photo", "pin", "paired", "revoked", "payment_success"]
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
  price_level: "cash",
  fee: "bag",
  shift: "cash",
  printer: "print",
  order: "list",
}
/** Of price levels and fees. */
const IN_RUPIAH = ["amount", "markup_step", "commission_fixed"]
/** @type {Record<string, () => string>} */
const YES_NO = { true: () => t("prices.yes"), false: () => t("prices.no") }
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
  if (subject === "shift") return t("history.drawer")
  if (subject === "tables") return name ? t("type.table", { table: name }) : t("tables.title")
  return name
}

/** @param {string} by */
export function byWhom(by) {
  if (by === "customer") return t("history.by_customer")
  if (by === "clock") return t("history.by_clock")
  return by === "command line" ? t("history.by_machine") : by
}

/** What of it. @param {Change} change */
export function labelOf({ subject, field, after }) {
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
    case "price_level":
      return known ? t(`change.level.${field}`) : field
    case "fee":
      return known ? t(`change.fee.${field}`) : field
    case "printer":
      return known ? t(`change.printer.${field}`, { n: after ?? "" }) : field
    case "order":
      return known ? t(`change.order.${field}`) : field
    case "shift":
      return field
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
export function isPlain({ subject, field, before, after }) {
  const isPrinted = subject === "printer" && PRINTED.includes(field)
  return isPrinted || PLAIN.includes(field) || (before === null && after === null)
}

const has = (/** @type {string[]} */ words, /** @type {string} */ word) => words.includes(word)

/** A value as people say it. @param {Change} change @param {string | null} value */
export function saidAs({ subject, field }, value) {
  if (!value) return t("field.nothing")
  if (field === "price" || IN_RUPIAH.includes(field)) return rupiah(Number(value))
  if (field === "tax_class") return taxLabel(value)
  if (subject === "price_level" && value === "shop") return t("prices.include_shop")
  if (subject === "price_level" && field === "prices_include") return settingSaid("bill.prices_include", value)
  if (subject === "price_level" && field.endsWith("_bp")) return percent(Number(value), language())
  if (subject === "price_level" || subject === "fee") return value in YES_NO ? YES_NO[value]() : value
  if (subject === "setting") return settingSaid(field, value)
  if (subject === "printer") return field === "dropped" ? t(`paper.${value}`) : value
  if (field === "wifi.security") return value === "open" ? t("wifi.open") : t("wifi.wpa")
  if (field === "wifi.hidden") return value === "true" ? t("wifi.is_hidden") : t("wifi.is_seen")
  if (subject === "staff" && field === "role" && has(ROLES, value)) return t(`role.${value}`)
  if (subject === "order" && has(ORDER_STATUSES, value)) return t(`status.${value}`)
  return subject === "order" && value in LINES ? LINES[/** @type {LineStatus} */ (value)]() : value
}
