// Grey pictures as a printer prints them.

import assert from "node:assert/strict"
import { test } from "node:test"
import { darkness, dithered, packed } from "../../../static/pages/admin/printers/dots.js"

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
