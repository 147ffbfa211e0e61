// The kitchen's screen: tickets oldest first, finished with a tap, brought back with another.

import { html, useEffect, useState } from "../../vendor/preact/standalone.js"
import { filterOrders } from "../../lib/orders.js"
import { readStored, writeStored } from "../../lib/storage.js"
import { serverNow } from "../../lib/time.js"
import { EmptyState } from "../../components/empty-state.js"
import { mount } from "../../components/page.js"
import { CancelledTicket, OrderTicket } from "./order-ticket.js"
import { StaffOnly } from "../../components/staff-only.js"
import { showToast, ToastRegion } from "../../components/toast.js"
import { useNow } from "../../components/use-now.js"
import { useTapGuard } from "../../components/use-tap-guard.js"
import { useShop } from "../../components/use-shop.js"
import { useShopSound } from "../../components/use-shop-sound.js"
import { useStale, StaleOverlay } from "../../components/stale-overlay.js"
import { language, message, t } from "../../components/words.js"
import { Bar } from "./bar.js"
import { OffscreenTickets } from "./offscreen-tickets.js"
import { Dishes } from "./dishes.js"
import { History } from "./history.js"
import { useFocusStays, useKeys } from "./keys.js"
import { Settings, wearTheme } from "./settings.js"
import { concerns, EVERYTHING, isOpen, linesFor, stationsOf, toMake } from "./stations.js"
import { ToMake } from "./to-make.js"
import { useActions } from "./use-actions.js"
import { useRecalledTicket } from "./use-recalled-ticket.js"
import { offer, useDishes } from "./use-menu.js"
import { useLayoutShifts } from "./use-layout-shifts.js"
import { useTickets } from "./use-tickets.js"

/** @import { Order, OrderLine, Staff } from "../../lib/types.js" */
/** @import { SheetName } from "./bar.js" */

const HISTORY_MINUTES = 30

