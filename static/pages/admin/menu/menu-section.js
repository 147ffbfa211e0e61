// The menu as its owner sees it: every dish with its price, one tap from being changed, sold out or moved.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { EmptyState } from "../../../components/empty-state.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"
import { CategoryCard } from "../shared/category-card.js"
import { CategorySheet } from "./category-sheet.js"
import { ItemSheet } from "./item-sheet.js"
import { found } from "../shared/names.js"
import { DraftBanner } from "../shared/draft-banner.js"
import { RepriceSheet } from "./reprice-sheet.js"
import { Retired } from "./retired.js"
import { SelectMany } from "./select-many.js"
import { SortMenu } from "./sort-menu.js"
import { Transfer, TransferSheet } from "./transfer.js"
import { useStickyItem } from "../shared/use-sticky-item.js"
import { hasTax } from "../shared/tax-options.js"
import { useMenuActions } from "./use-menu-actions.js"

/** @import { EditedCategory, EditedItem, EditedMenu, Shop } from "../../../lib/types.js" */
/** @import { HashRoute } from "../use-hash-route.js" */
/** @import { MenuEditor } from "./use-edited-menu.js" */

/** @param {{route: HashRoute, editor: MenuEditor, menu: EditedMenu, shop: Shop | null, stale: boolean}} props */
export function MenuSection({ route, editor, menu, shop, stale }) {
  const [wanted, setWanted] = useState("")
  const actions = useMenuActions(editor)
  const home = () => route.close("menu")
  const { thing: category, gone } = useStickyItem(
    menu.categories.find((each) => route.kind === "category" && String(each.id) === route.id),
    route.id,
  )
  if (route.kind === "sort") return html`<${SortMenu} editor=${editor} menu=${menu} stale=${stale} onDone=${home} />`

  const shown = found(menu, wanted)
  const search = html`<${Search} value=${wanted} onText=${setWanted} />`
  if (route.kind === "select")
    return html`<${SelectMany} menu=${menu} shown=${shown} search=${search} actions=${actions} stale=${stale}
      onDone=${home} />`

  // Taken off on another screen while it is edited here: what was written stays in sight.
  const items = [...menu.categories.flatMap((category) => category.items), ...menu.retired_items]
  const item = items.find((each) => String(each.id) === route.id)
  const first = menu.categories[0]
  return html`
    <div class="page" inert=${stale}>
      <div class="tools tools--named">
        <h2 class="head">${t("admin.menu")}</h2>
        ${search}
        <button type="button" class="button" onClick=${() => route.open("menu/select")}><${Icon} name="checks" />
        ${t("admin.select")}</button>
        <button type="button" class="button" onClick=${() => route.open("menu/sort")}><${Icon} name="grip" />
        ${t("admin.sort")}</button>
        <button type="button" class="button" onClick=${() => route.open("menu/prices")}><${Icon} name="cash" />
        ${t("reprice.title")}</button>
      </div>
      ${
        first &&
        html`<${DraftBanner} name="item/new" title=${t("admin.new_item")}
        onOpen=${() => route.open(`menu/item/new/${first.id}`)} />`
      }
      <${DraftBanner} name="category/new" title=${t("admin.new_category")}
        onOpen=${() => route.open("menu/category/new")} />
      ${
        !first &&
        html`<${EmptyState} icon="bowl" title=${t("admin.no_menu")}><p>
        ${t("admin.no_menu_help")}</p></${EmptyState}>`
      }
      ${first && shown.length === 0 && html`<${EmptyState} icon="search" title=${t("menu.nothing_found")} />`}
      <div class="cards">
        ${shown.map(
          (each) => html`
          <${CategoryCard} key=${each.id} category=${each} groups=${menu.modifier_groups} actions=${actions}
            searching=${Boolean(wanted.trim())}
            onEdit=${() => route.open(`menu/category/${each.id}`)} onAdd=${() => route.open(`menu/item/new/${each.id}`)}
              onOpen=${(/** @type {EditedItem} */ one) => route.open(`menu/item/${one.id}`)} />`,
        )}
      </div>
      ${
        !wanted.trim() &&
        html`
        <button type="button" class="button button--wide add-category" onClick=${() => route.open("menu/category/new")}>
        <${Icon} name="plus" />${t("admin.new_category")}</button>
        <${Retired} items=${menu.retired_items} actions=${actions} />
        <${Transfer} onImport=${() => route.open("menu/import")} />`
      }
    </div>
    ${
      first &&
      html`
      <div class="dock" inert=${stale}>
        <button type="button" class="button button--primary button--big"
          onClick=${() => route.open(`menu/item/new/${first.id}`)}><${Icon} name="plus" />
          ${t("admin.new_item")}</button>
      </div>`
    }
    ${
      route.kind === "item" &&
      first &&
      (item || route.id === "new") &&
      html`
      <${ItemSheet} key=${route.address} item=${item ?? null} menu=${menu} editor=${editor} actions=${actions}
        category=${Number(route.more) || first.id} hasTax=${shop !== null && hasTax(shop.bill)} onClose=${home} />`
    }
    ${
      route.kind === "category" &&
      (category || route.id === "new") &&
      html`
      <${CategorySheet} key=${route.address} category=${category} gone=${gone} menu=${menu} editor=${editor}
        actions=${actions} onClose=${home} />`
    }
    ${route.kind === "prices" && html`<${RepriceSheet} editor=${editor} menu=${menu} onClose=${home} />`}
    ${
      route.kind === "import" && html`<${TransferSheet} editor=${editor} levels=${menu.price_levels} onClose=${home} />`
    }`
}

/** @param {{value: string, onText: (text: string) => void}} props */
function Search({ value, onText }) {
  return html`
    <div class="search">
      <label class="sr" for="wanted">${t("menu.search")}</label>
      <${Icon} name="search" />
      <input class="input" id="wanted" type="search" autocomplete="off" placeholder=${t("menu.search")} value=${value}
        onInput=${(/** @type {any} */ event) => onText(event.target.value)} />
    </div>`
}
