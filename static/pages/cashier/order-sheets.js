// Every sheet that opens over the order at the till: its money, its changes and its code.

import { html } from "../../vendor/preact/standalone.js"
import { Sheet } from "../../components/sheet.js"
import { TrackingQr } from "../../components/tracking-qr.js"
import { ChangeSheets } from "./change-sheets.js"
import { MovingSheet } from "./moving-sheets.js"
import { MoneySheets } from "./money-sheets.js"
import { PaperChoice } from "./paper-choice.js"
import { PrintSheet } from "./print-sheet.js"
import { SplitSheet } from "./split-sheet.js"

/** @import { Orders } from "../../lib/orders.js" */
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
 * @param {Orders} props.orders
 * @param {Shop | null} props.shop
 * @param {Role} props.role
 * @param {OpenSheet} props.sheet
 * @param {MoneyNow} props.money
 * @param {Actions} props.actions
 * @param {ChangesNow} props.changes
 * @param {SplitNow} props.split
 * @param {(order: Order) => void} props.put
 * @param {(order: Order) => void} props.onOpen
 * @param {(sheet: OpenSheet) => void} props.onSheet
 */
export function OrderSheets(props) {
  const { order, orders, shop, role, sheet, money, actions, changes, split, put, onOpen, onSheet } = props
  const { off } = changes
  return html`
    <${MoneySheets} order=${order} shop=${shop} sheet=${sheet} money=${money} actions=${actions}
      pieces=${off ? { [off.line.id]: off.pieces } : undefined} onSheet=${onSheet} />
    <${ChangeSheets} order=${order} shop=${shop} role=${role} sheet=${sheet} changes=${changes} money=${money}
      onSheet=${onSheet} />
    ${
      (sheet === "merge" || sheet === "move") &&
      html`<${MovingSheet} key=${sheet} order=${order} orders=${orders} shop=${shop} sheet=${sheet} put=${put}
        onMoved=${onOpen} onClose=${() => onSheet("")} />`
    }
    ${
      sheet === "split" &&
      html`<${SplitSheet} order=${order} split=${split} onClose=${() => onSheet("")}
        onSplit=${(/** @type {SplitBody} */ how) => split.split(order, how)} />`
    }
    ${
      sheet === "print" &&
      html`<${PaperChoice} order=${order} onHere=${() => onSheet("print-here")} onClose=${() => onSheet("")} />`
    }
    ${sheet === "print-here" && html`<${PrintSheet} order=${order} shop=${shop} onClose=${() => onSheet("")} />`}
    ${
      sheet === "code" &&
      html`<${Sheet} title=${order.number} onClose=${() => onSheet("")}>
      <${TrackingQr} order=${order} shop=${shop} /></${Sheet}>`
    }`
}
