// The lines of the cart, editable in place. Where there is room, the sheet with a line's choices opens from a labelled
// button.

import { html } from "../vendor/preact/standalone.js"
import { chosenOptions, itemsById, MAX_QUANTITY, unitPrice, withQuantity } from "../lib/cart.js"
import { rupiah } from "../lib/money.js"
import { Icon } from "./icon.js"
import { Stepper } from "./stepper.js"
import { t } from "./words.js"

/** @import { CartLine } from "../lib/cart.js" */
/** @import { Menu } from "../lib/types.js" */

/**
 * @param {object} props
 * @param {CartLine[]} props.lines
 * @param {Menu} props.menu
 * @param {boolean} [props.locked]
 * @param {boolean} [props.wordy]
 * @param {(lines: CartLine[]) => void} props.onChange
 * @param {(at: number) => void} props.onEdit
 */
export function CartLines({ lines, menu, locked = false, wordy = false, onChange, onEdit }) {
  const items = itemsById(menu)
  return html`
    <ul class="cart-lines" inert=${locked}>
      ${lines.map((line, at) => {
        const item = items.get(line.item)
        if (!item) return null
        const choices = chosenOptions(item, line.options)
          .map((option) => option.name)
          .join(" · ")
        return html`
          <li key=${`${line.item}-${line.options.join()}-${line.note}`} class="cart-line">
            <div>
              <h3>
              ${
                wordy
                  ? item.name
                  : html`<button type="button" class="cart-line__edit" aria-haspopup="dialog"
                onClick=${() => onEdit(at)}>${item.name}<span class="sr">, ${t("cart.edit")}</span></button>`
              }</h3>
              ${choices && html`<p class="quiet">${choices}</p>`}
              ${line.note && html`<p class="cart-line__note"><${Icon} name="note" small />${line.note}</p>`}
            </div>
            <span class="money">${rupiah(unitPrice(item, line.options) * line.quantity)}</span>
            ${
              wordy &&
              html`<button type="button" class="button cart-line__change" aria-haspopup="dialog"
              onClick=${() => onEdit(at)}>${t("cart.change")}<span class="sr"> ${item.name}</span></button>`
            }
            <${Stepper} value=${line.quantity} name=${item.name} most=${MAX_QUANTITY}
              onChange=${(/** @type {number} */ quantity) => onChange(withQuantity(lines, at, quantity))} />
          </li>`
      })}
    </ul>`
}
