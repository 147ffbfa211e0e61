// What a file would do to the menu, dish by dish, before it is done.

import { html } from "../../../vendor/preact/standalone.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"

/** @import { ImportReport } from "../../../lib/types.js" */

/** @param {{name: string, report: ImportReport}} props */
export function ImportPreview({ name, report }) {
  const { added, changed, retired, unchanged } = report
  const parts = [
    { change: "added", icon: "plus", title: t("transfer.added", { n: added }) },
    { change: "changed", icon: "note", title: t("transfer.changed", { n: changed }) },
    { change: "retired", icon: "trash", title: t("transfer.retired", { n: retired }) },
  ]
  return html`
    <div class="preview" role="status">
      <p class="quiet">${name}</p>
      ${
        added + changed + retired === 0 &&
        html`<p class="banner"><${Icon} name="check" /><span>
      ${t("transfer.nothing")}</span></p>`
      }
      ${parts.map(({ change, icon, title }) => {
        const names = report.items.filter((item) => item.change === change).map((item) => item.name)
        if (names.length === 0) return null
        return html`
          <section key=${change} class=${change === "retired" ? "preview__gone" : ""}>
            <h3 class="head"><${Icon} name=${icon} />${title}</h3>
            <ul>${names.map((each, at) => html`<li key=${at}>${each}</li>`)}</ul>
          </section>`
      })}
      ${unchanged > 0 && html`<p class="quiet">${t("transfer.unchanged", { n: unchanged })}</p>`}
    </div>`
}
