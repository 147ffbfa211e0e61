// The table card that led here: its table, or that it was replaced. It is asked for until there is an answer, and again
// whenever the shop changes, since a card can be renewed or restored while the menu is open.

import { useEffect, useState } from "../../vendor/preact/standalone.js"
import { Refusal } from "../../lib/api.js"
import { fetchTable, forgetCard, keepCard } from "../../lib/card.js"

/** @import { Shop } from "../../lib/types.js" */
/** @import { Details } from "./checkout-sheet.js" */

const AGAIN_AFTER = 3_000

/** @typedef {{state: "none" | "asking" | "valid" | "dead", table: string}} Card */

/**
 * @param {Shop | null} shop
 * @param {{details: Details, sent: number, busy: boolean, setDetails: (change: Partial<Details>) => void}} cart
 * @param {unknown} refusals asked again after each: an order may have been refused for it
 * @returns {Card}
 */
export function useCard(shop, cart, refusals) {
  const [token] = useState(cart.details.table_token ?? "")
  const [card, setCard] = useState(/** @type {Card} */ ({ state: token ? "asking" : "none", table: "" }))
  useEffect(() => {
    if (!token) return
    let timer = 0
    let left = false
    const ask = () =>
      fetchTable(token).then(
        ({ table_number }) => {
          if (left) return
          keepCard(token)
          setCard({ state: "valid", table: table_number })
        },
        (error) => {
          if (left) return
          if (error instanceof Refusal && error.code === "card_not_valid") {
            forgetCard()
            setCard({ state: "dead", table: "" })
          } else timer = window.setTimeout(ask, AGAIN_AFTER)
        },
      )
    ask()
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [shop, refusals])

  const { details, setDetails } = cart
  // What was sent and not answered stays as it is: it may have arrived.
  const settled = !cart.sent && !cart.busy
  useEffect(() => {
    if (!settled) return
    if (card.state === "dead" && details.table_token)
      setDetails({ table_token: "", table_number: "", order_type: "take_away" })
    if (card.state === "valid" && !details.table_token)
      setDetails({ table_token: token, table_number: card.table, order_type: "dine_in" })
    else if (card.state === "valid" && details.table_number !== card.table) setDetails({ table_number: card.table })
  }, [card, settled, details])
  return card
}