/** @param {{staff: Staff, onSignedOut: (byOwnHand?: boolean) => void}} props */
function Kitchen({ staff, onSignedOut }) {
  const shop = useShop()
  useShopSound(shop, "kitchen")
  const dishes = useDishes()
  const { tickets, loaded, said, say, state, take, show } = useTickets(onSignedOut)
  const actions = useActions({ tickets, take, say })
  const [filter, setFilter] = useState(readStored("kitchen_filter", EVERYTHING))
  const [sheet, setSheet] = useState(/** @type {SheetName | null} */ (null))
  useNow(5_000)
  // Not what it was at the last tick: the server's own time is known only since it greeted us.
  const now = serverNow()
  const stale = useStale(state)

  const since = (/** @type {Order} */ order) =>
    (shop?.payment_timing !== "after" && order.payment?.paid_at) || order.created_at
  const byAge = (/** @type {Order} */ a, /** @type {Order} */ b) => Date.parse(since(a)) - Date.parse(since(b))
  const preparing = filterOrders(tickets.orders, (order) => order.status === "preparing")
  // A cancelled one stays where it was: nothing moves under a finger because of it.
  const cards = [...preparing, ...tickets.cancelled.values()].filter((order) => concerns(order, filter)).sort(byAge)
  const open = cards.filter((order) => order.status === "preparing")
  const ready = filterOrders(
    tickets.orders,
    (order) => order.status === "ready" && Date.parse(order.ready_at ?? "") > now - HISTORY_MINUTES * 60_000,
  ).sort((a, b) => Date.parse(b.ready_at ?? "") - Date.parse(a.ready_at ?? ""))
  const totals = toMake(open, filter)
  const stations = stationsOf(preparing, dishes, filter.station)

  // When a card goes, the next one slides under the finger. A new one comes in at the end and moves nothing.
  const shifts = useLayoutShifts(cards.map((order) => order.uid))
  const tappable = useTapGuard(`${filter.station} ${shifts}`)
  const back = useRecalledTicket(open)
  const refused = () => showToast({ icon: "offline", text: message(() => t("kitchen.not_connected")), seconds: 8 })

  const finish = (/** @type {Order} */ order) => {
    if (!tappable || actions.isBusy(order)) return
    if (filter.station && isOpen(order)) actions.linesDone(order, linesFor(order, filter))
    else actions.ready(order)
  }
  const seen = (/** @type {Order} */ order) => {
    if (tappable && tickets.cancelled.delete(order.uid)) show()
  }
  const tap = (/** @type {Order} */ order, /** @type {OrderLine} */ line) => {
    if (tickets.touch(order.uid, line.id)) show()
    else actions.tapLine(order, line)
  }
  const bringBack = async (/** @type {Order} */ order) => {
    if ((await actions.recall(order)) === "done") back.look(order.uid)
  }
  const undo = async () => back.look(await actions.undo(ready))
  const choose = (/** @type {string} */ station) => {
    const next = station ? { station, known: stations.map((each) => each.name) } : EVERYTHING
    setFilter(next)
    writeStored("kitchen_filter", next)
  }

  useKeys((position) => {
    const card = cards[position - 1]
    if (stale) refused()
    else if (card) (card.status === "cancelled" ? seen : finish)(card)
  })
  useFocusStays(cards.map((order) => order.uid).join())
  useEffect(() => {
    document.title = t("kitchen.page_title", { n: open.length })
  }, [open.length, language()])

  return html`
    <${Bar} stations=${stations} station=${filter.station} all=${preparing.length} onStation=${choose} state=${state}
      shop=${shop}
      undoable=${actions.undone} onUndo=${actions.canUndo || ready.length ? undo : undefined} onSheet=${setSheet} />
    <p class="sr" role="status">${said}</p>
    <div class="floor stale" onClick=${stale ? refused : undefined}>
      <main><div class=${`tickets ${tappable ? "" : "tap-guarded"}`} inert=${stale}>
        ${
          cards.length === 0 &&
          html`<${EmptyState} icon=${loaded ? "pan" : "reconnect"}
          title=${loaded ? t("kitchen.empty") : t("common.loading")} />`
        }
        ${cards.map((order, index) =>
          order.status === "cancelled"
            ? html`<${CancelledTicket} key=${order.uid} order=${order} lines=${linesFor(order, filter)}
              position=${index + 1} onSeen=${() => seen(order)} />`
            : html`<${OrderTicket} key=${order.uid} order=${order} lines=${linesFor(order, filter)}
              position=${index + 1}
              since=${since(order)} now=${now}
              warnAfter=${shop?.kitchen_amber_minutes} lateAfter=${shop?.kitchen_red_minutes}
                changed=${tickets.changed.get(order.uid)} back=${back.uid === order.uid}
              isBusy=${(/** @type {OrderLine | undefined} */ line) => actions.isBusy(order, line)}
                onReady=${() => finish(order)} onLine=${(/** @type {OrderLine} */ line) => tap(order, line)}
              onHold=${(/** @type {OrderLine} */ line) => offer({ id: line.menu_item_id, name: line.name }, false)} />`,
        )}
      </div></main>
      <${OffscreenTickets} cards=${cards} stale=${stale} />
      <${ToMake} totals=${totals} stale=${stale} onDishes=${() => setSheet("dishes")} />
      <${StaleOverlay} state=${state} timeZone=${shop?.time_zone} />
    </div>
    ${sheet === "history" && html`<${History} orders=${ready} onBack=${bringBack} onClose=${() => setSheet(null)} />`}
    ${sheet === "dishes" && html`<${Dishes} totals=${totals} dishes=${dishes} onClose=${() => setSheet(null)} />`}
    ${
      sheet === "settings" &&
      html`<${Settings} staff=${staff} onClose=${() => setSheet(null)}
      onSignedOut=${() => onSignedOut(true)} />`
    }
    <${ToastRegion} />`
}

wearTheme()
mount(
  () =>
    html`<${StaffOnly} title=${t("kitchen.title")} roles=${["kitchen", "cashier", "owner"]} Screen=${Kitchen} pairs />`,
)
