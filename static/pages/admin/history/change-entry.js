// One entry of the history in sentences: what changed, the old and the new value, and who did it.

import { html } from "../../../vendor/preact/standalone.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"
import { byWhom, iconOf, isPlain, labelOf, nameOf, saidAs } from "./change-words.js"
import { isGrave, orderSentence } from "./order-sentence.js"
import { shiftSentence } from "./shift-sentence.js"

/** @import { Change } from "../../../lib/types.js" */

/** @param {{changes: Change[], time: string}} props one or more of one thing, saved together */
export function ChangeEntry({ changes, time }) {
  const [first] = changes
  return html`
    <li class="change">
      <${Icon} name=${iconOf(changes)} />
      <div class="change__what">
        <p class="change__name"><span class="strong">${nameOf(first)}</span><span class="quiet small">
        ${[time, byWhom(first.by)].filter(Boolean).join(" · ")}</span></p>
        ${changes.map((change) => html`<${FromTo} key=${change.id} change=${change} />`)}
      </div>
    </li>`
}

/** @param {{change: Change}} props */
function FromTo({ change }) {
  const { field, before, after } = change
  const label = labelOf(change)
  const sentence = orderSentence(change) || shiftSentence(change)
  if (sentence) return html`<p class=${isGrave(change) ? "change__grave" : undefined}>${sentence}</p>`
  if (isPlain(change)) return html`<p>${label}</p>`
  if (field === "available") return html`<p>${after === "true" ? t("admin.available") : t("menu.sold_out")}</p>`
  const look = field === "price" ? "money" : ""
  const now = html`<span class=${look || "strong"}>${saidAs(change, after)}</span>`
  // An order that has just come was nothing before, and neither was a printout that is discarded.
  if ((change.subject === "order" || change.subject === "printer") && before === null)
    return html`<p class="change__to"><span class="quiet">${label}: </span>${now}</p>`
  return html`
    <p class="change__to">
      <span class="quiet">${label}: </span><span class="sr">${t("change.from")} </span><span class=${`quiet ${look}`}>
      ${saidAs(change, before)}</span>
      <${Icon} name="right" small /><span class="sr"> ${t("change.to")} </span>${now}
    </p>`
}
