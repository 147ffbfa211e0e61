// The button that opens the cart, at the bottom of the screen.

import { html } from "../../vendor/preact/standalone.js"
import { countOf } from "../../lib/cart.js"
import { PriceSum } from "../../components/price-rows.js"
import { t } from "../../components/words.js"

/** @import { CartLine } from "../../lib/cart.js" */
/** @import { PriceNow } from "../../components/use-price.js" */

/** @param {{lines: CartLine[], price: PriceNow, onOpen: () => void}} props */
export function CartBar({ lines, price, onOpen }) {
  const count = countOf(lines)
  if (count === 0) return null
  return html`
    <div class="cart-bar" role="region" aria-label=${t("cart.in_short")}>
      <button type="button" class="button button--primary button--big" aria-haspopup="dialog" onClick=${onOpen}>
        <span class="cart-bar__count">${count}</span><span>${t("cart.view")}</span>
        <${PriceSum} now=${price} />
      </button>
    </div>`
}
