// One dish on the menu: what it is, what it costs, and the way into the cart.

import { html } from "../../vendor/preact/standalone.js"
import { needsChoice, usualPrice } from "../../lib/cart.js"
import { fewLeft } from "../../lib/menu.js"
import { rupiah } from "../../lib/money.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

/** @import { MenuItem } from "../../lib/types.js" */

/**
 * @param {{item: MenuItem, count: number, onAdd: (item: MenuItem) => void, onOpen: (item: MenuItem) => void, children?:
 *   any}} props
 */
export function MenuRow({ item, count, onAdd, onOpen, children }) {
  const { name, is_available: open } = item
  return html`
    <li class=${`item ${item.photo_url ? "item--photo" : ""} ${open ? "" : "item--sold"}`}>
      <div class="item__text">
        <h3>${
          open
            ? html`<button type="button" class="item__open" aria-haspopup="dialog" onClick=${() => onOpen(item)}>
        ${name}</button>`
            : name
        }</h3>
        ${item.description && html`<p class="quiet">${item.description}</p>`}
        <p class="money">${rupiah(usualPrice(item))}
        ${fewLeft(item) > 0 && html` <span class="chip chip--wait">${t("menu.left", { n: fewLeft(item) })}</span>`}</p>
      </div>
      <div class="item__side">
        ${
          item.photo_url &&
          html`<div class="item__photo">
        <img src=${item.photo_url} alt="" width="160" height="160" loading="lazy" /></div>`
        }
        <div class="item__act">
        ${
          open
            ? html`<${Act} item=${item} count=${count} onAdd=${onAdd} onOpen=${onOpen} />`
            : html`<span
          class="chip chip--sold"><${Icon} name="soldout" />${t("menu.sold_out")}</span>`
        }</div>
      </div>
      ${children}
    </li>`
}

// «+» adds at once; «Pilih» opens a sheet because a choice is needed. The two never look alike.
/** @param {{item: MenuItem, count: number, onAdd: (item: MenuItem) => void, onOpen: (item: MenuItem) => void}} props */
function Act({ item, count, onAdd, onOpen }) {
  const { name } = item
  if (needsChoice(item)) {
    return html`
      <button type="button" class=${`button item__add ${count ? "button--primary" : ""}`} aria-haspopup="dialog"
        onClick=${() => onOpen(item)}>
        ${count > 0 && html`<b>${count}</b>`}${t("menu.choose")}<span class="sr"> ${name}</span>
      </button>`
  }
  return html`
    <button
      type="button"
      class=${`button item__add ${count ? "button--primary" : "button--icon"}`}
      aria-label=${count ? t("menu.add_another", { name, n: count }) : t("menu.add", { name })}
      onClick=${() => onAdd(item)}
    >
      ${count > 0 && html`<b>${count}</b>`}<${Icon} name="plus" />
    </button>`
}
