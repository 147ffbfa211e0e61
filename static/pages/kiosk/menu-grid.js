// The menu in the size of a kiosk: categories on the left, the dishes of one of them as pictures.

import { html, useEffect, useRef } from "../../vendor/preact/standalone.js"
import { iconFor } from "./category-icons.js"
import { DishPicture } from "../../components/dish-picture.js"
import { Icon } from "../../components/icon.js"
import { DishCard } from "./dish-card.js"
import { useStale, StaleOverlay } from "../../components/stale-overlay.js"
import { t } from "../../components/words.js"

/** @import { CartLine } from "../../lib/cart.js" */
/** @import { LiveState } from "../../lib/live/freshness.js" */
/** @import { Menu, MenuItem } from "../../lib/types.js" */

/** Dishes that a tall screen shows above what one can reach. */
const ON_POSTER = 3

/**
 * @param {object} props
 * @param {Menu} props.menu
 * @param {CartLine[]} props.lines
 * @param {LiveState} props.state
 * @param {number | null} props.wanted the category that was tapped last
 * @param {(category: number) => void} props.onCategory
 * @param {(item: MenuItem) => void} props.onTap
 */
export function MenuGrid({ menu, lines, state, wanted, onCategory, onTap }) {
  const categories = menu.categories.filter((category) => category.items.length > 0)
  const here = categories.find((category) => category.id === wanted) ?? categories[0]
  const stale = useStale(state)
  const grid = useRef(/** @type {HTMLElement | null} */ (null))
  useEffect(() => grid.current?.scrollTo({ top: 0 }), [here?.id])

  const count = (/** @type {MenuItem} */ item) =>
    lines.filter((line) => line.item === item.id).reduce((sum, line) => sum + line.quantity, 0)
  return html`
    <nav class="kcats" aria-label=${t("menu.categories")} inert=${stale}>
      <ul>
        ${categories.map(
          (category) => html`
          <li key=${category.id}>
            <button type="button" class="kcat" aria-current=${category.id === here?.id ? "true" : undefined}
              onClick=${() => onCategory(category.id)}>
              <${Icon} name=${iconFor(category.name)} /><span>${category.name}</span>
            </button>
          </li>`,
        )}
      </ul>
    </nav>
    <main class="kmain stale">
      <div class="kgrid" ref=${grid}>
        <div class="kposter">
          <div class="kposter__art" aria-hidden="true">
          ${here?.items.slice(0, ON_POSTER).map((item) => html`<${DishPicture} key=${item.id} item=${item} />`)}</div>
          <h1 class="title" tabindex="-1">${here?.name ?? t("menu.title")}</h1>
        </div>
        <ul inert=${stale}>
          ${here?.items.map(
            (item) => html`<li key=${item.id}>
          <${DishCard} item=${item} count=${count(item)} onTap=${onTap} /></li>`,
          )}
        </ul>
      </div>
      <${StaleOverlay} state=${state} text=${t("kiosk.reconnecting")} />
    </main>`
}
