// Taking money for one order. The change is the largest thing on the screen; a second tap while sending pays nothing
// twice.

import { html, useEffect, useLayoutEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { isAbsurd, rupiah } from "../../lib/money.js"
import { onScan, typing } from "../../lib/scanner.js"
import { Icon } from "../../components/icon.js"
import { MoneyPad, typed } from "./money-pad.js"
import { useBusy } from "../../components/update-notice.js"
import { OrderNumber } from "../../components/order-number.js"
import { QuickCash } from "./quick-cash.js"
import { useFocusIfLost } from "../../components/use-focus.js"
import { t } from "../../components/words.js"

/** @import { PaymentMethod } from "../../lib/types.js" */

/**
 * Whether more than what is owed can be handed over.
 * @type {Record<PaymentMethod, {icon: string, givesChange: boolean}>}
 */
const METHODS = {
  cash: { icon: "cash", givesChange: true },
  qris: { icon: "qr", givesChange: false },
  transfer: { icon: "change", givesChange: false },
  card: { icon: "cash", givesChange: false },
}

/**
 * @param {object} props
 * @param {number} props.total
 * @param {string} [props.number] what is called out, once it is known
 * @param {PaymentMethod} [props.wished] what the customer said they would pay with
 * @param {PaymentMethod[]} props.methods
 * @param {boolean} props.busy
 * @param {boolean} props.tappable whether all this could have been seen by now
 * @param {(method: PaymentMethod, tendered: number) => void} props.onPaid
 * @param {() => void} props.onBack
 */
export function TakePayment({ total, number = "", wished, methods, busy, tappable, onPaid, onBack }) {
  const [method, setMethod] = useState(wished && methods.includes(wished) ? wished : methods[0])
  // The exact sum stands there until a figure is typed: the first figure begins a new one.
  const [entry, setEntry] = useState({ tendered: total, fresh: true })
  // Fingers and scanners are quicker than the screen: every key counts on what the last one left.
  const latest = useRef(entry)
  // A sum received that is far too high is asked about before it is taken.
  const [doubt, setDoubt] = useState(false)
  const enter = (/** @type {typeof entry} */ next) => {
    latest.current = next
    setEntry(next)
    setDoubt(false)
  }
  // The entry before the current burst of keys: if a scanner types them, the entry is put back.
  const before = useRef({ burst: typing.id, entry })
  useEffect(
    () =>
      onScan(() => {
        if (before.current.burst === typing.id) enter(before.current.entry)
      }),
    [],
  )
  useBusy(true)
  const heading = useFocusIfLost()
  const { tendered } = entry
  const cash = METHODS[method].givesChange
  const short = cash && tendered < total

  const press = (/** @type {string} */ key) => {
    const { tendered: sum, fresh } = latest.current
    enter({ tendered: typed(fresh ? 0 : sum, key), fresh: false })
  }
  const pick = (/** @type {number} */ amount) => enter({ tendered: amount, fresh: true })
  const pay = (sure = false) => {
    const given = cash ? latest.current.tendered : total
    if (given < total || busy) return
    if (cash && !sure && isAbsurd(total, given)) setDoubt(true)
    else onPaid(method, given)
  }

  // With the screen itself and not a moment later: no figure of a quick finger is lost.
  useLayoutEffect(() => {
    const key = (/** @type {KeyboardEvent} */ event) => {
      const target = /** @type {HTMLElement} */ (event.target)
      if (
        target.matches("input, textarea, select") ||
        target.closest("dialog") ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey
      )
        return
      if (before.current.burst !== typing.id) before.current = { burst: typing.id, entry: latest.current }
      if (event.key === "Escape") {
        if (!busy) onBack()
      }
      // Where no sum is asked for, an Enter after digits answers no question, however slowly they were typed.
      else if (event.key === "Enter" && (doubt ? !target.matches("button") : !cash && typing.ended)) {
      }
      // Enter on a button is that button's own. An Enter held down opened this pane, and the second of two quick ones
      // came
      // before anybody could read it; neither also pays. Figures that were typed were meant.
      else if (event.key === "Enter" && !target.matches("button, a")) {
        if (!event.repeat && (tappable || !latest.current.fresh)) pay()
      } else if (cash && typing.isMachines) enter(before.current.entry)
      else if (cash && (/^\d$/.test(event.key) || event.key === "Backspace")) press(event.key)
      else return
      event.preventDefault()
    }
    addEventListener("keydown", key)
    return () => removeEventListener("keydown", key)
  })

  return html`
    <div class="detail__head">
      <button type="button" class="button button--icon" aria-label=${t("common.back")} disabled=${busy}
        onClick=${onBack}><${Icon} name="left" /></button>
      ${number && html`<${OrderNumber} number=${number} />`}
      <h2 class="head" tabindex="-1" ref=${heading}>${t("cashier.take_payment")}</h2>
      <div class="seg" role="group" aria-label=${t("cart.pay_with")}>
        ${methods.map(
          (each) => html`
          <button key=${each} type="button" class="button" aria-pressed=${String(each === method)} onClick=${() => {
            setMethod(each)
            setDoubt(false)
          }}><${Icon} name=${METHODS[each].icon} />${t(`method.${each}`)}</button>`,
        )}
      </div>
    </div>
    <div class=${`take-payment ${cash ? "" : "take-payment--plain"}`}>
      <div class="take-payment__left">
        <dl class="sums">
          <div><dt>${t("cart.total")}</dt><dd>${rupiah(total)}</dd></div>
          ${cash && html`<div><dt>${t("pay.received")}</dt><dd>${rupiah(tendered)}</dd></div>`}
        </dl>
        ${
          cash
            ? html`<${Change} amount=${tendered - total} />`
            : html`<p class="banner">
        ${t("pay.seen", { amount: rupiah(total) })}</p>`
        }
      </div>
      ${
        cash &&
        html`
        <div class="take-payment__right">
          <${QuickCash} total=${total} tendered=${tendered} onPick=${pick} />
          <${MoneyPad} onKey=${press} />
        </div>`
      }
    </div>
    ${
      doubt
        ? html`<${Doubt} total=${total} tendered=${tendered} busy=${busy}
          onFix=${() => enter({ tendered: total, fresh: true })} onYes=${() => pay(true)} />`
        : html`
        <div class="pay-action">
          <button type="button" class="button button--primary button--big button--wide" disabled=${short}
            aria-busy=${busy ? "true" : undefined} onClick=${() => pay()}>
            <${Icon} name=${busy ? "reconnect" : "check"} />${t("pay.mark_paid")}<kbd aria-hidden="true">Enter</kbd>
          </button>
        </div>`
    }`
}

/**
 * Whether it is really so much. Enter is the careful answer.
 * @param {{total: number, tendered: number, busy: boolean, onFix: () => void, onYes: () => void}} props
 */
function Doubt({ total, tendered, busy, onFix, onYes }) {
  const fix = useRef(/** @type {HTMLElement | null} */ (null))
  useLayoutEffect(() => fix.current?.focus(), [])
  return html`
    <div class="pay-action pay-action--doubt" role="alertdialog" aria-labelledby="pay-doubt">
      <p id="pay-doubt" class="banner banner--wait"><${Icon} name="alert" />
      ${t("pay.doubt", { given: rupiah(tendered), total: rupiah(total) })}</p>
      <div class="pay-action__answers">
        <button type="button" class="button button--big" ref=${fix} onClick=${onFix}><${Icon} name="left" />
        ${t("pay.doubt_no")}</button>
        <button type="button" class="button button--primary button--big" aria-busy=${busy ? "true" : undefined}
          onClick=${onYes}><${Icon} name="check" />${t("pay.doubt_yes")}</button>
      </div>
    </div>`
}

/** What to give back. Nothing to give back is said quietly. @param {{amount: number}} props */
export function Change({ amount }) {
  const figures = rupiah(Math.abs(amount))
  if (amount === 0) {
    return html`
      <p class="change change--none" role="status">
        <${Icon} name="check" /><span><b>${t("pay.exact")}</b><span class="sr">, </span><span class="quiet">
        ${t("pay.change")} <span class="money">${figures}</span></span></span>
      </p>`
  }
  const length = figures.length > "Rp9.999.999".length ? "change--long" : ""
  return html`
    <div class=${`change ${amount < 0 ? "change--short" : ""} ${length}`} role="status">
      <span class="head">${amount < 0 ? t("pay.missing") : t("pay.change")}</span>
      <span class="money money--big">${figures}</span>
    </div>`
}
