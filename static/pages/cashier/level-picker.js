// At which prices a sale is: the menu's, or those of a delivery app or another level of the shop's. Only where there is
// more than the menu.

import { html } from "../../vendor/preact/standalone.js"
import { nameOf } from "../../lib/levels.js"
import { language, t } from "../../components/words.js"

/** @import { PriceLevelNow } from "../../lib/types.js" */
/** @import { SaleDetails } from "./sale-rules.js" */

/**
 * @param {object} props
 * @param {PriceLevelNow[]} props.levels
 * @param {string} props.value empty for the menu's own prices
 * @param {boolean} props.locked
 * @param {(change: Partial<SaleDetails>) => void} props.onChange
 */
export function LevelPicker({ levels, value, locked, onChange }) {
  if (levels.length === 0) return null
  const pick = (/** @type {PriceLevelNow | null} */ level) =>
    // What an app sells is fetched.
    onChange({ price_level: level?.code ?? "", ...(level?.is_paid_in_app ? { order_type: "take_away" } : {}) })
  const button = (/** @type {PriceLevelNow | null} */ level) => html`
    <button key=${level?.code ?? ""} type="button" class="button" aria-pressed=${String((level?.code ?? "") === value)}
      onClick=${() => pick(level)}>${level ? nameOf(level, language()) : t("sale.level_menu")}</button>`
  return html`
    <div class="seg sale__levels" role="group" aria-label=${t("sale.level")} inert=${locked}>
      ${[null, ...levels].map(button)}
    </div>`
}
