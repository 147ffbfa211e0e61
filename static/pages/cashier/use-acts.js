// What a cashier can do with an order. A lost race with another tablet is explained, and the order shown as it is now.

import { useRef, useState } from "../../vendor/preact/standalone.js"
import { confirmPayment, moveOrder, Refusal, setAvailability } from "../../lib/api.js"
import { problemText } from "../../components/problem.js"
import { showToast } from "../../components/toast.js"
import { t } from "../../components/words.js"

/** @import { Order, OrderLine, OrderStatus, PaymentMethod } from "../../lib/types.js" */

const UNDO_FOR = 8

/** @typedef {ReturnType<typeof useActs>} Acts */

/** @param {{put: (order: Order) => void, onPaid: () => void}} options */
export function useActs({ put, onPaid }) {
  const [busy, setBusy] = useState(false)
  const [change, setChange] = useState(/** @type {{uid: string, amount: number} | null} */ (null))
  // Two taps in one frame see the same `busy`; this they cannot both take.
  const acting = useRef(false)

  /** @template T @param {() => Promise<T>} act @returns {Promise<T | null>} */
  const once = async (act) => {
    if (acting.current) return null
    acting.current = true
    setBusy(true)
    try {
      return await act()
    } catch (error) {
      explain(error, put)
      return null
    } finally {
      acting.current = false
      setBusy(false)
    }
  }

  /** @param {Order} order @param {OrderStatus} status @param {string} [reason] */
  const move = (order, status, reason) => once(async () => {
    const moved = await moveOrder(order.uid, { status, expected_rev: order.rev, reason })
    put(moved)
    return moved
  })

  return {
    busy,
    changeOf: (/** @type {Order} */ order) => (change?.uid === order.uid ? change.amount : null),
    forgetChange: () => setChange(null),
    ready: (/** @type {Order} */ order) => move(order, "ready"),
    recall: (/** @type {Order} */ order) => move(order, "preparing"),
    reopen: (/** @type {Order} */ order) => move(order, "ready"),
    cancel: (/** @type {Order} */ order, /** @type {string} */ reason) => move(order, "cancelled", reason),
    pickedUp: async (/** @type {Order} */ order) => {
      const done = await move(order, "completed")
      if (!done) return
      showToast({
        text: t("cashier.was_picked_up", { number: order.number }),
        seconds: UNDO_FOR,
        act: { label: t("common.undo"), run: () => move(done, "ready") },
      })
    },
    pay: (/** @type {Order} */ order, /** @type {PaymentMethod} */ method, /** @type {number} */ tendered) => once(async () => {
      const { change: amount, ...paid } = await confirmPayment(order.uid, { method, tendered })
      put(paid)
      setChange({ uid: order.uid, amount })
      onPaid()
    }),
    soldOut: (/** @type {OrderLine} */ line) => once(async () => {
      await setAvailability(line.menu_item_id, false)
      showToast({
        icon: "soldout",
        text: t("cashier.is_sold_out", { name: line.name }),
        seconds: UNDO_FOR,
        act: { label: t("common.undo"), run: () => { once(() => setAvailability(line.menu_item_id, true)) } },
      })
    }),
  }
}

/** @param {unknown} error @param {(order: Order) => void} put */
function explain(error, put) {
  const order = error instanceof Refusal ? error.problem.order : undefined
  if (order) put(order)
  showToast({ icon: "alert", text: order ? t("cashier.moved_on", { number: order.number, why: problemText(error) }) : problemText(error), seconds: UNDO_FOR })
}
