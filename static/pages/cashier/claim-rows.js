// Money that came in when nothing was owed, and how it was given back: the shop's debt to the customer, in rows.

import { html } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { clockTime } from "../../lib/time.js"
import { Icon } from "../../components/icon.js"
import { language, t } from "../../components/words.js"

/** @import { Claim, Shop } from "../../lib/types.js" */
/** @import { OpenSheet } from "./money-sheets.js" */

/** @param {{claims: Claim[], shop: Shop | null, onSheet?: (sheet: OpenSheet) => void}} props */
export function ClaimRows({ claims, shop, onSheet }) {
  const time = (/** @type {string} */ at) => clockTime(at, language(), shop?.time_zone)
  return claims.map(({ id, cause, method, amount, by, received_at, settlement }) => {
    const came = [t(`claim.${cause}`), t(`method.${method}`), time(received_at), by].join(" · ")
    return html`
      <div key=${`claim ${id}`} class="bill-row"><span class="quiet">${came}
      ${
        !settlement &&
        onSheet &&
        html`<button type="button" class="button bill-row__act" aria-haspopup="dialog"
        onClick=${() => onSheet(`settle ${id}`)}><${Icon} name="undo" />${t("claim.give_back")}<span class="sr">
        ${rupiah(amount)}</span></button>`
      }
      </span><span class="money">${rupiah(amount)}</span></div>
      ${
        settlement &&
        html`
        <div key=${`settled ${id}`} class="bill-row"><span class="quiet">${[
          t("claim.settled"),
          t(`method.${settlement.method}`),
          time(settlement.settled_at),
          settlement.approved_by
            ? t("approval.by", { who: settlement.by, approver: settlement.approved_by })
            : settlement.by,
          settlement.reason,
        ].join(" · ")}</span><span class="money">${rupiah(-amount)}</span></div>`
      }`
  })
}
