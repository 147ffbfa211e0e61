// The day so far, counted by the server and asked for again after every event of the till's room. The room is only the
// bell: it is followed from the number that the sums were counted at, so that no order is sent and none is missed.

import { useEffect, useState } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { listen } from "../../../lib/live/connection.js"
import { fetchToday } from "../shared/owner-api.js"

/** @import { Today } from "../../../lib/types.js" */

const AGAIN_AFTER = 2_000
/** Many events at once are one question. */
const PACE = 300
/** A new business day begins without an event. */
const LOOK_EVERY = 60_000

/** @param {(byOwnHand?: boolean) => void} onSignedOut @returns {Today | null} */
export function useToday(onSignedOut) {
  const [today, setToday] = useState(/** @type {Today | null} */ (null))
  useEffect(() => {
    const follower = follow(setToday, onSignedOut)
    return follower.stop
  }, [])
  return today
}

/** @param {(today: Today) => void} onToday @param {() => void} onSignedOut */
function follow(onToday, onSignedOut) {
  let [timer, isAsking, isStopped] = [0, false, false]
  /** @type {(() => void) | null} */
  let leave = null

  const show = (/** @type {Today} */ found) => {
    if (isStopped) return
    onToday(found)
    leave ??= listen({
      room: "cashier",
      unlisted: true,
      from: { since: found.seq, epoch: found.epoch },
      onSnapshot: (data) => data && ring(),
      onEvent: ring,
      poll: async () => {
        const polled = await fetchToday()
        show(polled)
        return { data: null, seq: polled.seq, epoch: polled.epoch }
      },
    })
  }
  const ask = async () => {
    timer = 0
    isAsking = true
    try {
      show(await fetchToday())
    } catch (error) {
      if (isStopped) return
      if (error instanceof Refusal && error.status === 401) return onSignedOut()
      timer ||= window.setTimeout(ask, AGAIN_AFTER)
    } finally {
      isAsking = false
    }
  }
  const ring = () => {
    // What rings while an answer is on its way may not be in it.
    if (!isStopped) timer ||= window.setTimeout(() => (isAsking ? ((timer = 0), ring()) : ask()), PACE)
  }
  const clock = setInterval(() => document.visibilityState === "visible" && ring(), LOOK_EVERY)
  ask()
  return {
    stop: () => {
      isStopped = true
      clearTimeout(timer)
      clearInterval(clock)
      leave?.()
    },
  }
}
