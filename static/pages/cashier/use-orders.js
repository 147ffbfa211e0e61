// The orders as the cashier's room tells them, which screens hear them too, what the printers do, and the ringing for
// new ones.

import { useRef, useState } from "../../vendor/preact/standalone.js"
import { fetchCalls, fetchStaffOrder, listOrders } from "../../lib/api.js"
import { filterOrders, isOver, ordersByUid, waitingRequests, withOrder } from "../../lib/orders.js"
import { STAFF_STALE_AFTER, useLive } from "../../components/use-live.js"
import { language } from "../../components/words.js"
import { owesBack } from "./order-money.js"
import { awaitsTill, useAlarm } from "./use-alarm.js"

/** @import { Orders } from "../../lib/orders.js" */
/** @import { EventType, Order, PrinterNow, Screen, TableCall } from "../../lib/types.js" */

/**
 * What an event is to the till's bell: a new order, a guest who asks for more, the till's answer to one, or no matter.
 * @type {Record<EventType, "order" | "question" | "answer" | "">}
 */
const BELL = {
  new_order: "order",
  order_status_update: "",
  order_line_update: "",
  order_lines_added: "answer",
  order_lines_requested: "question",
  order_lines_declined: "answer",
  order_line_voided: "",
  order_lines_moved_out: "",
  order_lines_moved_in: "",
  order_details_changed: "",
  payment_received: "",
  payment_success: "",
  payment_refunded: "",
  bill_changed: "",
  payment_corrected: "",
  claim_recorded: "",
  claim_settled: "",
}

/** @param {() => void} onSignedOut @param {number} turn another one is another person's session */
export function useOrders(onSignedOut, turn) {
  const [orders, setOrders] = useState(ordersByUid([]))
  const [screens, setScreens] = useState(/** @type {Screen[]} */ ([]))
  const [calls, setCalls] = useState(/** @type {TableCall[]} */ ([]))
  const [printers, setPrinters] = useState(/** @type {PrinterNow[]} */ ([]))
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
        for (const order of before ? data.orders : []) {
          const was = before?.get(order.uid)
          if (!was) alarm.announce(order)
          const asked = waitingRequests(order).length
          if (asked > (was ? waitingRequests(was).length : 0)) alarm.ring(order.uid)
        }
        alarm.keepTo(data.orders)
        // Only what was polled has them: a socket tells them by themselves.
        if (data.calls) setCalls(data.calls)
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
        const bell = BELL[/** @type {EventType} */ (event.type)]
        if (bell === "order") alarm.announce(order)
        if (bell === "question") alarm.ring(order.uid)
        // It was seen by the person who paid, cancelled or answered it.
        else if (!awaitsTill(order) || (bell === "answer" && waitingRequests(order).length === 0)) alarm.hush(order.uid)
      },
      onPresence: setScreens,
      onPrinters: setPrinters,
      onCalls: setCalls,
      onState: (next) => {
        if (next.name === "signed-out") onSignedOut()
        // Who was there is not who is there. Where no screen ever was, nothing is told.
        if (next.name === "live") return
        setScreens([])
        setPrinters([])
        // Calls stay: guests go on waiting while the connection is away, and who joins again is told of them.
      },
      poll: async () => {
        const [page, owing, tables] = await Promise.all([
          listOrders({ status: "active" }),
          listOrders({ status: "owes_back" }),
          fetchCalls(),
        ])
        const orders = [...page.orders, ...owing.orders]
        return { data: { ...page, orders, calls: tables.calls }, seq: page.seq, epoch: page.epoch }
      },
    },
    [lang, turn],
  )
  // In slow mode the shop tells it seconds later.
  const answered = (/** @type {TableCall} */ { id }) => setCalls((now) => now.filter((call) => call.id !== id))
  return { orders, put, state, screens, printers, calls, answered, alarm }
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
