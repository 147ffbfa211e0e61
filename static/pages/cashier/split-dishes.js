// Item by item: a check is chosen, and a tap on an item puts one piece on it. What several ate is shared among them.

import { html, useState } from "../../vendor/preact/standalone.js"
import { choices } from "../../lib/orders.js"
import { Icon } from "../../components/icon.js"
import { TextField } from "../../components/text-field.js"
import { t } from "../../components/words.js"
import {
  addCheck,
  countLeft,
  countOn,
  give,
  giveRest,
  leftOf,
  MOST_CHECKS,
  named,
  share,
  takeBack,
  takenOf,
} from "./checks.js"

/** @import { OrderLine } from "../../lib/types.js" */
/** @import { Plan } from "./checks.js" */

const LONGEST_LABEL = 30

/** @param {{plan: Plan, lines: OrderLine[], onPlan: (plan: Plan) => void}} props */
export function SplitDishes({ plan, lines, onPlan }) {
  const [at, setAt] = useState(0)
  const { labels } = plan
  const name = (/** @type {number} */ index) => labels[index].trim() || t("checks.nth", { n: index + 1 })
  return html`
    <div class="split-dishes">
      <div class="split-dishes__checks" role="group" aria-label=${t("checks.which")}>
        ${labels.map(
          (_, index) => html`
          <button key=${index} type="button" class="button" aria-pressed=${String(index === at)}
            onClick=${() => setAt(index)}><span>${name(index)}</span>
            <b>${t("cart.items", { n: countOn(plan, lines, index) })}</b></button>`,
        )}
        ${
          labels.length < MOST_CHECKS &&
          html`<button type="button" class="button button--icon" aria-label=${t("split.one_more")}
            onClick=${() => {
              onPlan(addCheck(plan))
              setAt(labels.length)
            }}><${Icon} name="plus" /></button>`
        }
      </div>
      <ul class="split-dishes__lines">
        ${lines.map(
          (line) => html`<${SplitDish} key=${line.id} plan=${plan} line=${line} at=${at} name=${name}
            onPlan=${onPlan} />`,
        )}
      </ul>
      <button type="button" class="button" disabled=${countLeft(plan, lines) === 0}
        onClick=${() => onPlan(giveRest(plan, lines, at))}><${Icon} name="checks" />
        ${t("split.rest", { name: name(at) })}</button>
      <${TextField} id="check-label" label=${t("split.label")} value=${labels[at]} most=${LONGEST_LABEL}
        onText=${(/** @type {string} */ text) => onPlan(named(plan, at, text))} />
    </div>`
}

/**
 * @param {object} props
 * @param {Plan} props.plan
 * @param {OrderLine} props.line
 * @param {number} props.at the check that is chosen
 * @param {(index: number) => string} props.name
 * @param {(plan: Plan) => void} props.onPlan
 */
function SplitDish({ plan, line, at, name, onPlan }) {
  const { takes, shared } = takenOf(plan, line)
  const left = leftOf(plan, line)
  const who = takes
    .map((n, index) => (n === 0 ? "" : shared ? name(index) : `${n}× ${name(index)}`))
    .filter(Boolean)
    .join(", ")
  return html`
    <li>
      <button type="button" class="split-dishes__dish" aria-pressed=${String(takes[at] > 0)}
        onClick=${() => onPlan(give(plan, line, at))}>
        <b>${line.quantity}× ${line.name}</b>
        ${choices(line) && html`<span class="quiet">${choices(line)}</span>`}
        <span class=${left > 0 ? "split-dishes__left" : "quiet"}>${[who, left > 0 && t("split.of_left", { n: left })]
          .filter(Boolean)
          .join(" · ")}</span>
      </button>
      ${
        !shared &&
        html`<button type="button" class="button button--icon" disabled=${takes[at] === 0}
          aria-label=${t("split.one_less", { name: line.name })} onClick=${() => onPlan(takeBack(plan, line, at))}>
          <${Icon} name="minus" /></button>`
      }
      <button type="button" class="button" aria-pressed=${String(shared)}
        aria-label=${t("split.share_named", { name: line.name })} onClick=${() => onPlan(share(plan, line))}>
        ${t("split.share")}</button>
    </li>`
}
