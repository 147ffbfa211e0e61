// What was taken off the menu, to be brought back.

import { html } from "../../../vendor/preact/standalone.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"
import { DishFace } from "../shared/category-card.js"
import { named } from "../shared/names.js"

/** @import { EditedItem } from "../../../lib/types.js" */
/** @import { MenuActions } from "./use-menu-actions.js" */

/** @param {{items: EditedItem[], actions: MenuActions}} props */
export function Retired({ items, actions }) {
  if (items.length === 0) return null
  return html`
    <details class="card more">
      <summary><${Icon} name="trash" /><span>${t("admin.retired", { n: items.length })}</span>
      <${Icon} name="unfold" /></summary>
      <p class="quiet">${t("admin.retired_help")}</p>
      <ul class="dishes">
        ${items.map(
          (item) => html`
          <li key=${item.id} class="dish dish--sold">
            <${DishFace} item=${item} />
            <button type="button" class="button" aria-busy=${actions.isBusy(`restore ${item.id}`) ? "true" : undefined}
              onClick=${() => actions.restore(item)}><${Icon} name="undo" />${t("admin.bring_back")}
              <span class="sr"> ${named(item.name)}</span></button>
          </li>`,
        )}
      </ul>
    </details>`
}
