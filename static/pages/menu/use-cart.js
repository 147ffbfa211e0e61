// The cart and its sending. It survives a reload and a lost connection, and becomes one order: its idempotency key is
// stored with it and repeated with every try. An order that was sent and not answered may have arrived, so until there
// is an answer the cart can only be sent again, not changed.

import { useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { isFinal, isRateLimited, newKey, placeOrder } from "../../lib/api.js"
import { CART, tokenIn } from "../../lib/card.js"
import { itemsById, trimmedDetails, toOrder } from "../../lib/cart.js"
import { cartChanges } from "../../lib/menu.js"
import { readStored, writeStored, removeStored } from "../../lib/storage.js"
import { cartChangesText } from "../../components/cart-changes.js"
import { problemText } from "../../components/problem.js"
import { message, t } from "../../components/words.js"
import { addsTo, addToOrder } from "./adding.js"
import { keepOwnOrder } from "./own-orders.js"

/** @import { Message } from "../../components/words.js" */
/** @import { CartLine } from "../../lib/cart.js" */
/** @import { Menu, MenuItem, PaymentMethod, Shop } from "../../lib/types.js" */
/** @import { Details } from "./checkout-sheet.js" */

const KEY = addsTo ? `cart_${addsTo}` : CART
// The customer still waits for it; later it is sent again only when they say so.
const RESUMED_FOR = 10 * 60_000
// Yesterday's cart is out of date.
const KEPT_FOR = 12 * 60 * 60_000

/**
 * @typedef {{lines: CartLine[], details: Details, key: string, at: number, seen: MenuItem[], sent: number}} Cart `at`
 *   is when it was last changed; `seen` are its dishes as they were last shown; `sent` is when it was sent without an
 *   answer, or 0
 */

/** @returns {Cart} */
function startingCart() {
  const token = tokenIn(location.pathname)
  const table = token ? "" : (new URLSearchParams(location.search).get("table") ?? "")
  /** @type {Details} */
  const details = {
    order_type: token || table ? "dine_in" : "take_away",
    table_number: table,
    table_token: token,
    customer_name: "",
    note: "",
    payment_method: "cash",
  }
  const fresh = { lines: [], details, key: newKey(), at: Date.now(), seen: [], sent: 0 }
  const kept = { ...fresh, ...readStored(KEY, /** @type {Partial<Cart>} */ ({})) }
  if (Date.now() - kept.at > KEPT_FOR) return fresh
  if (kept.sent) return kept
  // The code on the table one sits at now is truer than the one of the last visit.
  if (token && token === kept.details.table_token) return kept
  return token || table
    ? { ...kept, details: { ...kept.details, table_number: table, table_token: token, order_type: "dine_in" } }
    : kept
}

/**
 * @param {Shop | null} shop
 * @param {Menu | null} menu
 * @param {{onCartChanges: (text: Message) => void, onRefused: () => void}} hear
 */
export function useCart(shop, menu, { onCartChanges, onRefused }) {
  const [cart, setCart] = useState(startingCart)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState(/** @type {unknown} */ (null))
  // Two taps in one frame see the same `busy`; only one of them can take this.
  const sending = useRef(false)
  const triedAt = useRef(0)

  const keep = (/** @type {Cart} */ next) => {
    setCart(next)
    if (next.lines.length) writeStored(KEY, next)
    else removeStored(KEY)
  }
  /** Another cart is another order, with another key. @param {Partial<Cart>} next */
  const change = (next) => {
    if (sending.current || cart.sent) return
    const lines = next.lines ?? cart.lines
    keep({ ...cart, ...next, seen: menu ? seenOf(lines, menu) : cart.seen, at: Date.now(), key: newKey() })
    setRefusal(null)
  }

  useEffect(() => {
    if (!menu || busy || cart.sent || cart.lines.length === 0) return
    const changes = cartChanges(cart.lines, new Map(cart.seen.map((item) => [item.id, item])), menu)
    const text = cartChangesText(changes)
    if (changes.lines.some((line, at) => line !== cart.lines[at]) || changes.lines.length < cart.lines.length)
      change({ lines: changes.lines })
    // What is sent stays the same, and so does its key.
    else if (text) keep({ ...cart, seen: seenOf(cart.lines, menu) })
    if (text) onCartChanges(message(() => cartChangesText(changes)))
  }, [menu, busy])
  useEffect(() => {
    /** @type {PaymentMethod[]} */
    const [first, ...others] = shop?.payment_methods ?? []
    if (first && ![first, ...others].includes(cart.details.payment_method))
      change({ details: { ...cart.details, payment_method: first } })
  }, [shop, cart.details])
  useEffect(() => {
    // «Back» may bring this page alive out of the browser's memory, with a cart that was already sent.
    const again = (/** @type {PageTransitionEvent} */ event) => {
      if (event.persisted) location.reload()
    }
    // The same cart may be open in another tab: changes there apply here.
    const elsewhere = (/** @type {StorageEvent} */ event) => {
      if (event.key === KEY && !sending.current) setCart(startingCart())
    }
    addEventListener("pageshow", again)
    addEventListener("storage", elsewhere)
    return () => {
      removeEventListener("pageshow", again)
      removeEventListener("storage", elsewhere)
    }
  }, [])

  const send = async () => {
    if (sending.current) return
    sending.current = true
    triedAt.current = Date.now()
    setBusy(true)
    setRefusal(null)
    const before = cart.sent
    keep({ ...cart, sent: before || Date.now() })
    try {
      const order = addsTo
        ? await addToOrder(cart.lines, cart.key)
        : await placeOrder(toOrder(cart.lines, trimmedDetails(cart.details)), cart.key)
      keepOwnOrder(order)
      removeStored(KEY)
      location.replace(`/t/${order.uid}`)
    } catch (error) {
      sending.current = false
      setBusy(false)
      // Why it must wait is said, also when an earlier try may have become an order.
      if (isRateLimited(error)) setRefusal(error)
      if (!isFinal(error, before)) return
      keep({ ...cart, sent: 0 })
      setRefusal(error)
      onRefused()
    }
  }

  const unanswered = cart.sent > 0 && !busy
  return {
    ...cart,
    busy,
    refusal,
    unanswered,
    problem: refusal ? problemText(refusal) : unanswered ? t("cart.not_sent") : "",
    send,
    /**
     * The way to the shop is open again: what is under way is finished without asking, once.
     * @param {number} since when it opened
     */
    resume: (since) => {
      if (unanswered && triedAt.current < since && Date.now() - cart.sent < RESUMED_FOR) send()
    },
    setLines: (/** @type {CartLine[]} */ lines) => change({ lines }),
    setDetails: (/** @type {Partial<Details>} */ details) => change({ details: { ...cart.details, ...details } }),
  }
}

/** @param {CartLine[]} lines @param {Menu} menu */
function seenOf(lines, menu) {
  const items = itemsById(menu)
  return [...new Set(lines.map((line) => line.item))].flatMap((id) => items.get(id) ?? [])
}
