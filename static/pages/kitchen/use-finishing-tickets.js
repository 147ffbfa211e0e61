// Keeps a finished ticket in its place for a moment, with a tick: the cook sees that the tap worked, and the next
// ticket does not slide under the finger.

import { useEffect, useRef, useState } from "../../vendor/preact/standalone.js"

/** @import { Order } from "../../lib/types.js" */

const STAYS_FOR = 500

/**
 * @template {Order} T
 * @param {string} station what one chose to see: what another choice hides is not made
 * @param {T[]} cards what is to be made, in order
 * @param {(uid: string) => T | undefined} madeNow an order that is made, as it is now
 * @returns {{shown: T[], leaving: Set<string>}} `shown` are the cards with those that go, each where it was
 */
export function useFinishingTickets(station, cards, madeNow) {
  const last = useRef({ station, shown: cards, until: /** @type {Map<string, number>} */ (new Map()) })
  const [turn, setTurn] = useState(0)
  const now = performance.now()
  const here = new Set(cards.map(({ uid }) => uid))
  const shown = [...cards]
  /** @type {Map<string, number>} */
  const until = new Map()
  const before = last.current.station === station ? last.current.shown : []
  for (const [place, { uid }] of before.entries()) {
    const made = here.has(uid) ? undefined : madeNow(uid)
    const end = last.current.until.get(uid) ?? now + STAYS_FOR
    if (!made || end <= now) continue
    until.set(uid, end)
    shown.splice(Math.min(place, shown.length), 0, made)
  }
  useEffect(() => {
    last.current = { station, shown, until }
  })
  const names = [...until.keys()].join()
  useEffect(() => {
    if (!names) return
    const timer = setTimeout(() => setTurn(turn + 1), STAYS_FOR)
    return () => clearTimeout(timer)
  }, [names, turn])
  return { shown, leaving: new Set(until.keys()) }
}
