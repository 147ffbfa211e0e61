// What a guest finds on the starter menu, and what it looks like.

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { test } from "node:test"
import { gzipSync } from "node:zlib"
import { ALL_DRAWINGS, drawingOf } from "../../../static/lib/dish-art.js"
import { findDishes, isOneOff } from "../../../static/lib/search.js"
import { HOME } from "./modules.js"

const starter = JSON.parse(readFileSync(join(HOME, "../src/starter/menu.json"), "utf8"))
const sprite = readFileSync(join(HOME, "art/dishes.svg"), "utf8")

/** The starter menu as a page has it. */
function menuIn(language) {
  const groups = Object.fromEntries(
    starter.modifier_groups.map(({ id, options }) => [
      id,
      { options: options.map(({ name }) => ({ name: name[language] })) },
    ]),
  )
  return {
    categories: starter.categories.map(({ id, name }) => ({
      name: name[language],
      items: starter.items
        .filter(({ category }) => category === id)
        .map(({ name, description, modifier_groups }) => ({
          name: name[language],
          description: description[language],
          modifier_groups: modifier_groups.map((group) => groups[group]),
        })),
    })),
  }
}
const found = (wanted, language = "id") =>
  findDishes(menuIn(language), wanted).flatMap(({ items }) => items.map(({ name }) => name))

test("every dish of the starter menu has a drawing of its own, by its name in either language", () => {
  const drawn = starter.items.map(({ name }) => drawingOf(name.id))
  assert.deepEqual(
    starter.items.filter((_, at) => !drawn[at]).map(({ name }) => name.id),
    [],
  )
  assert.equal(new Set(drawn).size, starter.items.length)
  assert.deepEqual(
    starter.items.map(({ name }) => drawingOf(name.en)),
    drawn,
  )
  assert.equal(drawingOf("Es Dawet"), "", "no drawing is better than a wrong one")
})

test("a drawing that a name leads to is in the file, each is small, and all of them are little on the way", () => {
  const symbols = new Map(
    [...sprite.matchAll(/<symbol id="d-([\w-]+)"[\s\S]*?<\/symbol>/g)].map((all) => [all[1], all[0]]),
  )
  assert.deepEqual([...symbols.keys()].sort(), [...ALL_DRAWINGS].sort())
  for (const [name, symbol] of symbols) assert.ok(symbol.length <= 1_200, `${name}: ${symbol.length} bytes`)
  for (const [, part] of sprite.matchAll(/href="#([\w-]+)"/g)) assert.ok(sprite.includes(`id="${part}"`), part)
  assert.ok(gzipSync(sprite).length <= 7_000, `${gzipSync(sprite).length} bytes`)
})

test("a search knows short forms, any order of words, categories, descriptions and choices", () => {
  assert.deepEqual(found("nasgor"), ["Nasi Goreng Kampung", "Nasi Goreng Seafood"])
  for (const said of ["es teh", "teh es", "esteh", "Es  TEH"]) assert.deepEqual(found(said), ["Es Teh Manis"], said)
  assert.equal(found("kopi").length, 7, "the whole category")
  assert.deepEqual(found("kopi susu"), ["Kopi Susu Gula Aren"], "and not every coffee with milk")
  assert.deepEqual(found("udang"), ["Nasi Goreng Seafood"])
  assert.ok(found("mie ayam").includes("Mi Ayam Jamur"))
  assert.ok(found("es kopi susu").includes("Kopi Susu Gula Aren"))
  assert.deepEqual(found("iced coffee", "en").includes("Palm sugar milk coffee"), true)
  assert.equal(found("").length, 31)
})

test("one wrong letter is forgiven where nothing fits as it is written, and two are not", () => {
  assert.deepEqual(found("geperk"), ["Ayam Geprek + Nasi"])
  assert.deepEqual(found("capucino"), ["Cappuccino"])
  assert.deepEqual(found("mendoam"), ["Tempe Mendoan"])
  assert.deepEqual(found("pizza"), [])
  assert.deepEqual(found("mxndxan"), [])
  for (const [a, b, near] of [
    ["kopi", "kopi", true],
    ["kopi", "kpi", true],
    ["kopi", "koppi", true],
    ["kopi", "kpoi", true],
    ["kopi", "kapa", false],
    ["kopi", "ko", false],
  ])
    assert.equal(isOneOff(a, b), near, `${a} ${b}`)
})
