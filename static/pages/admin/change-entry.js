// One saving, in sentences: what changed, from what to what, by whom.

import { html } from "../../vendor/preact/standalone.js"
import { rupiah } from "../../lib/money.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

/** @import { MenuChange } from "../../lib/owner-types.js" */

const KNOWN = ["added", "retired", "restored", "name", "name_en", "price", "description", "description_en", "category", "station", "choices", "photo", "available", "min", "max", "options", "options_en", "sold_out", "order"]
/** @type {Record<string, string>} */
const ICONS = { added: "plus", retired: "trash", restored: "undo", photo: "image", price: "cash", available: "soldout", sold_out: "soldout" }
// These say all with their name: what it was before is of no use in words.
const PLAIN = ["added", "retired", "restored", "photo"]

/** @param {{changes: MenuChange[], time: string}} props one or more of one thing, saved together */
export function ChangeEntry({ changes, time }) {
  const [first] = changes
  const isOneKind = changes.every((change) => change.field === first.field)
  return html`
    <li class="change">
      <${Icon} name=${(isOneKind && ICONS[first.field]) || "note"} />
      <div class="change__what">
        <p class="change__name"><span class="strong">${first.name}</span><span class="quiet small">${time}${first.by && ` · ${first.by}`}</span></p>
        ${changes.map((change) => html`<${FromTo} key=${change.id} change=${change} />`)}
      </div>
    </li>`
}

/** @param {{change: MenuChange}} props */
function FromTo({ change }) {
  const { field, before, after } = change
  const label = KNOWN.includes(field) ? t(`change.${field}`) : field
  if (PLAIN.includes(field)) return html`<p>${label}</p>`
  if (field === "available") return html`<p>${after === "true" ? t("admin.available") : t("menu.sold_out")}</p>`
  const say = (/** @type {string | null} */ value) => {
    if (!value) return t("field.nothing")
    return field === "price" ? rupiah(Number(value)) : value
  }
  const look = field === "price" ? "money" : ""
  return html`
    <p class="change__to">
      <span class="quiet">${label}: </span><span class="sr">${t("change.from")} </span><span class=${`quiet ${look}`}>${say(before)}</span>
      <${Icon} name="right" small /><span class="sr"> ${t("change.to")} </span><span class=${look || "strong"}>${say(after)}</span>
    </p>`
}
