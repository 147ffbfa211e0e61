// The form field of a setting, chosen by its kind: a new row of the table gets a field on its card without a change
// here.

import { html } from "../../../vendor/preact/standalone.js"
import { FieldMessages, Field, NumberInput, TextInput } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"
import { PercentInput } from "../../../components/percent-input.js"
import { RadioGroup } from "../../../components/radio-group.js"
import { PriceField } from "../shared/price-field.js"
import { SelectInput } from "../shared/select-input.js"
import { clockOf, minutesOf, zones } from "./setting-rules.js"
import { hintOf, isSaidByValue, labelOf, saidOf, unitOf, wordOf } from "./setting-words.js"

/** @import { CardTools } from "./setting-card.js" */
/** @import { SettingRow } from "./setting-table.js" */

/** @typedef {{row: SettingRow, tools: CardTools}} FieldProps */

/** Those with a look of their own, by their names. @type {Record<string, (props: FieldProps) => any>} */
const BY_KEY = { time_zone: ZoneField }
/** Numbers that are typed as people write them. @type {Record<string, (props: FieldProps) => any>} */
const BY_UNIT = { basis_points: PercentField, rupiah: RupiahField }
/**
 * Those that have a card of their own are not here.
 * @type {Partial<Record<SettingRow["kind"], (props: FieldProps) => any>>}
 */
const BY_KIND = {
  number: NumberField,
  clock: ClockField,
  flag: PickField,
  choice: PickField,
  choices: ChoicesField,
  text: TextField,
  account: TextField,
}

/**
 * Several numbers one after the other stand side by side where there is room.
 * @param {{rows: SettingRow[], tools: CardTools}} props
 */
export function SettingFields({ rows, tools }) {
  const one = (/** @type {SettingRow} */ row) => {
    const Drawn = BY_KEY[row.key] ?? BY_UNIT[row.unit ?? ""] ?? BY_KIND[row.kind]
    return Drawn && html`<${Drawn} key=${row.key} row=${row} tools=${tools} />`
  }
  return runsOf(rows).map((run) =>
    run.length > 1 ? html`<div key=${run[0].key} class="numbers">${run.map(one)}</div>` : one(run[0]),
  )
}

/** @param {SettingRow[]} rows @returns {SettingRow[][]} numbers that follow each other together, all else alone */
function runsOf(rows) {
  /** @type {SettingRow[][]} */
  const runs = []
  for (const row of rows) {
    const last = runs.at(-1)
    if (row.kind === "number" && last?.[0].kind === "number") last.push(row)
    else runs.push([row])
  }
  return runs
}

/** What every field of a setting is given. @param {FieldProps} props */
function shared({ row, tools: { values, field } }) {
  const value = values[row.key]
  return {
    ...field(row.key, (/** @type {any} */ there) => saidOf(row, there)),
    label: labelOf(row),
    hint: hintOf(row, value),
    value,
  }
}

/** @param {FieldProps} props */
function NumberField({ row, tools }) {
  return html`<${NumberInput} ...${shared({ row, tools })} unit=${unitOf(row)}
    onNumber=${(/** @type {number | null} */ n) => tools.set(row.key, n)} />`
}

/** @param {FieldProps} props */
function PercentField({ row, tools }) {
  return html`<${PercentInput} ...${shared({ row, tools })}
    onNumber=${(/** @type {number | null} */ n) => tools.set(row.key, n)} />`
}

/** @param {FieldProps} props */
function RupiahField({ row, tools }) {
  return html`<${PriceField} ...${shared({ row, tools })}
    onPrice=${(/** @type {number | null} */ n) => tools.set(row.key, n)} />`
}

/** @param {FieldProps} props */
function TextField({ row, tools }) {
  return html`<${TextInput} ...${shared({ row, tools })} optional=${row.kind === "text" && !row.least} most=${row.most}
    onText=${(/** @type {string} */ text) => tools.set(row.key, text)} />`
}

/** @param {FieldProps} props */
function ZoneField({ row, tools }) {
  const { value, ...rest } = shared({ row, tools })
  return html`<${SelectInput} ...${rest} value=${value} options=${zones(value)}
    onPick=${(/** @type {string} */ zone) => tools.set(row.key, zone)} />`
}

/** @param {FieldProps} props */
function ClockField({ row, tools }) {
  const { value, ...rest } = shared({ row, tools })
  return html`
    <${Field} ...${rest}>
      ${(/** @type {any} */ attributes) => html`<input class="input input--time" type="time" ...${attributes}
        value=${clockOf(value)}
          onInput=${(/** @type {any} */ event) => tools.set(row.key, minutesOf(event.target.value))} />`}
    </${Field}>`
}

/** Of a few words one; yes and no, too. @param {FieldProps} props */
function PickField({ row, tools }) {
  const { label, hint, value } = shared({ row, tools })
  const isFlag = row.kind === "flag"
  const words = isFlag ? ["true", "false"] : (row.of ?? [])
  return html`
    <${RadioGroup} name=${row.key} title=${label} value=${String(value)}
      options=${words.map((word) => ({ value: word, label: wordOf(row, word) }))}
        onPick=${(/** @type {string} */ word) => tools.set(row.key, isFlag ? word === "true" : word)} />
    ${hint && html`<p class="field__hint" role=${isSaidByValue(row, value) ? "status" : undefined}>${hint}</p>`}`
}

/** @param {FieldProps} props */
function ChoicesField({ row, tools }) {
  const { label, value, ...rest } = shared({ row, tools })
  const words = row.of ?? []
  const toggled = (/** @type {string} */ one) => words.filter((each) => value.includes(each) !== (each === one))
  return html`
    <fieldset class="choices" aria-describedby=${`${rest.id}-hint`}>
      <legend><span class="head">${label}</span></legend>
      <div class="radio-group">
        ${words.map(
          (word) => html`
          <label key=${word} class="choice">
            <input type="checkbox" checked=${value.includes(word)}
              onChange=${() => tools.set(row.key, toggled(word))} /><${Icon} name="check" /><span>
              ${wordOf(row, word)}</span>
          </label>`,
        )}
      </div>
      <${FieldMessages} ...${rest} />
    </fieldset>`
}
