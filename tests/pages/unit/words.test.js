// The dictionaries: complete in both languages, and nothing in them that nobody says.

import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { test } from "node:test"
import { fileURLToPath } from "node:url"
import {
  BACKUP_TROUBLES, CHANNELS, EVENT_TYPES, EXPORT_KINDS, ORDER_STATUSES, ORDER_TYPES, PAYMENT_METHODS, PERSON_ROLES, ROLES, ROOM_KINDS, SCREEN_ROLES, SPEAKERS,
} from "../../../static/lib/api-words.js"
import { fill } from "../../../static/lib/i18n.js"
import { SETTINGS } from "../../../static/pages/admin/setting-table.js"

const HOME = fileURLToPath(new URL("../../../static/", import.meta.url))
const read = (path) => readFileSync(HOME + path, "utf8")
const dictionary = (address) => JSON.parse(read(address))
const words = Object.fromEntries(["id", "en"].map((lang) => [lang, { ...dictionary(`i18n/${lang}.json`), ...dictionary(`i18n/owner/${lang}.json`) }]))

/** What is said of a setting: its name, each of its own words, and what is missing; and where there is one, a sentence. */
function wordsOf({ key, kind, of, least }) {
  const values = kind === "flag" ? ["true", "false"] : kind === "choice" ? of : []
  const named = values.map((value) => `${key}.${value}`)
  const needed = kind === "clock" || (least > 0 && ["text", "choices"].includes(kind)) ? [`${key}.missing`] : []
  const sentences = [...[key, ...named].map((name) => `${name}.help`), ...(kind === "number" ? [`${key}.zero`] : [])]
  return [key, ...named, ...needed, ...sentences.filter((name) => `setting.${name}` in words.id)]
}

// Keys put together from a word of the wire: every word it may be.
const TROUBLES = BACKUP_TROUBLES.map((trouble) => `backup_${trouble}`)
const MADE_OF = {
  keys: ["act", "add", "back", "figures", "find", "find_dish", "open", "paid", "sale", "walk"],
  screen: ["on", "behind", "silent", "lost"],
  room: ROOM_KINDS,
  notice: ["disk_short", "network", "disk_low", "clock", ...TROUBLES],
  finding: ["cannot_write", "stuck", "disk_full", "disk_short", "network", "disk_low", "clock", "screen_lost", "screen_silent", "screen_behind", "no_backup", "well", ...TROUBLES],
  "backups.doing": ["backing_up", "carrying", "restoring"],
  "backups.step": ["copying", "checking", "photos", "opening"],
  "backups.reason": ["upgrade", "restore"],
  "health.space": ["low", "short"],
  "address.kind": ["ethernet", "wifi", "other", "inside"],
  sounds: SPEAKERS,
  type: ORDER_TYPES,
  status: ORDER_STATUSES,
  "track.hint": ORDER_STATUSES,
  method: PAYMENT_METHODS,
  channel: CHANNELS,
  reason: ["customer", "mistake", "sold_out", "not_paid"],
  tab: ["unpaid", "preparing", "ready", "closed"],
  setup: ["code", "shop", "owner", "menu"],
  pin: ["short", "different"],
  "setup.first_menu": ["starter", "empty"],
  "setup.station": ["cashier", "kitchen", "board", "phone"],
  "setup.place": ["cashier", "kitchen", "board", "kiosk", "menu", "admin"],
  role: ROLES,
  person: PERSON_ROLES,
  pairing: SCREEN_ROLES,
  "export.goods": EXPORT_KINDS,
  "export.help": EXPORT_KINDS,
  "export.days": ["today", "yesterday", "week", "month", "last_month", "all", "own"],
  "export.end": ["from", "to"],
  history: ["menu", "staff", "shop", "orders"],
  setting: SETTINGS.flatMap(wordsOf),
  unit: [...new Set(SETTINGS.flatMap(({ unit }) => unit ?? []))],
  "change.staff": ["added", "retired", "restored", "name", "role", "pin"],
  "change.device": ["paired", "revoked"],
  // What guests read, in a language of its own.
  card: ["table", "join", "order", "password", "stay", "join_first"],
  "cards.format": ["a4", "a6", "slip80", "slip58"],
  "cards.how": ["a4", "a6", "slip80", "slip58"],
  "change.cards": ["card_renewed", "card_restored", "wifi.name", "wifi.security", "wifi.hidden", "wifi.password"],
  "change.order": EVENT_TYPES,
  change: ["added", "retired", "restored", "name", "name_en", "price", "description", "description_en", "category", "station", "choices", "photo", "available", "min", "max", "options", "options_en", "sold_out", "order"],
}

