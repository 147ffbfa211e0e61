// Grey pictures as a printer prints them.

import assert from "node:assert/strict"
import { test } from "node:test"
import { darkness, dithered, packed } from "../../../static/pages/admin/printers/dots.js"
import { partsOf, readsRightToLeft, wordsOf } from "../../../static/pages/admin/printers/drawn-words.js"

test("rows are whole bytes, the first dot is the highest bit, and black is 1", () => {
  const first = packed(10, 2, (x, y) => x === 0 || (x === 9 && y === 1))
  assert.deepEqual(first, { width: 10, hex: "80008040" })
})

test("what is see-through is white paper, and colours are as dark as they look", () => {
  const data = Uint8ClampedArray.from([0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 255])
  const [through, black, white, red] = darkness({ width: 4, height: 1, data })
  assert.deepEqual([through, black, white], [0, 1, 0])
  assert.ok(red > 0.6 && red < 0.8)
})

test("a grey area has as many black dots as it is dark, spread over it", () => {
  for (const grey of [0.1, 0.25, 0.5, 0.8]) {
    const dots = dithered(40, new Float32Array(40 * 40).fill(grey))
    const black = dots.reduce((all, dot) => all + dot, 0)
    assert.ok(Math.abs(black / 1600 - grey) < 0.03, `${grey}: ${black / 1600}`)
    const upper = dots.subarray(0, 800).reduce((all, dot) => all + dot, 0)
    assert.ok(Math.abs(upper / black - 0.5) < 0.1)
  }
})

test("a name is drawn word by word, and what reads the other way than the name as one word", () => {
  assert.deepEqual(wordsOf(" Tom  Yum ต้มยำ "), ["Tom", "Yum", "ต้มยำ"])
  assert.deepEqual(wordsOf("أرز بالدجاج 2"), ["أرز", "بالدجاج", "2"])
  assert.deepEqual(wordsOf("Nasi كبسة لحم (besar)"), ["Nasi", "كبسة لحم", "(besar)"])
  assert.deepEqual(wordsOf("كبسة Coca Cola لحم"), ["كبسة", "Coca Cola", "لحم"])
  assert.deepEqual(["2 أرز", "Nasi كبسة", "麻婆", "12"].map(readsRightToLeft), [true, false, false, false])
})

test("a word of a script without spaces has places where it can be cut, and no other", () => {
  assert.equal(partsOf("麻婆豆腐套餐加大份").join(""), "麻婆豆腐套餐加大份")
  assert.ok(partsOf("麻婆豆腐套餐加大份").length > 1)
  assert.ok(partsOf("ก๋วยเตี๋ยวต้มยำกุ้งน้ำข้น").length > 1)
  assert.deepEqual(partsOf("(besar)"), ["(besar)"])
})
