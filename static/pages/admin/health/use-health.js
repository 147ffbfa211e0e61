// Polls the shop's health while the page is open. Only one request at a time: a failing machine answers slowly, and
// that is when its answers matter.

import { useEffect, useState } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { fetchHealth } from "../shared/owner-api.js"

/** @import { Health } from "../../../lib/types.js" */

const LOOK_EVERY = 3_000

/**
 * What was last answered, when, and whether the last question was.
 * @typedef {{health: Health | null, seenAt: number, answers: boolean}} Seen
 */

/** @param {(byOwnHand?: boolean) => void} onSignedOut @returns {Seen} */
export function useHealth(onSignedOut) {
  const [seen, setSeen] = useState(/** @type {Seen} */ ({ health: null, seenAt: Date.now(), answers: true }))
  useEffect(() => {
    let timer = 0
    let asking = false
    let left = false
    const look = async () => {
      clearTimeout(timer)
      if (asking || left || document.visibilityState !== "visible") return
      asking = true
      try {
        const health = await fetchHealth()
        if (!left) setSeen({ health, seenAt: Date.now(), answers: true })
      } catch (error) {
        if (left) return
        if (error instanceof Refusal && error.status === 401) return onSignedOut()
        setSeen((before) => ({ ...before, answers: false }))
      } finally {
        asking = false
        if (!left) timer = window.setTimeout(look, LOOK_EVERY)
      }
    }
    look()
    document.addEventListener("visibilitychange", look)
    addEventListener("focus", look)
    return () => {
      left = true
      clearTimeout(timer)
      document.removeEventListener("visibilitychange", look)
      removeEventListener("focus", look)
    }
  }, [])
  return seen
}
