// Parts of the menu page: its head, its categories and what surrounds them.

import { html, useEffect, useState } from "../../vendor/preact/standalone.js"
import { EmptyState } from "../../components/empty-state.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { ConnectionBadge } from "../../components/connection-badge.js"
import { MenuRow } from "./menu-row.js"
import { useLocalNow } from "../../components/use-now.js"
import { t } from "../../components/words.js"

/** @import { CartLine } from "../../lib/cart.js" */
/** @import { LiveState } from "../../lib/live/freshness.js" */
/** @import { Category, Menu, MenuItem, Shop } from "../../lib/types.js" */

// After this long a customer wonders what is wrong.
const STALE_AFTER = 5_000

/** @param {{shop: Shop | null, table: string, state: LiveState}} props */
export function MenuHead({ shop, table, state }) {
  return html`
    <header class="shop">
      <div class="awning" aria-hidden="true"></div>
      <div class="shop__row">
        ${shop?.logo_url && html`<img class="shop__logo" src=${shop.logo_url} alt="" width="48" height="48" />`}
        <div>
          <h1>${shop?.name ?? t("menu.title")}</h1>
          <p class="shop__sub">${table && html`<span class="strong">${t("type.table", { table })}</span>`}
          <${ConnectionBadge} state=${state} /></p>
        </div>
        <${LanguageSwitch} />
      </div>
    </header>`
}

/**
 * @param {{menu: Menu, found: Category[], resting: boolean, state: LiveState, onGo: (id: number, event: Event) =>
 *   void}} props `resting` while one searches: what is found is no category
 */
export function Categories({ menu, found, resting, state, onGo }) {
  const shown = menu.categories.filter((category) => category.items.length > 0)
  const read = useSectionInView(found)
  const here = resting ? 0 : read
  return html`
    <div class="stick">
      <nav id="categories" tabindex="-1" aria-label=${t("menu.categories")}>
        <ul class="cats">
          ${shown.map(
            (category) => html`
            <li key=${category.id}>
            <a href=${`#category-${category.id}`} aria-current=${category.id === here ? "true" : undefined}
              onClick=${(/** @type {Event} */ event) => onGo(category.id, event)}>${category.name}</a></li>`,
          )}
        </ul>
      </nav>
      <${ConnectionLine} state=${state} />
    </div>`
}

/** The same as at the head, which has scrolled away. @param {{state: LiveState}} props */
function ConnectionLine({ state }) {
  return isOff(state) && html`<p class="stick__off" aria-hidden="true"><${ConnectionBadge} state=${state} /></p>`
}

/** @param {LiveState} state */
const isOff = (state) => state.name !== "live" && state.name !== "slow"

/** The category one is reading; the bar follows it. @param {Category[]} categories those on the page */
function useSectionInView(categories) {
  const [here, setHere] = useState(categories[0]?.id)
  const ids = categories.map((category) => category.id).join()
  useEffect(() => {
    const seen = new IntersectionObserver(
      (entries) => {
        for (const entry of entries)
          if (entry.isIntersecting) setHere(Number(entry.target.id.slice("category-".length)))
      },
      // A thin line below the sticky bar: the section that crosses it is being read.
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

/**
 * @param {object} props
 * @param {Menu} props.menu
 * @param {Category[]} props.found
 * @param {CartLine[]} props.lines
 * @param {number} props.last the dish that was put into the cart last
 * @param {(item: MenuItem) => void} props.onAdd
 * @param {(item: MenuItem) => void} props.onOpen
 * @param {(item: MenuItem) => void} props.onLess
 * @param {() => void} props.onCart
 * @param {() => void} props.onAll back from a search
 */
export function MenuSections({ menu, found, lines, last, onAdd, onOpen, onLess, onCart, onAll }) {
  const count = (/** @type {MenuItem} */ item) =>
    lines.filter((line) => line.item === item.id).reduce((sum, line) => sum + line.quantity, 0)
  if (menu.categories.every((category) => category.items.length === 0))
    return html`<${EmptyState} icon="plate" title=${t("menu.empty")}><p>${t("menu.empty_help")}</p></${EmptyState}>`
  if (found.length === 0)
    return html`<${EmptyState} icon="search" title=${t("menu.nothing_found")}><p>
    ${t("menu.nothing_found_help")}</p>
    <button type="button" class="button" onClick=${onAll}>${t("menu.show_all")}</button></${EmptyState}>`
  return found.map(
    (category) => html`
    <section key=${category.id} id=${`category-${category.id}`} aria-labelledby=${`category-${category.id}-name`}>
      <h2 class="head" id=${`category-${category.id}-name`}>${category.name}</h2>
      <ul class="items">
        ${category.items.map(
          (item) => html`
          <${MenuRow} key=${item.id} item=${item} count=${count(item)} onAdd=${onAdd} onOpen=${onOpen}
            onLess=${onLess}>
            ${item.id === last && count(item) > 0 && html`<${SkipLinks} onCart=${onCart} />`}
          </${MenuRow}>`,
        )}
      </ul>
    </section>`,
  )
}

/**
 * For keyboard users: right after «+», instead of past everything that follows.
 * @param {{onCart: () => void}} props
 */
function SkipLinks({ onCart }) {
  return html`
    <div class="skip-links">
      <button type="button" class="button" aria-haspopup="dialog" onClick=${onCart}>${t("cart.skip")}</button>
      <a class="button" href="#categories">${t("menu.to_categories")}</a>
    </div>`
}

/** The shop's street address, for customers who came by a link. @param {{shop: Shop | null}} props */
export function ShopAddress({ shop }) {
  return shop?.street_address ? html`<p class="quiet center">${shop.name} · ${shop.street_address}</p>` : null
}

/** Nothing to show yet, and before long why. @param {{state: LiveState}} props */
export function NoMenu({ state }) {
  const lost = useLocalNow() - state.lostAt >= STALE_AFTER && isOff(state)
  if (lost)
    return html`<div role="status"><${EmptyState} icon="offline" title=${t("menu.offline")}><p>
    ${t("menu.offline_help")}</p></${EmptyState}></div>`
  return html`
    <p class="sr" role="status">${t("common.loading")}</p>
    <div class="skeleton-list" aria-hidden="true">
    ${[1, 2, 3, 4, 5, 6].map((n) => html`<div key=${n} class="skeleton"></div>`)}</div>`
}
