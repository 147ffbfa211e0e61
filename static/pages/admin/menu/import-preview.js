// What a file would do to the menu, dish by dish and price by price, before it is done.

import { html } from "../../../vendor/preact/standalone.js"
import { rupiah } from "../../../lib/money.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"
import { named } from "../shared/names.js"

/** @import { ImportReport, PriceLevel, PriceMove } from "../../../lib/types.js" */

/** @param {ImportReport} report */
export const doesAnything = ({ added, changed, retired, changes_more }) => added + changed + retired > 0 || changes_more

/** @param {{name?: string, report: ImportReport, levels: PriceLevel[]}} props `name` of a file */
export function ImportPreview({ name, report, levels }) {
  const { added, changed, retired, unchanged } = report
  const parts = [
    { change: "added", icon: "plus", title: t("transfer.added", { n: added }) },
    { change: "changed", icon: "note", title: t("transfer.changed", { n: changed }) },
    { change: "retired", icon: "trash", title: t("transfer.retired", { n: retired }) },
  ]
  return html`
    <div class="preview" role="status">
      ${name && html`<p class="quiet">${name}</p>`}
      ${
        !doesAnything(report) &&
        html`<p class="banner"><${Icon} name="check" /><span>
      ${t("transfer.nothing")}</span></p>`
      }
      ${parts.map(({ change, icon, title }) => {
        const items = report.items.filter((item) => item.change === change)
        if (items.length === 0) return null
        return html`
          <section key=${change} class=${change === "retired" ? "preview__gone" : ""}>
            <h3 class="head"><${Icon} name=${icon} />${title}</h3>
            <ul>${items.map(
              (item, at) => html`
              <li key=${at}><span class="strong">${named(item.name)}</span>
                ${
                  item.was &&
                  named(item.was) !== named(item.name) &&
                  html`<span class="preview__line quiet">${t("transfer.was", { name: named(item.was) })}</span>`
                }
                ${item.prices?.map((move) => html`<${Moved} key=${move.level} move=${move} levels=${levels} />`)}
                ${item.available && html`<${Marked} move=${item.available} />`}
              </li>`,
            )}</ul>
          </section>`
      })}
      ${report.changes_more && html`<p>${t("transfer.more")}</p>`}
      ${unchanged > 0 && html`<p class="quiet">${t("transfer.unchanged", { n: unchanged })}</p>`}
    </div>`
}

/** @param {{move: PriceMove, levels: PriceLevel[]}} props */
function Moved({ move, levels }) {
  const level = levels.find(({ code }) => code === move.level)
  const price = (/** @type {number | null} */ each) => (each === null ? t("transfer.menu_price") : rupiah(each))
  return html`
    <span class="preview__line">${level && html`<span class="quiet">${named(level.name)} </span>`}
    ${price(move.before)} → <span class="strong">${price(move.after)}</span></span>`
}

/** @param {{move: {before: boolean, after: boolean}}} props */
function Marked({ move }) {
  const mark = (/** @type {boolean} */ is) => t(is ? "admin.available" : "menu.sold_out")
  return html`
    <span class="preview__line">${mark(move.before)} → <span class="strong">${mark(move.after)}</span></span>`
}
