// One column of the board: its heading, its numbers page by page, or why there are none.

import { html } from "../../vendor/preact/standalone.js"
import { Icon } from "../../components/icon.js"
import { useNow } from "../../components/use-now.js"
import { t } from "../../components/words.js"

// More than fit are shown in turn.
const AT_ONCE = 12
// Up to here they stand in the largest figures.
const FEW = 6
const TURN_EVERY = 8_000

/** The page that is on now. @param {string[]} numbers */
export function usePages(numbers) {
  const pages = Math.max(1, Math.ceil(numbers.length / AT_ONCE))
  const page = Math.floor(useNow() / TURN_EVERY) % pages
  // As many on each: a last page with a single number would look like the end of the queue.
  const each = Math.ceil(numbers.length / pages)
  return { shown: numbers.slice(page * each, (page + 1) * each), page: page + 1, pages }
}

/** @param {{page: number, pages: number}} props */
export function PageMark({ page, pages }) {
  if (pages === 1) return null
  return html`<span class="page-mark"><span aria-hidden="true">${page}/${pages}</span><span class="sr">
  ${t("board.page_of", { page, pages })}</span></span>`
}

/** @param {{shown: string[], many: number, labelledBy: string}} props */
export function Numbers({ shown, many, labelledBy }) {
  return html`<ul class=${many > FEW ? "many" : ""} aria-labelledby=${labelledBy}>
  ${shown.map((number) => html`<li key=${number}>${number}</li>`)}</ul>`
}

/** @param {{icon: string, title: string, help: string}} props */
export function NoNumbers({ icon, title, help }) {
  return html`<div class="none"><${Icon} name=${icon} /><p class="none__title">${title}</p><p>${help}</p></div>`
}
