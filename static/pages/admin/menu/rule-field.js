// How much of a choice must be chosen, in words first; figures only when words are not enough.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { FieldMessages } from "../../../components/field.js"
import { SelectInput } from "../shared/select-input.js"
import { t } from "../../../components/words.js"
import { ruleOf } from "../shared/names.js"

/** @import { Message } from "../../../components/words.js" */

const KINDS = ["one", "maybe_one", "up_to", "between"]

/** @param {number} min @param {number} max */
function kindOf(min, max) {
  if (min > 0) return min === 1 && max === 1 ? "one" : "between"
  return max === 1 ? "maybe_one" : "up_to"
}

/**
 * @param {{min: number, max: number, most: number, problem: Message | "", onRule: (min: number, max: number) => void}}
 *   props `most` options there are
 */
export function RuleField({ min, max, most, problem, onRule }) {
  const [picked, setPicked] = useState("")
  // «1 sampai 1» is also «one»: while the owner sets the figures, the figures stay.
  const kind =
    picked === "between" && min > 0 ? "between" : picked === "up_to" && min === 0 ? "up_to" : kindOf(min, max)
  /** @type {Record<string, {title: string, rule: [number, number]}>} */
  const kinds = {
    one: { title: t("rule.one"), rule: [1, 1] },
    maybe_one: { title: t("rule.maybe_one"), rule: [0, 1] },
    up_to: { title: t("rule.several"), rule: [0, Math.max(2, most)] },
    between: { title: t("rule.several_needed"), rule: [1, Math.max(2, most)] },
  }
  const figures = (/** @type {number} */ from) =>
    Array.from({ length: Math.max(most, max, 1) - from + 1 }, (_, at) => ({
      value: String(at + from),
      label: String(at + from),
    }))
  const least = (/** @type {string} */ value) => onRule(Number(value), Math.max(Number(value), max))
  const largest = (/** @type {string} */ value) => onRule(Math.min(min, Number(value)), Number(value))
  return html`
    <fieldset class="choices" id="group-rule" aria-describedby=${problem ? "group-rule-problem" : undefined}>
      <legend><span class="label">${t("rule.title")}</span></legend>
      <div class="radio-group">
        ${KINDS.map(
          (each) => html`
          <label key=${each} class="choice">
            <input type="radio" name="rule" value=${each} checked=${each === kind} onChange=${() => {
              setPicked(each)
              onRule(...kinds[each].rule)
            }} /><span>${kinds[each].title}</span>
          </label>`,
        )}
      </div>
      ${
        (kind === "up_to" || kind === "between") &&
        html`
        <div class="pair pair--short">
          ${
            kind === "between" &&
            html`<${SelectInput} id="rule-min" label=${t("rule.least")} value=${String(min)}
            options=${figures(1)} onPick=${least} />`
          }
          <${SelectInput} id="rule-max" label=${t("rule.most")} value=${String(max)} options=${figures(1)}
            onPick=${largest} />
        </div>
        <p class="quiet" role="status">${ruleOf(min, max)}</p>`
      }
      <${FieldMessages} id="group-rule" problem=${problem} />
    </fieldset>`
}
