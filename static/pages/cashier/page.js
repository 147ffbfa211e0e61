// The cashier's screen: left the orders, right the chosen one, one thing to do with it, or a walk-up's sale.

import { html, useState } from "../../vendor/preact/standalone.js"
import { fetchStaffOrder } from "../../lib/api.js"
import { countOf } from "../../lib/cart.js"
import { mount } from "../../components/page.js"
import { StaffOnly } from "../../components/staff-only.js"
import { showToast, ToastRegion, useToastScope } from "../../components/toast.js"
import { useTapGuard } from "../../components/use-tap-guard.js"
import { useShop } from "../../components/use-shop.js"
import { useShopSound } from "../../components/use-shop-sound.js"
import { useStale, StaleOverlay } from "../../components/stale-overlay.js"
import { t } from "../../components/words.js"
import { Detail } from "./detail.js"
import { Foot, Head } from "./frame.js"
import { OrderList } from "./order-list.js"
import { isOwed } from "./order-money.js"
import { OrderSheets } from "./order-sheets.js"
import { TABLES, TABS } from "./order-tabs.js"
import { SalePanel } from "./sale.js"
import { ShopSheets } from "./shop-sheets.js"
import { SwitchSheet } from "./switch-sheet.js"
import { useActions } from "./use-actions.js"
import { useChanges } from "./use-changes.js"
import { useClosedOrders } from "./use-closed-orders.js"
import { useClosing } from "./use-closing.js"
import { useEnterKey } from "./use-enter-key.js"
import { leaveField, useKeys } from "./use-keys.js"
import { useLevels } from "./use-levels.js"
import { useMenu } from "./use-menu.js"
import { useOrders } from "./use-orders.js"
import { usePayers } from "./use-payers.js"
import { useRound } from "./use-round.js"
import { useSale } from "./use-sale.js"
import { useScanner } from "./use-scanner.js"
import { useSelling } from "./use-selling.js"
import { useSplit } from "./use-split.js"
import { useSwitch } from "./use-switch.js"
import { useTillMoney } from "./use-till-money.js"

/** @import { Order, Staff } from "../../lib/types.js" */
/** @import { OpenSheet } from "./money-sheets.js" */

