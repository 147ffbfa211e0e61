// Sums from the server, fetched again after every event of the till's room. The room only signals changes: it is
// followed from the number at which the sums were computed, so that no order is sent and none is missed.

import { useEffect, useState } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { listen } from "../../../lib/live/connection.js"

/** @typedef {{seq: number, epoch: string}} Counted what was counted at a number of the journal */

const AGAIN_AFTER = 2_000
/** Many events at once are one question. */
const PACE = 300
/** A long answer is asked for less often: of the time it took, so many times. */
const REST = 6
/** A new business day begins without an event. */
const LOOK_EVERY = 60_000

/**
 * What `ask` answers, kept current; nothing until the first answer, and again when it is asked for something else.
 * @template {Counted} T
 * @param {() => Promise<T>} ask @param {string} about what it is asked for
 * @param {(byOwnHand?: boolean) => void} onSignedOut @param {(error: unknown) => void} [onProblem] it is asked again
 * @returns {T | null}
 */
export function useRefetchOnEvent(ask, about, onSignedOut, onProblem) {
  const [found, setFound] = useState(/** @type {{about: string, answer: T} | null} */ (null))
  useEffect(() => {
    const follower = follow(ask, (answer) => setFound({ about, answer }), onSignedOut, onProblem)
    return follower.stop
  }, [about])
  return found?.about === about ? found.answer : null
}

/**
 * @template {Counted} T
 * @param {() => Promise<T>} fetch @param {(answer: T) => void} onAnswer @param {() => void} onSignedOut
 * @param {(error: unknown) => void} [onProblem]
 */
function follow(fetch, onAnswer, onSignedOut, onProblem) {
  let [timer, isAsking, isStopped, pace] = [0, false, false, PACE]
  /** @type {(() => void) | null} */
  let leave = null

  const show = (/** @type {T} */ found) => {
    if (isStopped) return
    onAnswer(found)
    leave ??= listen({
      room: "cashier",
      unlisted: true,
      from: { since: found.seq, epoch: found.epoch },
      onSnapshot: (data) => data && ring(),
      onEvent: ring,
      poll: async () => {
        const polled = await fetch()
        show(polled)
        return { data: null, seq: polled.seq, epoch: polled.epoch }
      },
    })
  }
  const ask = async () => {
    timer = 0
    isAsking = true
    const began = performance.now()
    try {
      show(await fetch())
      pace = Math.max(PACE, REST * (performance.now() - began))
    } catch (error) {
      if (isStopped) return
      if (error instanceof Refusal && error.status === 401) return onSignedOut()
      onProblem?.(error)
      timer ||= window.setTimeout(ask, AGAIN_AFTER)
    } finally {
      isAsking = false
    }
  }
  const ring = () => {
    // What rings while an answer is on its way may not be in it.
    if (!isStopped) timer ||= window.setTimeout(() => (isAsking ? ((timer = 0), ring()) : ask()), pace)
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
