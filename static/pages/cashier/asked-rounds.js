// What guests ask for from their phones, over the order it is for: accepted, it is a round like any other.

import { html, useState } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { choices, waitingRequests } from "../../lib/orders.js"
import { Icon } from "../../components/icon.js"
import { Sheet } from "../../components/sheet.js"
import { t } from "../../components/words.js"
import { ReasonField } from "./reason-field.js"

/** @import { Order, RoundRequest } from "../../lib/types.js" */
/** @import { Actions } from "./use-actions.js" */

/** @param {{order: Order, actions: Actions, locked: boolean}} props */
export function AskedRounds({ order, actions, locked }) {
  const [declining, setDeclining] = useState(/** @type {RoundRequest | null} */ (null))
  const decline = (/** @type {string} */ reason) => {
    if (declining) actions.decline(order, declining, reason)
    setDeclining(null)
  }
  return html`
    ${waitingRequests(order).map(
      (request) => html`<${AskedRound} key=${request.id} order=${order} request=${request}
        busy=${actions.busy || locked} onAccept=${() => actions.accept(order, request)}
        onDecline=${() => setDeclining(request)} />`,
    )}
    ${
      declining &&
      html`<${DeclineSheet} onReason=${decline}
      onClose=${() => setDeclining(null)} />`
    }`
}

/**
 * @param {{order: Order, request: RoundRequest, busy: boolean, onAccept: () => void, onDecline: () => void}} props
 */
function AskedRound({ order, request, busy, onAccept, onDecline }) {
  return html`
    <section class="asked" aria-label=${`${t("asked.title")} ${order.number}`}>
      <h3 class="asked__title"><${Icon} name="phone" />${t("asked.title")}</h3>
      <ul>
        ${request.lines.map(
          (line, at) => html`
          <li key=${at}><span><b>${line.quantity}× ${line.name}</b>
          ${choices(line) && html`<br /><span>${choices(line)}</span>`}
          ${line.note && html`<br /><span>${line.note}</span>`}</span>
          <span class="money">${rupiah(line.line_total)}</span></li>`,
        )}
      </ul>
      <div class="asked__acts">
        <button type="button" class="button" aria-haspopup="dialog" disabled=${busy} onClick=${onDecline}>
        <${Icon} name="close" />${t("asked.decline")}</button>
        <button type="button" class="button button--primary" disabled=${busy} onClick=${onAccept}>
        <${Icon} name="check" />${t("asked.accept")}</button>
      </div>
    </section>`
}

/** @param {{onReason: (reason: string) => void, onClose: () => void}} props */
function DeclineSheet({ onReason, onClose }) {
  const [reason, setReason] = useState("")
  const foot = html`
    <button type="button" class="button button--danger button--big" disabled=${!reason.trim()}
      onClick=${() => onReason(reason.trim())}>
      <${Icon} name="close" />${t("asked.decline")}
    </button>`
  return html`
    <${Sheet} title=${t("asked.why")} foot=${foot} onClose=${onClose}>
      <p>${t("asked.why_help")}</p>
      <${ReasonField} id="decline-reason" label=${t("cashier.other_reason")}
        usual=${[t("reason.sold_out"), t("asked.closing"), t("asked.pay_first")]} reason=${reason}
        onReason=${setReason} />
    </${Sheet}>`
}
