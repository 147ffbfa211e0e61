// What customers can or must choose for a dish: each choice once, however many dishes ask it.

import { html } from "../../../vendor/preact/standalone.js"
import { surcharge } from "../../../lib/money.js"
import { EmptyState } from "../../../components/empty-state.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"
import { Unsaved } from "../shared/category-card.js"
import { hasDraft } from "../shared/drafts.js"
import { GroupSheet } from "./group-sheet.js"
import { named, ruleOf, usersOf } from "../shared/names.js"
import { DraftBanner } from "../shared/draft-banner.js"
import { useStickyItem } from "../shared/use-sticky-item.js"
import { useMenuActions } from "./use-menu-actions.js"

/** @import { EditedGroup, EditedMenu } from "../../../lib/types.js" */
/** @import { HashRoute } from "../use-hash-route.js" */
/** @import { MenuEditor } from "./use-edited-menu.js" */

/** @param {{route: HashRoute, editor: MenuEditor, menu: EditedMenu, stale: boolean}} props */
export function ChoicesSection({ route, editor, menu, stale }) {
  const actions = useMenuActions(editor)
  const groups = menu.modifier_groups
  const { thing: group, gone } = useStickyItem(
    groups.find((each) => String(each.id) === route.id),
    route.id,
  )
  return html`
    <div class="page" inert=${stale}>
      <div class="tools tools--bare"><h2 class="head">${t("admin.choices")}</h2></div>
      <p class="lead quiet">${t("admin.choices_help")}</p>
      <${DraftBanner} name="group/new" title=${t("admin.new_choice")} onOpen=${() => route.open("choices/group/new")} />
      ${groups.length === 0 && html`<${EmptyState} icon="checks" title=${t("admin.no_choices")} />`}
      <ul class="cards">
        ${groups.map(
          (each) => html`<${GroupCard} key=${each.id} group=${each} uses=${usersOf(menu, each.id).length}
          onOpen=${() => route.open(`choices/group/${each.id}`)} />`,
        )}
      </ul>
    </div>
    <div class="dock" inert=${stale}>
      <button type="button" class="button button--primary button--big" onClick=${() => route.open("choices/group/new")}>
      <${Icon} name="plus" />${t("admin.new_choice")}</button>
    </div>
    ${
      route.kind === "group" &&
      (group || route.id === "new") &&
      html`
      <${GroupSheet} key=${route.address} group=${group} gone=${gone} menu=${menu} editor=${editor} actions=${actions}
        onClose=${() => route.close("choices")} />`
    }`
}

/** @param {{group: EditedGroup, uses: number, onOpen: () => void}} props */
function GroupCard({ group, uses, onOpen }) {
  return html`
    <li class="card group">
      <div class="group__head">
        <h3><button type="button" class="dish__open head" aria-haspopup="dialog" onClick=${onOpen}>
        ${named(group.name)}</button></h3>
        ${hasDraft(`group/${group.id}`) && html`<${Unsaved} />`}
        <${Icon} name="right" />
      </div>
      <p class="strong">${ruleOf(group.min, group.max)}</p>
      <ul class="group__options">
        ${group.options.map(
          (option) => html`
          <li key=${option.id} class=${option.is_available ? "" : "dish--sold"}>
            ${!option.is_available && html`<${Icon} name="soldout" small />`}${named(option.name)}
            ${!option.is_available && html`<span class="sr"> (${t("menu.sold_out")})</span>`}
            ${option.price ? html` <span class="money">${surcharge(option.price)}</span>` : null}
          </li>`,
        )}
      </ul>
      <p class="quiet">${uses ? t("admin.used_by", { n: uses }) : t("admin.used_by_none")}</p>
    </li>`
}
