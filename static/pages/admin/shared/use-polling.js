// Polls what no room publishes, for as long as the page is visible.

import { useEffect, useRef, useState } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"

const AGAIN_AFTER = 2_000

/**
 * @template T
 * @param {() => Promise<T>} ask
 * @param {number} every milliseconds
 * @param {(byOwnHand?: boolean) => void} onSignedOut
 */
export function usePolling(ask, every, onSignedOut) {
  const [found, setFound] = useState(/** @type {T | null} */ (null))
  // An answer that was overtaken by a later question is not shown.
  const turn = useRef(0)
  const reload = async () => {
    const mine = ++turn.current
    const answer = await ask()
    if (mine === turn.current) setFound(answer)
  }
  /** The same in the background. */
  const look = () =>
    reload().catch((error) => {
      if (error instanceof Refusal && error.status === 401) onSignedOut()
    })
  const looking = useRef(look)
  looking.current = look

  const wait = found === null ? AGAIN_AFTER : every
  useEffect(() => {
    looking.current()
    const seen = () => {
      if (document.visibilityState === "visible") looking.current()
    }
    document.addEventListener("visibilitychange", seen)
    addEventListener("focus", seen)
    return () => {
      document.removeEventListener("visibilitychange", seen)
      removeEventListener("focus", seen)
    }
  }, [])
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") looking.current()
    }, wait)
    return () => clearInterval(timer)
  }, [wait])
  /** Refreshes the data after an action. If that fails, the action itself has not failed. */
  const sync = () => reload().catch(() => {})
  return { found, sync, onSignedOut }
}
