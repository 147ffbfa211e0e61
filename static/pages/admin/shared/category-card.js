// One category of the menu with its items.

import { html } from "../../../vendor/preact/standalone.js"
import { impossibleChoice } from "../../../lib/cart.js"
import { rupiah } from "../../../lib/money.js"
import { Icon } from "../../../components/icon.js"
import { Switch } from "./switch.js"
import { t } from "../../../components/words.js"
import { hasDraft } from "./drafts.js"
import { hoursSaid } from "./hours-said.js"
import { named } from "./names.js"

/** @import { EditedCategory, EditedGroup, EditedItem } from "../../../lib/types.js" */
/** @import { MenuActions } from "../menu/use-menu-actions.js" */

/**
 * @param {{category: EditedCategory, groups: EditedGroup[], actions: MenuActions, searching: boolean,
 *   onEdit: () => void, onAdd: () => void, onOpen: (item: EditedItem) => void}} props
 */
export function CategoryCard({ category, groups, actions, searching, onEdit, onAdd, onOpen }) {
  const name = named(category.name)
  return html`
    <section class="card part" aria-labelledby=${`part-${category.id}`}>
      <div class="part__head">
        <div class="part__name"><h3 class="head" id=${`part-${category.id}`}>${name}</h3><p class="quiet">
        ${t("admin.made_at", { station: category.station })}
        ${category.served && html`<span> · ${hoursSaid(category.served)}</span>`}</p></div>
        ${hasDraft(`category/${category.id}`) && html`<${Unsaved} />`}
        <button type="button" class="button button--icon" aria-label=${t("admin.edit_category", { name })}
          title=${t("admin.edit_category", { name })} onClick=${onEdit}><${Icon} name="note" /></button>
      </div>
      ${category.items.length === 0 && html`<p class="part__empty quiet">${t("admin.empty_category")}</p>`}
      <ul class="dishes">
        ${category.items.map(
          (item) => html`<${Dish} key=${item.id} item=${item}
          choice=${impossibleChoice(
            groups.filter((group) => group.id !== undefined && item.modifier_group_ids.includes(group.id)),
          )}
            actions=${actions} onOpen=${() => onOpen(item)} />`,
        )}
      </ul>
      ${
        !searching &&
        html`<button type="button" class="button button--plain part__add" onClick=${onAdd}>
      <${Icon} name="plus" />${t("admin.add_to", { name })}</button>`
      }
    </section>`
}

/**
 * @param {{item: EditedItem, choice?: EditedGroup, actions: MenuActions, onOpen: () => void}} props `choice` is sold
 *   out, and the dish with it
 */
function Dish({ item, choice, actions, onOpen }) {
  const name = named(item.name)
  return html`
    <li class=${`dish ${item.is_available && !choice ? "" : "dish--sold"}`}>
      <${DishFace} item=${item} choice=${choice}>
        <button type="button" class="dish__open" aria-haspopup="dialog" onClick=${onOpen}>${name}</button>
      </${DishFace}>
      <${Switch} on=${item.is_available} name=${t("admin.available_name", { name })}
        words=${[t("admin.available"), t("menu.sold_out")]} busy=${actions.isBusy(`switch ${item.id}`)}
          onSwitch=${(/** @type {boolean} */ on) => actions.switchOne(item, on)} />
    </li>`
}

/** What one knows a dish by. @param {{item: EditedItem, choice?: EditedGroup, children?: any}} props */
export function DishFace({ item, choice, children }) {
  const groups = item.modifier_group_ids.length
  return html`
    ${
      item.photo_url &&
      html`<img class="dish__photo" src=${item.photo_url} alt="" width="64" height="48"
      loading="lazy" />`
    }
    <div class="dish__text">
      <div><h4>${children ?? named(item.name)}</h4>
      <p class="dish__facts">
        <span class="money">${rupiah(item.price)}</span>
        ${groups > 0 && html`<span class="quiet dish__groups">${t("admin.n_choices", { n: groups })}</span>`}
        ${item.station && html`<span class="quiet">${item.station}</span>`}
        ${
          choice &&
          html`<span class="chip chip--sold"><${Icon} name="soldout" small />
        ${t("admin.choice_out", { group: named(choice.name) })}</span>`
        }
        ${hasDraft(`item/${item.id}`) && html`<${Unsaved} />`}
      </p></div>
      <p class="dish__about">${named(item.description)}</p>
    </div>`
}

export function Unsaved() {
  return html`<span class="chip chip--wait"><${Icon} name="note" />${t("admin.unsaved")}</span>`
}
