// What the kitchen does to an order, each with its undo. Asking for what already is does no harm.

import { useRef, useState } from "../../vendor/preact/standalone.js"
import { moveLine, moveOrder, Refusal } from "../../lib/api.js"
import { problemText } from "../../components/problem.js"
import { showToast } from "../../components/toast.js"
import { t } from "../../components/words.js"

/** @import { LineStatus, Order, OrderLine } from "../../lib/types.js" */

const REMEMBERED = 20

/** @param {(order: Order) => void} put */
export function useActs(put) {
  // The newest last; each entry takes back what one tap did.
  const undos = useRef(/** @type {(() => Promise<void>)[]} */ ([]))
  const [canUndo, setCanUndo] = useState(false)

  const keep = (/** @type {() => Promise<void>} */ undo) => {
    undos.current = [...undos.current, undo].slice(-REMEMBERED)
    setCanUndo(true)
  }

  /** @param {() => Promise<Order>} act */
  const attempt = async (act) => {
    try {
      put(await act())
      return true
    } catch (error) {
      const order = error instanceof Refusal ? error.problem.order : undefined
      if (order) put(order)
      showToast({ icon: "alert", text: order ? t("cashier.moved_on", { number: order.number, why: problemText(error) }) : problemText(error), seconds: 8 })
      return false
    }
  }

  const setLine = (/** @type {Order} */ order, /** @type {number} */ line, /** @type {LineStatus} */ status) =>
    attempt(() => moveLine(order.uid, line, status))
  const recall = (/** @type {Order} */ order) => attempt(() => moveOrder(order.uid, { status: "preparing" }))

  return {
    canUndo,
    recall,
    /** @param {Order} order @param {OrderLine} line */
    async tapLine(order, line) {
      const [now, before] = /** @type {LineStatus[]} */ (line.status === "done" ? ["queued", "done"] : ["done", "queued"])
      if (await setLine(order, line.id, now)) keep(async () => { await setLine(order, line.id, before) })
    },
    /** @param {Order} order @param {OrderLine[]} lines those of one station */
    async linesDone(order, lines) {
      const open = lines.filter((line) => line.status === "queued")
      for (const line of open) if (!(await setLine(order, line.id, "done"))) return
      keep(async () => { for (const line of open) await setLine(order, line.id, "queued") })
    },
    /** @param {Order} order */
    async ready(order) {
      if (await attempt(() => moveOrder(order.uid, { status: "ready", expected_rev: order.rev }))) keep(async () => { await recall(order) })
    },
    /** Takes back the last tap; after a reload, the last order that became ready. @param {Order[]} ready */
    async undo(ready) {
      const last = undos.current.pop()
      setCanUndo(undos.current.length > 0)
      if (last) return last()
      const newest = ready.reduce((a, b) => ((a.ready_at ?? "") > (b.ready_at ?? "") ? a : b))
      await recall(newest)
    },
  }
}
