// The sums of a payment: what is owed, what was handed over and, where a part is paid, which of them is being typed.

import { html } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { t } from "../../components/words.js"

/** @import { Tender } from "./use-tender.js" */

/**
 * What is owed and what was handed over. Where a part is paid, the digits go to the sum that is chosen.
 * @param {{tender: Tender, rest: number, cash: boolean, isRest: boolean}} props
 */
export function Sums({ tender, rest, cash, isRest }) {
  const field = (
    /** @type {"part" | "tendered"} */ name,
    /** @type {string} */ label,
    /** @type {number} */ amount,
  ) => html`
    <button type="button" class="sums__field" aria-pressed=${String(tender.field === name)}
      onClick=${() => tender.turnTo(name)}><span>${label}</span><b>${rupiah(amount)}</b></button>`
  return html`
    <dl class="sums">
      <div><dt>${isRest ? t("pay.rest") : t("cart.total")}</dt>
      <dd>${rupiah(tender.isPart ? rest : tender.owed)}</dd></div>
      ${cash && !tender.isPart && html`<div><dt>${t("pay.received")}</dt><dd>${rupiah(tender.tendered)}</dd></div>`}
    </dl>
    ${
      tender.isPart &&
      html`<div class="sums sums--fields" role="group" aria-label=${t("pay.pad")}>
        ${field("part", t("pay.part_of"), tender.amount)}
        ${cash && field("tendered", t("pay.received"), tender.tendered)}
      </div>`
    }`
}
