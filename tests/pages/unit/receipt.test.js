// Where everything goes on a receipt, with letters that are ten pixels wide.

import assert from "node:assert/strict"
import { test } from "node:test"
import { laidOut, wrapped } from "../../../static/pages/track/receipt-picture.js"

const widthOf = (text) => text.length * 10

test("a text is broken between its words, and a word that is longer than a line is cut", () => {
  assert.deepEqual(wrapped("nasi goreng kampung", 120, widthOf), ["nasi goreng", "kampung"])
  assert.deepEqual(wrapped("nasi", 40, widthOf), ["nasi"])
  assert.deepEqual(wrapped("abcdefghij kl", 40, widthOf), ["abcd", "efgh", "ij", "kl"])
  assert.deepEqual(wrapped("", 40, widthOf), [""])
  for (const most of [1, 10, 55]) {
    const lines = wrapped("es kopi susu gula aren", most, widthOf)
    assert.equal(lines.join("").replaceAll(" ", ""), "eskopisusugulaaren", "nothing is lost")
  }
})

test("a long name never runs into its amount, and nothing is below the paper's end", () => {
  const name = "1× Paket nasi bakar ayam suwir pedas manis dengan es teh dan kerupuk udang besar"
  const rows = [
    { kind: "title", text: "Warung Dengan Nama Yang Sangat Panjang Sekali Sampai Enam Puluh" },
    { kind: "rule" },
    { kind: "pair", text: name, amount: "Rp1.250.000" },
    { kind: "total", text: "Total", amount: "Rp1.250.000" },
  ]
  const { pieces, rules, height } = laidOut(rows, () => widthOf)
  const amount = pieces.find(({ align }) => align === "right")
  const besides = pieces.filter(({ align, y }) => align === "left" && y === amount.y)
  assert.equal(besides.length, 1)
  assert.ok(besides[0].x + widthOf(besides[0].text) < amount.x - widthOf(amount.text))
  for (const { y } of pieces) assert.ok(y < height)
  const below = pieces.filter(({ kind }) => kind === "title").map(({ y }) => y)
  assert.ok(rules[0] > Math.max(...below))
  assert.ok(new Set(below).size > 1, "two lines of the name are two lines")
})
