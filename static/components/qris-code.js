// The shop's QRIS code for an amount, with what the payer should compare: payee, amount and order.

import { html } from "../vendor/preact/standalone.js"
import { rupiah } from "../lib/money.js"
import { Icon } from "./icon.js"
import { t } from "./words.js"

/** @import { Shop } from "../lib/types.js" */

/** @typedef {NonNullable<Shop["qris"]>} Qris */

/**
 * @param {{src: string, amount: number, qris: Qris, number?: string}} props `number` is the order's, once it has one
 */
export function QrisCode({ src, amount, qris, number = "" }) {
  if (amount > qris.most_amount)
    return html`<p class="banner banner--wait"><${Icon} name="alert" />
    <span>${t("qris.too_much", { most: rupiah(qris.most_amount) })}</span></p>`
  return html`
    <figure class="qris">
      <img class="qris__code" src=${src} alt=${t("qris.code", { amount: rupiah(amount) })} width="320" height="320" />
      <figcaption>
        <span class="qris__merchant">${qris.name}</span>
        <span class="quiet">${qris.city}</span>
        <b class="money qris__amount">${rupiah(amount)}</b>
        ${number && html`<b class="qris__number">${number}</b>`}
        ${!qris.fills_in_amount && html`<span>${t("qris.type_amount")}</span>`}
      </figcaption>
    </figure>`
}
