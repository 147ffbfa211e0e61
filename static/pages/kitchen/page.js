// The kitchen screen: tickets oldest first, finished with a tap and recalled with another.

import { html, useEffect, useMemo, useState } from "../../vendor/preact/standalone.js"
import { isCancelled, isCooking, isReady } from "../../lib/decisions.js"
import { filterOrders, isVoid } from "../../lib/orders.js"
import { readStored, writeStored } from "../../lib/storage.js"
import { minutesSince, serverNow } from "../../lib/time.js"
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
import { OffscreenTickets, turnWheel } from "./offscreen-tickets.js"
import { Dishes } from "./dishes.js"
import { History } from "./history.js"
import { useFocusStays, useKeys } from "./keys.js"
import { isSameLocation } from "./marks.js"
import { Settings, applyTheme } from "./settings.js"
import { concerns, EVERYTHING, isOpen, linesFor, stationsOf, toMake } from "./stations.js"
import { ToMake } from "./to-make.js"
import { useActions } from "./use-actions.js"
import { useRecalledTicket } from "./use-recalled-ticket.js"
import { offer, useDishes, usualOptionsOf } from "./use-menu.js"
import { useLayoutShifts } from "./use-layout-shifts.js"
import { useFinishingTickets } from "./use-finishing-tickets.js"
import { useReminder } from "./use-reminder.js"
import { useTickets } from "./use-tickets.js"

/** @import { Order, OrderLine, Staff } from "../../lib/types.js" */
/** @import { SheetName } from "./bar.js" */
/** @import { Ticket } from "./ticket-memory.js" */

const HISTORY_MINUTES = 30
/** Keys are digits. */
const NO_KEY = 10

