// The panel of totals: what to put into the pan together.

import { html } from "../../vendor/preact/standalone.js"
import { t } from "../../components/words.js"

/** @param {{totals: [string, number][]}} props */
export function ToMake({ totals }) {
  return html`
    <aside class="to-make" aria-labelledby="to-make-title">
      <h2 id="to-make-title">${t("kitchen.to_make")}</h2>
      <ul>${totals.map(([name, count]) => html`<li key=${name}><b>${count}</b><span>${name}</span></li>`)}</ul>
    </aside>`
}
