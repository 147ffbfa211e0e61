// What a sale comes to. Prices are the server's, so where the shop adds service or tax, or rounds cash, it is asked;
// where it does not, the menu says it and nothing waits for the network.

import { useEffect, useMemo, useState } from "../../vendor/preact/standalone.js"
import { call } from "../../lib/api.js"
import { orderedItems, totalOf } from "../../lib/cart.js"

/** @import { CartLine } from "../../lib/cart.js" */
/** @import { Bill, Menu, Price, Shop } from "../../lib/types.js" */

/** @typedef {{bill: Bill, total: number, inCash: number, isKnown: boolean}} PriceNow `isKnown` from the server */

// Between two taps on dishes.
const PAUSE = 150
const AGAIN_AFTER = 2_000

/** @param {CartLine[]} lines @param {Menu | null} menu @param {Shop | null} shop @returns {PriceNow} */
export function usePrice(lines, menu, shop) {
  const items = useMemo(() => JSON.stringify(orderedItems(lines)), [lines])
  const byMenu = menu ? totalOf(lines, menu) : 0
  const asks = lines.length > 0 && !isPlain(shop)
  // Another price on the menu, or other rates, are another question.
  const question = asks ? JSON.stringify([items, byMenu, shop?.bill]) : ""
  const [answer, setAnswer] = useState(/** @type {{to: string, price: Price} | null} */ (null))
  const [times, setTimes] = useState(0)
  useEffect(() => {
    if (!question) return
    let isOver = false
    let timer = window.setTimeout(async () => {
      try {
        const price = await call("POST", "/api/v1/orders/price", { text: `{"items":${items}}` })
        if (!isOver) setAnswer({ to: question, price })
      } catch {
        if (!isOver) timer = window.setTimeout(() => setTimes((n) => n + 1), AGAIN_AFTER)
      }
    }, PAUSE)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [question, times])

  if (!asks) return { bill: plainBill(byMenu), total: byMenu, inCash: byMenu, isKnown: true }
  if (answer?.to !== question) return { bill: plainBill(byMenu), total: byMenu, inCash: byMenu, isKnown: false }
  const { bill, total_amount, total_in_cash } = answer.price
  return { bill, total: total_amount, inCash: total_in_cash, isKnown: true }
}

/** Whether a sale costs what the menu says. @param {Shop | null} shop */
function isPlain(shop) {
  const bill = shop?.bill
  return !bill || (!bill.service_bp && !bill.restaurant_tax_bp && !bill.vat_bp && bill.smallest_coin === "1")
}

/** @param {number} total @returns {Bill} */
const plainBill = (total) => ({
  gross: total,
  complimentary: 0,
  line_discounts: 0,
  order_discount: 0,
  net: total,
  service: 0,
  service_bp: 0,
  taxes: [],
  prices_include: "nothing",
  total,
})
