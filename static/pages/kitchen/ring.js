// A tone for each kind of news. After a sleep many arrive at once: then each kind sounds once, one after another, the
// most serious first.

import { play } from "../../lib/sound.js"

const GATHER = 150
const APART = 1_000
const GRAVEST_FIRST = /** @type {const} */ (["cancelled", "changed", "new"])

/** @typedef {typeof GRAVEST_FIRST[number]} Tone */

/** @type {Set<Tone>} */
const waiting = new Set()
let timer = 0

/** @param {Tone} tone */
export function ring(tone) {
  waiting.add(tone)
  timer ||= window.setTimeout(sound, GATHER)
}

function sound() {
  const next = GRAVEST_FIRST.find((tone) => waiting.delete(tone))
  if (next) play(next)
  timer = next ? window.setTimeout(sound, APART) : 0
}
