// Polls the list of backups and the running work while the page is open; more often while work is running.

import { useEffect, useRef, useState } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { fetchBackups } from "./backup-api.js"

/** @import { Backups } from "../../../lib/types.js" */

const LOOK_EVERY = 5_000
const LOOK_CLOSELY = 400

/** @param {(byOwnHand?: boolean) => void} onSignedOut @returns {{list: Backups | null, look: () => Promise<void>}} */
export function useBackups(onSignedOut) {
  const [list, setList] = useState(/** @type {Backups | null} */ (null))
  const looking = useRef(async () => {})
  useEffect(() => {
    let timer = 0
    let asking = false
    let left = false
    looking.current = async () => {
      clearTimeout(timer)
      if (asking || left || document.visibilityState !== "visible") return
      asking = true
      let wait = LOOK_EVERY
      try {
        const seen = await fetchBackups()
        if (left) return
        setList(seen)
        if (seen.doing) wait = LOOK_CLOSELY
      } catch (error) {
        if (!left && error instanceof Refusal && error.status === 401) return onSignedOut()
      } finally {
        asking = false
        if (!left) timer = window.setTimeout(looking.current, wait)
      }
    }
    const look = () => {
      looking.current()
    }
    look()
    document.addEventListener("visibilitychange", look)
    addEventListener("focus", look)
    return () => {
      left = true
      clearTimeout(timer)
      document.removeEventListener("visibilitychange", look)
      removeEventListener("focus", look)
    }
  }, [])
  return { list, look: () => looking.current() }
}
