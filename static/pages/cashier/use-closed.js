// The closed orders of today, fetched once: the room itself tells only what is open and what happens from now on.

import { useEffect } from "../../vendor/preact/standalone.js"
import { listOrders } from "../../lib/api.js"
import { dateIn, hourIn, serverNow } from "../../lib/time.js"

/** @import { Order, Shop } from "../../lib/types.js" */

const A_DAY = 86_400_000
// Until then the business day may still be yesterday's: shops close after midnight.
const MORNING = 6

/** @param {Shop | null} shop @param {(order: Order) => void} put */
export function useClosed(shop, put) {
  const zone = shop?.time_zone
  useEffect(() => {
    if (!zone) return
    let timer = 0
    const now = serverNow()
    const days = hourIn(now, zone) < MORNING ? [dateIn(now - A_DAY, zone), dateIn(now, zone)] : [dateIn(now, zone)]
    const ask = () => Promise.all(days.flatMap((date) => ["completed", "cancelled"].map((status) => listOrders({ status, date })))).then(
      (pages) => pages.flatMap((page) => page.orders).forEach(put),
      () => { timer = window.setTimeout(ask, 5_000) },
    )
    ask()
    return () => clearTimeout(timer)
  }, [zone])
}