const scripts = ["lib", "components", "pages"].flatMap((folder) =>
  readdirSync(HOME + folder, { recursive: true }).filter((name) => String(name).endsWith(".js")).map((name) => read(`${folder}/${name}`)))
const everything = scripts.join("\n")

function usedKeys(code = everything) {
  const used = new Set([...code.matchAll(/\bt\("([^"]+)"/g)].map((match) => match[1]))
  for (const [, prefix, suffix] of code.matchAll(/\bt(?:In\(\w+, |\()`([\w.]+)\.\$\{[^}]+\}([\w.]*)`/g)) {
    assert.ok(MADE_OF[prefix], `say in this test what ${prefix}.… may be`)
    for (const word of MADE_OF[prefix]) used.add(`${prefix}.${word}${suffix}`)
  }
  return used
}

const placeholders = (phrase) => [...new Set([...phrase.matchAll(/\{(\w+)/g)].map((match) => match[1]))].sort()

test("both languages have the same keys, each with words", () => {
  assert.deepEqual(Object.keys(words.id), Object.keys(words.en))
  for (const dictionary of Object.values(words)) {
    for (const [key, phrase] of Object.entries(dictionary)) assert.ok(phrase.trim(), `${key} is empty`)
  }
})

test("both languages fill in the same things", () => {
  for (const key of Object.keys(words.id)) assert.deepEqual(placeholders(words.en[key]), placeholders(words.id[key]), key)
})

// Those of docs/words.md that are wrong wherever they stand.
const AVOIDED = {
  id: /\b(?:(?:di)?pindai|peramban|hidangan|papan|kios|mesin(?:nya)?|server|stik|bawaan|persediaan|terjangkau)\b/i,
  en: /\b(?:dish(?:es)?|figures?|for ever|anew|server|machine|somebody|nobody|by itself|cannot|set-up|second place)\b/i,
}

test("no phrase says what docs/words.md avoids", () => {
  for (const lang of /** @type {const} */ (["id", "en"])) {
    const server = JSON.parse(readFileSync(new URL(`../../../src/words/${lang}.json`, import.meta.url), "utf8"))
    for (const [key, phrase] of Object.entries({ ...words[lang], ...server })) {
      assert.doesNotMatch(phrase.replaceAll(/\{.*?\}|`.*?`/g, ""), AVOIDED[lang], `${lang} ${key}`)
    }
  }
})

test("every key a page says is in the dictionaries", () => {
  const missing = [...usedKeys()].filter((key) => !(key in words.id))
  assert.deepEqual(missing, [])
})

test("no key is carried that no page says", () => {
  const used = usedKeys()
  const dead = Object.keys(words.id).filter((key) => !used.has(key))
  assert.deepEqual(dead, [])
})

test("a page carries the words that its scripts say, and no guest's phone carries the owner's", () => {
  const saidByOthers = new Set()
  for (const name of readdirSync(`${HOME}pages`)) {
    const head = read(`pages/${name}/page.html`)
    const modules = [...head.matchAll(/<(?:link rel="modulepreload" href|script (?:type="module"|defer) src)="(\/(?!vendor)[^"]+)"/g)].map((match) => match[1])
    const said = usedKeys(modules.map((module) => read(module.slice(1))).join("\n"))
    const carried = [...head.matchAll(/<link rel="preload" href="\/(i18n\/[^"]+)"/g)].map((match) => dictionary(match[1].replace("{{lang}}", "id")))
    assert.deepEqual([...said].filter((key) => !carried.some((one) => key in one)), [], name)
    if (carried.length === 1) for (const key of said) saidByOthers.add(key)
  }
  for (const lang of ["id", "en"]) {
    assert.deepEqual(Object.keys(dictionary(`i18n/${lang}.json`)).filter((key) => !saidByOthers.has(key)), [])
    assert.deepEqual(Object.keys(dictionary(`i18n/owner/${lang}.json`)).filter((key) => saidByOthers.has(key)), [])
  }
})

test("the three steps are called what the shop calls them", () => {
  assert.equal(words.id["status.awaiting_payment"], "Menunggu Pembayaran")
  assert.equal(words.id["status.preparing"], "Sedang Disiapkan")
  assert.equal(words.id["status.ready"], "Siap Diambil")
})

test("phrases are filled in, with one word for one and another for many", () => {
  assert.equal(fill("Meja {table}", { table: 7 }), "Meja 7")
  assert.equal(fill("{n} {n|item|items}", { n: 1 }), "1 item")
  assert.equal(fill("{n} {n|item|items}", { n: 3 }), "3 items")
  assert.equal(fill("{unknown} stays", {}), "{unknown} stays")
})
