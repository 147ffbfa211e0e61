// The prices of one dish at the price levels that the shop uses, folded away: most dishes have the menu's everywhere.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"
import { isDineIn } from "../settings/price-fields.js"
import { named } from "../shared/names.js"
import { PriceField } from "../shared/price-field.js"

/** @import { PriceLevel } from "../../../lib/types.js" */

/**
 * @param {object} props
 * @param {PriceLevel[]} props.levels
 * @param {Record<string, number>} props.value by their codes; a level without a price has the menu's with its mark-up
 * @param {(prices: Record<string, number>) => void} props.onPrices
 */
export function LevelPrices({ levels, value, onPrices }) {
  const [open] = useState(Object.keys(value).length > 0)
  // What is eaten here has the menu's own price.
  const shown = levels.filter(({ code, is_on }) => !isDineIn(code) && (is_on || code in value))
  const change = (/** @type {string} */ code, /** @type {number | null} */ price) => {
    const { [code]: _, ...others } = value
    onPrices(price === null ? others : { ...others, [code]: price })
  }
  return html`
    <details class="more level-prices" open=${open}>
      <summary><${Icon} name="cash" /><span>${t("admin.level_prices")}</span><${Icon} name="unfold" /></summary>
      <p class="field__hint">${t("admin.level_prices_help")}</p>
      <div class="pair">
        ${shown.map(
          (level) => html`<${PriceField} key=${level.code} id=${`item-level-${level.code}`} label=${named(level.name)}
            optional value=${value[level.code] ?? null}
            onPrice=${(/** @type {number | null} */ price) => change(level.code, price)} />`,
        )}
      </div>
    </details>`
}
