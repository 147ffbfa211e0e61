// The test order: placed once, followed through the shop, and cancelled at the end so that it is no sale.

import { useEffect, useState } from "../../vendor/preact/standalone.js"
import { isCancelled, isHandedOver } from "../../lib/decisions.js"
import { fetchMenu, fetchOrder, fetchShop, moveOrder, newKey, placeOrder, Refusal } from "../../lib/api.js"
import { firstDish, testOrder } from "./first-start.js"
import { problemText } from "../../components/problem.js"
import { t } from "../../components/words.js"

/** @import { Message } from "../../components/words.js" */
/** @import { MenuItem } from "../../lib/types.js" */
/** @import { Draft } from "./draft.js" */

const AGAIN_AFTER = 2_000

/** The dish that will be ordered: `null` for a menu without one, nothing while it is not known. */
export function useFirstDish() {
  const [dish, setDish] = useState(/** @type {MenuItem | null | undefined} */ (undefined))
  useEffect(() => {
    let timer = 0
    const ask = () => {
      clearTimeout(timer)
      fetchMenu().then(
        (menu) => setDish(firstDish(menu)?.item ?? null),
        () => {
          timer = window.setTimeout(ask, AGAIN_AFTER)
        },
      )
    }
    ask()
    // The menu may have been filled meanwhile, in another tab.
    addEventListener("focus", ask)
    return () => {
      clearTimeout(timer)
      removeEventListener("focus", ask)
    }
  }, [])
  return dish
}

/** @param {Draft} draft @param {(part: Partial<Draft>) => void} change */
export function usePlacing(draft, change) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const place = async () => {
    if (busy) return
    setBusy(true)
    setProblem("")
    // Kept before it is sent: after a reload the same key asks for the same order.
    const key = draft.key || newKey()
    change({ key })
    try {
      const [menu, shop] = await Promise.all([fetchMenu(), fetchShop()])
      const dish = firstDish(menu)
      if (dish) {
        const { uid } = await placeOrder(testOrder(dish, shop, t("setup.order.note")), key)
        change({ order: uid, key: "" })
      }
    } catch (error) {
      if (error instanceof Refusal && error.status < 500) change({ key: "" })
      setProblem(problemText(error))
    }
    setBusy(false)
  }
  return { busy, problem, place }
}

/** Takes the test order back, in every state. @param {string} uid */
export async function takeBack(uid) {
  try {
    const order = await fetchOrder(uid)
    if (isCancelled(order)) return
    // Picked up it is a sale: it is called back first.
    if (isHandedOver(order)) await moveOrder(uid, { status: "ready" })
    await moveOrder(uid, { status: "cancelled", reason: t("setup.order.note") })
  } catch (error) {
    // What cannot be taken back any more must not keep a shop from opening.
    if (!(error instanceof Refusal) || error.status >= 500 || error.status === 401) throw error
  }
}
