// Open orders of this phone, each with its status and a link to its page.

import { html, useEffect, useState } from "../../vendor/preact/standalone.js"
import { isReady } from "../../lib/decisions.js"
import { fetchOrder } from "../../lib/api.js"
import { listen } from "../../lib/live/connection.js"
import { Icon } from "../../components/icon.js"
import { OrderNumber } from "../../components/order-number.js"
import { message, t, textOf } from "../../components/words.js"
import { listOwnOrders, OWN_ORDERS } from "./own-orders.js"

/** @import { Message } from "../../components/words.js" */
/** @import { Order, OrderStatus } from "../../lib/types.js" */

/** @type {Record<OrderStatus, string>} */
const ICONS = { awaiting_payment: "cash", preparing: "pan", ready: "bell", completed: "check", cancelled: "stop" }

export function OpenOrders() {
  const [orders, setOrders] = useState(/** @type {Order[]} */ ([]))
  const [said, setSaid] = useState(/** @type {Message | ""} */ (""))
  useEffect(() => {
    const ask = () => listOwnOrders().then((open) => setOrders((known) => open.map((order) => newer(known, order))))
    // Another tab may have sent one.
    const elsewhere = (/** @type {StorageEvent} */ event) => event.key === OWN_ORDERS && ask()
    ask()
    addEventListener("pageshow", ask)
    addEventListener("storage", elsewhere)
    return () => {
      removeEventListener("pageshow", ask)
      removeEventListener("storage", elsewhere)
    }
  }, [])
  /** @param {Order} order */
  const tell = (order) => {
    setOrders((known) => {
      const before = known.find((each) => each.uid === order.uid)
      if (before && before.rev < order.rev && before.status !== order.status)
        setSaid(message(() => `${order.number}: ${t(`status.${order.status}`)}`))
      return known.map((each) => (each.uid === order.uid && each.rev < order.rev ? order : each))
    })
  }
  return html`
    <p class="sr" role="status">${textOf(said)}</p>
    ${orders.map((order) => html`<${OpenOrder} key=${order.uid} order=${order} onOrder=${tell} />`)}`
}

/** @param {Order[]} known @param {Order} order */
function newer(known, order) {
  const before = known.find((each) => each.uid === order.uid)
  return before && before.rev > order.rev ? before : order
}

/** @param {{order: Order, onOrder: (order: Order) => void}} props */
function OpenOrder({ order, onOrder }) {
  const { uid, number, status } = order
  useEffect(
    () =>
      listen({
        room: `order:${uid}`,
        onSnapshot: (data) => onOrder(data.order ?? data),
        onEvent: (event) => event.data.order && onOrder(event.data.order),
        poll: async () => {
          const data = await fetchOrder(uid)
          return { data, seq: data.rev, epoch: data.epoch }
        },
      }),
    [uid],
  )
  return html`
    <a class=${`open-order open-order--${status}`} href=${`/t/${uid}`}>
      <${OrderNumber} number=${number} look=${isReady(order) ? "paper" : "quiet"} />
      <${Icon} name=${ICONS[status]} /><span>${t(`status.${status}`)}</span><${Icon} name="right" />
    </a>`
}
