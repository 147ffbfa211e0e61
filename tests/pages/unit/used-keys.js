// Which words scripts say: their keys, with every word of the wire that one may be put together with.

import assert from "node:assert/strict"
import {
  BACKUP_TROUBLES,
  CHANNELS,
  EVENT_TYPES,
  EXPORT_KINDS,
  ORDER_STATUSES,
  ORDER_TYPES,
  PAYMENT_METHODS,
  PERSON_ROLES,
  ROLES,
  ROOM_KINDS,
  SCREEN_ROLES,
  SPEAKERS,
} from "../../../static/lib/api-words.js"
import { SETTINGS } from "../../../static/pages/admin/settings/setting-table.js"
import { read } from "./modules.js"

// Of a report: static/pages/admin/report/sales-lines.js and tables.js.
const FIGURES = [
  "gross",
  "discounts",
  "complimentary",
  "service_within",
  "refunded_net",
  "net",
  "service",
  "tax",
  "total",
  "rounding",
  "deposits_taken",
  "deposits_used",
  "deposits_returned",
  "claims_taken",
  "claims_settled",
  "received",
]
const TABLES = [
  "dishes",
  "categories",
  "choices",
  "methods",
  "channels",
  "levels",
  "people",
  "kitchen",
  "stations",
  "tables",
  "taxes",
  "days",
]
const COLUMNS = [
  "sold",
  "given",
  "returned",
  "net",
  "share",
  "abc",
  "group",
  "added",
  "payments",
  "received",
  "given_back",
  "stayed",
  "orders",
  "total",
  "commission",
  "after_commission",
  "discounts",
  "complimentary",
  "voids",
  "voided",
  "refunds",
  "refunded",
  "cancelled",
  "tickets",
  "median_s",
  "p90_s",
  "visits",
  "minutes",
  "per_visit",
  "base",
  "tax",
]
const owners = JSON.parse(read("i18n/owner/id.json"))

/**
 * What is said of a setting: its name, each of its own words, and what is missing; and where there is one, a sentence.
 */
function wordsOf({ key, kind, of, least }) {
  const values = kind === "flag" ? ["true", "false"] : kind === "choice" ? of : []
  const named = values.map((value) => `${key}.${value}`)
  const needed = kind === "clock" || (least > 0 && ["text", "choices"].includes(kind)) ? [`${key}.missing`] : []
  const sentences = [...[key, ...named].map((name) => `${name}.help`), ...(kind === "number" ? [`${key}.zero`] : [])]
  return [key, ...named, ...needed, ...sentences.filter((name) => `setting.${name}` in owners)]
}

// Keys put together from a word of the wire: every word it may be.
const TROUBLES = BACKUP_TROUBLES.map((trouble) => `backup_${trouble}`)
const MADE_OF = {
  keys: ["act", "add", "back", "figures", "find", "find_dish", "open", "paid", "sale", "walk"],
  screen: ["on", "behind", "silent", "lost"],
  room: ROOM_KINDS,
  notice: ["disk_short", "network", "disk_low", "clock", ...TROUBLES],
  finding: [
    "cannot_write",
    "stuck",
    "disk_full",
    "disk_short",
    "network",
    "disk_low",
    "clock",
    "screen_lost",
    "screen_silent",
    "screen_behind",
    "no_backup",
    "well",
    ...TROUBLES,
  ],
  "backups.doing": ["backing_up", "carrying", "restoring"],
  "backups.step": ["copying", "checking", "photos", "opening"],
  "backups.reason": ["upgrade", "restore"],
  "health.space": ["low", "short"],
  "address.kind": ["ethernet", "wifi", "other", "inside"],
  hours: ["missing", "same", "overlap", "from", "to"],
  served: ["from", "to"],
  sounds: SPEAKERS,
  type: ORDER_TYPES,
  status: ORDER_STATUSES,
  "track.hint": ORDER_STATUSES,
  method: PAYMENT_METHODS,
  "drawer.kind": ["pay_in", "pay_out", "drop", "drawer"],
  "drawer.reason": ["change", "other", "ingredients", "ice", "gas", "courier", "check"],
  "drawer.off": ["wrong_change", "not_noted", "unknown"],
  "drawer.is": ["right", "short", "over"],
  channel: CHANNELS,
  discount: ["percent", "amount", "complimentary"],
  claim: ["late_payment", "double"],
  "claim.reason": ["collected", "sent"],
  "correct.reason": ["tapped", "changed"],
  "discount.reason": ["promo", "regular", "staff", "sorry"],
  refund: ["pieces", "all", "amount"],
  "refund.reason": ["complaint", "wrong", "sold_out", "overcharged"],
  reason: ["customer", "mistake", "sold_out", "not_paid"],
  tab: ["unpaid", "preparing", "ready", "closed"],
  table: ["free", "waiting", "preparing", "ready", "eating"],
  setup: ["code", "shop", "owner", "bill", "menu"],
  pin: ["short", "different"],
  "setup.first_menu": ["starter", "empty"],
  "setup.station": ["cashier", "kitchen", "board", "phone"],
  "setup.screen": ["cashier", "kitchen", "board", "kiosk", "menu", "admin"],
  role: ROLES,
  person: PERSON_ROLES,
  pairing: SCREEN_ROLES,
  "export.goods": EXPORT_KINDS,
  "export.help": EXPORT_KINDS,
  "export.days": ["today", "yesterday", "week", "month", "last_month", "all", "own"],
  "export.end": ["from", "to"],
  "report.figure": [...FIGURES, "orders", "average"],
  "report.means": FIGURES,
  "report.table": TABLES,
  "report.row": TABLES,
  "report.help": TABLES,
  "report.col": COLUMNS,
  "report.tax": ["restaurant", "vat", "untaxed"],
  "tax.col": ["gross", "off", "service", "base", "tax", "refunded"],
  history: ["money", "orders", "drawer", "menu", "shop", "staff"],
  setting: SETTINGS.flatMap(wordsOf),
  unit: [...new Set(SETTINGS.flatMap(({ unit }) => unit ?? []))],
  "change.staff": ["added", "retired", "restored", "name", "role", "pin"],
  "change.device": ["paired", "revoked"],
  // What guests read, in a language of its own.
  card: ["table", "join", "order", "password", "stay", "join_first"],
  "cards.format": ["a4", "a6", "slip80", "slip58"],
  "cards.how": ["a4", "a6", "slip80", "slip58"],
  "change.cards": ["card_renewed", "card_restored", "wifi.name", "wifi.security", "wifi.hidden", "wifi.password"],
  "change.level": [
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
  ],
  "change.fee": ["name", "name_en", "amount", "tax_class", "carries_service"],
  "setting.bill.prices_include": ["nothing", "tax", "tax_and_service"],
  "change.order": EVENT_TYPES,
  "change.method": PAYMENT_METHODS,
  change: [
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
  ],
}

/** The keys that these files of static/ say. @param {string[]} files */
export function usedKeys(files) {
  const code = files
    .filter((file) => !file.startsWith("vendor"))
    .map(read)
    .join("\n")
  const used = new Set([...code.matchAll(/\bt\(\s*"([^"]+)"/g)].map((match) => match[1]))
  for (const [, prefix, suffix] of code.matchAll(/\bt(?:In\(\s*\w+,\s*|\(\s*)`([\w.]+)\.\$\{[^}]+\}([\w.]*)`/g)) {
    assert.ok(MADE_OF[prefix], `say in this test what ${prefix}.… may be`)
    for (const word of MADE_OF[prefix]) used.add(`${prefix}.${word}${suffix}`)
  }
  return used
}
