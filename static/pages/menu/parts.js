// What the menu page is made of, from the awning down.

import { html, useEffect, useState } from "../../vendor/preact/standalone.js"
import { Blank } from "../../components/blank.js"
import { Icon } from "../../components/icon.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { LiveMark } from "../../components/live-mark.js"
import { MenuRow } from "../../components/menu-row.js"
import { t } from "../../components/words.js"
import { listOwnOrders } from "./own-orders.js"

/** @import { CartLine } from "../../lib/cart.js" */
/** @import { LiveState } from "../../lib/live.js" */
/** @import { Menu, MenuItem, Order, Shop } from "../../lib/types.js" */

/** @param {{shop: Shop | null, table: string, state: LiveState}} props */
export function MenuHead({ shop, table, state }) {
  return html`
    <header class="shop">
      <div class="awning" aria-hidden="true"></div>
      <div class="shop__row">
        <div>
          <h1>${shop?.name ?? t("menu.title")}</h1>
          <p class="shop__sub">${table && html`<span class="strong">${t("type.table", { table })}</span>`}<${LiveMark} state=${state} /></p>
        </div>
        <${LanguageSwitch} />
      </div>
    </header>`
}

/** @param {{menu: Menu}} props */
export function Categories({ menu }) {
  const here = useSectionInView(menu)
  return html`
    <div class="stick">
      <nav aria-label=${t("menu.categories")}>
        <ul class="cats">
          ${menu.categories.map((category) => html`
            <li key=${category.id}><a href=${`#category-${category.id}`} aria-current=${category.id === here ? "true" : undefined}>${category.name}</a></li>`)}
        </ul>
      </nav>
    </div>`
}

/** The category one is reading; the bar follows it. @param {Menu} menu */
function useSectionInView(menu) {
  const [here, setHere] = useState(menu.categories[0]?.id)
  const ids = menu.categories.map((category) => category.id).join()
  useEffect(() => {
    const seen = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) if (entry.isIntersecting) setHere(Number(entry.target.id.slice("category-".length)))
      },
      // A thin line below the sticky bar: whatever crosses it is being read.
      { rootMargin: "-30% 0px -65% 0px" },
    )
    for (const section of document.querySelectorAll("section[id^=category-]")) seen.observe(section)
    return () => seen.disconnect()
  }, [ids])
  useEffect(() => {
    // Sideways only: scrollIntoView would also move the page under the reader's finger.
    const link = /** @type {HTMLElement | null} */ (document.querySelector(".cats [aria-current]"))
    const bar = link?.closest(".cats")
    if (link && bar) bar.scrollTo({ left: link.offsetLeft - 24, behavior: "smooth" })
  }, [here])
  return here
}

/** @param {{value: string, onText: (text: string) => void}} props */
export function SearchField({ value, onText }) {
  return html`
    <div class="search">
      <label class="sr" for="wanted">${t("menu.search")}</label>
      <${Icon} name="search" />
      <input class="input" id="wanted" type="search" autocomplete="off" placeholder=${t("menu.search")} value=${value} onInput=${(/** @type {any} */ event) => onText(event.target.value)} />
    </div>`
}

/** @param {{menu: Menu, lines: CartLine[], wanted: string, onAdd: (item: MenuItem) => void, onOpen: (item: MenuItem) => void}} props */
export function MenuSections({ menu, lines, wanted, onAdd, onOpen }) {
  const count = (/** @type {MenuItem} */ item) => lines.filter((line) => line.item === item.id).reduce((sum, line) => sum + line.quantity, 0)
  const words = wanted.trim().toLowerCase()
  const found = menu.categories
    .map((category) => ({ ...category, items: category.items.filter((item) => matches(item, words)) }))
    .filter((category) => category.items.length > 0)
  if (found.length === 0) return html`<${Blank} icon="search" title=${t("menu.nothing_found")}><p>${t("menu.nothing_found_help")}</p></${Blank}>`
  return found.map((category) => html`
    <section key=${category.id} id=${`category-${category.id}`} aria-labelledby=${`category-${category.id}-name`}>
      <h2 class="head" id=${`category-${category.id}-name`}>${category.name}</h2>
      <ul class="items">
        ${category.items.map((item) => html`<${MenuRow} key=${item.id} item=${item} count=${count(item)} onAdd=${onAdd} onOpen=${onOpen} />`)}
      </ul>
    </section>`)
}

/** @param {MenuItem} item @param {string} words */
function matches(item, words) {
  return !words || `${item.name} ${item.description ?? ""}`.toLowerCase().includes(words)
}

/** Orders of this phone that are still under way: the way back to them. */
export function OpenOrders() {
  const [orders, setOrders] = useState(/** @type {Order[]} */ ([]))
  useEffect(() => {
    const ask = () => listOwnOrders().then(setOrders)
    ask()
    addEventListener("pageshow", ask)
    return () => removeEventListener("pageshow", ask)
  }, [])
  /** @type {Record<string, string>} */
  const icons = { awaiting_payment: "cash", preparing: "pan", ready: "bell" }
  return orders.map((order) => html`
    <a key=${order.uid} class="open-order" href=${`/t/${order.uid}`}>
      <${Icon} name=${icons[order.status] ?? "check"} /><span><b>${order.number}</b> · ${t(`status.${order.status}`)}</span><${Icon} name="right" />
    </a>`)
}

export function Skeleton() {
  return html`
    <p class="sr" role="status">${t("common.loading")}</p>
    <div class="skeleton-list" aria-hidden="true">${[1, 2, 3, 4, 5, 6].map((n) => html`<div key=${n} class="skeleton"></div>`)}</div>`
}