/** @param {{staff: Staff, onSignedOut: (byOwnHand?: boolean) => void}} props */
function Cashier({ staff: first, onSignedOut }) {
  const shop = useShop()
  useShopSound(shop, "cashier")
  const menu = useMenu(shop)
  const levels = useLevels(menu.menu)
  const who = useSwitch(first, onSignedOut)
  const { staff, takesMoney } = who
  const { orders, put, state, screens, printers, calls, answered, alarm } = useOrders(who.onEnded, who.turn)
  const stale = useStale(state)
  useClosedOrders(shop, put)
  const itsPrinters = takesMoney ? printers : []
  const [tab, setTab] = useState(takesMoney ? TABS[0].name : TABLES)
  const [chosen, setChosen] = useState("")
  const [paying, setPaying] = useState(false)
  const [sheet, setSheet] = useState(/** @type {OpenSheet} */ (""))
  const [wanted, setWanted] = useState("")
  const [counted, setCounted] = useState(0)
  const order = orders.get(chosen)
  const payers = usePayers(order)
  const isLive = state.name === "live" || state.name === "slow"
  const actions = useActions({ put })
  const money = useTillMoney({
    orders,
    put,
    isLive,
    me: staff.name,
    shop,
    order,
    paying,
    actions,
    onSettled: () => setPaying(false),
    onDone: () => setSheet(""),
    onVoided: (now, line) => changes.taken(now, line),
    onNotVoided: (now, line, error) => changes.refused(now, line, error),
  })
  const round = useRound({
    menu: menu.menu,
    orders,
    put,
    isLive,
    onAdded: (added) => {
      selling.close()
      open(added)
    },
    onFailed: () => selling.setStep("cart"),
  })
  const changes = useChanges({ put, money, round, onSheet: setSheet })
  // Who asks for it split is about to pay.
  const split = useSplit({ put, onSplit: () => (setSheet(""), setPaying(true)) })
  const sale = useSale({
    menu: menu.menu,
    isLive,
    onPaid: put,
    // Back to what was being sold, which says what is the matter.
    onFailed: () => selling.setStep("cart"),
    onUnpaid: async (uid, why) => {
      showToast({ icon: "alert", text: why, seconds: 20 })
      const found = await fetchStaffOrder(uid).catch(() => null)
      if (found) show(found, true)
    },
  })
  const selling = useSelling(sale, round, (uid) => {
    setWanted("")
    const added = orders.get(uid)
    if (added) open(added)
  })
  // The next act lies where the last one was: a second tap on «Terima bayar» must not be a payment.
  const tappable = useTapGuard(
    [
      chosen,
      order?.status,
      order?.payment_status,
      order?.payments?.length,
      paying,
      selling.selling,
      selling.step,
      sale.done?.order.uid,
      sale.key,
      sale.sent !== null && !sale.busy,
      round.key,
      round.sent !== null && !round.busy,
    ].join(),
  )

  const open = (/** @type {Order} */ next, toPay = false) => {
    // So that the order's own heading takes the focus, and Enter is its act.
    leaveField()
    setChosen(next.uid)
    setPaying(toPay && isOwed(next))
    setSheet("")
    changes.forget()
    alarm.hush(next.uid)
    money.forgetHanded()
    const there = TABS.find((each) => each.holds(next))
    // Who looks at the tables goes on with them.
    if (there && tab !== TABLES) setTab(there.name)
  }
  /** From every view. @param {Order} found */
  const show = (found, toPay = false) => {
    put(found)
    setWanted("")
    selling.close()
    open(found, toPay)
  }
  const close = useClosing(chosen, setChosen)
  const scan = useScanner((found) => show(found))
  const enter = useEnterKey({ isSelling: selling.selling, stale, tappable, scan, onFound: () => setWanted("") })
  useKeys({
    asleep: stale,
    paying: selling.paying || (!selling.selling && paying),
    tappable,
    onSale: () => {
      selling.selling ? sale.finish() : selling.open()
      document.getElementById("wanted")?.focus()
    },
    onEscape: () => (selling.selling ? selling.back() : close()),
  })

  useToastScope(selling.selling ? "sale" : "orders")
  const mode = selling.selling ? (selling.paying ? "pay" : "sale") : order ? (paying ? "pay" : "order") : "list"
  return html`
    <${Head} staff=${staff} shop=${shop} wanted=${wanted} selling=${selling.selling} adding=${round.number}
      inSale=${countOf(sale.lines)} calls=${calls} onAnswered=${answered} printers=${itsPrinters}
      ringing=${alarm.ringing.size} soldOut=${menu.out.items.length + menu.out.options.length} isLive=${isLive}
      onWanted=${setWanted} onEnter=${enter} onSale=${selling.selling ? selling.close : selling.open}
      onSoldOut=${() => setSheet("sold-out")} onWho=${who.open} takesMoney=${takesMoney} />
    <main class=${`split stale ${selling.selling ? "split--sale" : order ? "split--chosen" : ""}`}>
      ${
        selling.selling
          ? html`<${SalePanel} sale=${sale} round=${round} order=${orders.get(round.uid)}
            menu=${menu} levels=${levels} shop=${shop} wanted=${wanted} step=${selling.step}
            stale=${stale} tappable=${tappable} takesMoney=${takesMoney}
            onNext=${() => takesMoney || selling.close()} onForget=${() => setWanted("")} onStep=${selling.setStep}
              onSoldOutList=${() => setSheet("sold-out")} onCount=${setCounted}
              onAsNew=${() => !sale.busy && sale.beginWith(round.take(), orders.get(round.uid))}
                onShow=${(/** @type {Order} */ sold) => show(orders.get(sold.uid) ?? sold)} />`
          : html`
          <${OrderList}
            orders=${orders} tables=${shop?.tables ?? []} tab=${tab} wanted=${wanted} chosen=${chosen}
            ringing=${alarm.ringing} inert=${stale} takesMoney=${takesMoney}
            onTab=${setTab} onOpen=${open} onPickedUp=${actions.pickedUp} onTable=${selling.openAt}
          />
          <section class=${`detail ${tappable ? "" : "tap-guarded"}`} aria-label=${t("cashier.chosen")} inert=${stale}>
            <${Detail} order=${order} shop=${shop} menu=${menu} actions=${actions} money=${money}
              changes=${changes} split=${split} handed=${money.handedFor(order)} payers=${payers}
              paying=${paying && takesMoney} takesMoney=${takesMoney} tappable=${tappable}
              onPaying=${setPaying} onAdd=${selling.addTo} onEdit=${() => setSheet("details")}
              onDiscount=${() => setSheet("discount")} onSplit=${() => setSheet("split")}
                onRefund=${() => (changes.forget(), setSheet("refund"))}
                onSheet=${setSheet} onPrint=${() => setSheet(itsPrinters.length > 0 ? "print" : "print-here")}
                onCancel=${() => setSheet("cancel")} onCode=${() => setSheet("code")} onBack=${close} />
          </section>`
      }
      <${StaleOverlay} state=${state} timeZone=${shop?.time_zone} />
    </main>
    <${Foot} state=${state} staff=${staff} shop=${shop} screens=${screens} mode=${mode}
      onPause=${() => setSheet("pause")} onDisplay=${() => setSheet("display")} />
    ${
      order &&
      html`<${OrderSheets} order=${order} orders=${orders} put=${put} onOpen=${open} shop=${shop} role=${staff.role}
        sheet=${sheet} money=${money} actions=${actions} changes=${changes} split=${split} onSheet=${setSheet} />`
    }
    <${ShopSheets} sheet=${sheet} menu=${menu} shop=${shop} screens=${screens} counted=${counted}
      takesMoney=${takesMoney} onCount=${setCounted} onClose=${() => setSheet("")} />
    ${
      who.isOpen &&
      html`<${SwitchSheet} staff=${staff} onBecome=${who.become} onLeave=${who.leave}
      onSignedOut=${onSignedOut} onClose=${who.close} />`
    }
    <${ToastRegion} />`
}

mount(
  () => html`<${StaffOnly} title=${t("cashier.title")} roles=${["cashier", "owner", "waiter"]} Screen=${Cashier} />`,
)
