// Tells the customer display of this till what its guest is to see. The parts of the page say what they show; the
// newest of it is sent a moment later, one request at a time, and only while a display follows this till.

import { useEffect, useRef } from "../../vendor/preact/standalone.js"
import { call } from "../../lib/api.js"
import { till } from "../../lib/till.js"
import { IDLE, partShown, shownNow } from "./display-state.js"
import { mayHaveDisplay } from "./presence.js"

/** @import { LiveState } from "../../lib/live/freshness.js" */
/** @import { DisplayView, Payment, Screen, ShownDisplay } from "../../lib/types.js" */
/** @import { Part, Paying } from "./display-state.js" */

// Fingers ring up faster than a guest reads.
const PAUSE = 150
// The server takes off after two minutes what a till that went away has left.
const AGAIN_EVERY = 45_000
const AFTER_FAILURE = 5_000
/** How long a guest is thanked, and how long of it also while the next one is served, in milliseconds. */
const THANKED = 10_000
const THANKED_AT_LEAST = 4_000

/** @type {DisplayView} */
const THANKS = "thanks"

/** @param {ShownDisplay} body */
const showDisplay = (body) => call("PUT", "/api/v1/admin/display", { body })

const NOTHING = { of: "", value: null }
/** @type {{cart: Part<ShownDisplay>, payment: Part<Paying>}} */
const parts = { cart: NOTHING, payment: NOTHING }
/** @type {{display: ShownDisplay | null, since: number}} */
let thanks = { display: null, since: 0 }
let isFollowed = false
let isSending = false
/** As JSON, what the server shows; empty where that is not known. */
let shown = ""
let timer = 0

/** @param {number} after */
function plan(after) {
  clearTimeout(timer)
  if (isFollowed) timer = window.setTimeout(send, after)
}

/** What is to be seen now, and after how long that may be something else. */
function present() {
  const age = Date.now() - thanks.since
  const now = { cart: parts.cart.value, payment: parts.payment.value }
  const lasts = now.cart || now.payment ? THANKED_AT_LEAST : THANKED
  if (thanks.display && age < lasts) return { display: thanks.display, until: lasts - age }
  thanks = { display: null, since: 0 }
  return { display: shownNow(now), until: AGAIN_EVERY }
}

async function send() {
  if (isSending || !isFollowed) return
  const { display, until } = present()
  const wanted = JSON.stringify(display)
  // What is nothing need not be said again.
  if (wanted === shown && display === IDLE) return
  isSending = true
  let next = until
  try {
    await showDisplay(display)
    shown = wanted
  } catch {
    // The till sells on without it.
    shown = ""
    next = AFTER_FAILURE
  }
  isSending = false
  plan(JSON.stringify(present().display) === shown || shown === "" ? next : PAUSE)
}

/**
 * Says what a part of the page shows the guest, for as long as it is there; null is nothing, undefined what it was.
 * @template {keyof typeof parts} Name
 * @param {Name} part
 * @param {string} of which cart or order
 * @param {(typeof parts)[Name]["value"] | undefined} value
 */
export function useShown(part, of, value) {
  useEffect(() => {
    parts[part] = /** @type {(typeof parts)[Name]} */ (partShown(/** @type {Part<any>} */ (parts[part]), of, value))
    plan(PAUSE)
  }, [part, of, JSON.stringify(value)])
  useEffect(
    () => () => {
      parts[part] = NOTHING
      plan(PAUSE)
    },
    [part],
  )
}

/**
 * Thanks for the newest payment of an order.
 * @param {{number: string, payments?: Payment[]}} order as the server has it now
 */
export function thankGuest({ number, payments = [] }) {
  const paid = payments.at(-1)
  if (!paid) return
  const { method, tendered, change } = paid
  const due = tendered - change
  const display = { view: THANKS, total: due, payment: { method, due, tendered, change }, number }
  thanks = { display, since: Date.now() }
  plan(0)
}

/** Sends it, while a display follows this till. @param {Screen[]} screens @param {LiveState} state of this page */
export function useCustomerDisplay(screens, state) {
  const here = till()
  const followed = mayHaveDisplay(screens, here, state)
  const before = useRef(here)
  useEffect(() => {
    isFollowed = followed
    // What the server still shows may have been shown by another session.
    shown = ""
    plan(0)
    return () => {
      isFollowed = false
      clearTimeout(timer)
    }
  }, [followed])
  useEffect(() => {
    if (before.current === here) return
    before.current = here
    shown = ""
    // Said from the new drawer, also nothing takes off what was shown at the one before.
    if (followed) plan(0)
    else showDisplay(IDLE).catch(() => {})
  }, [here])
}
