// The visit of the customer at the kiosk: it survives a reload, its order is sent until there is an answer, and then
// nothing of it is kept.

import { useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { isFinal, placeOrder } from "../../lib/api.js"
import { trimmedDetails, toOrder } from "../../lib/cart.js"
import { removeStored, readStored, writeStored } from "../../lib/storage.js"
import { PROMPT_SECONDS, newVisit, NUMBER_SHOWN_FOR, restoredVisit } from "./visit.js"
import { problemText } from "../../components/problem.js"
import { hideToast } from "../../components/toast.js"

/** @import { Message } from "../../components/words.js" */
/** @import { KeptVisit, Visit } from "./visit.js" */

const KEY = "kiosk"
const AGAIN_AFTER = 2_000

/** @param {number} idle seconds until this visit would be forgotten */
export function useVisit(idle) {
  const [visit, setVisit] = useState(() =>
    restoredVisit(readStored(KEY, /** @type {KeptVisit | null} */ (null)), Date.now()),
  )
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const [waiting, setWaiting] = useState(false)
  // Fingers are quicker than the screen: every change is made to what the last one left.
  const latest = useRef(visit)
  /** The key of the order that is being sent, so that one is sent once. */
  const sending = useRef("")

  /** @param {Visit} next */
  const put = (next) => {
    latest.current = next
    setVisit(next)
    if (next.step === "attract") return removeStored(KEY)
    const timeouts = next.step === "done" ? NUMBER_SHOWN_FOR : idle + PROMPT_SECONDS
    writeStored(KEY, /** @type {KeptVisit} */ ({ ...next, until: Date.now() + timeouts * 1_000 }))
  }

  /** @param {(visit: Visit) => Visit} how */
  const change = (how) => {
    const next = how(latest.current)
    if (next === latest.current) return
    if (next.key !== latest.current.key) setProblem("")
    put(next)
  }

  const send = async () => {
    const { key, lines, details } = latest.current
    if (sending.current === key || lines.length === 0) return
    sending.current = key
    setProblem("")
    // From here on a reload goes on sending; the same key makes one order of all tries.
    let mayHaveArrived = latest.current.sent
    put({ ...latest.current, sent: true })
    const body = toOrder(lines, trimmedDetails(details))
    for (;;) {
      try {
        const order = await placeOrder(body, key)
        // The customer went away meanwhile: the number is not the next one's.
        if (sending.current !== key) return
        put({ ...newVisit(), step: "done", order })
        break
      } catch (error) {
        if (sending.current !== key) return
        if (isFinal(error, mayHaveArrived)) {
          put({ ...latest.current, sent: false })
          setProblem(problemText(error))
          break
        }
        mayHaveArrived = true
        setWaiting(true)
        await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER))
        if (sending.current !== key) return
      }
    }
    sending.current = ""
    setWaiting(false)
  }

  /** Everything of this visit, in every store. */
  const wipe = () => {
    sending.current = ""
    setWaiting(false)
    setProblem("")
    hideToast()
    // The browser's own list of what was fetched names the order.
    performance.clearResourceTimings()
    put(newVisit())
  }

  /** Takes a wiped visit up again. @param {Visit} before */
  const restore = (before) => {
    put(before)
    if (before.sent) send()
  }

  useEffect(() => {
    if (latest.current.sent) send()
  }, [])
  useEffect(() => {
    // Looking is not changing, but a customer who reads the menu for a while is still there.
    const keep = () => put(latest.current)
    addEventListener("pagehide", keep)
    return () => removeEventListener("pagehide", keep)
  }, [idle])

  return { visit, problem, waiting, change, send, wipe, restore }
}
