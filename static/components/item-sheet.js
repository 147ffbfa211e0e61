// The sheet of one dish with its choices. A required choice is marked, and enforced only when the customer tries to go
// on without it.

import { html, useState } from "../vendor/preact/standalone.js"
import {
  choose,
  chosenOptions,
  defaultOptions,
  MAX_QUANTITY,
  missingGroups,
  unitPrice,
  usualOptions,
  usualPrice,
} from "../lib/cart.js"
import { isDrink } from "../lib/dish-art.js"
import { rupiah, surcharge } from "../lib/money.js"
import { DishPicture } from "./dish-picture.js"
import { Icon } from "./icon.js"
import { NoteField, Wishes, wishesOf } from "./note-field.js"
import { Sheet } from "./sheet.js"
import { Stepper } from "./stepper.js"
import { t } from "./words.js"

/** @import { CartLine } from "../lib/cart.js" */
/** @import { TextFieldProps } from "./text-field.js" */
/** @import { MenuItem, ModifierGroup } from "../lib/types.js" */

const LONGEST_NOTE = 200

/**
 * @param {object} props
 * @param {MenuItem} props.item
 * @param {CartLine} [props.line]
 * @param {boolean} [props.pictured] with the dish's picture on top
 * @param {(props: TextFieldProps) => any} [props.Field]
 * @param {(props: any) => any} [props.Frame] in the place of a sheet
 * @param {{current: (() => boolean) | null}} [props.act] gets what its button does; says whether that could be done
 * @param {(line: CartLine) => void} props.onDone
 * @param {() => void} props.onClose
 */
export function ItemSheet({
  item,
  line,
  pictured = false,
  Field = NoteField,
  Frame = Sheet,
  act = { current: null },
  onDone,
  onClose,
}) {
  const [chosen, setOptions] = useState(line?.options ?? defaultOptions(item))
  const [note, setNote] = useState(line?.note ?? "")
  const [quantity, setQuantity] = useState(line?.quantity ?? 1)
  const [insist, setInsist] = useState(false)
  // An option that sells out while the sheet is open is deselected.
  const options = chosenOptions(item, chosen)
    .filter((option) => option.is_available)
    .map((option) => option.id)
  const missing = missingGroups(item, options)

  const done = () => {
    if (missing.length === 0) {
      onDone({ item: item.id, options, note: note.trim(), quantity })
      return true
    }
    setInsist(true)
    document.getElementById(`group-${missing[0].id}`)?.scrollIntoView({ block: "nearest" })
    return false
  }
  act.current = done

  const foot = html`
    <${Stepper} value=${quantity} name=${item.name} least=${1} most=${MAX_QUANTITY} onChange=${setQuantity} />
    <button type="button" class="button button--primary button--big" disabled=${!item.is_available} onClick=${done}>
      <span>${line ? t("common.save") : t("menu.add_to_cart")}</span>
      <span class="money">${rupiah(unitPrice(item, options) * quantity)}</span>
    </button>`
  const under = html`
    ${item.description && html`<p class="quiet">${item.description}</p>`}
    <p class="money">${rupiah(usualPrice(item))}</p>
    <div role="status">${
      !item.is_available &&
      html`<p class="chip chip--sold"><${Icon} name="soldout" />
    ${t("menu.sold_out")}</p>`
    }</div>`

  return html`
    <${Frame} title=${item.name} under=${under} foot=${foot} onClose=${onClose}>
      ${
        pictured &&
        html`<div class=${`item-picture ${item.photo_url ? "item-picture--photo" : ""}`}>
      <${DishPicture} item=${item} eager /></div>`
      }
      ${item.modifier_groups.map(
        (group) => html`
        <${Choices}
          key=${group.id}
          group=${group}
          options=${options}
          insist=${insist && missing.includes(group)}
          onTap=${(/** @type {number} */ id) => setOptions(choose(group, options, id))}
        />`,
      )}
      <${Field} id="line-note" label=${t("menu.note")} hint=${t("menu.note_hint")} value=${note}
        most=${LONGEST_NOTE} onText=${setNote} />
      <${Wishes} wishes=${wishesOf(isDrink(item.name))} note=${note} most=${LONGEST_NOTE} onNote=${setNote} />
    </${Frame}>`
}

/** @param {{group: ModifierGroup, options: number[], insist: boolean, onTap: (id: number) => void}} props */
function Choices({ group, options, insist, onTap }) {
  const radio = group.min === 1 && group.max === 1
  // What the price above contains already is not added to it again.
  const [usual] = radio ? usualOptions(group) : []
  const within = group.options.find((option) => option.id === usual)?.price ?? 0
  const taken = group.options.filter((option) => options.includes(option.id)).length
  return html`
    <fieldset class="choices" id=${`group-${group.id}`}>
      <legend><span class="head">${group.name}</span>
      <span class=${`chip ${insist ? "chip--wait" : ""}`} role=${insist ? "alert" : undefined}>
      ${rule(group)}</span></legend>
      ${group.options.map((option) => {
        const checked = options.includes(option.id)
        const full = !checked && group.max > 1 && taken >= group.max
        return html`
          <label key=${option.id} class="choice">
            <input type=${radio ? "radio" : "checkbox"} name=${`group-${group.id}`} checked=${checked}
              disabled=${full || !option.is_available} onChange=${() => onTap(option.id)} />
            ${!radio && html`<${Icon} name="check" />`}
            <span>${option.name}</span>
            <span class="money">${option.is_available ? surcharge(option.price - within) : t("menu.sold_out")}</span>
          </label>`
      })}
    </fieldset>`
}

/** @param {ModifierGroup} group */
function rule(group) {
  if (group.min === 1 && group.max === 1) return t("menu.choose_one")
  return group.min > 0
    ? t("menu.choose_from", { min: group.min, max: group.max })
    : t("menu.choose_up_to", { n: group.max })
}
