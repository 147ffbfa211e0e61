// Taking money for one order. The change is the largest thing on the screen; a second tap while sending pays nothing twice.

import { html, useEffect, useRef, useState } from "../vendor/preact/standalone.js"
import { rupiah } from "../lib/money.js"
import { Icon } from "./icon.js"
import { MoneyPad, typed } from "./money-pad.js"
import { OrderNumber } from "./order-number.js"
import { QuickNotes } from "./quick-notes.js"
import { t } from "./words.js"

/** @import { Order, PaymentMethod } from "../lib/types.js" */

/** @type {Record<PaymentMethod, string>} */
const ICONS = { cash: "cash", qris: "qr", transfer: "change", card: "cash" }

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {PaymentMethod[]} props.methods
 * @param {boolean} props.busy
 * @param {(method: PaymentMethod, tendered: number) => void} props.onPaid
 * @param {() => void} props.onBack
 */
export function TakePayment({ order, methods, busy, onPaid, onBack }) {
  const total = order.total_amount
  const [method, setMethod] = useState(methods.includes(order.payment_method) ? order.payment_method : methods[0])
  // The exact sum stands there until somebody types: the first figure begins a new one.
  const [entry, setEntry] = useState({ tendered: total, fresh: true })
  // Fingers and scanners are quicker than the screen: every key counts on what the last one left.
  const latest = useRef(entry)
  const enter = (/** @type {typeof entry} */ next) => { latest.current = next; setEntry(next) }
  const { tendered } = entry
  const cash = method === "cash"
  const short = cash && tendered < total

  const press = (/** @type {string} */ key) => {
    const { tendered: before, fresh } = latest.current
    enter({ tendered: typed(fresh ? 0 : before, key), fresh: false })
  }
  const pick = (/** @type {number} */ amount) => enter({ tendered: amount, fresh: true })
  const pay = () => {
    const given = cash ? latest.current.tendered : total
    if (given >= total && !busy) onPaid(method, given)
  }

  useEffect(() => {
    const key = (/** @type {KeyboardEvent} */ event) => {
      const target = /** @type {HTMLElement} */ (event.target)
      if (target.matches("input, textarea") || target.closest("dialog") || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === "Escape") onBack()
      // Enter on a button is that button's own.
      // An Enter held down opened this pane; it does not also pay.
      else if (event.key === "Enter" && !event.repeat && !target.matches("button, a")) pay()
      else if (cash && (/^\d$/.test(event.key) || event.key === "Backspace")) press(event.key)
      else return
      event.preventDefault()
    }
    addEventListener("keydown", key)
    return () => removeEventListener("keydown", key)
  })

  return html`
    <div class="detail__head">
      <button type="button" class="button button--icon" aria-label=${t("common.back")} onClick=${onBack}><${Icon} name="left" /></button>
      <${OrderNumber} number=${order.number} />
      <h2 class="head" tabindex="-1">${t("cashier.take_payment")}</h2>
      <div class="seg" role="group" aria-label=${t("cart.pay_with")}>
        ${methods.map((each) => html`
          <button key=${each} type="button" class="button" aria-pressed=${String(each === method)} onClick=${() => setMethod(each)}><${Icon} name=${ICONS[each]} />${t(`method.${each}`)}</button>`)}
      </div>
    </div>
    <div class=${`take-payment ${cash ? "" : "take-payment--plain"}`}>
      <div class="take-payment__left">
        <dl class="sums">
          <div><dt>${t("cart.total")}</dt><dd>${rupiah(total)}</dd></div>
          ${cash && html`<div><dt>${t("pay.received")}</dt><dd>${rupiah(tendered)}</dd></div>`}
        </dl>
        ${cash ? html`<${Change} amount=${tendered - total} />` : html`<p class="banner">${t("pay.seen", { amount: rupiah(total) })}</p>`}
      </div>
      ${cash && html`
        <div class="take-payment__right">
          <${QuickNotes} total=${total} tendered=${tendered} onPick=${pick} />
          <${MoneyPad} onKey=${press} />
        </div>`}
    </div>
    <div class="pay-act">
      <button type="button" class="button button--primary button--big button--wide" disabled=${short} aria-busy=${busy ? "true" : undefined} onClick=${pay}>
        <${Icon} name=${busy ? "reconnect" : "check"} />${t("pay.mark_paid")}<kbd aria-hidden="true">Enter</kbd>
      </button>
    </div>`
}

/** @param {{amount: number}} props */
export function Change({ amount }) {
  const figures = rupiah(Math.abs(amount))
  return html`
    <div class=${`change ${amount < 0 ? "change--short" : ""} ${figures.length > "Rp9.999.999".length ? "change--long" : ""}`} role="status">
      <span class="head">${amount < 0 ? t("pay.missing") : t("pay.change")}</span>
      <span class="money money--big">${figures}</span>
    </div>`
}
