// The cashier's screen: left the orders, right the chosen one, one thing to do with it.

import { html, useEffect, useState } from "../../vendor/preact/standalone.js"
import { listOrders } from "../../lib/api.js"
import { inTurn, pile, withOrder } from "../../lib/orders.js"
import { mount } from "../../components/page.js"
import { ReasonSheet } from "../../components/reason-sheet.js"
import { StaffOnly } from "../../components/staff-only.js"
import { ToastPlace } from "../../components/toast.js"
import { STAFF_PATIENCE, useLive } from "../../components/use-live.js"
import { useSettled } from "../../components/use-settled.js"
import { useShop } from "../../components/use-shop.js"
import { useStale, Veil } from "../../components/veil.js"
import { language, t } from "../../components/words.js"
import { Detail } from "./detail.js"
import { Foot, Head } from "./frame.js"
import { OrderList, TABS } from "./order-list.js"
import { useActs } from "./use-acts.js"
import { useAlarm } from "./use-alarm.js"
import { useClosed } from "./use-closed.js"
import { useScanner } from "./use-scanner.js"

/** @import { Order, Staff } from "../../lib/types.js" */

/** @param {{staff: Staff, onSignedOut: () => void}} props */
function Cashier({ staff, onSignedOut }) {
  const [orders, setOrders] = useState(pile([]))
  const shop = useShop()
  const [tab, setTab] = useState(TABS[0].name)
  const [chosen, setChosen] = useState("")
  const [paying, setPaying] = useState(false)
  const [cancelling, setCancelling] = useState(false)
  const [wanted, setWanted] = useState("")
  const alarm = useAlarm()

  const put = (/** @type {Order} */ order) => setOrders((now) => withOrder(now, order))
  const state = useLive({
    room: "cashier",
    patience: STAFF_PATIENCE,
    onSnapshot: (data) => setOrders((now) => renewed(now, data.orders)),
    onEvent: (event) => {
      if (!event.data?.order) return
      put(event.data.order)
      if (event.type === "new_order" && event.data.order.status === "awaiting_payment") alarm.ring(event.data.order.uid)
      if (event.data.cause === "cancelled" || event.data.cause === "expired") alarm.hush(event.data.order.uid)
    },
    onState: (next) => { if (next.name === "signed-out") onSignedOut() },
    poll: async () => {
      const page = await listOrders({ status: "active" })
      return { data: page, seq: page.seq, epoch: page.epoch }
    },
  }, [])
  const stale = useStale(state)

  useClosed(shop, put)
  const order = orders.get(chosen)
  const open = (/** @type {Order} */ next) => {
    setChosen(next.uid)
    setPaying(false)
    alarm.hush(next.uid)
    acts.forgetChange()
    const there = TABS.find((each) => each.holds(next))
    if (there) setTab(there.name)
  }
  // The next act lies where the last one was: a second tap on «Terima bayar» must not be a payment.
  const settled = useSettled([chosen, order?.status, order?.payment_status, paying].join())
  const acts = useActs({ put, onPaid: () => setPaying(false) })
  const scan = useScanner({ paying, onFound: (found) => { put(found); setWanted(""); open(found) } })

  useEffect(() => {
    const title = t("cashier.page_title", { shop: shop?.name ?? "" })
    document.title = alarm.ringing.size ? `(${alarm.ringing.size}) ${title}` : title
  }, [alarm.ringing, shop, language()])
  useEffect(() => {
    const back = (/** @type {KeyboardEvent} */ event) => {
      const field = /** @type {HTMLElement} */ (event.target).closest("dialog, input")
      if (event.key === "Escape" && !field && !paying) setChosen("")
    }
    addEventListener("keydown", back)
    return () => removeEventListener("keydown", back)
  }, [paying])

  return html`
    <${Head} staff=${staff} wanted=${wanted} onWanted=${setWanted} onScan=${scan} onSignedOut=${onSignedOut} />
    <main class=${`split stale ${order ? "split--chosen" : ""}`}>
      <${OrderList}
        orders=${orders} tab=${tab} wanted=${wanted} chosen=${chosen} ringing=${alarm.ringing} inert=${stale}
        onTab=${setTab} onOpen=${open} onPickedUp=${acts.pickedUp}
      />
      <section class=${`detail ${settled ? "" : "unsettled"}`} aria-label=${t("cashier.chosen")} inert=${stale}>
        <${Detail} order=${order} shop=${shop} acts=${acts} paying=${paying} onPaying=${setPaying} onCancel=${() => setCancelling(true)} onBack=${() => setChosen("")} />
      </section>
      <${Veil} state=${state} timeZone=${shop?.time_zone} />
    </main>
    <${Foot} state=${state} staff=${staff} shop=${shop} />
    ${order && cancelling && html`
      <${ReasonSheet} number=${order.number} onClose=${() => setCancelling(false)}
        onReason=${(/** @type {string} */ reason) => { setCancelling(false); acts.cancel(order, reason) }} />`}
    <${ToastPlace} />`
}

/** The room's present, with the closed orders of today that only this screen remembers. @param {import("../../lib/orders.js").Orders} known @param {Order[]} active */
function renewed(known, active) {
  const fresh = pile(active)
  for (const order of inTurn(known, (each) => each.status === "completed" || each.status === "cancelled")) {
    if (!fresh.has(order.uid)) fresh.set(order.uid, order)
  }
  return fresh
}

mount(() => html`<${StaffOnly} title=${t("cashier.title")} roles=${["cashier", "owner"]} Screen=${Cashier} />`)
