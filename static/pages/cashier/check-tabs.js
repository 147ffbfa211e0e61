// Which check is paid now: those that are not paid yet, and all of them together.

import { html } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { checkName } from "../../components/order-words.js"
import { t } from "../../components/words.js"
import { dueChecks } from "./checks.js"

/** @import { Order } from "../../lib/types.js" */

/** No check, but all that is left. */
export const ALL = 0

/**
 * What of a split bill is paid now: the check that was chosen, else the first that is due.
 * @param {Order} order
 * @param {number} chosen its number, or `ALL`
 */
export function payableOf(order, chosen) {
  const due = dueChecks(order)
  if (chosen === ALL && due.length > 1) return { id: ALL, rest: order.rest_amount, restInCash: order.rest_in_cash }
  const { id, rest_amount, rest_in_cash } = due.find((check) => check.id === chosen) ?? due[0]
  return { id, rest: rest_amount, restInCash: rest_in_cash }
}

/** @param {{order: Order, chosen: number, busy: boolean, onChoose: (id: number) => void}} props */
export function CheckTabs({ order, chosen, busy, onChoose }) {
  const due = dueChecks(order)
  const tab = (/** @type {number} */ id, /** @type {string} */ name, /** @type {number} */ amount) => html`
    <button key=${id} type="button" class="button" aria-pressed=${String(id === chosen)} disabled=${busy}
      onClick=${() => onChoose(id)}><span>${name}</span><b class="money">${rupiah(amount)}</b></button>`
  return html`
    <div class="check-tabs" role="group" aria-label=${t("checks.which")}>
      ${due.map((check) => tab(check.id, checkName(order, check), check.rest_amount))}
      ${due.length > 1 && tab(ALL, t("checks.all"), order.rest_amount)}
    </div>`
}
