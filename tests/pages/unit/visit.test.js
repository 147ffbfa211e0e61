import assert from "node:assert/strict"
import { test } from "node:test"
import { photosOf } from "../../../static/lib/dish-photos.js"
import { iconFor } from "../../../static/pages/kiosk/category-icons.js"
import { DIGITS, applyKey, LETTERS, LETTERS_AND_DIGITS } from "../../../static/lib/keyboard.js"
import {
  goTo,
  newVisit,
  timeoutsOf,
  restoredVisit,
  secondsLeft,
  stepBack,
  withDetails,
  withLines,
  withType,
} from "../../../static/pages/kiosk/visit.js"

const line = { item: 1, options: [], note: "", quantity: 1 }
const atMenu = () => withLines(withType(newVisit(), "take_away"), [line])

// ---------- the way through the kiosk ----------

test("who eats here is asked for the table, who takes away is not, and has none", () => {
  assert.equal(withType(newVisit(), "dine_in").step, "table")
  const seated = withDetails(withType(newVisit(), "dine_in"), { table_number: "7" })
  const away = withType(seated, "take_away")
  assert.equal(away.step, "menu")
  assert.equal(away.details.table_number, "")
})

test("Back is one step, and at the beginning nothing is left of what was said", () => {
  const way = []
  let visit = { ...atMenu(), step: "pay" }
  for (let n = 0; n < 4; n++) {
    way.push(visit.step)
    visit = stepBack(visit)
  }
  assert.deepEqual(way, ["pay", "name", "menu", "type"])
  // With something in the cart the first question leads back to it.
  assert.equal(visit.step, "menu")
  const empty = stepBack(withDetails({ ...newVisit(), step: "type" }, { customer_name: "Sari" }))
  assert.equal(empty.step, "attract")
  assert.equal(empty.details.customer_name, "")
})

test("Back takes no number away", () => {
  const done = { ...newVisit(), step: "done", order: { number: "B-001" } }
  assert.equal(stepBack(done), done)
})

test("another order has another key; looking around keeps it", () => {
  const visit = atMenu()
  assert.equal(goTo(visit, "name").key, visit.key)
  assert.notEqual(withLines(visit, [line, line]).key, visit.key)
  assert.notEqual(withDetails(visit, { customer_name: "Sari" }).key, visit.key)
})

test("what may have arrived is never changed, and nobody walks away from it by a step", () => {
  const sent = { ...atMenu(), step: "pay", sent: true }
  assert.equal(withLines(sent, []), sent)
  assert.equal(withDetails(sent, { customer_name: "Sari" }), sent)
  assert.equal(stepBack(sent), sent)
})

test("with nothing left in the cart there is nothing to pay", () => {
  assert.equal(withLines({ ...atMenu(), step: "pay" }, []).step, "menu")
  assert.equal(withLines(atMenu(), []).step, "menu")
})

test("a reload finds the customer who is still there, and nobody else", () => {
  const visit = atMenu()
  assert.deepEqual(restoredVisit({ ...visit, until: 5_000 }, 4_999), visit)
  for (const kept of [null, { ...visit, until: 5_000 }, { ...visit, until: undefined }, { until: 9_999 }]) {
    const fresh = restoredVisit(kept, 5_000)
    assert.equal(fresh.step, "attract")
    assert.deepEqual(fresh.lines, [])
  }
})

test("first it waits, then it counts, then it is time", () => {
  const timeouts = timeoutsOf("menu", 60)
  assert.equal(secondsLeft(59_999, timeouts), null)
  assert.equal(secondsLeft(60_000, timeouts), 15)
  assert.equal(secondsLeft(60_001, timeouts), 15)
  assert.equal(secondsLeft(74_100, timeouts), 1)
  assert.equal(secondsLeft(75_000, timeouts), 0)
  // A tablet that slept does not ask first.
  assert.equal(secondsLeft(3_600_000, timeouts), 0)
})

test("a number counts from the start, and an empty screen asks nobody", () => {
  assert.equal(secondsLeft(0, timeoutsOf("done", 60)), 30)
  assert.equal(secondsLeft(30_000, timeoutsOf("done", 60)), 0)
  assert.equal(secondsLeft(60_000, timeoutsOf("attract", 60)), 0)
})

// ---------- signs ----------

test("a part of the menu has its picture by its name, in either language", () => {
  const signs = {
    "Nasi & Lauk": "rice",
    "Rice dishes": "rice",
    "Mi & Bakso": "bowl",
    "Noodles & meatballs": "bowl",
    Kopi: "cup",
    "Es Kopi": "cup",
    Coffee: "cup",
    "Minuman Lain": "glass",
    "Other drinks": "glass",
    "Camilan & Manis": "snack",
    "Snacks & sweets": "snack",
    Sambal: "plate",
  }
  for (const [name, sign] of Object.entries(signs)) assert.equal(iconFor(name), sign, name)
})

test("the first photos are of different kinds of dishes, and only of what one can have", () => {
  const item = (id, photo_url, is_available = true) => ({ id, photo_url, is_available })
  const menu = {
    categories: [
      { items: [item(1, "a"), item(2, "b"), item(3, "c")] },
      { items: [item(4, null), item(5, "d", false), item(6, "e")] },
      { items: [] },
    ],
  }
  assert.deepEqual(photosOf(menu, 4), ["a", "e", "b", "c"])
  assert.deepEqual(photosOf(menu, 2), ["a", "e"])
  assert.deepEqual(photosOf({ categories: [] }, 4), [])
})

// ---------- typing ----------

test("a name begins large, word by word, and a note only once", () => {
  const type = (text, names) => [...text].reduce((there, key) => applyKey(there, key, 60, names), "")
  assert.equal(type("sari dewi", true), "Sari Dewi")
  assert.equal(type("jangan pedas", false), "Jangan pedas")
})

test("no two spaces, none in front, nothing beyond what fits, and one key takes one letter back", () => {
  assert.equal(applyKey("", " ", 60), "")
  assert.equal(applyKey("Sari ", " ", 60), "Sari ")
  assert.equal(applyKey("1234", "5", 4), "1234")
  assert.equal(applyKey("Sari", "Backspace", 4), "Sar")
  assert.equal(applyKey("", "Backspace", 4), "")
})

test("every letter has its key, once", () => {
  for (const keys of [LETTERS, LETTERS_AND_DIGITS, DIGITS]) assert.equal(new Set(keys).size, keys.length)
  for (const letter of "abcdefghijklmnopqrstuvwxyz") assert.ok(LETTERS.includes(letter), letter)
  for (const figure of "0123456789") assert.ok(DIGITS.includes(figure), figure)
})
