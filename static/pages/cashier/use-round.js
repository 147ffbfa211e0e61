// What is added to orders that were sent: a cart for each, kept on this device over a reload as held sales are, and
// sent once. The request has the order's revision; where only the kitchen went on meanwhile, it is sent for the newer
// one.

import { useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { fetchStaffOrder, isFinal, newKey, Refusal } from "../../lib/api.js"
import { countOf, withLine } from "../../lib/cart.js"
import { isOver } from "../../lib/orders.js"
import { readStored, writeStored } from "../../lib/storage.js"
import { problemText } from "../../components/problem.js"
import { showToast } from "../../components/toast.js"
import { message, t } from "../../components/words.js"
import { addLines } from "./change-api.js"
import { isTheKitchens } from "./order-changes.js"
import { isEmpty, isUnderWay, isYoung } from "./sale-rules.js"
import { UNDO_FOR } from "./use-actions.js"
import { useCartChanges } from "./use-cart-changes.js"

/** @import { Message } from "../../components/words.js" */
/** @import { CartLine } from "../../lib/cart.js" */
/** @import { Orders } from "../../lib/orders.js" */
/** @import { Menu, Order } from "../../lib/types.js" */

/**
 * `sent` is what the order was when it was sent, until there is an answer: its revision and how many lines it had.
 * @typedef {object} Round
 * @property {string} uid of the order
 * @property {string} number
 * @property {string} key
 * @property {number} at
 * @property {CartLine[]} lines
 * @property {{at: number, rev: number, lines: number} | null} sent
 */
/** @typedef {{uid: string, carts: Round[]}} Rounds `uid` of the order that is being added to; empty when none is */
/** @typedef {ReturnType<typeof useRound>} RoundNow */

const KEY = "rounds"
// The kitchen goes on while it is sent.
const MOST_TRIES = 5
/** @type {Round} */
const NONE = { uid: "", number: "", key: "", at: 0, lines: [], sent: null }

/**
 * @param {object} options
 * @param {Menu | null} options.menu
 * @param {Orders} options.orders
 * @param {(order: Order) => void} options.put
 * @param {boolean} options.isLive
 * @param {(order: Order) => void} options.onAdded to the order at hand
 * @param {() => void} options.onFailed a no, or no answer
 */
export function useRound({ menu, orders, put, isLive, onAdded, onFailed }) {
  const [rounds, setRounds] = useState(() => remembered(readStored(KEY, /** @type {Rounds | null} */ (null))))
  const [busy, setBusy] = useState("")
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  // Fingers are quicker than the screen: every tap counts on what the last one left.
  const latest = useRef(rounds)
  const sending = useRef("")
  const asked = useRef({ key: "", times: 0 })
  const keep = (/** @type {Rounds} */ next) => {
    latest.current = next
    setRounds(next)
    writeStored(KEY, next)
  }
  const cartOf = (/** @type {string} */ uid) => latest.current.carts.find((cart) => cart.uid === uid) ?? NONE
  const now = () => cartOf(latest.current.uid)

  /** @param {Round} cart @param {Partial<Round>} next */
  const change = (cart, next) => {
    const others = latest.current.carts.filter((each) => each.uid !== cart.uid)
    keep({ ...latest.current, carts: [...others, { ...cart, ...next }] })
  }
  /** @param {CartLine[]} lines */
  const setLines = (lines) => {
    // What was sent is not ours to change before it is known what became of it.
    if (sending.current === now().uid || now().sent || now() === NONE) return
    setProblem("")
    change(now(), { lines, at: Date.now() })
  }
  const forget = (/** @type {string} */ uid) =>
    keep({ ...latest.current, carts: latest.current.carts.filter((cart) => cart.uid !== uid) })

  useCartChanges(menu, rounds.uid, now, setLines)

  /** Sends what `sent` says, again if need be: the key makes a repeat the same round. @param {string} uid */
  const send = async (uid, tries = 0) => {
    const { sent, lines, key } = cartOf(uid)
    if (sending.current || !sent) return
    sending.current = uid
    setBusy(uid)
    setProblem("")
    /** @type {Order | undefined} */
    let moved
    try {
      const order = await addLines(uid, lines, { expected_rev: sent.rev, key })
      put(order)
      const isAtHand = latest.current.uid === uid
      forget(uid)
      showToast({ icon: "plus", text: saysAdded(order, countOf(lines)), seconds: UNDO_FOR })
      if (isAtHand) onAdded(order)
    } catch (error) {
      const present = error instanceof Refusal ? error.problem.order : undefined
      if (present) put(present)
      if (present && tries < MOST_TRIES && onlyKitchenMoved(error, present, sent)) moved = present
      else if (isFinal(error)) change(cartOf(uid), { key: newKey(), sent: null })
      if (!moved && latest.current.uid === uid) {
        setProblem(isFinal(error) ? problemText(error) : "")
        onFailed()
      }
    } finally {
      sending.current = ""
      setBusy("")
    }
    if (!moved) return
    change(cartOf(uid), { key: newKey(), sent: asSent(moved) })
    return send(uid, tries + 1)
  }

  // What was tapped is finished, also when the page was loaded again or the server was away in between.
  useEffect(() => {
    if (!isLive) return
    const waiting = latest.current.carts.filter((cart) => isUnderWay(cart, Date.now()))
    waiting.reduce((before, { uid }) => before.then(() => send(uid)), Promise.resolve())
  }, [isLive])

  const cart = rounds.carts.find(({ uid }) => uid === rounds.uid) ?? NONE
  // The room tells that the order has moved: with ours, or without it. The same request says which.
  const rev = (cart.sent && orders.get(cart.uid)?.rev) ?? 0
  useEffect(() => {
    if (busy || !cart.sent || rev <= cart.sent.rev) return
    const times = asked.current.key === cart.key ? asked.current.times + 1 : 1
    if (times > MOST_TRIES) return
    asked.current = { key: cart.key, times }
    send(cart.uid)
  }, [rev, busy])

  return {
    ...cart,
    /** Whether the sale's screen is for it. */
    isOpen: cart !== NONE,
    busy: busy !== "" && busy === cart.uid,
    problem,
    locked: cart.sent !== null,
    /** How many items wait to be added to an order. @param {string} uid */
    waiting: (uid) => countOf(rounds.carts.find((each) => each.uid === uid)?.lines ?? []),
    /** Goes on with what waits for it. @param {Order} order */
    open: ({ uid, number }) => {
      setProblem("")
      const mine = cartOf(uid)
      const carts = mine === NONE ? [{ ...NONE, uid, number, key: newKey(), at: Date.now() }] : []
      keep({ uid, carts: [...latest.current.carts, ...carts] })
      return mine
    },
    /** The cart stays, if there is anything in it. */
    leave: () => keep({ uid: "", carts: latest.current.carts.filter((each) => !isEmpty(each)) }),
    add: (/** @type {CartLine} */ line) => setLines(withLine(now().lines, line)),
    setLines,
    /** Written down before it is sent, so that nothing that happens in between can forget it. */
    begin: async () => {
      if (!menu || sending.current || now().sent || isEmpty(now())) return
      const { uid } = now()
      const order = orders.get(uid) ?? (await fetchStaffOrder(uid).catch(() => null))
      if (!order) return setProblem(message(() => t("error.network")))
      if (cartOf(uid).sent) return
      change(cartOf(uid), { sent: asSent(order) })
      return send(uid)
    },
    send: () => send(now().uid),
    discard: () => {
      const { uid, lines } = now()
      if (sending.current === uid) return
      change({ ...now(), key: newKey(), sent: null }, { lines: [] })
      setProblem("")
      showToast({
        icon: "trash",
        text: message(() => t("round.discarded")),
        seconds: UNDO_FOR,
        action: { label: message(() => t("common.undo")), run: () => setLines(lines) },
      })
    },
    /** Its items, which are no longer here. */
    take: () => {
      const { uid, lines } = now()
      keep({ uid: "", carts: latest.current.carts.filter((each) => each.uid !== uid) })
      return lines
    },
  }
}

/** @param {Rounds | null} kept @returns {Rounds} */
function remembered(kept) {
  const carts = (kept?.carts ?? []).filter((cart) => isYoung(cart, Date.now()))
  return { uid: carts.some((cart) => cart.uid === kept?.uid) ? (kept?.uid ?? "") : "", carts }
}

/** @param {Order} order */
const asSent = (order) => ({ at: Date.now(), rev: order.rev, lines: order.lines.length })

/** The kitchen has it only when the order is paid, or is paid afterwards. @param {Order} order @param {number} n */
const saysAdded = (order, n) =>
  message(() =>
    isTheKitchens(order) ? t("round.sent", { n, number: order.number }) : t("round.added", { n, number: order.number }),
  )

/**
 * Whether the order is still open and has the items that were on the screen: then what was to be added still is.
 * @param {unknown} error
 * @param {Order} order as it is
 * @param {{lines: number}} sent
 */
function onlyKitchenMoved(error, order, sent) {
  return error instanceof Refusal && error.code === "moved_on" && !isOver(order) && order.lines.length === sent.lines
}
