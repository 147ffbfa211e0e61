// Which keys do what just now, for tills with a keyboard. Where there is none, the styles leave it out.

import { html } from "../../vendor/preact/standalone.js"
import { t } from "../../components/words.js"

/** What the keyboard is good for on each screen. @type {Record<string, [string, string][]>} */
const HINTS = {
  list: [
    ["/", "find"],
    ["↑ ↓", "walk"],
    ["Enter", "open"],
    ["+", "sale"],
  ],
  order: [
    ["Enter", "act"],
    ["↑ ↓", "walk"],
    ["Esc", "back"],
    ["+", "sale"],
  ],
  pay: [
    ["0–9", "figures"],
    ["Enter", "paid"],
    ["Esc", "back"],
  ],
  sale: [
    ["/", "find_dish"],
    ["Enter", "add"],
    ["↑ ↓ ← →", "walk"],
    ["Esc", "back"],
  ],
}

/** @param {{mode: "list" | "order" | "pay" | "sale"}} props */
export function KeyHints({ mode }) {
  return html`
    <span class="hints" role="group" aria-label=${t("keys.title")}>
      ${HINTS[mode].map(
        ([keys, what]) => html`<span key=${what} class=${`hints__${what}`}><kbd>${keys}</kbd>
        ${t(`keys.${what}`)}</span>`,
      )}
    </span>`
}
