// One dish of the menu: name, price, and the button that adds it.

import { html } from "../../vendor/preact/standalone.js"
import { asksGuest, needsChoice, usualPrice } from "../../lib/cart.js"
import { fewLeft } from "../../lib/menu.js"
import { rupiah } from "../../lib/money.js"
import { DishPicture, isPictured } from "../../components/dish-picture.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

/** @import { MenuItem } from "../../lib/types.js" */

/**
 * @typedef {object} Ways
 * @property {MenuItem} item
 * @property {number} count of it in the cart
 * @property {(item: MenuItem) => void} onAdd
 * @property {(item: MenuItem) => void} onOpen
 * @property {(item: MenuItem) => void} onLess
 */

/** @param {Ways & {children?: any}} props */
export function MenuRow({ item, count, onAdd, onOpen, onLess, children }) {
  const { name, is_available: open } = item
  const pictured = isPictured(item)
  return html`
    <li class=${`item ${pictured ? "item--photo" : ""} ${open ? "" : "item--sold"}`}>
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
        ${pictured && html`<div class="item__photo"><${DishPicture} item=${item} /></div>`}
        <div class="item__act">
        ${
          open
            ? html`<${Act} item=${item} count=${count} onAdd=${onAdd} onOpen=${onOpen} onLess=${onLess} />`
            : html`<span
          class="chip chip--sold"><${Icon} name="soldout" />${t("menu.sold_out")}</span>`
        }</div>
      </div>
      ${children}
    </li>`
}

// «+» adds at once; «Pilih» opens a sheet because a choice is needed. The two never look alike. Where there is a usual
// choice, «+» asks once more, with it marked.
/** @param {Ways} props */
function Act({ item, count, onAdd, onOpen, onLess }) {
  const { name } = item
  const asks = asksGuest(item)
  const look = count ? "button--primary" : needsChoice(item) ? "" : "button--icon"
  return html`
    ${
      count > 0 &&
      html`<button type="button" class="button button--icon item__less" aria-label=${t("cart.less", { name })}
      onClick=${() => onLess(item)}><${Icon} name="minus" /></button>`
    }
    <button type="button" class=${`button item__add ${look}`} aria-haspopup=${asks ? "dialog" : undefined}
      aria-label=${addWords(item, count)} onClick=${() => (asks ? onOpen(item) : onAdd(item))}>
      ${count > 0 && html`<b>${count}</b>`}
      ${needsChoice(item) ? t("menu.choose") : html`<${Icon} name="plus" />`}
    </button>`
}

/** @param {MenuItem} item @param {number} count */
function addWords(item, count) {
  const { name } = item
  if (needsChoice(item)) return `${count || ""} ${t("menu.choose")} ${name}`.trim()
  return count ? t("menu.add_another", { name, n: count }) : t("menu.add", { name })
}
