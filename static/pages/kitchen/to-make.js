// The panel of totals: which dishes can be made together.

import { html } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

/** @import { Total } from "./stations.js" */

/** @param {{totals: Total[], stale: boolean, onDishes: () => void}} props */
export function ToMake({ totals, stale, onDishes }) {
  return html`
    <aside class="to-make" aria-labelledby="to-make-title" inert=${stale}>
      <h2 id="to-make-title">${t("kitchen.to_make")}</h2>
      ${
        totals.length === 0
          ? html`<p class="quiet">${t("kitchen.to_make_empty")}</p>`
          : html`<ul tabindex="0" aria-labelledby="to-make-title">
          ${totals.map(({ id, name, count }) => html`<li key=${id}><b>${count}</b><span>${name}</span></li>`)}</ul>`
      }
      <button type="button" class="button" aria-haspopup="dialog" onClick=${onDishes}><${Icon} name="soldout" />
      ${t("kitchen.mark_sold_out")}</button>
    </aside>`
}
