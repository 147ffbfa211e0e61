// Listens to a room while the component is shown, and reports how fresh its data is.

import { useEffect, useRef, useState } from "../vendor/preact/standalone.js"
import { connect } from "../lib/live/connection.js"

/** @import { ConnectionOptions } from "../lib/live/connection.js" */
/** @import { LiveState } from "../lib/live/freshness.js" */

/** @type {LiveState} */
const UNKNOWN = { name: "connecting", freshAt: 0, lostAt: Date.now() }

// After this long without the server, stale data is covered.
export const STAFF_STALE_AFTER = 5_000

/**
 * @param {ConnectionOptions} options
 * @param {unknown[]} again the room is joined again when one of these changes
 * @returns {LiveState}
 */
export function useLive(options, again) {
  const [state, setState] = useState(UNKNOWN)
  // The newest handlers, so that an event is never handled with the state of the page at the join.
  const latest = useRef(options)
  latest.current = options
  const last = useRef(UNKNOWN)
  useEffect(() => {
    const { name, lostAt } = last.current
    const connection = connect({
      ...options,
      // Joining again while the connection is lost keeps the time since when it is.
      lostSince: name === "live" || name === "slow" ? undefined : lostAt,
      onSnapshot: (data, seq) => latest.current.onSnapshot(data, seq),
      onEvent: (event) => latest.current.onEvent(event),
      onPresence: (screens) => latest.current.onPresence?.(screens),
      onCalls: (calls) => latest.current.onCalls?.(calls),
      onPrinters: (printers) => latest.current.onPrinters?.(printers),
      onState: (next) => {
        last.current = next
        setState(next)
        latest.current.onState?.(next)
      },
    })
    return () => connection.close()
  }, again)
  return state
}
