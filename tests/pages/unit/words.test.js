// The dictionaries: complete in both languages, and nothing in them that is not used.

import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { test } from "node:test"
import { fill } from "../../../static/lib/i18n.js"
import { HOME, modulesOf, read, scripted } from "./modules.js"
import { usedKeys } from "./used-keys.js"

const OWNERS = ["admin", "cards", "setup", "styleguide"]
const dictionary = (address) => JSON.parse(read(address))
const words = Object.fromEntries(
  ["id", "en"].map((lang) => [lang, { ...dictionary(`i18n/${lang}.json`), ...dictionary(`i18n/owner/${lang}.json`) }]),
)

const everything = ["lib", "components", "pages"].flatMap((folder) =>
  readdirSync(HOME + folder, { recursive: true })
    .map((name) => `${folder}/${name}`)
    .filter((name) => name.endsWith(".js")),
)

const placeholders = (phrase) => [...new Set([...phrase.matchAll(/\{(\w+)/g)].map((match) => match[1]))].sort()

test("both languages have the same keys, each with words", () => {
  assert.deepEqual(Object.keys(words.id), Object.keys(words.en))
  for (const dictionary of Object.values(words)) {
    for (const [key, phrase] of Object.entries(dictionary)) assert.ok(phrase.trim(), `${key} is empty`)
  }
})

test("both languages fill in the same things", () => {
  for (const key of Object.keys(words.id))
    assert.deepEqual(placeholders(words.en[key]), placeholders(words.id[key]), key)
})

// Those of docs/words.md that are wrong wherever they stand.
const wrong = (/** @type {string[]} */ ...words) => new RegExp(`\\b(?:${words.join("|")})\\b`, "i")
const AVOIDED = {
  id: wrong(
    ...["(?:di)?pindai", "peramban", "hidangan", "papan", "kios", "mesin(?:nya)?", "server", "stik", "bawaan"],
    ...["persediaan", "terjangkau", "staf", "paling banyak", "(?<!Wi-Fi )tamu"],
  ),
  en: wrong(
    ...["dish(?:es)?", "figures?", "for ever", "anew", "server", "machine", "somebody", "nobody", "by itself"],
    ...["cannot", "set-up", "second place", "void(?:s|ed)?", "complimentary", "guests?(?! Wi-Fi)"],
  ),
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
  const missing = [...usedKeys(everything)].filter((key) => !(key in words.id))
  assert.deepEqual(missing, [])
})

test("no key is carried that no page says", () => {
  const used = usedKeys(everything)
  const dead = Object.keys(words.id).filter((key) => !used.has(key))
  assert.deepEqual(dead, [])
})

test("what only the owner's pages say stands apart, and a debug build sends it to no other page", () => {
  const saidByOthers = new Set()
  for (const page of scripted) {
    const said = usedKeys([...modulesOf(page), "lib/too-old.js"])
    if (OWNERS.includes(page)) continue
    const owners = [...said].filter((key) => key in dictionary("i18n/owner/id.json"))
    assert.deepEqual(owners, [], page)
    for (const key of said) saidByOthers.add(key)
  }
  for (const lang of ["id", "en"]) {
    assert.deepEqual(
      Object.keys(dictionary(`i18n/${lang}.json`)).filter((key) => !saidByOthers.has(key)),
      [],
    )
  }
})

test("a dictionary has a line for each key, as the build reads it", () => {
  for (const lang of ["id", "en"]) {
    for (const file of [`i18n/${lang}.json`, `i18n/owner/${lang}.json`]) {
      const lines = read(file).trim().split("\n").slice(1, -1)
      for (const line of lines) assert.match(line, /^ +"[\w.]+": "(?:[^"\\]|\\.)*",?$/, file)
      assert.equal(lines.length, Object.keys(dictionary(file)).length, file)
    }
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
