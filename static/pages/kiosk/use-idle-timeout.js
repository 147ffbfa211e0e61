// Resets the visit when the customer has left: first a question, then the reset, since the next customer is another
// person.

import { useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { timeoutsOf, secondsLeft } from "./visit.js"

/** @import { Step } from "./visit.js" */

const TOUCHES = ["pointerdown", "keydown", "wheel"]
const LOOK_EVERY = 250

/**
 * @param {Step} step
 * @param {number} idle seconds
 * @param {() => void} onGone
 * @returns {{left: number | null, stay: () => void}} the seconds left, once they count
 */
export function useIdleTimeout(step, idle, onGone) {
  const [left, setLeft] = useState(/** @type {number | null} */ (null))
  // The wall clock: a tablet's monotonic one stands still in its sleep, and no order outlives that.
  const touchedAt = useRef(Date.now())
  const latest = useRef({ step, idle, onGone })
  latest.current = { step, idle, onGone }

  const look = () => {
    const { step, idle, onGone } = latest.current
    // A clock set back must not make the wait longer.
    const now = Date.now()
    touchedAt.current = Math.min(touchedAt.current, now)
    const seconds = secondsLeft(now - touchedAt.current, timeoutsOf(step, idle))
    setLeft(seconds)
    if (seconds !== 0) return
    touchedAt.current = now
    onGone()
  }
  const stay = () => {
    touchedAt.current = Date.now()
    look()
  }

  useEffect(() => {
    const touch = () => {
      const { step, idle } = latest.current
      const { wait } = timeoutsOf(step, idle)
      // Once it has asked, only the answer counts.
      if (step === "done" || Date.now() - touchedAt.current < wait * 1_000) stay()
    }
    for (const kind of TOUCHES) addEventListener(kind, touch, { capture: true, passive: true })
    const timer = setInterval(look, LOOK_EVERY)
    return () => {
      clearInterval(timer)
      for (const kind of TOUCHES) removeEventListener(kind, touch, { capture: true })
    }
  }, [])
  // A change of the screen counts as a touch.
  useEffect(stay, [step])
  return { left, stay }
}
