// The sale at hand and those put aside: kept on this device over a reload, and each sent once, whatever the fingers,
// the Wi-Fi or the server do meanwhile.

import { useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { IN_CASH, IS_TAKEN_AWAY } from "../../lib/decisions.js"
import { newKey, placeOrder, Refusal } from "../../lib/api.js"
import { withLine } from "../../lib/cart.js"
import { isEmpty, isUnderWay, newSale, orderOf, remembered, withCurrent } from "./sale-rules.js"
import { readStored, writeStored } from "../../lib/storage.js"
import { problemText } from "../../components/problem.js"
import { showToast } from "../../components/toast.js"
import { message, t } from "../../components/words.js"
import { thankGuest } from "./customer-display.js"
import { moveMoney } from "./money-api.js"
import { detailsOf } from "./order-changes.js"
import { UNDO_FOR } from "./use-actions.js"
import { useCartChanges } from "./use-cart-changes.js"

/** @import { Message } from "../../components/words.js" */
/** @import { CartLine } from "../../lib/cart.js" */
/** @import { Sale, SaleDetails, Sales, Sent } from "./sale-rules.js" */
/** @import { Menu, Order, PaymentMethod } from "../../lib/types.js" */

const KEY = "sale"
/** The revision of an order to which nothing has happened. */
const PLACED = 1

/**
 * What came of a sale: the order, and what to give back for it.
 * @typedef {{order: Order, change: number | null}} Done
 */
/** @typedef {ReturnType<typeof useSale>} SaleNow */

const freshSale = (table = "") => newSale(newKey(), Date.now(), table)

/**
 * @param {object} options
 * @param {Menu | null} options.menu
 * @param {boolean} options.isLive
 * @param {(order: Order) => void} options.onPaid
 * @param {() => void} options.onFailed a no, or no answer
 * @param {(uid: string, why: Message) => void} options.onUnpaid the order stands, its payment does not: look at it
 *   there
 */
export function useSale({ menu, isLive, onPaid, onFailed, onUnpaid }) {
  const [sales, setSales] = useState(() => remembered(readStored(KEY, /** @type {Sales | null} */ (null)), freshSale()))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const [done, setDone] = useState(/** @type {Done | null} */ (null))
  // Fingers are quicker than the screen: every tap counts on what the last one left.
  const latest = useRef(sales)
  const sending = useRef(false)
  const keep = (/** @type {Sales} */ next) => {
    latest.current = next
    setSales(next)
    writeStored(KEY, next)
  }
  const now = () => latest.current.current

  /** @param {Partial<Sale>} next */
  const change = (next) => {
    // What was sent is not ours to change before it is known what became of it.
    if (sending.current || now().sent) return
    setProblem("")
    setDone(null)
    keep({ ...latest.current, current: { ...now(), ...next, at: Date.now() } })
  }
  /** @param {Sale} next */
  const take = (next) => {
    if (sending.current) return
    setProblem("")
    setDone(null)
    keep(withCurrent(latest.current, next))
  }

  useCartChanges(menu, sales.current.key, now, (lines) => change({ lines }))

  /**
   * Sends what `sent` says, again if need be: the key makes a repeat the same order, and the server takes a payment
   *   once.
   */
  const send = async () => {
    const { sent } = now()
    if (sending.current || !sent) return
    sending.current = true
    setBusy(true)
    setProblem("")
    try {
      const outcome = await sell(now(), sent, onUnpaid)
      keep({ ...latest.current, current: freshSale() })
      if (outcome && sent.tendered !== null) {
        onPaid(outcome.order)
        thankGuest(outcome.order)
      }
      setDone(outcome)
    } catch (error) {
      // A no is a no, and the sale may be changed. Silence, or a server that is not well, is neither yes nor no.
      if (isFinal(error)) keep({ ...latest.current, current: { ...now(), key: newKey(), sent: null } })
      setProblem(isFinal(error) ? problemText(error) : message(() => t("sale.not_sent")))
      onFailed()
    } finally {
      sending.current = false
      setBusy(false)
    }
  }

  // What was tapped is finished, also when the page was loaded again or the server was away in between.
  useEffect(() => {
    if (isLive && isUnderWay(now(), Date.now())) send()
  }, [isLive])

  return {
    ...sales.current,
    held: sales.held,
    busy,
    problem,
    done,
    locked: busy || sales.current.sent !== null,
    send,
    /**
     * Written down before it is sent, so that nothing that happens in between can forget it.
     * @param {PaymentMethod} method
     * @param {number} total that was shown
     * @param {number | null} tendered nothing when it is paid later
     * @param {boolean} [to_kitchen] whether the kitchen starts before that
     */
    begin: (method, total, tendered, to_kitchen = false) => {
      if (!menu || sending.current || now().sent || isEmpty(now())) return
      keep({ ...latest.current, current: { ...now(), sent: { at: Date.now(), total, method, tendered, to_kitchen } } })
      return send()
    },
    add: (/** @type {CartLine} */ line) => change({ lines: withLine(now().lines, line) }),
    setLines: (/** @type {CartLine[]} */ lines) => change({ lines }),
    setDetails: (/** @type {Partial<SaleDetails>} */ details) => change({ details: { ...now().details, ...details } }),
    /** @param {string} [name] under which it is put aside */
    hold: (name = "") => {
      if (name) change({ details: { ...now().details, customer_name: name } })
      take(freshSale())
    },
    takeUp: take,
    /** A new sale for a table, or the one that is put together for it already. @param {string} table */
    beginAt: (table) => {
      if (now().sent) return
      const waits = [now(), ...latest.current.held].find(
        (each) => !isEmpty(each) && !IS_TAKEN_AWAY[each.details.order_type] && each.details.table_number === table,
      )
      take(waits ?? freshSale(table))
    },
    /**
     * A new sale of what could not be added to an order any more, for the same table and name.
     * @param {CartLine[]} lines
     * @param {Order | undefined} order
     */
    beginWith: (lines, order) => {
      const fresh = freshSale()
      take({
        ...fresh,
        lines,
        details: order ? { ...detailsOf(order), price_level: order.price_level?.code, note: "" } : fresh.details,
      })
    },
    discard: () => {
      const thrown = now()
      if (sending.current) return
      keep({ ...latest.current, current: freshSale() })
      setProblem("")
      showToast({
        icon: "trash",
        text: message(() => t("sale.discarded")),
        seconds: UNDO_FOR,
        action: { label: message(() => t("common.undo")), run: () => take(thrown) },
      })
    },
    finish: () => setDone(null),
  }
}

/**
 * Places the order and takes its money.
 * @param {Sale} sale
 * @param {Sent} sent
 * @param {(uid: string, why: Message) => void} onUnpaid
 * @returns {Promise<Done | null>}
 */
async function sell(sale, sent, onUnpaid) {
  const { method, tendered, total } = sent
  const order = await placeOrder(orderOf(sale, sent), sale.key)
  if (tendered === null) return { order, change: null }
  const unpaid = (/** @type {Message} */ why) => (onUnpaid(order.uid, why), null)
  // The money was counted for another sum: the order stands, and is paid as any other.
  if (order.total_amount !== total) return unpaid(message(() => t("sale.price_changed", { number: order.number })))
  try {
    const cash = IN_CASH[method]
    const body = { method, ...(cash ? { tendered } : {}) }
    // One key for the sale, and the order as it was placed, at every try: an answer that was lost is given again.
    const how = { key: `pay-${sale.key}`, expected_rev: PLACED }
    const { change = 0, ...paid } = await moveMoney(order.uid, { kind: "payments", body }, how)
    return { order: paid, change: cash ? change : null }
  } catch (error) {
    if (!isFinal(error)) throw error
    return unpaid(problemText(error))
  }
}

/** Whether the server understood and refused. @param {unknown} error */
function isFinal(error) {
  return error instanceof Refusal && error.status < 500 && ![401, 408, 429].includes(error.status)
}
