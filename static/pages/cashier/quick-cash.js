// The exact sum, and the ones a customer is likely to hold out.

import { html } from "../../vendor/preact/standalone.js"
import { suggestedTenders, rupiah } from "../../lib/money.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

/** @param {{total: number, tendered: number, onPick: (amount: number) => void}} props */
export function QuickCash({ total, tendered, onPick }) {
  return html`
    <div class="quick-cash" role="group" aria-label=${t("pay.notes")}>
      ${[total, ...suggestedTenders(total)].map((amount) => {
        const here = amount === tendered
        return html`
          <button key=${amount} type="button" class="button" aria-pressed=${String(here)}
            onClick=${() => onPick(amount)}>
            ${here && html`<${Icon} name="check" />`}${amount === total ? t("pay.exact") : rupiah(amount)}
          </button>`
      })}
    </div>`
}
