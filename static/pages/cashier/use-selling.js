// Whether the sale is open, for a new order or for one that is added to, and where in it one is: kept over a reload, so
// that the screen comes back as it was left.

import { useState } from "../../vendor/preact/standalone.js"
import { readStored, writeStored } from "../../lib/storage.js"

/** @import { Step } from "./sale.js" */
/** @import { Order } from "../../lib/types.js" */
/** @import { RoundNow } from "./use-round.js" */
/** @import { SaleNow } from "./use-sale.js" */

const KEY = "selling"

/**
 * @param {SaleNow} sale
 * @param {RoundNow} round
 * @param {(uid: string) => void} onTurn when the orders or the sale take the screen; with the order that was added to
 */
export function useSelling(sale, round, onTurn) {
  // What was tapped and has no answer yet comes first.
  const [selling, setSelling] = useState(() => sale.sent !== null || readStored(KEY, false))
  const [step, setStep] = useState(/** @type {Step} */ ((round.isOpen ? round : sale).sent ? "cart" : "dishes"))
  const turn = (/** @type {boolean} */ open) => {
    if (open === selling) return
    writeStored(KEY, open)
    setSelling(open)
    setStep(open && sale.sent ? "cart" : "dishes")
    sale.finish()
    if (!open) round.leave()
    onTurn(open ? "" : round.uid)
  }
  return {
    selling,
    step,
    setStep,
    paying: selling && step === "pay" && !sale.done,
    open: () => turn(true),
    /** For an order of a table. @param {string} table */
    openAt: (table) => {
      sale.beginAt(table)
      turn(true)
    },
    /** For what is added to an order. @param {Order} order */
    addTo: (order) => {
      const { sent } = round.open(order)
      turn(true)
      setStep(sent ? "cart" : "dishes")
    },
    close: () => turn(false),
    /** One step back: on a phone the dishes lie behind the sale. */
    back: () => {
      if (step !== "dishes" && !sale.done && matchMedia("(max-width: 40rem)").matches) setStep("dishes")
      else turn(false)
    },
  }
}
