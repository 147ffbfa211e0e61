// What is handed to the customer: change, or money that goes back. It is the largest thing on the screen.

import { html } from "../../vendor/preact/standalone.js"
import { IN_CASH } from "../../lib/decisions.js"
import { rupiah } from "../../lib/money.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

/** @import { PaymentMethod } from "../../lib/types.js" */

/**
 * What is to be handed out for what was just done; `of` is what that is without rounding.
 * @typedef {{uid: string, what: "change" | "refund", method: PaymentMethod, amount: number, of: number}} Handed
 */

/** What to give back. Nothing to give back is said quietly. @param {{amount: number}} props */
export function Change({ amount }) {
  if (amount === 0) {
    return html`
      <p class="change change--none" role="status">
        <${Icon} name="check" /><span><b>${t("pay.exact")}</b><span class="sr">, </span><span class="quiet">
        ${t("pay.change")} <span class="money">${rupiah(0)}</span></span></span>
      </p>`
  }
  return html`<${Figures} label=${amount < 0 ? t("pay.missing") : t("pay.change")} amount=${Math.abs(amount)}
    short=${amount < 0} />`
}

/** A sum as large as it fits. @param {{label: string, amount: number, short?: boolean, note?: string}} props */
export function Figures({ label, amount, short = false, note = "" }) {
  const figures = rupiah(amount)
  const length = figures.length > "Rp9.999.999".length ? "change--long" : ""
  return html`
    <div class=${`change ${short ? "change--short" : ""} ${length}`} role="status">
      <span class="head">${label}</span>
      <span class="money money--big">${figures}</span>
      ${note && html`<span>${note}</span>`}
    </div>`
}

/** After it was done. @param {{handed: Handed}} props */
export function HandedOut({ handed: { what, method, amount, of } }) {
  if (what === "change") return html`<${Change} amount=${amount} />`
  const note = amount === of ? "" : t("pay.rounded", { from: rupiah(of) })
  return html`<${Figures} amount=${amount} note=${note}
    label=${IN_CASH[method] ? t("refund.hand_out") : t("refund.send_back", { method: t(`method.${method}`) })} />`
}
