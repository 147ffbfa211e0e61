// The dishes of a sale, in the words of this screen. The newest is always in sight, however many there are.

import { html, useLayoutEffect, useRef } from "../../vendor/preact/standalone.js"
import { chosenOptions, itemsById } from "../../lib/cart.js"
import { rupiah } from "../../lib/money.js"
import { language, t } from "../../components/words.js"

/** @import { DisplayLine, Menu, MenuItem } from "../../lib/types.js" */

/** @param {{lines: DisplayLine[], menu: Menu | null}} props */
export function Lines({ lines, menu }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null))
  useLayoutEffect(() => {
    const drawn = /** @type {HTMLElement} */ (list.current)
    showEnd(drawn)
    // A window is dragged to its screen and made as large as that.
    const watch = new ResizeObserver(() => showEnd(drawn))
    watch.observe(drawn)
    return () => watch.disconnect()
  }, [lines, menu, language()])
  const items = menu ? itemsById(menu) : new Map()
  return html`
    <ul class="lines" ref=${list}>
      ${lines.map((line, at) => {
        const item = items.get(line.menu_item_id ?? -1)
        return html`
          <li key=${at}>
            <span class="lines__count">${line.fee ? "" : `${line.quantity}×`}</span>
            <span class="lines__name">${nameOf(line, item)}
            ${item && html`<span class="lines__options">${optionsOf(line, item)}</span>`}</span>
            <span class="money">${rupiah(line.line_total)}</span>
          </li>`
      })}
    </ul>`
}

/** Of what does not fit the oldest is left out, and none is cut in half. @param {HTMLElement} list */
function showEnd(list) {
  list.scrollTop = list.scrollHeight
  const { top } = list.getBoundingClientRect()
  for (const line of /** @type {HTMLElement[]} */ ([...list.children]))
    line.style.visibility = line.getBoundingClientRect().top < top - 1 ? "hidden" : ""
}

/**
 * A dish that left the menu while it was rung up has no name here.
 * @param {DisplayLine} line
 * @param {MenuItem} [item]
 */
const nameOf = ({ fee }, item) => (fee ? t(`display.fee.${fee}`) : (item?.name ?? t("display.dish")))

/** @param {DisplayLine} line @param {MenuItem} item */
const optionsOf = ({ option_ids = [] }, item) =>
  chosenOptions(item, option_ids)
    .map((option) => option.name)
    .join(", ")
