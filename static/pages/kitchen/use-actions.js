// The kitchen's actions on an order, each with an undo. Repeating one does no harm; if the server refuses or does not
// answer, a message says so and the tickets stay as they are.

import { useRef, useState } from "../../vendor/preact/standalone.js"
import { moveLine, moveOrder, Refusal } from "../../lib/api.js"
import { isMade, isToMake } from "../../lib/orders.js"
import { problemText } from "../../components/problem.js"
import { showToast } from "../../components/toast.js"
import { message, t } from "../../components/words.js"

/** @import { LineStatus, Order, OrderLine, OrderStatus } from "../../lib/types.js" */
/** @import { Tickets } from "./tickets.js" */

/** @typedef {"done" | "refused" | "unheard"} Outcome */

const REMEMBERED = 20
const SECONDS = 8

/** What the order may become with its line; none is taken off here. @type {Record<LineStatus, OrderStatus>} */
const ORDER_AFTER = { queued: "preparing", done: "ready", void: "ready" }

/** @param {{tickets: Tickets, take: (order: Order) => void, say: (words: string) => void}} props */
export function useActions({ tickets, take, say }) {
  // The newest last; each entry takes back what one tap did.
  const undos = useRef(/** @type {{uid: string, run: () => Promise<Outcome>}[]} */ ([]))
  const underWay = useRef(/** @type {Set<string>} */ (new Set()))
  const [undone, setUndone] = useState(0)
  const [, draw] = useState(0)
  const redraw = () => draw((times) => times + 1)

  const keep = (/** @type {string} */ uid, /** @type {() => Promise<Outcome>} */ run) => {
    undos.current = [...undos.current, { uid, run }].slice(-REMEMBERED)
    redraw()
  }

  /**
   * @param {Order} order
   * @param {string} what of it: a line, or all
   * @param {string[]} marks what it may lead to
   * @param {() => Promise<Order>} act
   * @returns {Promise<Outcome>}
   */
  const attempt = async (order, what, marks, act) => {
    const key = `${order.uid} ${what}`
    if (underWay.current.has(key)) return "unheard"
    underWay.current.add(key)
    const unexpect = tickets.expect(marks.map((mark) => `${order.uid} ${mark}`))
    redraw()
    try {
      take(await act())
      return "done"
    } catch (error) {
      return explain(error, order.number)
    } finally {
      unexpect()
      underWay.current.delete(key)
      redraw()
    }
  }

  /** @param {unknown} error @param {string} number @returns {Outcome} */
  const explain = (error, number) => {
    if (!(error instanceof Refusal)) {
      showToast({ icon: "offline", text: message(() => t("kitchen.not_sent", { number })), seconds: SECONDS })
      return "unheard"
    }
    const order = error.problem.order
    if (order) take(order)
    const why = problemText(error)
    showToast({
      icon: "alert",
      text: order ? message(() => t("cashier.moved_on", { number, why: why.text })) : why,
      seconds: SECONDS,
    })
    return "refused"
  }

  const setLine = (/** @type {Order} */ order, /** @type {number} */ line, /** @type {LineStatus} */ status) =>
    // The last line made makes the order ready, and one unmade brings it back.
    attempt(order, String(line), [`${line} ${status}`, ORDER_AFTER[status]], () => moveLine(order.uid, line, status))
  const recall = (/** @type {Order} */ order) =>
    attempt(order, "all", ["preparing"], () => moveOrder(order.uid, { status: "preparing" }))

  return {
    undone,
    canUndo: undos.current.length > 0,
    recall,
    /** @param {Order} order @param {OrderLine} [line] */
    isBusy: (order, line) =>
      underWay.current.has(`${order.uid} all`) ||
      tickets.missing.has(order.uid) ||
      Boolean(line && underWay.current.has(`${order.uid} ${line.id}`)),
    /** @param {Order} order @param {OrderLine} line */
    async tapLine(order, line) {
      const [now, before] = /** @type {LineStatus[]} */ (isMade(line) ? ["queued", "done"] : ["done", "queued"])
      if ((await setLine(order, line.id, now)) === "done") keep(order.uid, () => setLine(order, line.id, before))
    },
    /** @param {Order} order @param {OrderLine[]} lines those of one station */
    async linesDone(order, lines) {
      const open = lines.filter(isToMake)
      /** @type {OrderLine[]} */
      const made = []
      for (const line of open) {
        if ((await setLine(order, line.id, "done")) !== "done") break
        made.push(line)
      }
      if (made.length > 0)
        keep(order.uid, () => runInSequence(made.map((line) => () => setLine(order, line.id, "queued"))))
      if (made.length === open.length) say(t("kitchen.said_ready", { number: order.number }))
    },
    /** @param {Order} order */
    async ready(order) {
      const outcome = await attempt(order, "all", ["ready"], () =>
        moveOrder(order.uid, { status: "ready", expected_rev: order.rev }),
      )
      if (outcome !== "done") return
      keep(order.uid, () => recall(order))
      say(t("kitchen.said_ready", { number: order.number }))
    },
    /**
     * Takes back the last tap; after a reload, the last order that became ready.
     * @param {Order[]} ready the newest first
     * @returns {Promise<string>} which order is as it was, if one is
     */
    async undo(ready) {
      const last = undos.current.pop() ?? (ready[0] && { uid: ready[0].uid, run: () => recall(ready[0]) })
      if (!last) return ""
      setUndone((times) => times + 1)
      const outcome = await last.run()
      // If only the answer was missing, it can still be undone.
      if (outcome === "unheard") keep(last.uid, last.run)
      return outcome === "done" ? last.uid : ""
    },
  }
}

/** @param {(() => Promise<Outcome>)[]} actions @returns {Promise<Outcome>} */
async function runInSequence(actions) {
  for (const act of actions) {
    const outcome = await act()
    if (outcome !== "done") return outcome
  }
  return "done"
}
