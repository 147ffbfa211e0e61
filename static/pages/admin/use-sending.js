// One thing is sent at a time, however often it is tapped. An ended session leads back to the sign-in; what was typed is kept.

import { useRef, useState } from "../../vendor/preact/standalone.js"
import { Refusal, Unreachable } from "../../lib/api.js"

/** @typedef {ReturnType<typeof useSending>} Sending */

/** @param {(byOwnHand?: boolean) => void} onSignedOut */
export function useSending(onSignedOut) {
  const [busy, setBusy] = useState("")
  // Two taps in one frame see the same `busy`; this they cannot both take.
  const going = useRef(false)

  /**
   * @template T
   * @param {() => Promise<T>} run
   * @param {string} [what] for the button that is to show it
   * @returns {Promise<{value?: T, error?: Refusal | Unreachable} | null>} nothing when something else is under way
   */
  const send = async (run, what = "save") => {
    if (going.current) return null
    going.current = true
    setBusy(what)
    try {
      return { value: await run() }
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof Unreachable)) throw error
      if (error instanceof Refusal && error.status === 401) onSignedOut()
      return { error }
    } finally {
      going.current = false
      setBusy("")
    }
  }
  return { busy, send }
}
