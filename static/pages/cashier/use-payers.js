// Who took each payment of the chosen order: read from its history, when it is opened and when money comes in.

import { useEffect, useState } from "../../vendor/preact/standalone.js"
import { fetchStaffOrder } from "../../lib/api.js"

/** @import { EventType, Order } from "../../lib/types.js" */

/** @type {EventType[]} */
const PAYMENTS = ["payment_received", "payment_success"]
/** @type {Map<string, string[]>} */
const known = new Map()

/** The names in the order of the payments. @param {string} uid */
export async function payersOf(uid) {
  const { history = [] } = await fetchStaffOrder(uid)
  const names = history.filter((entry) => PAYMENTS.includes(entry.type)).map((entry) => entry.by)
  known.set(uid, names)
  return names
}

/** @param {Order | undefined} order */
export function usePayers(order) {
  const [, show] = useState(0)
  const uid = order?.uid ?? ""
  const count = order?.payments?.length ?? 0
  useEffect(() => {
    // Without an answer the time stands there alone.
    if (uid && count > (known.get(uid)?.length ?? 0))
      payersOf(uid).then(
        () => show((n) => n + 1),
        () => {},
      )
  }, [uid, count])
  return known.get(uid) ?? []
}
