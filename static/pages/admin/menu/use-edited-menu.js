// The menu as its owner edits it. The menu's room is only the bell: what changed is asked for again, with both
// languages and what was taken off.

import { useEffect, useRef, useState } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { fetchEditedMenu } from "../shared/owner-api.js"
import { STAFF_STALE_AFTER, useLive } from "../../../components/use-live.js"

/** @import { EditedMenu } from "../../../lib/types.js" */

const AGAIN_AFTER = 2_000

/** @typedef {ReturnType<typeof useEditedMenu>} MenuEditor */

/** @param {(byOwnHand?: boolean) => void} onSignedOut */
export function useEditedMenu(onSignedOut) {
  const [menu, setMenu] = useState(/** @type {EditedMenu | null} */ (null))
  // One question at a time; a bell that rings meanwhile asks once more.
  const asking = useRef(/** @type {Promise<void> | null} */ (null))
  const again = useRef(false)
  const timer = useRef(0)

  const ask = async () => {
    do {
      again.current = false
      setMenu(await fetchEditedMenu())
    } while (again.current)
  }
  /** Brings what is shown up to date; fails as the question does. */
  const reload = () => {
    again.current = true
    asking.current ??= ask().finally(() => {
      asking.current = null
    })
    return asking.current
  }
  /** The same in the background: tried until it succeeds. */
  const refresh = () => {
    clearTimeout(timer.current)
    reload().catch((error) => {
      if (error instanceof Refusal && error.status === 401) onSignedOut()
      else timer.current = window.setTimeout(refresh, AGAIN_AFTER)
    })
  }
  /** After something was saved: what is shown follows, and if it cannot, that is no failure of the saving. */
  const sync = () => reload().catch(refresh)
  useEffect(() => () => clearTimeout(timer.current), [])

  const state = useLive(
    {
      room: "menu",
      staleAfter: STAFF_STALE_AFTER,
      onSnapshot: (data) => {
        if (data) refresh()
      },
      onEvent: (event) => {
        if (event.type === "menu_update") refresh()
      },
      onState: (next) => {
        if (next.name === "signed-out") onSignedOut()
      },
      // In slow mode the question is the answer, and rings no bell.
      poll: async () => ({ data: await reload() }),
    },
    [],
  )
  return { menu, state, reload, sync, onSignedOut }
}
