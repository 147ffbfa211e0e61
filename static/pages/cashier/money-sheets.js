// The sheets about an order's money and its end, and over each the approval that it may need.

import { html } from "../../vendor/preact/standalone.js"
import { percent } from "../../lib/bill.js"
import { rupiah } from "../../lib/money.js"
import { language, t } from "../../components/words.js"
import { ApprovalSheet } from "./approval-sheet.js"
import { RecordClaimSheet, SettleClaimSheet } from "./claim-sheets.js"
import { CorrectSheet } from "./correct-sheet.js"
import { DiscountSheet } from "./discount-sheet.js"
import { methodsFor } from "./methods.js"
import { openClaims, refundable } from "./order-money.js"
import { ReasonSheet } from "./reason-sheet.js"
import { RefundSheet } from "./refund-sheet.js"

/** @import { Order, Shop } from "../../lib/types.js" */
/**
 * @import {
 *   Approval, ClaimBody, CorrectionBody, DiscountBody, MoneyRequest, RefundBody, SettlementBody
 * } from "./money-api.js"
 */
/** @import { Actions } from "./use-actions.js" */
/** @import { MoneyNow } from "./use-money.js" */

/**
 * Those of one payment or claim have its number.
 * @typedef {"" | "cancel" | "claim" | "code" | "details" | "discount" | "display" | "merge" | "move" | "obstacle" |
 *   "pause" | "print" | "print-here" | "refund" | "sold-out" | "split" | "void" | `correct ${number}` |
 *   `settle ${number}`} OpenSheet
 */

/**
 * @param {object} props
 * @param {Order} props.order
 * @param {Shop | null} props.shop
 * @param {OpenSheet} props.sheet
 * @param {Record<number, number>} [props.pieces] of each line, which are to be given back
 * @param {MoneyNow} props.money
 * @param {Actions} props.actions
 * @param {(sheet: OpenSheet) => void} props.onSheet
 */
export function MoneySheets({ order, shop, sheet, pieces, money, actions, onSheet }) {
  const close = () => onSheet("")
  const methods = methodsFor(shop, order.price_level)
  const cancel = (/** @type {string} */ reason) => {
    close()
    actions.cancel(order, reason)
  }
  const payment = order.payments?.find(({ id }) => sheet === `correct ${id}`)
  const claim = openClaims(order).find(({ id }) => sheet === `settle ${id}`)
  const refund = (/** @type {RefundBody} */ body) => money.begin(order, { kind: "refunds", body })
  return html`
    ${
      sheet === "discount" &&
      html`<${DiscountSheet} order=${order} money=${money} onClose=${close}
      onDiscount=${(/** @type {DiscountBody} */ body) => money.begin(order, { kind: "discounts", body })} />`
    }
    ${
      sheet === "refund" &&
      html`<${RefundSheet} order=${order} methods=${methods} money=${money} pieces=${pieces} onRefund=${refund}
        onClose=${close} />`
    }
    ${
      payment &&
      html`<${CorrectSheet} order=${order} payment=${payment} methods=${methods} money=${money} onClose=${close}
      onCorrect=${(/** @type {CorrectionBody} */ body) =>
        money.begin(order, { kind: "correction", payment: payment.id, body })} />`
    }
    ${
      sheet === "claim" &&
      html`<${RecordClaimSheet} order=${order} methods=${methods} money=${money} onClose=${close}
      onRecord=${(/** @type {ClaimBody} */ body) => money.begin(order, { kind: "claims", body })} />`
    }
    ${
      claim &&
      html`<${SettleClaimSheet} order=${order} claim=${claim} methods=${methods} money=${money} onClose=${close}
      onSettle=${(/** @type {SettlementBody} */ body) =>
        money.begin(order, { kind: "settlement", claim: claim.id, body })} />`
    }
    ${
      sheet === "cancel" &&
      (refundable(order) > 0
        ? html`<${RefundSheet} order=${order} methods=${methods} money=${money} cancels onLater=${cancel}
          onRefund=${(/** @type {RefundBody} */ body, /** @type {boolean} */ isLast) =>
            money.begin(order, { kind: "refunds", body }, isLast ? body.reason : undefined)}
            onClose=${close} />`
        : html`<${ReasonSheet} number=${order.number} onReason=${cancel} onClose=${close} />`)
    }
    ${
      money.asked &&
      money.sent &&
      html`<${ApprovalSheet} what=${whatToApprove(money.sent.request, money.sent.number)} asked=${money.asked}
        busy=${money.busy} onApprove=${(/** @type {Approval} */ approval) => money.approve(approval)}
          onClose=${money.unask} />`
    }`
}

/** @param {MoneyRequest} request @param {string} number */
function whatToApprove(request, number) {
  switch (request.kind) {
    case "discounts": {
      const { body } = request
      if (body.kind === "complimentary") return t("approval.complimentary", { number })
      const off = body.kind === "percent" ? percent(body.percent_bp ?? 0, language()) : rupiah(body.amount ?? 0)
      return t("approval.discount", { off, number })
    }
    case "refunds":
    case "settlement":
      return t("approval.refund", { number })
    case "correction":
      return t("approval.correction", { number, method: t(`method.${request.body.method}`) })
    case "claims":
      return t("claim.open")
    case "payments":
      return t("cashier.take_payment")
    case "void":
      return t("approval.void", { item: request.item, number })
    default:
      ;/** @satisfies {never} */ (request)
      return ""
  }
}
