// The cart next to the menu, where there is room.

import { html } from "../../vendor/preact/standalone.js"
import { EmptyState } from "../../components/empty-state.js"
import { CartLines } from "../../components/cart-lines.js"
import { PriceRows } from "../../components/price-rows.js"
import { t } from "../../components/words.js"

/** @import { CartLine } from "../../lib/cart.js" */
/** @import { PriceNow } from "../../components/use-price.js" */
/** @import { Menu } from "../../lib/types.js" */

/**
 * @param {{lines: CartLine[], menu: Menu, price: PriceNow, locked: boolean, onChange: (lines: CartLine[]) => void,
 *   onEdit: (at: number) => void, onGoOn: () => void}} props
 */
export function CartSidebar({ lines, menu, price, locked, onChange, onEdit, onGoOn }) {
  return html`
    <aside class="cart" aria-label=${t("cart.title")}>
      <h2 class="head">${t("cart.title")}</h2>
      ${
        lines.length === 0
          ? html`<${EmptyState} icon="bag" title=${t("cart.empty")} />`
          : html`
          <div class="cart__lines">
          <${CartLines} lines=${lines} menu=${menu} locked=${locked} onChange=${onChange} onEdit=${onEdit} />
          <${PriceRows} now=${price} /></div>
          <button type="button" class="button button--primary button--big button--wide" aria-haspopup="dialog"
            onClick=${onGoOn}>${t("cart.go_on")}</button>`
      }
    </aside>`
}
