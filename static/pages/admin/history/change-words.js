// The history's own words in the words of people. What a newer server tells and this page does not know stays as it is.

import { rupiah } from "../../../lib/money.js"
import { t } from "../../../components/words.js"
import { settingLabel, settingSaid } from "./setting-words.js"

/** @import { Change, Subject } from "../../../lib/owner-types.js" */

/** What can be said of each kind of thing. @type {Record<string, string[]>} */
const KNOWN = {
  menu: ["added", "retired", "restored", "name", "name_en", "price", "description", "description_en", "category", "station", "choices", "photo", "available", "min", "max", "options", "options_en", "sold_out", "order"],
  staff: ["added", "retired", "restored", "name", "role", "pin"],
  device: ["paired", "revoked"],
  tables: ["card_renewed", "card_restored", "wifi.name", "wifi.security", "wifi.hidden", "wifi.password"],
  order: ["new_order", "payment_success", "order_status_update", "order_line_update"],
}
/** These say all with their name: what it was before is of no use in words, or is told to nobody. */
const PLAIN = ["added", "retired", "restored", "photo", "pin", "paired", "revoked", "payment_success"]
/** @type {Record<string, string>} */
const ICONS = { added: "plus", retired: "trash", restored: "undo", photo: "image", price: "cash", available: "soldout", sold_out: "soldout" }
/** @type {Record<Subject, string>} */
const SIGNS = { category: "note", item: "note", group: "note", staff: "user", device: "screen", setting: "settings", tables: "plate", order: "list" }
const STATUSES = ["awaiting_payment", "preparing", "ready", "completed", "cancelled"]
const ROLES = ["owner", "cashier", "kitchen", "board", "kiosk"]

const isMenu = (/** @type {Subject} */ subject) => ["category", "item", "group"].includes(subject)

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

/** What of it. @param {Change} change */
export function labelOf({ subject, field }) {
  const known = (/** @type {string} */ of) => KNOWN[of].includes(field)
  if (isMenu(subject) && known("menu")) return t(`change.${field}`)
  if (subject === "staff" && known("staff")) return t(`change.staff.${field}`)
  if (subject === "device" && known("device")) return t(`change.device.${field}`)
  if (subject === "order" && known("order")) return t(`change.order.${field}`)
  if (subject === "tables") return known("tables") ? t(`change.cards.${field}`) : t("history.tables")
  return (subject === "setting" && settingLabel(field)) || field
}

/** @param {Change} change */
export function isPlain({ field, before, after }) {
  return PLAIN.includes(field) || (before === null && after === null)
}

/** A value as people say it. @param {Change} change @param {string | null} value */
export function saidAs({ subject, field }, value) {
  if (!value) return t("field.nothing")
  if (field === "price") return rupiah(Number(value))
  if (subject === "setting") return settingSaid(field, value)
  if (field === "wifi.security") return value === "open" ? t("wifi.open") : t("wifi.wpa")
  if (field === "wifi.hidden") return value === "true" ? t("wifi.is_hidden") : t("wifi.is_seen")
  if (subject === "staff" && field === "role" && ROLES.includes(value)) return t(`role.${value}`)
  if (subject === "order" && STATUSES.includes(value)) return t(`status.${value}`)
  if (subject !== "order") return value
  return { queued: t("line.preparing"), done: t("line.done"), void: t("status.cancelled") }[value] ?? value
}
