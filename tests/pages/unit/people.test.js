// Who works here and on what, without a browser: PINs, names that are remembered, screens that come, the history as one
// reads it.

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { beforeEach, test } from "node:test"
import { isHostName, namesIn } from "../../../static/pages/admin/network/host-names.js"
import { knownNames, MAX_NAMES, rememberName } from "../../../static/lib/known-names.js"
import { historyFile } from "../../../static/pages/admin/shared/people-api.js"
import { pinIn, pinProblem } from "../../../static/lib/pin.js"
import { freeName, newcomer } from "../../../static/pages/admin/devices/pair-rules.js"
import { isPlain } from "../../../static/pages/admin/history/change-words.js"
import { personIn } from "../../../static/pages/admin/history/person-in.js"
import { byDay, bySaving } from "../../../static/pages/admin/history/by-day.js"

const kept = new Map()
globalThis.localStorage = {
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, text) => kept.set(key, text),
  removeItem: (key) => kept.delete(key),
}
beforeEach(() => kept.clear())

test("a PIN is its figures, four to ten of them, the same both times", () => {
  assert.equal(pinIn("12 34-5x"), "12345")
  assert.equal(pinIn("123456789012"), "1234567890")
  assert.equal(pinProblem("123", "123"), "short")
  assert.equal(pinProblem("12a4", "12a4"), "short")
  assert.equal(pinProblem("1234", "1235"), "different")
  assert.equal(pinProblem("1234", "1234"), "")
})

test("the last who signed in stands first, each once however it is written, and the oldest is forgotten", () => {
  for (const name of ["Rina", "Sari", "rina "]) rememberName(name)
  assert.deepEqual(knownNames(), ["rina ", "Sari"])
  for (let n = 0; n < MAX_NAMES; n++) rememberName(`Orang ${n}`)
  assert.equal(knownNames().length, MAX_NAMES)
  assert.ok(!knownNames().includes("Sari"))
})

test("the one name that the sign-in keeps is among them, and a spoilt storage is no name", () => {
  kept.set("staff_name", '"Dewi"')
  assert.deepEqual(knownNames(), ["Dewi"])
  kept.set("staff_names", '{"no":"list"}')
  assert.deepEqual(knownNames(), ["Dewi"])
  kept.set("staff_names", '[7,"Rina",null,""]')
  assert.deepEqual(knownNames(), ["Dewi", "Rina"])
})

const screen = (id, name, role = "kitchen", is_screen = true) => ({ id, staff: { id, name, role, is_screen } })

test("a screen is called by what it is for, and by a number where that name is taken", () => {
  assert.equal(freeName("Dapur", []), "Dapur")
  assert.equal(freeName("Dapur", [screen(1, "dapur"), screen(2, "Dapur 2")]), "Dapur 3")
})

test("the screen that has come is the one of that name and job that was not there before", () => {
  const devices = [screen(3, "Dapur depan"), screen(4, "Papan", "board"), screen(5, "Rina", "cashier", false)]
  assert.equal(newcomer(devices, new Set([4, 5]), " Dapur depan ", "kitchen")?.id, 3)
  assert.equal(newcomer(devices, new Set([3, 4, 5]), "Dapur depan", "kitchen"), null)
  assert.equal(newcomer(devices, new Set(), "Papan", "kiosk"), null)
  assert.equal(newcomer(devices, new Set(), "Rina", "kitchen"), null)
})

test("what was saved together stands together, in the order of the form, under its day", () => {
  const change = (id, at, subject_id, field, more = {}) => ({
    id,
    at,
    by: "Dewi",
    subject: "item",
    subject_id,
    name: "Kopi",
    field,
    before: null,
    after: null,
    ...more,
  })
  const changes = [
    change(5, "b", 1, "price"),
    change(4, "b", 1, "name"),
    change(3, "b", 2, "name"),
    change(2, "a", 2, "name"),
    change(1, "a", 2, "name", { by: "Rina" }),
  ]
  const savings = bySaving(changes)
  assert.deepEqual(
    savings.map((some) => some.map(({ id }) => id)),
    [[4, 5], [3], [2], [1]],
  )
  assert.deepEqual(
    byDay(savings, (at) => `day ${at}`).map(([day, some]) => [day, some.length]),
    [
      ["day b", 2],
      ["day a", 2],
    ],
  )
  // Orders have no number of their own in the history: their name tells them apart.
  const orders = [
    change(2, "a", 0, "new_order", { subject: "order", name: "C-2" }),
    change(1, "a", 0, "new_order", { subject: "order", name: "C-1" }),
  ]
  assert.equal(bySaving(orders).length, 2)
})

test("the history's file is asked for by what its page shows", () => {
  const file = "/api/v1/admin/export/history?"
  assert.equal(historyFile({ about: "", money: false, by: "" }, "csv"), `${file}format=csv`)
  assert.equal(historyFile({ about: "orders", money: false, by: "" }, "json"), `${file}about=orders&format=json`)
  const money = historyFile({ about: "orders", money: true, by: "Rina & Sari" }, "csv")
  assert.equal(money, `${file}about=orders&money=true&by=Rina+%26+Sari&format=csv`)
})

test("names of a machine are read however they were written, and slips among them are found", () => {
  assert.deepEqual(namesIn(" Siap.Warung.id, kasir.local\nkasir.local;x "), ["siap.warung.id", "kasir.local", "x"])
  for (const good of ["siap", "siap.warung.id", "a-1.b", "siap."]) assert.ok(isHostName(good), good)
  for (const bad of ["http://siap", "siap:80", "-a", "a-", "a..b", ".", "x".repeat(101), "kafé"])
    assert.ok(!isHostName(bad), bad)
})

test("whose history is asked for is read from the address, also where that was typed by hand", () => {
  assert.equal(personIn("Bu%20Dewi"), "Bu Dewi")
  assert.equal(personIn("100%"), "100%")
})

test("what was printed is told as the sheet that it is, and not as a change from what was printed before", () => {
  const words = JSON.parse(readFileSync(new URL("../../../static/i18n/owner/en.json", import.meta.url), "utf8"))
  for (const field of ["receipt", "bill", "kitchen"]) {
    for (const before of [null, "1"]) assert.ok(isPlain({ subject: "printer", field, before, after: "2" }), field)
    assert.match(words[`change.printer.${field}`], /\{n\}/)
  }
  assert.ok(!isPlain({ subject: "printer", field: "changed", before: "192.168.1.50", after: "192.168.1.51" }))
})
