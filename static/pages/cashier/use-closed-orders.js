// The closed orders of today, fetched once: the room itself tells only what is open and what happens from now on.

import { useEffect } from "../../vendor/preact/standalone.js"
import { listOrders } from "../../lib/api.js"

/** @import { Order, Shop } from "../../lib/types.js" */

/** @param {Shop | null} shop @param {(order: Order) => void} put */
export function useClosedOrders(shop, put) {
  const open = shop !== null
  useEffect(() => {
    if (!open) return
    let timer = 0
    const ask = () =>
      Promise.all(["completed", "cancelled"].map((status) => listOrders({ status, date: "today" }))).then(
        (pages) => pages.flatMap((page) => page.orders).forEach(put),
        () => {
          timer = window.setTimeout(ask, 5_000)
        },
      )
    ask()
    return () => clearTimeout(timer)
  }, [open])
}
