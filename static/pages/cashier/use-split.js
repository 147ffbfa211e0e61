// Splitting the bill of the order that is open, and joining it again. A split moves no money and is the same when it is
// sent twice; what the shop refuses is said in the sheet, so that what was tapped there is not lost.

import { useRef, useState } from "../../vendor/preact/standalone.js"
import { Refusal } from "../../lib/api.js"
import { problemText } from "../../components/problem.js"
import { joinChecks, splitBill } from "./change-api.js"
import { explain } from "./use-actions.js"

/** @import { Message } from "../../components/words.js" */
/** @import { Order } from "../../lib/types.js" */
/** @import { SplitBody } from "./change-api.js" */

/** @typedef {ReturnType<typeof useSplit>} SplitNow */

/** @param {{put: (order: Order) => void, onSplit: (order: Order) => void}} options */
export function useSplit({ put, onSplit }) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState(/** @type {Message | null} */ (null))
  // Two taps in one frame see the same `busy`; this they cannot both take.
  const asking = useRef(false)

  /**
   * @param {() => Promise<Order>} ask
   * @param {(order: Order) => void} then
   * @param {(error: unknown) => void} refused
   */
  const once = async (ask, then, refused) => {
    if (asking.current) return
    asking.current = true
    setBusy(true)
    setProblem(null)
    try {
      const now = await ask()
      put(now)
      then(now)
    } catch (error) {
      refused(error)
    } finally {
      asking.current = false
      setBusy(false)
    }
  }

  return {
    busy,
    problem,
    /** What was refused is of no interest any more. */
    forget: () => setProblem(null),
    /** @param {Order} order @param {SplitBody} how */
    split: (order, how) =>
      once(
        () => splitBill(order.uid, how, order.rev),
        onSplit,
        (error) => {
          if (error instanceof Refusal && error.problem.order) put(error.problem.order)
          setProblem(problemText(error))
        },
      ),
    /** @param {Order} order */
    join: (order) =>
      once(
        () => joinChecks(order.uid, order.rev),
        () => {},
        (error) => explain(error, put),
      ),
  }
}
