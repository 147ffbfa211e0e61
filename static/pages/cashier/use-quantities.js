// How many of an item, before the kitchen has the order. Taps are shown at once and sent one after the other, the last
// one wins: a finger is quicker than the network, and each tap counts.

import { useRef, useState } from "../../vendor/preact/standalone.js"
import { setQuantity } from "./change-api.js"

/** @import { Order, OrderLine } from "../../lib/types.js" */

/**
 * @param {object} options
 * @param {(order: Order) => void} options.put
 * @param {(order: Order, line: OrderLine, wanted: number, error: unknown) => void} options.onRefused
 */
export function useQuantities({ put, onRefused }) {
  const [wanted, setWanted] = useState(/** @type {Record<string, number>} */ ({}))
  const latest = useRef(wanted)
  const sending = useRef(/** @type {Set<string>} */ (new Set()))
  const keep = (/** @type {Record<string, number>} */ next) => {
    latest.current = next
    setWanted(next)
  }
  const keyOf = (/** @type {Order} */ { uid }, /** @type {OrderLine} */ { id }) => `${uid}/${id}`

  /** @param {Order} order @param {OrderLine} line @param {number} quantity */
  const set = async (order, line, quantity) => {
    const key = keyOf(order, line)
    keep({ ...latest.current, [key]: quantity })
    if (sending.current.has(key)) return
    sending.current.add(key)
    let sent = 0
    try {
      while (sent !== latest.current[key]) {
        sent = latest.current[key]
        put(await setQuantity(order.uid, line.id, sent))
      }
    } catch (error) {
      onRefused(order, line, sent, error)
    } finally {
      sending.current.delete(key)
      const { [key]: _, ...others } = latest.current
      keep(others)
    }
  }
  return {
    set,
    /** As it was tapped last. @param {Order} order @param {OrderLine} line */
    of: (order, line) => wanted[keyOf(order, line)] ?? line.quantity,
  }
}
