// One dish in the grid. A tap anywhere on the card adds it («+»), or opens its choices («Pilih»).

import { html } from "../../vendor/preact/standalone.js"
import { asksGuest, usualPrice } from "../../lib/cart.js"
import { fewLeft } from "../../lib/menu.js"
import { rupiah } from "../../lib/money.js"
import { DishPicture } from "../../components/dish-picture.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

/** @import { MenuItem } from "../../lib/types.js" */

/** @param {{item: MenuItem, count: number, onTap: (item: MenuItem) => void}} props */
export function DishCard({ item, count, onTap }) {
  const open = item.is_available
  const asks = open && asksGuest(item)
  return html`
    <button type="button" class=${`dish ${open ? "" : "dish--sold"}`} aria-disabled=${open ? undefined : "true"}
      aria-haspopup=${asks ? "dialog" : undefined} onClick=${() => onTap(item)}>
      <span class="dish__picture"><${DishPicture} item=${item} />
        ${fewLeft(item) > 0 && html`<span class="chip chip--wait">${t("menu.left", { n: fewLeft(item) })}</span>`}
        ${!open && html`<span class="chip chip--sold"><${Icon} name="soldout" />${t("menu.sold_out")}</span>`}
      </span>
      <span class="dish__name">${item.name}</span>
      <span class="dish__end"><span class="money">${rupiah(usualPrice(item))}</span>
      <${Act} open=${open} asks=${asks} /></span>
      ${
        count > 0 &&
        html`<span class="dish__count"><span aria-hidden="true">${count}</span><span class="sr">
      ${t("dish.count", { n: count })}</span></span>`
      }
    </button>`
}

/** @param {{open: boolean, asks: boolean}} props */
function Act({ open, asks }) {
  if (!open) return null
  if (asks) return html`<span class="dish__choose">${t("menu.choose")}</span>`
  return html`<span class="dish__add"><${Icon} name="plus" /></span>`
}
