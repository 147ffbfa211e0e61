// When guests can order what stands under a category: always, or from one time to another on every day.

import { html } from "../../../vendor/preact/standalone.js"
import { FieldMessages } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"
import { spansOf, textOf } from "../settings/day-hours.js"

/** @import { FieldProps } from "../../../components/field.js" */

/** What a category has when hours are given to it: a breakfast. */
const FIRST = "06:00-10:30"

/** @typedef {Pick<FieldProps, "id" | "problem" | "elsewhere">} FieldTies */

/** @param {FieldTies & {value: string, onServed: (served: string) => void}} props */
export function ServedField({ id, value, problem, elsewhere, onServed }) {
  const spans = spansOf(value)
  const change = (/** @type {number} */ at, /** @type {"from" | "to"} */ end, /** @type {string} */ clock) =>
    onServed(textOf(spans.map((span, other) => (other === at ? { ...span, [end]: clock } : span))))
  const time = (/** @type {number} */ at, /** @type {"from" | "to"} */ end) => html`
    <input class="input input--time" type="time" value=${spans[at][end]} aria-label=${t(`served.${end}`)}
      aria-invalid=${problem ? "true" : undefined} aria-describedby=${problem ? `${id}-problem` : undefined}
      onInput=${(/** @type {any} */ event) => change(at, end, event.target.value)} />`
  return html`
    <fieldset class="choices" aria-describedby=${`${id}-hint`}>
      <legend><span class="head">${t("served.title")}</span></legend>
      <label class="choice"><input type="checkbox" id=${id} checked=${value !== ""}
        onChange=${() => onServed(value ? "" : FIRST)} /><${Icon} name="check" />
        <span>${t("served.some")}</span></label>
      ${spans.map(
        (_, at) => html`<div key=${at} class="hours__span">${time(at, "from")}<span aria-hidden="true">–</span>
        ${time(at, "to")}</div>`,
      )}
      <${FieldMessages} id=${id} hint=${t("served.help")} problem=${problem} elsewhere=${elsewhere} />
    </fieldset>`
}
