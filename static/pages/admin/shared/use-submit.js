// Submits a form once, however often it is tapped. If the session has ended it leads to the sign-in; what was typed is
// kept.

import { useRef, useState } from "../../../vendor/preact/standalone.js"
import { Refusal, Unreachable } from "../../../lib/api.js"

/** @typedef {ReturnType<typeof useSubmit>} Submit */

/**
 * @param {(byOwnHand?: boolean) => void} onSignedOut
 * @param {{together?: boolean}} [how] `together`: things of different names do not keep each other from being sent, as
 *   rows
 *   of a list must not; in a form, where saving and deleting exclude each other, they do
 */
export function useSubmit(onSignedOut, { together = false } = {}) {
  const [underWay, setUnderWay] = useState(/** @type {string[]} */ ([]))
  // Two taps in one frame see the same state; this they cannot both take.
  const going = useRef(/** @type {Set<string>} */ (new Set()))
  const show = () => setUnderWay([...going.current])

  /**
   * @template T
   * @param {() => Promise<T>} run
   * @param {string} [what] for the button that is to show it
   * @returns {Promise<{value?: T, error?: Refusal | Unreachable} | null>} nothing when that, or in a form something
   *   else, is
   *   under way
   */
  const send = async (run, what = "save") => {
    if (together ? going.current.has(what) : going.current.size > 0) return null
    going.current.add(what)
    show()
    try {
      return { value: await run() }
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof Unreachable)) throw error
      if (error instanceof Refusal && error.status === 401) onSignedOut()
      return { error }
    } finally {
      going.current.delete(what)
      show()
    }
  }
  return { busy: underWay[0] ?? "", isBusy: (/** @type {string} */ what) => underWay.includes(what), send }
}
