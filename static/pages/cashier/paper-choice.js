// What of an order the shop's printers can print, again or for the first time. The server knows which copy it is and
// says so on the paper.

import { html, useState } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { problemText } from "../../components/problem.js"
import { Sheet } from "../../components/sheet.js"
import { showToast } from "../../components/toast.js"
import { message, t } from "../../components/words.js"
import { isTheKitchens } from "./order-changes.js"
import { isOwed } from "./order-money.js"
import { printOrder } from "./print-api.js"

/** @import { JobKind, Order } from "../../lib/types.js" */

/** The papers that an order has now. @param {Order} order @returns {JobKind[]} */
export function papersOf(order) {
  /** @type {JobKind[]} */
  const papers = []
  if (order.payments?.length) papers.push("receipt")
  if (isOwed(order)) papers.push("bill")
  if (isTheKitchens(order)) papers.push("kitchen")
  return papers
}

/** @param {{order: Order, onHere: () => void, onClose: () => void}} props `onHere` with this device itself */
export function PaperChoice({ order, onHere, onClose }) {
  const [busy, setBusy] = useState(/** @type {JobKind | ""} */ (""))
  const print = async (/** @type {JobKind} */ kind) => {
    if (busy) return
    setBusy(kind)
    try {
      await printOrder(order.uid, { kind })
      showToast({ icon: "print", text: message(() => t("printer.asked", { paper: t(`paper.${kind}`) })) })
      onClose()
    } catch (error) {
      showToast({ icon: "alert", text: problemText(error) })
      setBusy("")
    }
  }
  return html`
    <${Sheet} title=${t("printer.print_of", { number: order.number })} onClose=${onClose}>
      <div class="print-papers">
        ${papersOf(order).map(
          (kind) => html`
          <button key=${kind} type="button" class="button button--big" aria-busy=${busy === kind ? "true" : undefined}
            onClick=${() => print(kind)}><${Icon} name="print" />${t(`paper.${kind}`)}</button>`,
        )}
        <button type="button" class="button button--big" aria-haspopup="dialog" onClick=${onHere}>
        <${Icon} name="phone" />${t("printer.here")}</button>
      </div>
      <p class="quiet">${t("printer.copies_help")}</p>
    </${Sheet}>`
}