/** @param {{staff: Staff, onSignedOut: (byOwnHand?: boolean) => void}} props */
function Kitchen({ staff, onSignedOut }) {
  const shop = useShop()
  useShopSound(shop, "kitchen")
  const dishes = useDishes()
  const usual = useMemo(() => usualOptionsOf(dishes), [dishes])
  const { tickets, loaded, said, say, state, take, show } = useTickets(onSignedOut)
  const actions = useActions({ tickets, take, say })
  const [filter, setFilter] = useState(readStored("kitchen_filter", EVERYTHING))
  const [sheet, setSheet] = useState(/** @type {SheetName | null} */ (null))
  useNow(5_000)
  // Not what it was at the last tick: the server's own time is known only since it greeted us.
  const now = serverNow()
  const stale = useStale(state)

  const since = (/** @type {Ticket} */ order) =>
    order.came?.added_at || (shop?.payment_timing !== "after" && order.came?.paid_at) || order.created_at
  const byAge = (/** @type {Ticket} */ a, /** @type {Ticket} */ b) => Date.parse(since(a)) - Date.parse(since(b))
  const preparing = filterOrders(tickets.orders, isCooking)
  // Finished, with a dish that was taken off and may still be on the stove.
  const held = filterOrders(tickets.orders, (order) => !isCooking(order) && tickets.isHeld(order.uid))
  const marksOf = (/** @type {Order} */ order) => tickets.changed.get(order.uid)
  const shownOf = (/** @type {Order} */ order) => linesFor(order, filter, marksOf(order))
  // A cancelled one stays where it was: nothing moves under a finger because of it.
  const cards = [...preparing, ...held, ...tickets.cancelled.values()]
    .filter((order) => concerns(order, filter, marksOf(order)))
    .sort(byAge)
  const open = cards.filter(isCooking)
  const ready = filterOrders(
    tickets.orders,
    (order) => isReady(order) && Date.parse(order.ready_at ?? "") > now - HISTORY_MINUTES * 60_000,
  ).sort((a, b) => Date.parse(b.ready_at ?? "") - Date.parse(a.ready_at ?? ""))
  const late = open.filter(
    (order) => minutesSince(since(order), now) >= (shop?.kitchen_red_minutes ?? Number.POSITIVE_INFINITY),
  ).length
  const totals = toMake(open, filter)
  const stations = stationsOf(preparing, dishes, filter.station)

  /** What stands on a card above and below its lines. */
  const rowsOf = (/** @type {Order} */ order) => {
    const was = tickets.was.get(order.uid)
    const off = shownOf(order).filter(isVoid).length
    return [off, was && !isSameLocation(was, order), was && was.note !== order.note].map(Number).join(" ")
  }
  // When a card goes or grows, the next one slides under the finger. A new one comes in at the end and moves nothing.
  const { shown, leaving } = useFinishingTickets(filter.station, cards, (uid) => {
    const order = tickets.orders.get(uid)
    return order && !tickets.isHeld(uid) ? order : undefined
  })
  const heights = shown.map((order) => `${order.uid} ${shownOf(order).length} ${rowsOf(order)}`)
  const shifts = useLayoutShifts(heights)
  const tappable = useTapGuard(`${filter.station} ${shifts}`)
  const back = useRecalledTicket(open)
  const refused = () => showToast({ icon: "offline", text: message(() => t("kitchen.not_connected")), seconds: 8 })

  const isOff = (/** @type {Order} */ order) =>
    isCancelled(order) || shownOf(order).some((line) => marksOf(order)?.get(line.id) === "void")
  useReminder(cards.some(isOff))

  const look = (/** @type {Order} */ order) => {
    const isNews = tickets.touchAll(
      order.uid,
      shownOf(order).map((line) => line.id),
    )
    if (isNews) show()
    return isNews
  }
  const finish = (/** @type {Order} */ order) => {
    if (!tappable || actions.isBusy(order)) return
    // A tap that was meant for the lines before must not mark those that have just appeared under the finger.
    if (look(order) || !isCooking(order)) return
    if (filter.station && isOpen(order)) actions.linesDone(order, linesFor(order, filter))
    else actions.ready(order)
  }
  const seen = (/** @type {Order} */ order) => {
    if (tappable && tickets.cancelled.delete(order.uid)) show()
  }
  const tap = (/** @type {Order} */ order, /** @type {OrderLine} */ line) => {
    if (!isCooking(order)) look(order)
    else if (tickets.touch(order.uid, line.id)) show()
    else if (!isVoid(line)) actions.tapLine(order, line)
  }
  const seenDetails = (/** @type {Order} */ order) => {
    if (tappable && tickets.touchDetails(order.uid)) show()
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

  /** Its key on a bump bar; what goes has none. @param {Order} order */
  const place = (order) => cards.findIndex(({ uid }) => uid === order.uid) + 1 || NO_KEY

  useKeys((position) => {
    const card = cards[position - 1]
    if (stale) refused()
    else if (card) (isCancelled(card) ? seen : finish)(card)
  })
  useFocusStays(shown.map((order) => order.uid).join())
  useEffect(() => {
    document.title = t("kitchen.page_title", { n: open.length })
  }, [open.length, language()])

  return html`
    <${Bar} stations=${stations} station=${filter.station} all=${preparing.length} onStation=${choose} state=${state}
      shop=${shop} late=${late}
      undoable=${actions.undone} onUndo=${actions.canUndo || ready.length ? undo : undefined} onSheet=${setSheet} />
    <p class="sr" role="status">${said}</p>
    <div class="floor stale" onClick=${stale ? refused : undefined}>
      <main><div class=${`tickets ${tappable ? "" : "tap-guarded"}`} inert=${stale} onWheel=${turnWheel}>
        ${
          shown.length === 0 &&
          html`<${EmptyState} icon=${loaded ? "pan" : "reconnect"}
          title=${loaded ? t("kitchen.empty") : t("common.loading")} />`
        }
        ${shown.map((order) =>
          isCancelled(order)
            ? html`<${CancelledTicket} key=${order.uid} order=${order} lines=${linesFor(order, filter)}
              position=${place(order)} onSeen=${() => seen(order)} />`
            : html`<${OrderTicket} key=${order.uid} order=${order} lines=${shownOf(order)}
              position=${place(order)} usual=${usual} leaving=${leaving.has(order.uid)}
              since=${since(order)} now=${now}
              warnAfter=${shop?.kitchen_amber_minutes} lateAfter=${shop?.kitchen_red_minutes}
                changed=${marksOf(order)} was=${tickets.was.get(order.uid)} onDetails=${() => seenDetails(order)}
              back=${back.uid === order.uid}
              isBusy=${(/** @type {OrderLine | undefined} */ line) => actions.isBusy(order, line)}
                onReady=${() => finish(order)} onLine=${(/** @type {OrderLine} */ line) => tap(order, line)}
              onHold=${(/** @type {OrderLine} */ { menu_item_id, name }) =>
                offer({ id: menu_item_id ?? 0, name }, false)} />`,
        )}
      </div></main>
      <${OffscreenTickets} cards=${cards} isOff=${isOff} stale=${stale} />
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

applyTheme()
mount(
  () =>
    html`<${StaffOnly} title=${t("kitchen.title")} roles=${["kitchen", "cashier", "owner"]} Screen=${Kitchen} pairs />`,
)
