// Many dishes at once: chosen with a tap each, then sold out or back on the menu together.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { EmptyState } from "../../../components/empty-state.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"
import { DishFace } from "../shared/category-card.js"
import { named } from "../shared/names.js"

/** @import { EditedCategory, EditedItem, EditedMenu } from "../../../lib/types.js" */
/** @import { MenuActions } from "./use-menu-actions.js" */

/**
 * @param {{menu: EditedMenu, shown: EditedCategory[], search: any, actions: MenuActions, stale: boolean,
 *   onDone: () => void}} props
 */
export function SelectMany({ menu, shown, search, actions, stale, onDone }) {
  const [chosen, setChosen] = useState(/** @type {Set<number>} */ (new Set()))
  // One that left the menu meanwhile is not chosen any more.
  const items = menu.categories.flatMap((category) => category.items).filter((item) => chosen.has(item.id))
  const toggle = (/** @type {EditedItem[]} */ some, /** @type {boolean} */ on) =>
    setChosen((now) => {
      const next = new Set(now)
      for (const { id } of some) on ? next.add(id) : next.delete(id)
      return next
    })
  const mark = async (/** @type {boolean} */ on) => {
    if (await actions.switchMany(items, on)) setChosen(new Set())
  }
  const busy = actions.isBusy("many") ? "true" : undefined

  return html`
    <div class="page" inert=${stale}>
      <div class="tools">
        <h2 class="head">${t("admin.select_title")}</h2>
        ${search}
        <button type="button" class="button" onClick=${onDone}><${Icon} name="check" />${t("admin.done")}</button>
      </div>
      ${shown.length === 0 && html`<${EmptyState} icon="search" title=${t("menu.nothing_found")} />`}
      <div class="cards">
        ${shown
          .filter((category) => category.items.length)
          .map(
            (category) => html`
          <section key=${category.id} class="card part" aria-labelledby=${`part-${category.id}`}>
            <div class="part__head">
              <h3 class="head part__name" id=${`part-${category.id}`}>${named(category.name)}</h3>
              <${All} category=${category} chosen=${chosen} onToggle=${toggle} />
            </div>
            <div class="many">
              ${category.items.map(
                (item) => html`
                <label key=${item.id} class=${`choice ${item.is_available ? "" : "dish--sold"}`}>
                  <input type="checkbox" checked=${chosen.has(item.id)}
                    onChange=${(/** @type {any} */ event) => toggle([item], event.target.checked)} />
                    <${Icon} name="check" />
                  <${DishFace} item=${item}><span class="strong">${named(item.name)}</span></${DishFace}>
                  ${
                    !item.is_available &&
                    html`<span class="chip chip--sold"><${Icon} name="soldout" />
                  ${t("menu.sold_out")}</span>`
                  }
                </label>`,
              )}
            </div>
          </section>`,
          )}
      </div>
    </div>
    <div class="dock dock--many" inert=${stale}>
      <p role="status">${t("admin.n_chosen", { n: items.length })}</p>
      <button type="button" class="button button--big" disabled=${items.length === 0} aria-busy=${busy}
        onClick=${() => mark(true)}><${Icon} name="check" />${t("admin.available")}</button>
      <button type="button" class="button button--primary button--big" disabled=${items.length === 0} aria-busy=${busy}
        onClick=${() => mark(false)}><${Icon} name="soldout" />${t("menu.sold_out")}</button>
    </div>`
}

/**
 * @param {{category: EditedCategory, chosen: Set<number>, onToggle: (items: EditedItem[], on: boolean) => void}} props
 */
function All({ category, chosen, onToggle }) {
  const all = category.items.every((item) => chosen.has(item.id))
  return html`
    <button type="button" class="button" aria-pressed=${String(all)} onClick=${() => onToggle(category.items, !all)}>
      ${t("admin.all")}<span class="sr"> ${named(category.name)}</span>
    </button>`
}
