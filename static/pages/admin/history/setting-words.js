// Settings in the history: called as on their own cards, and their values as people say them.

import { clockTime, fullDay } from "../../../lib/time.js"
import { language, t } from "../../../components/words.js"
import { clockOf, METHODS, SPEAKERS } from "../setting-rules.js"
import { LIMITS } from "../limit-rules.js"

/** What each is called on its card. @type {Record<string, () => string>} */
const LABELS = {
  shop_name: () => t("settings.shop_name"),
  street_address: () => t("settings.street_address"),
  logo_url: () => t("logo.title"),
  locale: () => t("settings.locale"),
  time_zone: () => t("settings.time_zone"),
  day_cutoff_minutes: () => t("settings.day_cutoff"),
  payment_timing: () => t("settings.timing"),
  unpaid_expiry_minutes: () => t("settings.expiry"),
  completes_ready_orders: () => t("settings.closing"),
  takes_orders: () => t("settings.takes_orders"),
  payment_methods: () => t("settings.methods"),
  kitchen_amber_minutes: () => t("settings.amber"),
  kitchen_red_minutes: () => t("settings.red"),
  board_ready_minutes: () => t("settings.board"),
  kiosk_idle_s: () => t("settings.kiosk"),
  "sounds.volume_percent": () => t("sounds.volume"),
  "sounds.screens": () => t("sounds.screens"),
  clock: () => t("history.clock"),
  numbers_from: () => t("history.numbers_from"),
  restored_from: () => t("history.restored_from"),
  "backups.hourly": () => t("backups.hourly"),
  "backups.daily": () => t("backups.daily"),
  "backups.weekly": () => t("backups.weekly"),
  "backups.place": () => t("backups.place"),
  host_names: () => t("hosts.label"),
  local_name: () => t("address.name"),
  preferred_interface: () => t("address.network"),
  printed_url: () => t("history.printed_url"),
}

/** @param {string} field @returns {string | undefined} nothing for one this page does not know */
export function settingLabel(field) {
  const limit = LIMITS.find(({ name }) => field === `limits.${name}`)
  return limit ? t("history.limit", { limit: t(`limit.${limit.name}`) }) : LABELS[field]?.()
}

/** @param {string} field @param {string} value */
export function settingSaid(field, value) {
  if (field === "locale") return value === "en" ? "English" : "Bahasa Indonesia"
  if (field === "takes_orders") return value === "true" ? t("settings.open") : t("settings.closed")
  if (field === "completes_ready_orders") return value === "true" ? t("settings.closing_on") : t("settings.closing_off")
  if (field === "payment_timing") return value === "before" ? t("settings.timing_before") : t("settings.timing_after")
  if (field === "payment_methods") return METHODS.filter((method) => value.split(", ").includes(method)).map((method) => t(`method.${method}`)).join(", ")
  if (field === "sounds.screens") return SPEAKERS.filter((screen) => value.split(", ").includes(screen)).map((screen) => t(`sounds.${screen}`)).join(", ") || t("history.nobody")
  if (field === "sounds.volume_percent") return `${value} %`
  if (field === "clock") return `${fullDay(value, language())}, ${clockTime(value, language())}`
  if (field === "logo_url") return value ? t("history.a_picture") : t("history.no_picture")
  if (field === "day_cutoff_minutes") return clockOf(Number(value))
  if (field === "preferred_interface") return value || t("address.automatic")
  if (field.endsWith("_minutes")) return `${value} ${t("settings.minutes")}`
  return field === "kiosk_idle_s" ? `${value} ${t("settings.seconds")}` : value
}
