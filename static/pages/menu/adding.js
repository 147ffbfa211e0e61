// Adding to an order that was placed, named in the address: it has its own cart and its own request, and asks for no
// table, name or payment.

import { html, useEffect, useState } from "../../vendor/preact/standalone.js"
import { call, fetchOrder } from "../../lib/api.js"
import { itemsOf } from "../../lib/cart.js"
import { Icon } from "../../components/icon.js"
import { t } from "../../components/words.js"

/** @import { CartLine } from "../../lib/cart.js" */
/** @import { Order } from "../../lib/types.js" */

const AGAIN_AFTER = 3_000

/** The uid; nothing where it is an order of its own. */
export const addsTo = new URLSearchParams(location.search).get("add") ?? ""

/** @param {CartLine[]} lines @param {string} key @returns {Promise<Order>} */
export const addToOrder = (lines, key) =>
  call("POST", `/api/v1/orders/${encodeURIComponent(addsTo)}/lines`, { body: { items: itemsOf(lines) }, key })

/** Which order it is, and the way back to it. */
export function AddingTo() {
  const [order, setOrder] = useState(/** @type {Order | null} */ (null))
  useEffect(() => {
    let timer = 0
    const ask = () =>
      fetchOrder(addsTo).then(setOrder, () => {
        timer = window.setTimeout(ask, AGAIN_AFTER)
      })
    ask()
    return () => clearTimeout(timer)
  }, [])
  return html`
    <div class="banner"><${Icon} name="plus" /><p>${order ? t("add.to", { number: order.number }) : t("add.open")}</p>
    <a class="button" href=${`/t/${encodeURIComponent(addsTo)}`}>${t("add.back")}</a></div>`
}
