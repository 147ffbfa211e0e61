// Counts how often a ticket moved to where another one was. A ticket that is added at the end moves nothing.

import { useRef } from "../../vendor/preact/standalone.js"

/** @param {string[]} uids in the order they lie */
export function useLayoutShifts(uids) {
  const last = useRef({ uids, shifts: 0 })
  if (!last.current.uids.every((uid, index) => uids[index] === uid)) last.current.shifts += 1
  last.current.uids = uids
  return last.current.shifts
}
