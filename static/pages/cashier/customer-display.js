// Tells the customer display of this till what its guest is to see. The parts of the page say what they show; the
// newest of it is sent a moment later, one request at a time, and only while a display follows this till.

import { useEffect } from "../../vendor/preact/standalone.js"
import { call } from "../../lib/api.js"
import { till } from "../../lib/till.js"
import { IDLE, shownNow } from "./display-state.js"
import { hasDisplay } from "./presence.js"

/** @import { DisplayView, Payment, Screen, ShownDisplay } from "../../lib/types.js" */
/** @import { Paying } from "./display-state.js" */

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

/** @type {{cart: ShownDisplay | null, payment: Paying | null}} */
const parts = { cart: null, payment: null }
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
  const lasts = parts.cart || parts.payment ? THANKED_AT_LEAST : THANKED
  if (thanks.display && age < lasts) return { display: thanks.display, until: lasts - age }
  thanks = { display: null, since: 0 }
  return { display: shownNow(parts), until: AGAIN_EVERY }
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
 * @template {keyof typeof parts} Part
 * @param {Part} part
 * @param {(typeof parts)[Part] | undefined} value
 */
export function useShown(part, value) {
  useEffect(() => {
    if (value === undefined) return
    parts[part] = value
    plan(PAUSE)
  }, [part, JSON.stringify(value)])
  useEffect(
    () => () => {
      parts[part] = null
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

/** Sends it, while a display follows this till. @param {Screen[]} screens */
export function useCustomerDisplay(screens) {
  const followed = hasDisplay(screens, till())
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
}
