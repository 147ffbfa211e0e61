// What a cashier can do with an order, apart from moving its money. A lost race with another tablet is explained, and
// the order shown as it is now.

import { useRef, useState } from "../../vendor/preact/standalone.js"
import { moveOrder, newKey, Refusal } from "../../lib/api.js"
import { clockTime, serverNow } from "../../lib/time.js"
import { problemText } from "../../components/problem.js"
import { showToast } from "../../components/toast.js"
import { language, message, t } from "../../components/words.js"
import { answerRequest, markServed } from "./change-api.js"
import { removeDiscount } from "./money-api.js"
import { payersOf } from "./use-payers.js"

/** @import { Discount, Order, OrderStatus, RoundRequest, Shop } from "../../lib/types.js" */

export const UNDO_FOR = 8
// Long enough to read while notes are in the hand.
export const MONEY_IS_SAID_FOR = 20

/** @typedef {ReturnType<typeof useActions>} Actions */

/** @param {{put: (order: Order) => void}} options */
export function useActions({ put }) {
  const [busy, setBusy] = useState(false)
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
  const move = (order, status, reason) =>
    once(async () => {
      const moved = await moveOrder(order.uid, { status, expected_rev: order.rev, reason })
      put(moved)
      return moved
    })

  return {
    busy,
    /** To the kitchen, and it is paid later. */
    send: async (/** @type {Order} */ order) => {
      if (!(await move(order, "preparing"))) return
      showToast({
        icon: "pan",
        text: message(() => t("cashier.was_sent", { number: order.number })),
        seconds: UNDO_FOR,
      })
    },
    /** Brought to the table, and it is paid later. */
    served: async (/** @type {Order} */ order) => {
      const serve = (/** @type {Order} */ now, /** @type {boolean} */ isServed) =>
        once(async () => {
          const served = await markServed(now, isServed)
          put(served)
          return served
        })
      const done = await serve(order, true)
      if (!done) return
      showToast({
        icon: "plate",
        text: message(() => t("cashier.was_served", { number: order.number })),
        seconds: UNDO_FOR,
        action: { label: message(() => t("common.undo")), run: () => serve(done, false) },
      })
    },
    ready: (/** @type {Order} */ order) => move(order, "ready"),
    recall: (/** @type {Order} */ order) => move(order, "preparing"),
    reopen: (/** @type {Order} */ order) => move(order, "ready"),
    cancel: (/** @type {Order} */ order, /** @type {string} */ reason) => move(order, "cancelled", reason),
    /** What a guest asked for goes to the kitchen and on the bill. */
    accept: (/** @type {Order} */ order, /** @type {RoundRequest} */ { id }) =>
      once(async () => {
        put(await answerRequest(order.uid, id, "accept", { expected_rev: order.rev }, newKey()))
        showToast({ icon: "check", text: message(() => t("asked.accepted", { number: order.number })) })
      }),
    decline: (/** @type {Order} */ order, /** @type {RoundRequest} */ { id }, /** @type {string} */ reason) =>
      once(async () => {
        put(await answerRequest(order.uid, id, "decline", { expected_rev: order.rev, reason }, newKey()))
        showToast({ icon: "close", text: message(() => t("asked.declined", { number: order.number })) })
      }),
    /** A discount; taken back twice it is taken back once. */
    takeBack: (/** @type {Order} */ order, /** @type {Discount} */ discount) =>
      once(async () => put(await removeDiscount(order.uid, discount))),
    pickedUp: async (/** @type {Order} */ order) => {
      const done = await move(order, "completed")
      if (!done) return
      showToast({
        text: message(() => t("cashier.was_picked_up", { number: order.number })),
        seconds: UNDO_FOR,
        action: { label: message(() => t("common.undo")), run: () => move(done, "ready") },
      })
    },
  }
}

/**
 * The money was there already: who, when, and that it must not be taken twice.
 * @param {Order} order
 * @param {Shop | null} shop
 */
export async function sayPaidElsewhere(order, shop) {
  const who = (await payersOf(order.uid).catch(() => [])).at(-1)
  const at = order.payment?.paid_at ?? serverNow()
  const text = message(() => {
    const facts = { number: order.number, time: clockTime(at, language(), shop?.time_zone) }
    return who ? t("cashier.paid_by_other", { ...facts, who }) : t("cashier.paid_elsewhere", facts)
  })
  showToast({ icon: "alert", text, seconds: MONEY_IS_SAID_FOR })
}

/** @param {unknown} error @param {(order: Order) => void} put */
export function explain(error, put) {
  const order = error instanceof Refusal ? error.problem.order : undefined
  if (order) put(order)
  const why = problemText(error)
  showToast({
    icon: "alert",
    text: order ? message(() => t("cashier.moved_on", { number: order.number, why: why.text })) : why,
    seconds: UNDO_FOR,
  })
}
