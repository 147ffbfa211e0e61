// What is asked when a dish is ordered, in the order it is asked.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { moved } from "../shared/arrange.js"
import { Icon } from "../../../components/icon.js"
import { Grip, Steps } from "../shared/sort-tools.js"
import { useSort } from "../shared/use-sort.js"
import { message, t, textOf } from "../../../components/words.js"
import { named, ruleOf } from "../shared/names.js"

/** @import { Message } from "../../../components/words.js" */
/** @import { EditedGroup } from "../../../lib/types.js" */

/** @param {{groups: EditedGroup[], value: number[], onGroups: (ids: number[]) => void}} props */
export function GroupsOfItem({ groups, value, onGroups }) {
  const [said, setSaid] = useState(/** @type {Message | ""} */ (""))
  const chosen = value.flatMap((id) => groups.find((group) => group.id === id) ?? [])
  const others = groups.filter((group) => !value.includes(group.id))
  const sort = useSort({
    onMove: (from, to) => {
      onGroups(moved(chosen, from, to).map((group) => group.id))
      setSaid(message(() => t("sort.now", { name: named(chosen[from].name), position: to + 1, all: chosen.length })))
    },
  })
  return html`
    <div class="field" role="group" aria-labelledby="groups-title">
      <p class="label" id="groups-title">${t("admin.choices")}</p>
      <p class="sr" role="status">${textOf(said)}</p>
      ${groups.length === 0 && html`<p class="field__hint">${t("admin.no_choices_yet")}</p>`}
      <ul class="sort sort--inside" data-sort ref=${sort.list}>
        ${chosen.map(
          (group, at) => html`
          <li key=${group.id} class="sort__row">
            ${chosen.length > 1 && html`<${Grip} sort=${sort} at=${at} name=${named(group.name)} />`}
            <span class="sort__name"><span class="strong">${named(group.name)}</span> <span class="quiet">
            ${ruleOf(group.min, group.max)}</span></span>
            ${
              chosen.length > 1 &&
              html`<${Steps} sort=${sort} at=${at} last=${chosen.length - 1}
              name=${named(group.name)} />`
            }
            <button type="button" class="button button--icon"
              aria-label=${t("admin.take_off", { name: named(group.name) })}
                onClick=${() => onGroups(value.filter((id) => id !== group.id))}><${Icon} name="close" /></button>
          </li>`,
        )}
      </ul>
      ${
        others.length > 0 &&
        html`
        <div class="adds adds--rows" role="group" aria-label=${t("admin.add_choice")}>
          ${others.map(
            (group) => html`
            <button key=${group.id} type="button" class="button" onClick=${() => onGroups([...value, group.id])}>
            <${Icon} name="plus" /><span>${named(group.name)} <span class="quiet">
            ${group.options.map((option) => named(option.name)).join(", ")}</span></span></button>`,
          )}
        </div>`
      }
    </div>`
}
