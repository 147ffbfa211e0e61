// The kitchen's screen: tickets oldest first, finished with a tap, brought back with another.

import { html, useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { listOrders } from "../../lib/api.js"
import { inTurn, pile, withOrder } from "../../lib/orders.js"
import { play } from "../../lib/sound.js"
import { recall, remember } from "../../lib/store.js"
import { Blank } from "../../components/blank.js"
import { mount } from "../../components/page.js"
import { CancelledTicket, OrderTicket } from "../../components/order-ticket.js"
import { StaffOnly } from "../../components/staff-only.js"
import { ToastPlace } from "../../components/toast.js"
import { STAFF_PATIENCE, useLive } from "../../components/use-live.js"
import { useNow } from "../../components/use-now.js"
import { useSettled } from "../../components/use-settled.js"
import { useShop } from "../../components/use-shop.js"
import { useStale, Veil } from "../../components/veil.js"
import { language, t } from "../../components/words.js"
import { Bar } from "./bar.js"
import { History } from "./history.js"
import { concerns, isOpen, linesFor, stationsOf, toMake } from "./stations.js"
import { ToMake } from "./to-make.js"
import { useActs } from "./use-acts.js"

/** @import { Order, RoomEvent } from "../../lib/types.js" */

/** @param {{onSignedOut: () => void}} props */
function Kitchen({ onSignedOut }) {
  const [orders, setOrders] = useState(pile([]))
  const [cancelled, setCancelled] = useState(/** @type {Order[]} */ ([]))
  const shop = useShop()
  const [station, setStation] = useState(recall("station", ""))
  const [history, setHistory] = useState(false)
  const now = useNow(5_000)
  const known = useRef(orders)
  known.current = orders

  const put = (/** @type {Order} */ order) => setOrders((pile) => withOrder(pile, order))
  const state = useLive({
    room: "kitchen",
    patience: STAFF_PATIENCE,
    onSnapshot: (data) => setOrders(pile(data.orders.filter((/** @type {Order} */ order) => order.status === "preparing" || order.status === "ready"))),
    onEvent: (event) => {
      if (!event.data?.order) return
      announce(event, known.current.get(event.data.order.uid), setCancelled)
      put(event.data.order)
    },
    onState: (next) => { if (next.name === "signed-out") onSignedOut() },
    poll: async () => {
      const page = await listOrders({ status: "active" })
      return { data: page, seq: page.seq, epoch: page.epoch }
    },
  }, [])
  const stale = useStale(state)
  const acts = useActs(put)

  const preparing = inTurn(orders, (order) => order.status === "preparing")
  const tickets = preparing.filter((order) => concerns(order, station))
  const ready = inTurn(orders, (order) => order.status === "ready")
  const finish = (/** @type {Order} */ order) => (station && isOpen(order) ? acts.linesDone(order, linesFor(order, station)) : acts.ready(order))
  // When a ticket goes, the next one slides under the finger. A new one comes in at the end and moves nothing.
  const settled = useSettled(`${station} ${orders.size - tickets.length} ${cancelled.length}`)
  useBumpBar((place) => { if (!stale && !history && tickets[place - 1]) finish(tickets[place - 1]) })
  useEffect(() => { document.title = t("kitchen.page_title", { n: tickets.length }) }, [tickets.length, language()])

  const choose = (/** @type {string} */ name) => { setStation(name); remember("station", name) }
  const since = (/** @type {Order} */ order) => (shop?.payment_timing === "before" && order.payment?.paid_at) || order.created_at

  return html`
    <${Bar} stations=${stationsOf(preparing, station)} station=${station} onStation=${choose} state=${state} shop=${shop}
      onUndo=${acts.canUndo || ready.length ? () => acts.undo(ready) : undefined} onHistory=${() => setHistory(true)} onSignedOut=${onSignedOut} />
    <div class="floor stale">
      <main class=${`tickets ${settled ? "" : "unsettled"}`} inert=${stale}>
        ${tickets.length + cancelled.length === 0 && html`<${Blank} icon="pan" title=${t("kitchen.empty")} />`}
        ${cancelled.map((order) => html`
          <${CancelledTicket} key=${order.uid} order=${order} lines=${linesFor(order, station)} onSeen=${() => setCancelled((all) => all.filter((each) => each.uid !== order.uid))} />`)}
        ${tickets.map((order, at) => html`
          <${OrderTicket} key=${order.uid} order=${order} lines=${linesFor(order, station)} place=${at + 1} since=${since(order)} now=${now}
            onLine=${(/** @type {import("../../lib/types.js").OrderLine} */ line) => acts.tapLine(order, line)} onReady=${() => finish(order)} />`)}
      </main>
      <${ToMake} totals=${toMake(tickets, station)} />
      <${Veil} state=${state} timeZone=${shop?.time_zone} />
    </div>
    ${history && html`<${History} orders=${[...ready].reverse()} onBack=${acts.recall} onClose=${() => setHistory(false)} />`}
    <${ToastPlace} />`
}

/** A tone for each kind of news, and a card for what must not be made any more. @param {RoomEvent} event @param {Order | undefined} before @param {(change: (all: Order[]) => Order[]) => void} setCancelled */
function announce(event, before, setCancelled) {
  /** @type {Order} */
  const order = event.data.order
  if (order.status === "preparing" && !before) play("new")
  else if (event.data.cause === "recall") play("changed")
  else if (order.status === "cancelled" && before) {
    play("cancelled")
    setCancelled((all) => [...all.filter((each) => each.uid !== order.uid), order])
  }
}

/** Digits 1 to 9, from a keyboard or a bump bar. @param {(place: number) => void} onBump */
function useBumpBar(onBump) {
  useEffect(() => {
    const key = (/** @type {KeyboardEvent} */ event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      if (/^[1-9]$/.test(event.key)) onBump(Number(event.key))
    }
    addEventListener("keydown", key)
    return () => removeEventListener("keydown", key)
  })
}

mount(() => html`<${StaffOnly} title=${t("kitchen.title")} roles=${["kitchen", "cashier", "owner"]} Screen=${Kitchen} />`)
