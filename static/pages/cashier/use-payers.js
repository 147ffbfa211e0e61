// Who took the money for the chosen order: read from its history once, when it is opened.

import { useEffect, useState } from "../../vendor/preact/standalone.js"
import { fetchStaffOrder } from "../../lib/api.js"

/** @import { Order } from "../../lib/types.js" */

/** @type {Map<string, string>} */
const known = new Map()

/** @param {string} uid @returns {Promise<string | null>} */
export async function payerOf(uid) {
  const { history = [] } = await fetchStaffOrder(uid)
  const by = history.find((entry) => entry.type === "payment_success")?.by ?? null
  if (by) known.set(uid, by)
  return by
}

/** @param {Order | undefined} order */
export function usePayer(order) {
  const [, show] = useState(0)
  const uid = order?.payment ? order.uid : ""
  useEffect(() => {
    // Without an answer the time stands there alone.
    if (uid && !known.has(uid))
      payerOf(uid).then(
        () => show((n) => n + 1),
        () => {},
      )
  }, [uid])
  return known.get(uid) ?? null
}
