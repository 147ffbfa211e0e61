// What can be chosen: names, what each adds, which one is usual, which is out just now, and in which order.

import { html, useLayoutEffect, useRef, useState } from "../../../vendor/preact/standalone.js"
import { moved } from "../shared/arrange.js"
import { FieldMessages, TextInput } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"
import { PriceField } from "../shared/price-field.js"
import { Grip, Steps } from "../shared/sort-tools.js"
import { useSort } from "../shared/use-sort.js"
import { message, t, textOf } from "../../../components/words.js"
import { blankOption } from "./group-fields.js"
import { MAX_NAME_LENGTH } from "./item-fields.js"

/** @import { Message } from "../../../components/words.js" */
/** @import { Problems } from "../../../components/problem.js" */
/** @import { OptionFields } from "./group-fields.js" */

/**
 * @param {{options: OptionFields[], max: number, problems: Problems, onOptions: (options: OptionFields[]) => void}}
 *   props
 */
export function OptionRows({ options, max, problems, onOptions }) {
  const [said, setSaid] = useState(/** @type {Message | ""} */ (""))
  const [removed, setRemoved] = useState(/** @type {{option: OptionFields, at: number} | null} */ (null))
  const focusLast = useRef(false)
  const title = (/** @type {OptionFields} */ option, /** @type {number} */ at) =>
    option.name.id.trim() || t("admin.option_n", { n: at + 1 })
  const sort = useSort({
    onMove: (from, to) => {
      onOptions(moved(options, from, to))
      setSaid(message(() => t("sort.now", { name: title(options[from], from), position: to + 1, all: options.length })))
    },
  })
  useLayoutEffect(() => {
    if (focusLast.current) document.getElementById(`option-${options.length - 1}-name`)?.focus()
    focusLast.current = false
  }, [options.length])

  const change = (/** @type {number} */ at, /** @type {Partial<OptionFields>} */ part) =>
    onOptions(
      options.map((option, index) => {
        if (index === at) return { ...option, ...part }
        // Where one is chosen, one can be usual.
        return part.is_default && max === 1 ? { ...option, is_default: false } : option
      }),
    )
  const add = () => {
    focusLast.current = true
    onOptions([...options, blankOption()])
  }
  const remove = (/** @type {number} */ at) => {
    setRemoved({ option: options[at], at })
    onOptions(options.filter((_, index) => index !== at))
  }
  const putBack = () => {
    if (!removed) return
    onOptions([...options.slice(0, removed.at), removed.option, ...options.slice(removed.at)])
    setRemoved(null)
  }

  return html`
    <div class="field" role="group" aria-labelledby="options-title">
      <p class="label" id="options-title">${t("admin.options")}</p>
      <p class="sr" role="status">${textOf(said)}</p>
      <ul class="options" data-sort ref=${sort.list}>
        ${options.map(
          (option, at) => html`
          <${OptionRow} key=${option.id ?? option.key} option=${option} at=${at} last=${options.length - 1}
            name=${title(option, at)} sort=${sort} problems=${problems}
            onChange=${(/** @type {Partial<OptionFields>} */ part) => change(at, part)}
              onRemove=${() => remove(at)} />`,
        )}
      </ul>
      <${FieldMessages} id="options" problem=${problems.options} />
      ${
        removed &&
        html`
        <p class="banner" role="status"><span>
        ${t("admin.option_removed", { name: title(removed.option, removed.at) })}</span>
        <button type="button" class="button" onClick=${putBack}><${Icon} name="undo" />${t("common.undo")}</button></p>`
      }
      <button type="button" class="button button--plain" onClick=${add}><${Icon} name="plus" />
      ${t("admin.add_option")}</button>
    </div>`
}

/**
 * @param {{option: OptionFields, at: number, last: number, name: string, sort: import("../shared/use-sort.js").Sort,
 *   problems: Problems, onChange: (part: Partial<OptionFields>) => void, onRemove: () => void}} props
 */
function OptionRow({ option, at, last, name, sort, problems, onChange, onRemove }) {
  const words = (/** @type {"id" | "en"} */ lang) => (/** @type {string} */ text) =>
    onChange({ name: { ...option.name, [lang]: text } })
  const toggle = (
    /** @type {"is_default" | "is_available"} */ what,
    /** @type {boolean} */ on,
    /** @type {string} */ icon,
    /** @type {string} */ label,
  ) => html`
    <button type="button" class="button" aria-pressed=${String(on)} aria-label=${`${label}: ${name}`}
      onClick=${() => onChange({ [what]: !option[what] })}><${Icon} name=${icon} />${label}</button>`
  return html`
    <li class="option">
      <div class="option__tools">
        ${
          last > 0 &&
          html`<${Grip} sort=${sort} at=${at} name=${name} />
        <${Steps} sort=${sort} at=${at} last=${last} name=${name} />`
        }
        <button type="button" class="button button--icon option__remove"
          aria-label=${t("admin.remove_option", { name })} onClick=${onRemove}><${Icon} name="trash" /></button>
      </div>
      <div class="option__fields" role="group" aria-label=${name}>
        <div class="pair">
          <${TextInput} id=${`option-${at}-name`} label=${t("admin.option_name")}
            problem=${problems[`option-${at}-name`]} lang="id" most=${MAX_NAME_LENGTH} value=${option.name.id}
              onText=${words("id")} />
          <${TextInput} id=${`option-${at}-en`} label=${t("admin.in_english")} optional lang="en"
            most=${MAX_NAME_LENGTH}
            value=${option.name.en} onText=${words("en")} />
        </div>
        <div class="pair">
          <${PriceField} id=${`option-${at}-price`} label=${t("admin.option_price")} adds
            problem=${problems[`option-${at}-price`]} value=${option.price}
              onPrice=${(/** @type {number | null} */ price) => onChange({ price })} />
          <div class="option__marks">${toggle("is_default", option.is_default, "check", t("admin.usual"))}
          ${toggle("is_available", !option.is_available, "soldout", t("menu.sold_out"))}</div>
        </div>
      </div>
    </li>`
}
