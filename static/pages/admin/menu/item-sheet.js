// One dish, to be written or changed: what most people change stands first.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { rupiah } from "../../../lib/money.js"
import { TextInput } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"
import { PriceField } from "../shared/price-field.js"
import { ProblemNote } from "../../../components/problem.js"
import { SelectInput } from "../shared/select-input.js"
import { Sheet } from "../../../components/sheet.js"
import { Switch } from "../shared/switch.js"
import { TextArea } from "../shared/text-area.js"
import { t } from "../../../components/words.js"
import { GroupsOfItem } from "./groups-of-item.js"
import { fieldsOf, MAX_DESCRIPTION_LENGTH, MAX_NAME_LENGTH } from "./item-fields.js"
import { LevelPrices } from "./level-prices.js"
import { named, stationsOf } from "../shared/names.js"
import { PhotoField } from "../shared/photo-field.js"
import { StationField } from "./station-field.js"
import { taxLabel, taxOptions } from "../shared/tax-options.js"
import { UnsavedNote } from "../shared/unsaved-note.js"
import { useItemForm } from "./use-item-form.js"

/** @import { EditedItem, EditedMenu, TaxClass } from "../../../lib/types.js" */
/** @import { ItemFields, ItemProblems } from "./item-fields.js" */
/** @import { MenuEditor } from "./use-edited-menu.js" */
/** @import { MenuActions } from "./use-menu-actions.js" */

/** What is said at the foot: these have no field that could say it. @type {(keyof ItemProblems)[]} */
const OF_NO_FIELD = ["other", "level_prices", "category_id", "modifier_group_ids"]

/**
 * @param {{item: EditedItem | null, menu: EditedMenu, editor: MenuEditor, actions: MenuActions, category: number,
 *   hasTax: boolean, onClose: () => void}} props `category` for a new one, `hasTax` where the shop collects any
 */
export function ItemSheet({ item: opened, menu, editor, actions, category, hasTax, onClose }) {
  const { form, item, problems, share, busy, save } = useItemForm({ item: opened, menu, editor, actions, category })
  const [added, setAdded] = useState("")
  const { values, set } = form
  const server = fieldsOf(item, category)
  const station = menu.categories.find((each) => each.id === values.category_id)?.station ?? ""
  const isNew = !item
  const gone = Boolean(item?.retired_at)

  /**
   * What a field and the words next to it have in common.
   * @param {keyof ItemFields & string} field
   * @param {(value: any) => string} [say]
   */
  const field = (field, say = String) => ({
    id: `item-${field}`,
    problem: problems[field],
    elsewhere: form.elsewhere.includes(field)
      ? { text: say(server[field]), onUse: () => set(field, server[field]) }
      : null,
  })
  const text = (/** @type {keyof ItemFields & string} */ name) => (/** @type {string} */ value) => set(name, value)
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    if (await save()) onClose()
  }
  const another = async () => {
    const name = values.name_id.trim()
    if (!(await save("another"))) return
    setAdded(name)
    document.getElementById("item-name_id")?.focus()
  }
  const retire = async () => {
    if (item && (await actions.retire(item))) {
      form.drop()
      onClose()
    }
  }

  const foot = html`
    <${ProblemNote} text=${OF_NO_FIELD.map((field) => problems[field]).find(Boolean) ?? ""} />
    ${
      item &&
      !gone &&
      html`<button type="button" class="button button--danger button--big foot__aside"
      aria-busy=${actions.isBusy("retire") ? "true" : undefined} onClick=${retire}><${Icon} name="trash" />
      ${t("admin.retire")}</button>`
    }
    ${
      isNew &&
      html`<button type="button" class="button button--big foot__aside"
      aria-busy=${busy === "another" ? "true" : undefined} onClick=${another}>${t("admin.save_another")}</button>`
    }
    <button type="submit" form="item-form" class="button button--primary button--big"
      aria-busy=${busy === "save" ? "true" : undefined}>
      ${busy === "save" ? html`<${Icon} name="reconnect" />${t("admin.saving")}` : t("common.save")}
    </button>`

  return html`
    <${Sheet} title=${isNew ? t("admin.new_item") : named(item.name)} under=${html`<${UnsavedNote}
      name=${item ? `item/${item.id}` : "item/new"} touched=${form.touched} />`} foot=${foot} onClose=${onClose}>
      <form id="item-form" class="form" noValidate onSubmit=${submit}>
        ${gone && html`<p class="banner banner--wait" role="status">${t("admin.gone_elsewhere")}</p>`}
        <p class=${added ? "banner banner--good" : "sr"} role="status">
        ${added && t("admin.is_added", { name: added })}</p>
        <div class="pair">
          <${TextInput} ...${field("name_id")} label=${t("admin.name")} lang="id" most=${MAX_NAME_LENGTH}
            value=${values.name_id} onText=${text("name_id")} />
          <${TextInput} ...${field("name_en")} label=${t("admin.name_en")} optional lang="en" most=${MAX_NAME_LENGTH}
            value=${values.name_en} onText=${text("name_en")} />
        </div>
        <div class="pair">
          <${PriceField} ...${field("price", rupiah)} label=${t("admin.price")} value=${values.price}
            onPrice=${(/** @type {number | null} */ price) => set("price", price)} />
          <${SelectInput}
            ...${field("category_id", (id) =>
              named(menu.categories.find((each) => each.id === id)?.name ?? { id: "", en: "" }),
            )}
              label=${t("admin.category")} value=${String(values.category_id)}
            options=${menu.categories.map((each) => ({ value: String(each.id), label: named(each.name) }))}
              onPick=${(/** @type {string} */ id) => set("category_id", Number(id))} />
        </div>
        <${LevelPrices} levels=${menu.price_levels} value=${values.level_prices}
          onPrices=${(/** @type {Record<string, number>} */ prices) => set("level_prices", prices)} />
        ${
          hasTax &&
          html`<${SelectInput} ...${field("tax_class", taxLabel)} label=${t("admin.tax_class")}
          value=${values.tax_class} options=${taxOptions()}
            onPick=${(/** @type {TaxClass} */ each) => set("tax_class", each)} />`
        }
        <${PhotoField} value=${values.photo} saved=${server.photo} share=${share} problem=${problems.photo ?? ""}
          onPhoto=${(/** @type {string | null} */ photo) => set("photo", photo)} />
        <div class="pair">
          <${TextArea} ...${field("description_id")} label=${t("admin.description")} optional lang="id"
            most=${MAX_DESCRIPTION_LENGTH} value=${values.description_id} onText=${text("description_id")} />
          <${TextArea} ...${field("description_en")} label=${t("admin.description_en")} optional lang="en"
            most=${MAX_DESCRIPTION_LENGTH} value=${values.description_en} onText=${text("description_en")} />
        </div>
        <${GroupsOfItem} groups=${menu.modifier_groups} value=${values.modifier_group_ids}
          onGroups=${(/** @type {number[]} */ ids) => set("modifier_group_ids", ids)} />
        <div class="pair">
          <${StationField} ...${field("station", (own) => own ?? "")} label=${t("admin.station")}
            value=${values.station} known=${stationsOf(menu)} like=${t("admin.like_category", { station })}
              onStation=${(/** @type {string | null} */ own) => set("station", own)} />
          <div class="field">
            <p class="label">${t("admin.availability")}</p>
            <${Switch} wide on=${values.is_available} name=${t("admin.available")}
              words=${[t("admin.available"), t("menu.sold_out")]}
                onSwitch=${(/** @type {boolean} */ on) => set("is_available", on)} />
          </div>
        </div>
      </form>
    </${Sheet}>`
}
