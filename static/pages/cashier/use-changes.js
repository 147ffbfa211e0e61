// What a cashier changes on the order that is open: how many, what is taken off, table and name. Where something cannot
// simply be taken off, it is said what to do instead.

import { useState } from "../../vendor/preact/standalone.js"
import { newKey, Refusal } from "../../lib/api.js"
import { rupiah } from "../../lib/money.js"
import { showToast } from "../../components/toast.js"
import { message, t } from "../../components/words.js"
import { addLines, changeDetails } from "./change-api.js"
import { asCartLine, detailsOf, differenceOf, itemOf, needsReason, obstacleOf } from "./order-changes.js"
import { piecesLeft } from "./order-money.js"
import { whoAndWhere } from "./order-row.js"
import { explain, UNDO_FOR } from "./use-actions.js"
import { useQuantities } from "./use-quantities.js"

/** @import { Order, OrderLine } from "../../lib/types.js" */
/** @import { DetailsPatch } from "./change-api.js" */
/** @import { OpenSheet } from "./money-sheets.js" */
/** @import { Obstacle } from "./order-changes.js" */
/** @import { SaleDetails } from "./sale-rules.js" */
/** @import { MoneyNow } from "./use-money.js" */
/** @import { RoundNow } from "./use-round.js" */

/**
 * A line that is to be taken off; with an obstacle, what is to be said instead. `pieces` would be given back.
 * @typedef {{line: OrderLine, obstacle: Obstacle | "", pieces: number}} TakingOff
 */
/** @typedef {ReturnType<typeof useChanges>} ChangesNow */

/**
 * @param {object} options
 * @param {(order: Order) => void} options.put
 * @param {MoneyNow} options.money a line goes as a request that moves money does: once, and approved where need be
 * @param {RoundNow} options.round
 * @param {(sheet: OpenSheet) => void} options.onSheet
 */
export function useChanges({ put, money, round, onSheet }) {
  const [off, setOff] = useState(/** @type {TakingOff | null} */ (null))
  const [busy, setBusy] = useState(false)

  /** @param {OrderLine} line @param {Obstacle} obstacle @param {number} pieces */
  const obstruct = (line, obstacle, pieces) => {
    setOff({ line, obstacle, pieces })
    onSheet("obstacle")
  }
  /**
   * Says what to do instead, where that is known.
   * @param {OrderLine} line
   * @param {number} pieces
   * @param {unknown} error
   */
  const explained = (line, pieces, error) => {
    const code = error instanceof Refusal ? error.code : ""
    if (code !== "paid_for" && code !== "last_line") return false
    const order = /** @type {Refusal} */ (error).problem.order
    if (order) put(order)
    obstruct(line, code, pieces)
    return true
  }
  const quantities = useQuantities({
    put,
    onRefused: (_, line, wanted, error) => {
      if (!explained(line, line.quantity - wanted, error)) explain(error, put)
    },
  })
  /** @param {Order} order @param {OrderLine} line @param {string} [reason] */
  const send = (order, line, reason) =>
    money.begin(order, { kind: "void", line: line.id, item: itemOf(line), body: reason ? { reason } : {} })

  /** @param {Order} order @param {DetailsPatch} patch @param {DetailsPatch} [undo] */
  const patchDetails = async (order, patch, undo) => {
    setBusy(true)
    try {
      const now = await changeDetails(order.uid, patch)
      put(now)
      onSheet("")
      showToast({
        text: message(() => t("details.changed", { number: now.number, what: whoAndWhere(now) })),
        seconds: UNDO_FOR,
        action: undo && { label: message(() => t("common.undo")), run: () => patchDetails(now, undo) },
      })
    } catch (error) {
      explain(error, put)
    } finally {
      setBusy(false)
    }
  }

  return {
    off,
    busy,
    quantityOf: quantities.of,
    setQuantity: quantities.set,
    waiting: (/** @type {Order} */ { uid }) => round.waiting(uid),
    /** Asks why, where the kitchen has it. @param {Order} order @param {OrderLine} line */
    takeOff: (order, line) => {
      const obstacle = obstacleOf(order, line)
      const pieces = piecesLeft(order, line)
      if (obstacle) return obstruct(line, obstacle, pieces)
      if (!needsReason(order, line)) return send(order, line)
      setOff({ line, obstacle: "", pieces })
      onSheet("void")
    },
    send,
    /** Nothing is being taken off any more. */
    forget: () => setOff(null),
    /**
     * The server refused to take a line off.
     * @param {Order | undefined} order
     * @param {number} id
     * @param {unknown} error
     */
    refused: (order, id, error) => {
      const line = order?.lines.find((each) => each.id === id)
      return line !== undefined && order !== undefined && explained(line, piecesLeft(order, line), error)
    },
    /** A line was taken off. @param {Order} order as it is now @param {number} id */
    taken: (order, id) => {
      const line = order.lines.find((each) => each.id === id)
      if (!line) return
      const { number } = order
      if (needsReason(order, line))
        return showToast({
          icon: "close",
          text: message(() =>
            t("line.was_cancelled", { item: itemOf(line), number, total: rupiah(order.total_amount) }),
          ),
          seconds: UNDO_FOR,
        })
      const undo = () =>
        addLines(order.uid, [asCartLine(line)], { expected_rev: order.rev, key: newKey() }).then(put, (error) =>
          explain(error, put),
        )
      showToast({
        icon: "trash",
        text: message(() => t("line.removed", { item: itemOf(line), number })),
        seconds: UNDO_FOR,
        action: { label: message(() => t("common.undo")), run: undo },
      })
    },
    /** @param {Order} order @param {SaleDetails} details */
    edit: (order, details) => {
      const difference = differenceOf(detailsOf(order), details)
      if (difference) return patchDetails(order, difference.patch, difference.undo)
      onSheet("")
    },
  }
}
