// Taking money with QRIS: the code for the customer who pays, and for the cashier when not to believe that it was paid.

import { html, useState } from "../../vendor/preact/standalone.js"
import { qrisAddress } from "../../lib/api.js"
import { rupiah } from "../../lib/money.js"
import { Icon } from "../../components/icon.js"
import { QrisCode } from "../../components/qris-code.js"
import { t } from "../../components/words.js"
import { QrisToCustomer } from "./qris-to-customer.js"

/** @import { Qris } from "../../components/qris-code.js" */

/**
 * Without a code, only what to look for.
 * @param {{amount: number, qris: Qris | null | undefined, number?: string}} props
 */
export function QrisPane({ amount, qris, number = "" }) {
  const [isLarge, setLarge] = useState(false)
  const hasCode = qris && amount > 0
  const fits = hasCode && amount <= qris.most_amount
  const code = hasCode && { src: qrisAddress(amount), amount, qris, number }
  return html`
    <div class="qris-pane">
      <p class="banner banner--wait"><${Icon} name="alert" />
      <span>${t("qris.wait_for_notice", { amount: rupiah(amount) })}</span></p>
      ${
        fits &&
        html`
        <button type="button" class="button button--big" onClick=${() => setLarge(true)}>
          <${Icon} name="screen" />${t("qris.show")}</button>`
      }
      ${code && html`<${QrisCode} ...${code} />`}
      ${code && fits && isLarge && html`<${QrisToCustomer} code=${code} onClose=${() => setLarge(false)} />`}
    </div>`
}
