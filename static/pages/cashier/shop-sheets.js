// What the till decides about the shop just now: what is sold out, what is left of a dish, a pause, and the screen of
// the guest.

import { html } from "../../vendor/preact/standalone.js"
import { DisplaySheet } from "./display-sheet.js"
import { PauseSheet } from "./pause.js"
import { SoldOutSheet } from "./sold-out-sheet.js"
import { StockSheet } from "./stock-sheet.js"

/** @import { Screen, Shop } from "../../lib/types.js" */
/** @import { OpenSheet } from "./money-sheets.js" */
/** @import { MenuNow } from "./use-menu.js" */

/**
 * @param {object} props
 * @param {OpenSheet} props.sheet
 * @param {MenuNow} props.menu
 * @param {Shop | null} props.shop
 * @param {Screen[]} props.screens
 * @param {number} props.counted the dish of which it is said what is left, or 0
 * @param {boolean} props.takesMoney
 * @param {(item: number) => void} props.onCount
 * @param {() => void} props.onClose
 */
export function ShopSheets({ sheet, menu, shop, screens, counted, takesMoney, onCount, onClose }) {
  if (counted !== 0)
    return html`<${StockSheet} menu=${menu.menu} id=${counted} shop=${shop} onClose=${() => onCount(0)} />`
  if (sheet === "pause" && shop) return html`<${PauseSheet} shop=${shop} onClose=${onClose} />`
  if (sheet === "display") return html`<${DisplaySheet} screens=${screens} onClose=${onClose} />`
  if (sheet !== "sold-out") return null
  return html`<${SoldOutSheet} menu=${menu} shop=${shop} onCount=${takesMoney && onCount} onClose=${onClose} />`
}
