// The card of opening hours: a row for each day with one or two spans, and a button that copies a day to all others.

import { html } from "../../../vendor/preact/standalone.js"
import { FieldMessages } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"
import { message, t } from "../../../components/words.js"
import { changeSettings } from "../shared/owner-api.js"
import { faultOf, MOST_SPANS, spansOf, textOf, withSpan } from "./day-hours.js"
import { SettingCard } from "./setting-card.js"
import { SettingFields } from "./setting-fields.js"
import { patchOf, problemsOf, rowsOf, valuesOf } from "./setting-rules.js"
import { labelOf, saidOf } from "./setting-words.js"

/** @import { Problems } from "../../../components/problem.js" */
/** @import { CardTools } from "./setting-card.js" */
/** @import { CardProps } from "./settings-cards.js" */
/** @import { Values } from "./setting-rules.js" */
/** @import { SettingRow } from "./setting-table.js" */

const ROWS = rowsOf("hours").filter(({ kind }) => kind !== "moment")
const DAYS = ROWS.filter(({ kind }) => kind === "spans")
const IS_ON = ROWS.filter(({ key }) => key === "hours.is_on")
const LAST_ORDER = ROWS.filter(({ kind }) => kind === "number")

/** @param {Values} values @returns {Problems} */
function check(values) {
  const problems = problemsOf(ROWS, values)
  for (const { key } of DAYS) {
    const fault = faultOf(values[key])
    if (fault) problems[key] = message(() => t(`hours.${fault}`))
  }
  return problems
}

/** @param {CardProps} props */
export function HoursCard({ settings, ...rest }) {
  const save = (/** @type {Values} */ changes) => changeSettings(patchOf(changes))
  return html`
    <${SettingCard} name="hours" title=${t("settings.hours")} server=${valuesOf(settings, ROWS)} check=${check}
      save=${save} ...${rest}>
      ${(/** @type {CardTools} */ tools) => html`
        <${SettingFields} rows=${IS_ON} tools=${tools} />
        ${
          tools.values["hours.is_on"] &&
          html`
          <div class="hours">${DAYS.map((row) => html`<${Day} key=${row.key} row=${row} tools=${tools} />`)}</div>
          <${SettingFields} rows=${LAST_ORDER} tools=${tools} />`
        }`}
    </${SettingCard}>`
}

/** @param {{row: SettingRow, tools: CardTools}} props */
function Day({ row, tools: { values, set, field } }) {
  const { key } = row
  const name = labelOf(row)
  const spans = spansOf(values[key])
  const change = (/** @type {import("./day-hours.js").Span[]} */ next) => set(key, textOf(next))
  const { id, problem, elsewhere } = field(key, (text) => saidOf(row, text))
  const toAll = () => DAYS.forEach((day) => set(day.key, values[key]))
  const time = (/** @type {number} */ at, /** @type {"from" | "to"} */ end) => html`
    <input class="input input--time" type="time" value=${spans[at][end]} aria-label=${`${name}, ${t(`hours.${end}`)}`}
      id=${at === 0 && end === "from" ? id : undefined}
      aria-invalid=${problem ? "true" : undefined} aria-describedby=${problem ? `${id}-problem` : undefined}
      onInput=${(/** @type {any} */ event) =>
        change(spans.map((span, other) => (other === at ? { ...span, [end]: event.target.value } : span)))} />`
  return html`
    <fieldset class="hours__day">
      <legend class="sr">${name}</legend>
      <label class="choice hours__open">
        <input type="checkbox" checked=${spans.length > 0}
          onChange=${() => change(spans.length > 0 ? [] : withSpan([]))} /><${Icon} name="check" /><span>${name}</span>
      </label>
      <div class="hours__spans">
        ${spans.length === 0 && html`<p class="quiet hours__none">${t("hours.closed")}</p>`}
        ${spans.map(
          (_, at) => html`
          <div key=${at} class="hours__span">${time(at, "from")}<span aria-hidden="true">–</span>${time(at, "to")}
            ${
              at > 0 &&
              html`<button type="button" class="button button--icon" aria-label=${`${name}, ${t("hours.remove")}`}
              onClick=${() => change(spans.slice(0, at))}><${Icon} name="close" /></button>`
            }
          </div>`,
        )}
        ${
          spans.length > 0 &&
          html`
          <p class="hours__more">
            ${
              spans.length < MOST_SPANS &&
              html`<button type="button" class="button" onClick=${() => change(withSpan(spans))}>
              <${Icon} name="plus" />${t("hours.second")}<span class="sr"> ${name}</span></button>`
            }
            ${
              key === DAYS[0].key &&
              html`<button type="button" class="button" onClick=${toAll}><${Icon} name="down" />${t("hours.to_all")}
              </button>`
            }
          </p>`
        }
        <${FieldMessages} id=${id} problem=${problem} elsewhere=${elsewhere} />
      </div>
    </fieldset>`
}
