// New orders ring until they are opened, here or on another screen.

import { useEffect, useState } from "../../vendor/preact/standalone.js"
import { waitingRequests } from "../../lib/orders.js"
import { play } from "../../lib/sound.js"

/** @import { Channel, Order, OrderStatus } from "../../lib/types.js" */

const RING_EVERY = 6_000
/** Whether a cashier has yet to do something about it. @type {Record<OrderStatus, boolean>} */
const WAITS = { awaiting_payment: true, preparing: false, ready: false, completed: false, cancelled: false }
/** Whether it is placed without a cashier, so that the till must sound. @type {Record<Channel, boolean>} */
const IS_NEWS = { counter: false, kiosk: true, phone: true }

/** Whether a cashier has yet to do something about it, or about what its guest asks for. @param {Order} order */
export const awaitsTill = (order) => WAITS[order.status] || waitingRequests(order).length > 0

export function useAlarm() {
  const [ringing, setRinging] = useState(/** @type {Set<string>} */ (new Set()))
  useEffect(() => {
    if (ringing.size === 0) return
    play("new")
    const timer = setInterval(() => play("new"), RING_EVERY)
    return () => clearInterval(timer)
  }, [ringing])
  const only = (/** @type {(uid: string) => boolean} */ wanted) =>
    setRinging((now) => ([...now].every(wanted) ? now : new Set([...now].filter(wanted))))
  return {
    ringing,
    /** Rings for an order that is news at this till; one that was placed at a counter is known. @param {Order} order */
    announce: (order) => {
      if (WAITS[order.status] && IS_NEWS[order.channel]) setRinging((now) => new Set(now).add(order.uid))
    },
    ring: (/** @type {string} */ uid) => setRinging((now) => new Set(now).add(uid)),
    hush: (/** @type {string} */ uid) => only((each) => each !== uid),
    /** Forgets those that are no longer awaited. @param {Order[]} orders */
    keepTo: (orders) => {
      const waiting = new Set(orders.filter(awaitsTill).map((order) => order.uid))
      only((uid) => waiting.has(uid))
    },
  }
}
