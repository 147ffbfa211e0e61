// What a cashier can do with an order. A lost race with another tablet is explained, and the order shown as it is now.

import { useRef, useState } from "../../vendor/preact/standalone.js"
import { confirmPayment, moveOrder, Refusal } from "../../lib/api.js"
import { clockTime, serverNow } from "../../lib/time.js"
import { problemText } from "../../components/problem.js"
import { showToast } from "../../components/toast.js"
import { language, message, t } from "../../components/words.js"
import { payerOf } from "./use-payer.js"

/** @import { Order, OrderStatus, PaymentMethod, Shop } from "../../lib/types.js" */

export const UNDO_FOR = 8
// Long enough to read while notes are in the hand.
const MONEY_IS_SAID_FOR = 20
// A payment older than our try by more than this is another device's.
const SAME_MOMENT = 2_000

/** @typedef {ReturnType<typeof useActions>} Actions */
/** @typedef {{uid: string, method: PaymentMethod, tendered: number, at: number}} Try */

/** @param {{put: (order: Order) => void, onPaid: () => void, shop: Shop | null, me: string}} options */
export function useActions({ put, onPaid, shop, me }) {
  const [busy, setBusy] = useState(false)
  const [change, setChange] = useState(/** @type {{uid: string, amount: number} | null} */ (null))
  // Two taps in one frame see the same `busy`; this they cannot both take.
  const acting = useRef(false)
  // Every payment that was tried here: an answer that was lost on the way makes it no other screen's.
  const tries = useRef(/** @type {Try[]} */ ([]))

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
  const move = (order, status, reason) =>
    once(async () => {
      const moved = await moveOrder(order.uid, { status, expected_rev: order.rev, reason })
      put(moved)
      return moved
    })

  /** The money was there already: who, when, and that it must not be taken twice. @param {Order} order */
  const sayPaidElsewhere = async (order) => {
    setChange(null)
    const who = await payerOf(order.uid).catch(() => null)
    const at = order.payment?.paid_at ?? serverNow()
    const text = message(() => {
      const facts = { number: order.number, time: clockTime(at, language(), shop?.time_zone) }
      return who ? t("cashier.paid_by_other", { ...facts, who }) : t("cashier.paid_elsewhere", facts)
    })
    showToast({ icon: "alert", text, seconds: MONEY_IS_SAID_FOR })
  }

  /** The order is paid: by what was tapped here, as far as can be told, or by another device. @param {Order} order */
  const settle = (order) => {
    const ours = tries.current.find((each) => isOf(order, each))
    if (!ours) return sayPaidElsewhere(order)
    setChange(ours.method === "cash" ? { uid: order.uid, amount: order.payment?.change ?? 0 } : null)
    // The same sum in the same second: only the name tells.
    payerOf(order.uid).then(
      (who) => {
        if (who && who !== me) sayPaidElsewhere(order)
      },
      () => {},
    )
  }

  return {
    busy,
    changeOf: (/** @type {Order} */ order) => (change?.uid === order.uid ? change.amount : null),
    forgetChange: () => setChange(null),
    ready: (/** @type {Order} */ order) => move(order, "ready"),
    recall: (/** @type {Order} */ order) => move(order, "preparing"),
    reopen: (/** @type {Order} */ order) => move(order, "ready"),
    cancel: (/** @type {Order} */ order, /** @type {string} */ reason) => move(order, "cancelled", reason),
    settle,
    pickedUp: async (/** @type {Order} */ order) => {
      const done = await move(order, "completed")
      if (!done) return
      showToast({
        text: message(() => t("cashier.was_picked_up", { number: order.number })),
        seconds: UNDO_FOR,
        action: { label: message(() => t("common.undo")), run: () => move(done, "ready") },
      })
    },
    pay: (/** @type {Order} */ order, /** @type {PaymentMethod} */ method, /** @type {number} */ tendered) =>
      once(async () => {
        tries.current.push({ uid: order.uid, method, tendered, at: serverNow() })
        const { change: _, ...paid } = await confirmPayment(order.uid, { method, tendered })
        put(paid)
        onPaid()
        settle(paid)
      }),
  }
}

/** Whether an order's payment can be the one that was tried. @param {Order} order @param {Try} tried */
function isOf({ uid, payment }, { uid: tried, method, tendered, at }) {
  return (
    uid === tried &&
    payment?.method === method &&
    payment.tendered === tendered &&
    Date.parse(payment.paid_at) >= at - SAME_MOMENT
  )
}

/** @param {unknown} error @param {(order: Order) => void} put */
function explain(error, put) {
  const order = error instanceof Refusal ? error.problem.order : undefined
  if (order) put(order)
  const why = problemText(error)
  showToast({
    icon: "alert",
    text: order ? message(() => t("cashier.moved_on", { number: order.number, why: why.text })) : why,
    seconds: UNDO_FOR,
  })
}
