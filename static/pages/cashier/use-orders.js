// The orders as the cashier's room tells them, which screens hear them too, and the ringing for new ones.

import { useRef, useState } from "../../vendor/preact/standalone.js"
import { fetchStaffOrder, listOrders } from "../../lib/api.js"
import { filterOrders, isOver, ordersByUid, withOrder } from "../../lib/orders.js"
import { STAFF_STALE_AFTER, useLive } from "../../components/use-live.js"
import { language } from "../../components/words.js"
import { owesBack } from "./order-money.js"
import { useAlarm } from "./use-alarm.js"

/** @import { Orders } from "../../lib/orders.js" */
/** @import { Order, Screen } from "../../lib/types.js" */

/** @param {() => void} onSignedOut @param {number} turn another one is another person's session */
export function useOrders(onSignedOut, turn) {
  const [orders, setOrders] = useState(ordersByUid([]))
  const [screens, setScreens] = useState(/** @type {Screen[]} */ ([]))
  const alarm = useAlarm()
  /** What was on the screen before; nothing before the first present. @type {{current: Orders | null}} */
  const known = useRef(null)

  const put = (/** @type {Order} */ order) => setOrders((now) => withOrder(now, order))
  const refetch = (/** @type {string} */ uid) => fetchStaffOrder(uid).then(put, () => {})
  const lang = language()
  const state = useLive(
    {
      room: "cashier",
      // The menu is heard on the same socket, in the words of this screen.
      address: `/ws?lang=${lang}`,
      staleAfter: STAFF_STALE_AFTER,
      onSnapshot: (data) => {
        const before = known.current
        known.current = ordersByUid(data.orders)
        // What came while this screen was away is as new as what comes now.
        if (before) for (const order of data.orders) if (!before.has(order.uid)) alarm.announce(order)
        alarm.keepTo(data.orders)
        setOrders((now) => renewed(now, data.orders))
        // The money of these went back while this screen was away.
        const present = ordersByUid(data.orders)
        for (const order of before?.values() ?? []) if (owesBack(order) && !present.has(order.uid)) refetch(order.uid)
      },
      onEvent: (event) => {
        /** @type {Order | undefined} */
        const order = event.data?.order
        if (!order) return
        known.current?.set(order.uid, order)
        put(order)
        if (event.type === "new_order") alarm.announce(order)
        // Whoever paid or cancelled it has seen it.
        if (order.status !== "awaiting_payment") alarm.hush(order.uid)
      },
      onPresence: setScreens,
      onState: (next) => {
        if (next.name === "signed-out") onSignedOut()
        // Who was there is not who is there. Where nobody ever was, nothing is told.
        if (next.name !== "live") setScreens([])
      },
      poll: async () => {
        const [page, owing] = await Promise.all(["active", "owes_back"].map((status) => listOrders({ status })))
        return { data: { ...page, orders: [...page.orders, ...owing.orders] }, seq: page.seq, epoch: page.epoch }
      },
    },
    [lang, turn],
  )
  return { orders, put, state, screens, alarm }
}

/**
 * The room's present, with the closed orders of today that only this screen remembers.
 * @param {Orders} known
 * @param {Order[]} active
 */
function renewed(known, active) {
  const fresh = ordersByUid(active)
  for (const order of filterOrders(known, isOver)) {
    if (!fresh.has(order.uid)) fresh.set(order.uid, order)
  }
  return fresh
}
