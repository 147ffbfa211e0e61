// Loads the history page by page; new entries are added on top while it is open.

import { useEffect, useRef, useState } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { listChanges } from "../shared/people-api.js"
import { problemText } from "../../../components/problem.js"

/** @import { Message } from "../../../components/words.js" */
/** @import { Change } from "../../../lib/types.js" */
/** @import { HistoryQuery } from "../shared/people-api.js" */

const PAGE = 40
/** No room tells of people, devices and orders here. */
const LOOK_EVERY = 5_000

/** @param {HistoryQuery} query @param {(byOwnHand?: boolean) => void} onSignedOut */
export function useHistory(query, onSignedOut) {
  const [changes, setChanges] = useState(/** @type {Change[] | null} */ (null))
  const [cursor, setCursor] = useState(/** @type {number | null} */ (null))
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const [busy, setBusy] = useState(false)
  const asked = useRef(0)

  /** @param {number | null} from nothing for the newest */
  const ask = async (from) => {
    const turn = ++asked.current
    setBusy(true)
    setProblem("")
    try {
      const page = await listChanges({ ...query, limit: PAGE, cursor: from })
      if (turn !== asked.current) return
      setChanges((now) => (from === null ? page.changes : [...(now ?? []), ...page.changes]))
      setCursor(page.next_cursor)
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) return onSignedOut()
      if (turn === asked.current) setProblem(problemText(error))
    } finally {
      if (turn === asked.current) setBusy(false)
    }
  }
  const catchUp = async () => {
    const newest = changes?.[0]?.id
    if (newest === undefined) return ask(null)
    const page = await listChanges({ ...query, limit: PAGE }).catch((error) => {
      if (error instanceof Refusal && error.status === 401) onSignedOut()
    })
    if (!page) return
    const fresh = page.changes.filter((change) => change.id > newest)
    // If more than one page is new, everything is loaded again from the top.
    if (fresh.length === PAGE) return ask(null)
    if (fresh.length)
      setChanges((now) => [...fresh.filter((change) => !now?.some((each) => each.id === change.id)), ...(now ?? [])])
  }
  const latest = useRef(catchUp)
  latest.current = catchUp
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") latest.current()
    }, LOOK_EVERY)
    return () => clearInterval(timer)
  }, [])
  return { changes, isMore: cursor !== null, busy, problem, catchUp, more: () => ask(changes ? cursor : null) }
}
