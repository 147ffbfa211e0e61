// Putting the menu in order: dishes within and between categories, or the categories themselves. Every move is saved by
// itself.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { moved, positionOf, rowsOf, underHeadings } from "../shared/arrange.js"
import { rupiah } from "../../../lib/money.js"
import { Icon } from "../../../components/icon.js"
import { Grip, Steps } from "../shared/sort-tools.js"
import { useSort } from "../shared/use-sort.js"
import { t, textOf } from "../../../components/words.js"
import { named } from "../shared/names.js"
import { useArrange } from "./use-arrange.js"

/** @import { EditedMenu } from "../../../lib/types.js" */
/** @import { Arranging } from "./use-arrange.js" */
/** @import { MenuEditor } from "./use-edited-menu.js" */

/** @param {{editor: MenuEditor, menu: EditedMenu, stale: boolean, onDone: () => void}} props */
export function SortMenu({ editor, menu, stale, onDone }) {
  const [what, setWhat] = useState(/** @type {"items" | "categories"} */ ("items"))
  const [said, setSaid] = useState("")
  const arranging = useArrange(editor, menu)
  const List = what === "items" ? SortItems : SortCategories
  const state = textOf(arranging.problem) || (arranging.isSaved ? t("admin.order_saved") : t("admin.saving"))
  return html`
    <div class="page page--narrow" inert=${stale}>
      <div class="tools">
        <h2 class="head">${t("admin.sort_title")}</h2>
        <div class="tabs" role="group" aria-label=${t("admin.sort_title")}>
          <button type="button" class="tab" aria-pressed=${String(what === "items")} onClick=${() => setWhat("items")}>
          ${t("admin.menu")}</button>
          <button type="button" class="tab" aria-pressed=${String(what === "categories")}
            onClick=${() => setWhat("categories")}>${t("menu.categories")}</button>
        </div>
      </div>
      <p class="quiet">${t("admin.sort_help")}</p>
      <p class="sr" role="status">${said}</p>
      <${List} menu=${menu} arranging=${arranging} onSay=${setSaid} />
    </div>
    <div class="dock dock--sort">
      <p class=${`dock__state ${arranging.problem ? "problem" : "quiet"}`} role="status">
      <${Icon} name=${arranging.problem ? "alert" : arranging.isSaved ? "check" : "reconnect"} /><span>
      ${state}</span></p>
      ${
        arranging.problem &&
        html`<button type="button" class="button button--big" onClick=${arranging.save}>
      ${t("admin.try_again")}</button>`
      }
      <button type="button" class="button button--big" disabled=${!arranging.undo} onClick=${arranging.undo}>
      <${Icon} name="undo" />${t("common.undo")}</button>
      <button type="button" class="button button--primary button--big" onClick=${onDone}><${Icon} name="check" />
      ${t("admin.done")}</button>
    </div>`
}

/** @typedef {{menu: EditedMenu, arranging: Arranging, onSay: (text: string) => void}} ListProps */

/** @param {ListProps} props */
function SortItems({ menu, arranging, onSay }) {
  const rows = rowsOf(arranging.shown)
  const items = new Map(menu.categories.flatMap((category) => category.items).map((item) => [item.id, item]))
  const heading = (/** @type {number} */ id) =>
    named(menu.categories.find((category) => category.id === id)?.name ?? { id: "", en: "" })
  const sort = useSort({
    // Above the first heading there is no position.
    first: 1,
    onMove: (from, to) => {
      const { id } = rows[from]
      const next = underHeadings(moved(rows, from, to))
      const { category, position, all } = positionOf(next, id)
      arranging.change(() => next)
      onSay(
        t("sort.now_in", {
          name: named(items.get(id)?.name ?? { id: "", en: "" }),
          position,
          all,
          group: heading(category),
        }),
      )
    },
  })
  return html`
    <ul class="sort card" data-sort ref=${sort.list}>
      ${rows.map(({ kind, id }, at) => {
        if (kind === "category")
          return html`<li key=${`category ${id}`} class="sort__heading"><h3 class="head">${heading(id)}</h3></li>`
        const item = items.get(id)
        const name = item ? named(item.name) : ""
        return html`
          <li key=${`item ${id}`} class="sort__row">
            <${Grip} sort=${sort} at=${at} name=${name} />
            <span class="sort__name"><span class="strong">${name}</span> <span class="quiet money">
            ${rupiah(item?.price ?? 0)}</span></span>
            <${Steps} sort=${sort} at=${at} first=${1} last=${rows.length - 1} name=${name} />
          </li>`
      })}
    </ul>`
}

/** @param {ListProps} props */
function SortCategories({ menu, arranging, onSay }) {
  const order = arranging.shown
  const find = (/** @type {number} */ id) =>
    named(menu.categories.find((category) => category.id === id)?.name ?? { id: "", en: "" })
  const sort = useSort({
    onMove: (from, to) => {
      arranging.change(() => moved(order, from, to))
      onSay(t("sort.now", { name: find(order[from].id), position: to + 1, all: order.length }))
    },
  })
  return html`
    <ul class="sort card" data-sort ref=${sort.list}>
      ${order.map(
        ({ id, items }, at) => html`
        <li key=${id} class="sort__row">
          <${Grip} sort=${sort} at=${at} name=${find(id)} />
          <span class="sort__name"><span class="strong">${find(id)}</span> <span class="quiet">
          ${t("admin.n_items", { n: items.length })}</span></span>
          <${Steps} sort=${sort} at=${at} last=${order.length - 1} name=${find(id)} />
        </li>`,
      )}
    </ul>`
}
