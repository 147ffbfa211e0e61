// The way to the cart, always at the thumb.

import { html } from "../../vendor/preact/standalone.js"
import { countOf, totalOf } from "../../lib/cart.js"
import { rupiah } from "../../lib/money.js"
import { t } from "../../components/words.js"

/** @import { CartLine } from "../../lib/cart.js" */
/** @import { Menu } from "../../lib/types.js" */

/** @param {{lines: CartLine[], menu: Menu, onOpen: () => void}} props */
export function CartBar({ lines, menu, onOpen }) {
  const count = countOf(lines)
  if (count === 0) return null
  return html`
    <div class="cart-bar" role="region" aria-label=${t("cart.in_short")}>
      <button type="button" class="button button--primary button--big" aria-haspopup="dialog" onClick=${onOpen}>
        <span class="cart-bar__count">${count}</span><span>${t("cart.view")}</span><span class="money">
        ${rupiah(totalOf(lines, menu))}</span>
      </button>
    </div>`
}
