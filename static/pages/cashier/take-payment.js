// Taking money for one order, all that is owed or a part. The change is the largest thing on the screen; a second tap
// while sending pays nothing twice.

import { html, useEffect, useLayoutEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { BY_CODE, IN_CASH } from "../../lib/decisions.js"
import { isAbsurd, rupiah } from "../../lib/money.js"
import { typing } from "../../lib/scanner.js"
import { Icon } from "../../components/icon.js"
import { OrderNumber } from "../../components/order-number.js"
import { useBusy } from "../../components/update-notice.js"
import { useFocusIfLost } from "../../components/use-focus.js"
import { t } from "../../components/words.js"
import { Change } from "./change.js"
import { useShown } from "./customer-display.js"
import { payingShown } from "./display-state.js"
import { METHOD_ICONS } from "./methods.js"
import { MoneyPad } from "./money-pad.js"
import { QrisPane } from "./qris-pane.js"
import { QuickCash } from "./quick-cash.js"
import { Sums } from "./sums.js"
import { useTender } from "./use-tender.js"

/** @import { Qris } from "../../components/qris-code.js" */
/** @import { PaymentMethod } from "../../lib/types.js" */
/** @import { PaymentBody } from "./money-api.js" */

/**
 * @param {object} props
 * @param {string} props.of which sale or order
 * @param {number} props.rest what is owed
 * @param {number} [props.restInCash] the same as it can be counted out
 * @param {string} [props.number] what is called out, once it is known
 * @param {Qris | null} [props.qris] the shop's code, if it has one
 * @param {PaymentMethod} [props.wished] what the customer said they would pay with
 * @param {PaymentMethod[]} props.methods
 * @param {any} [props.before] what was paid already
 * @param {any} [props.unanswered] in the place of the act, while it is not known what became of the last one
 * @param {boolean} [props.splits] whether a part can be paid
 * @param {boolean} props.busy
 * @param {boolean} props.tappable whether all this could have been seen by now
 * @param {(body: PaymentBody) => void} props.onPaid
 * @param {() => void} props.onBack
 */
export function TakePayment({
  of,
  rest,
  restInCash = rest,
  number = "",
  qris = null,
  wished,
  methods,
  before,
  unanswered,
  splits = false,
  busy,
  tappable,
  onPaid,
  onBack,
}) {
  const [method, setMethod] = useState(wished && methods.includes(wished) ? wished : methods[0])
  const cash = IN_CASH[method]
  const tender = useTender({ rest, restInCash, cash })
  // A sum received that is far too high is asked about before it is taken.
  const [doubt, setDoubt] = useState(false)
  useEffect(() => setDoubt(false), [tender.tendered, tender.amount, method])
  useBusy(true)
  useShown("payment", of, tender.fits ? payingShown(method, tender, number) : undefined)
  const heading = useFocusIfLost()
  const isWaiting = busy || Boolean(unanswered)

  const pay = (sure = false) => {
    const { amount, owed, tendered, fits, isPart } = tender.now()
    if (!fits || tendered < owed || isWaiting) return
    if (cash && !sure && isAbsurd(owed, tendered)) return setDoubt(true)
    onPaid({ method, ...(isPart && amount < rest ? { amount } : {}), ...(cash ? { tendered } : {}) })
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
      tender.noteBurst()
      if (event.key === "Escape") {
        if (tender.isPart) tender.split(false)
        else if (!busy) onBack()
      }
      // Where no sum is asked for, an Enter after digits answers no question, however slowly they were typed.
      else if (event.key === "Enter" && (doubt ? !target.matches("button") : !tender.takesDigits && typing.ended)) {
      }
      // Enter on a button is that button's own. An Enter held down opened this pane, and the second of two quick ones
      // came before the cashier could read it; neither also pays. Figures that were typed were meant.
      else if (event.key === "Enter" && !target.matches("button, a")) {
        if (!event.repeat && (tappable || !tender.now().fresh)) pay()
      } else if (tender.takesDigits && typing.isMachines) tender.putBack()
      else if (tender.takesDigits && (/^\d$/.test(event.key) || event.key === "Backspace")) tender.press(event.key)
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
      <div class="seg" role="group" aria-label=${t("cart.pay_with")} inert=${Boolean(unanswered)}>
        ${methods.map(
          (each) => html`
          <button key=${each} type="button" class="button" aria-pressed=${String(each === method)}
            onClick=${() => setMethod(each)}><${Icon} name=${METHOD_ICONS[each]} />${t(`method.${each}`)}</button>`,
        )}
      </div>
    </div>
    <div class=${`take-payment ${tender.takesDigits ? "" : "take-payment--plain"}${
      tender.isPart ? " take-payment--part" : ""
    }`} inert=${Boolean(unanswered)}>
      <div class="take-payment__left">
        ${before}
        <${Sums} tender=${tender} rest=${rest} cash=${cash} isRest=${Boolean(before)} />
        ${
          splits &&
          rest > 0 &&
          html`<button type="button" class="button take-payment__split" aria-pressed=${String(tender.isPart)}
          onClick=${() => tender.split(!tender.isPart)}>${t("pay.part")}</button>`
        }
        ${
          cash && tender.owed !== tender.amount
            ? html`<p class="quiet take-payment__rounded">${t("pay.rounded", { from: rupiah(tender.amount) })}</p>`
            : null
        }
        ${
          !tender.fits
            ? html`<p class="problem" role="alert"><${Icon} name="alert" />
            ${t("pay.at_most", { amount: rupiah(rest) })}</p>`
            : cash
              ? html`<${Change} amount=${tender.tendered - tender.owed} />`
              : BY_CODE[method]
                ? html`<${QrisPane} amount=${tender.owed} qris=${qris} number=${number} />`
                : html`<p class="banner">${t("pay.seen", { amount: rupiah(tender.owed) })}</p>`
        }
      </div>
      ${
        tender.takesDigits &&
        html`
        <div class="take-payment__right">
          ${
            !(tender.isPart && tender.field === "part") &&
            html`<${QuickCash} total=${tender.owed} tendered=${tender.tendered} onPick=${tender.pick} />`
          }
          <${MoneyPad} onKey=${tender.press} />
        </div>`
      }
    </div>
    ${
      unanswered
        ? html`<div class="pay-action">${unanswered}</div>`
        : doubt
          ? html`<${Doubt} total=${tender.owed} tendered=${tender.tendered} busy=${busy} onFix=${tender.exact}
          onYes=${() => pay(true)} />`
          : html`
          <div class="pay-action">
            <button type="button" class="button button--primary button--big button--wide"
              disabled=${!tender.fits || tender.tendered < tender.owed} aria-busy=${busy ? "true" : undefined}
                onClick=${() => pay()}>
              <${Icon} name=${busy ? "reconnect" : "check"} />${
                tender.isPart && tender.amount < rest
                  ? t("pay.take_part", { amount: rupiah(tender.amount) })
                  : t("pay.mark_paid")
              }<kbd aria-hidden="true">Enter</kbd>
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
