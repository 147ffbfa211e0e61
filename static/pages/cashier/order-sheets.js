// Every sheet that opens over the order at the till: its money, its changes and its code.

import { html } from "../../vendor/preact/standalone.js"
import { Sheet } from "../../components/sheet.js"
import { TrackingQr } from "../../components/tracking-qr.js"
import { ChangeSheets } from "./change-sheets.js"
import { MoneySheets } from "./money-sheets.js"
import { SplitSheet } from "./split-sheet.js"

/** @import { Order, Role, Shop } from "../../lib/types.js" */
/** @import { OpenSheet } from "./money-sheets.js" */
/** @import { Actions } from "./use-actions.js" */
/** @import { ChangesNow } from "./use-changes.js" */
/** @import { SplitBody } from "./change-api.js" */
/** @import { MoneyNow } from "./use-money.js" */
/** @import { SplitNow } from "./use-split.js" */

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {Shop | null} props.shop
 * @param {Role} props.role
 * @param {OpenSheet} props.sheet
 * @param {MoneyNow} props.money
 * @param {Actions} props.actions
 * @param {ChangesNow} props.changes
 * @param {SplitNow} props.split
 * @param {(sheet: OpenSheet) => void} props.onSheet
 */
export function OrderSheets({ order, shop, role, sheet, money, actions, changes, split, onSheet }) {
  const { off } = changes
  return html`
    <${MoneySheets} order=${order} shop=${shop} sheet=${sheet} money=${money} actions=${actions}
      pieces=${off ? { [off.line.id]: off.pieces } : undefined} onSheet=${onSheet} />
    <${ChangeSheets} order=${order} shop=${shop} role=${role} sheet=${sheet} changes=${changes} money=${money}
      onSheet=${onSheet} />
    ${
      sheet === "split" &&
      html`<${SplitSheet} order=${order} split=${split} onClose=${() => onSheet("")}
        onSplit=${(/** @type {SplitBody} */ how) => split.split(order, how)} />`
    }
    ${
      sheet === "code" &&
      html`<${Sheet} title=${order.number} onClose=${() => onSheet("")}>
      <${TrackingQr} order=${order} shop=${shop} /></${Sheet}>`
    }`
}
