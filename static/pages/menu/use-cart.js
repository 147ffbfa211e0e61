// The cart and its sending. It survives a reload and a dropped Wi-Fi, and one cart becomes one order: the key it is sent
// with is kept beside it, repeated with every try, and made new only when what is sent changes.

import { useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { newKey, placeOrder, Refusal } from "../../lib/api.js"
import { itemsById, sortOut, toOrder } from "../../lib/cart.js"
import { recall, remember, forget } from "../../lib/store.js"
import { problemText } from "../../components/problem.js"
import { showToast } from "../../components/toast.js"
import { t } from "../../components/words.js"
import { keepOwnOrder } from "./own-orders.js"

/** @import { CartLine } from "../../lib/cart.js" */
/** @import { Menu, Shop } from "../../lib/types.js" */
/** @import { Details } from "../../components/checkout-sheet.js" */

const KEY = "cart"

/** @typedef {{lines: CartLine[], details: Details, key: string}} Cart */

/** @returns {Cart} */
function startingCart() {
  const table = new URLSearchParams(location.search).get("table") ?? ""
  /** @type {Details} */
  const details = { order_type: table ? "dine_in" : "take_away", table_number: table, customer_name: "", note: "", payment_method: "cash" }
  const kept = recall(KEY, /** @type {Cart | null} */ (null))
  if (!kept) return { lines: [], details, key: newKey() }
  // The code on the table one sits at now is truer than the one of the last visit.
  return table ? { ...kept, details: { ...kept.details, table_number: table, order_type: "dine_in" } } : kept
}

/** @param {Shop | null} shop @param {Menu | null} menu */
export function useCart(shop, menu) {
  const [cart, setCart] = useState(startingCart)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState("")
  // Two taps in one frame see the same `busy`; this they cannot both take.
  const sending = useRef(false)

  /** @param {Partial<Cart>} next */
  const change = (next) => {
    if (sending.current) return
    const changed = { ...cart, ...next, key: newKey() }
    setCart(changed)
    setProblem("")
    if (changed.lines.length) remember(KEY, changed)
    else forget(KEY)
  }

  useEffect(() => {
    if (menu) dropGone(cart, menu, change)
  }, [menu])
  useEffect(() => {
    const first = shop?.payment_methods[0]
    if (first && !shop.payment_methods.includes(cart.details.payment_method)) change({ details: { ...cart.details, payment_method: first } })
  }, [shop])
  useEffect(() => {
    // «Back» may bring this page alive out of the browser's memory, with a cart that was already sent.
    const again = (/** @type {PageTransitionEvent} */ event) => { if (event.persisted) location.reload() }
    addEventListener("pageshow", again)
    return () => removeEventListener("pageshow", again)
  }, [])

  const send = async () => {
    if (sending.current) return
    sending.current = true
    setBusy(true)
    setProblem("")
    try {
      remember(KEY, cart)
      const order = await placeOrder(toOrder(cart.lines, tidy(cart.details)), cart.key)
      keepOwnOrder(order)
      forget(KEY)
      location.replace(`/t/${order.uid}`)
    } catch (error) {
      sending.current = false
      setBusy(false)
      setProblem(error instanceof Refusal ? problemText(error) : t("cart.not_sent"))
    }
  }

  return {
    ...cart,
    busy,
    problem,
    send,
    setLines: (/** @type {CartLine[]} */ lines) => change({ lines }),
    setDetails: (/** @type {Partial<Details>} */ details) => change({ details: { ...cart.details, ...details } }),
  }
}

/** @param {Details} details @returns {Details} */
function tidy(details) {
  const away = details.order_type === "take_away"
  return { ...details, table_number: away ? "" : details.table_number.trim(), customer_name: details.customer_name.trim(), note: details.note.trim() }
}

/** Says at once what sold out, and keeps the rest. @param {Cart} cart @param {Menu} menu @param {(next: Partial<Cart>) => void} change */
function dropGone(cart, menu, change) {
  const { kept, gone } = sortOut(cart.lines, menu)
  if (gone.length === 0) return
  const items = itemsById(menu)
  const names = gone.map((line) => items.get(line.item)?.name ?? "?").join(", ")
  change({ lines: kept })
  showToast({ icon: "soldout", text: t("cart.gone", { name: names }), seconds: 10 })
}
