// The dishes as a grid: one tap adds. What needs a choice says so and asks; what is sold out leads to the list of it.

import { html, useState } from "../../vendor/preact/standalone.js"
import { needsChoice, usualPrice } from "../../lib/cart.js"
import { rupiah } from "../../lib/money.js"
import { findDishes } from "../../lib/search.js"
import { EmptyState } from "../../components/empty-state.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

/** @import { CartLine } from "../../lib/cart.js" */
/** @import { Category, Menu, MenuItem } from "../../lib/types.js" */

/**
 * @param {object} props
 * @param {Menu} props.menu
 * @param {CartLine[]} props.lines
 * @param {string} props.wanted
 * @param {boolean} props.locked
 * @param {() => void} props.onForget the word that was looked for
 * @param {(item: MenuItem) => void} props.onTap
 * @param {(item: MenuItem) => void} props.onSoldOut
 * @param {() => void} props.onList
 * @param {((item: number) => void) | false} props.onCount for who may say what is left
 */
export function SaleGrid({ menu, lines, wanted, locked, onForget, onTap, onSoldOut, onList, onCount }) {
  const [category, setCategory] = useState(0)
  // For one tap only: the next one is an order again.
  const [marking, setMarking] = useState(/** @type {"" | "out" | "count"} */ (""))
  const found = findDishes(menu, wanted).filter((each) => wanted.trim() || category === 0 || each.id === category)
  const tap = (/** @type {MenuItem} */ item) => {
    setMarking("")
    if (marking === "count" && onCount) onCount(item.id)
    else if (!item.is_available) onList()
    else if (marking) onSoldOut(item)
    else onTap(item)
  }
  const count = (/** @type {MenuItem} */ item) =>
    lines.filter((line) => line.item === item.id).reduce((sum, line) => sum + line.quantity, 0)

  return html`
    <section class=${`sale__grid ${marking ? "sale__grid--marking" : ""}`} aria-label=${t("menu.title")}
      inert=${locked}>
      <div class="sale__bar">
        <${Categories} categories=${menu.categories} here=${wanted.trim() ? -1 : category} onPick=${(
          /** @type {number} */ id,
        ) => {
          setCategory(id)
          onForget()
        }} />
        <button type="button" class="button" aria-pressed=${String(marking === "out")}
          onClick=${() => setMarking(marking ? "" : "out")}>
        <${Icon} name="soldout" />
        <span>${marking === "count" ? t("stock.tap") : marking ? t("sale.mark_help") : t("sale.mark")}</span></button>
        ${
          marking === "out" &&
          onCount &&
          html`<button type="button" class="button sale__count" onClick=${() => setMarking("count")}>
        <${Icon} name="list" /><span>${t("stock.count")}</span></button>`
        }
      </div>
      <div class="tiles">
        ${found.length === 0 && html`<${EmptyState} icon="search" title=${t("menu.nothing_found")} />`}
        ${found.map(
          ({ id, name, items }) => html`
          <section key=${id} aria-labelledby=${`dishes-${id}`}>
            <h2 id=${`dishes-${id}`}>${name}</h2>
            <ul>${items.map(
              (item) => html`<li key=${item.id}>
            <${Dish} item=${item} count=${count(item)} marking=${marking !== ""} onTap=${() => tap(item)} /></li>`,
            )}</ul>
          </section>`,
        )}
      </div>
    </section>`
}

/** @param {{categories: Category[], here: number, onPick: (id: number) => void}} props */
function Categories({ categories, here, onPick }) {
  return html`
    <div class="sale__cats" role="group" aria-label=${t("menu.categories")}>
      ${[{ id: 0, name: t("sale.all") }, ...categories].map(
        ({ id, name }) => html`
        <button key=${id} type="button" class="button" aria-pressed=${String(id === here)} onClick=${() => onPick(id)}>
        ${name}</button>`,
      )}
    </div>`
}

/** @param {{item: MenuItem, count: number, marking: boolean, onTap: () => void}} props */
function Dish({ item, count, marking, onTap }) {
  const { name, is_available: open } = item
  const asks = open && !marking && needsChoice(item)
  return html`
    <button type="button" class=${`tile ${open ? "" : "tile--sold"}`}
      aria-haspopup=${asks || !open ? "dialog" : undefined} onClick=${onTap}>
      <span class="tile__name">${name}</span>
      <span class="tile__foot">
        ${
          open
            ? html`<span class="money">${rupiah(usualPrice(item))}</span>`
            : html`<span class="tile__word">
        <${Icon} name="soldout" small />${t("menu.sold_out")}</span>`
        }
        ${open && item.left !== undefined && html`<span class="tile__word">${t("menu.left", { n: item.left })}</span>`}
        ${asks && html`<span class="tile__word">${t("menu.choose")}</span>`}
        ${count > 0 && html`<b class="tile__count">${count}<span class="sr"> ${t("sale.in_order")}</span></b>`}
      </span>
    </button>`
}
