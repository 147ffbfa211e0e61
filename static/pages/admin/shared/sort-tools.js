// The handles that sort a row: a grip to drag, and buttons for one step up or down by tap or key.

import { html } from "../../../vendor/preact/standalone.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"

/** @import { Sort } from "./use-sort.js" */

/** @param {{sort: Sort, at: number, name: string}} props */
export function Grip({ sort, at, name }) {
  return html`<button type="button" class="grip" aria-label=${t("sort.grip", { name })} ...${sort.grip(at)}>
  <${Icon} name="grip" /></button>`
}

/** @param {{sort: Sort, at: number, first?: number, last: number, name: string}} props */
export function Steps({ sort, at, first = 0, last, name }) {
  // Not `disabled`: that would take the focus away when the row arrives at the end.
  return html`
    <span class="steps">
      <button type="button" class="button button--icon" aria-label=${t("sort.up", { name })}
        aria-disabled=${at <= first ? "true" : undefined} onClick=${() => sort.step(at, at - 1)}>
        <${Icon} name="up" /></button>
      <button type="button" class="button button--icon" aria-label=${t("sort.down", { name })}
        aria-disabled=${at >= last ? "true" : undefined} onClick=${() => sort.step(at, at + 1)}>
        <${Icon} name="down" /></button>
    </span>`
}
