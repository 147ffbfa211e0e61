// Waits until a phone opens an address that only this page knows.

import { useEffect, useRef, useState } from "../vendor/preact/standalone.js"
import { Refusal } from "../lib/api.js"
import { beginPhoneCheck, fetchPhoneCheck } from "../lib/setup-api.js"

/** @import { PhoneCheck } from "../lib/setup-api.js" */

const ASK_EVERY = 1_500
// Time to unlock a phone and open its camera; after that something probably blocks it.
const SLOW_AFTER = 20_000

/** @param {{onReached: (phone: PhoneCheck) => void, onSignedOut: () => void}} hear */
export function usePhoneCheck(hear) {
  const [url, setUrl] = useState("")
  const [slow, setSlow] = useState(false)
  const latest = useRef(hear)
  latest.current = hear
  useEffect(() => {
    let timer = 0
    let token = ""
    let over = false
    const ask = async () => {
      try {
        if (token) {
          const check = await fetchPhoneCheck(token)
          // It goes on listening: a second phone is welcome too.
          if (check.opened_at && !over) latest.current.onReached(check)
        } else {
          const begun = await beginPhoneCheck()
          token = begun.token
          if (!over) setUrl(begun.url)
        }
      } catch (error) {
        // The server was restarted and has forgotten the check: another one is begun.
        if (error instanceof Refusal && error.status === 404) token = ""
        if (error instanceof Refusal && error.status === 401) return latest.current.onSignedOut()
      }
      if (!over) timer = window.setTimeout(ask, ASK_EVERY)
    }
    ask()
    const slowTimer = window.setTimeout(() => setSlow(true), SLOW_AFTER)
    return () => {
      over = true
      clearTimeout(timer)
      clearTimeout(slowTimer)
    }
  }, [])
  return { url, slow }
}

/** How a phone is called that came. @param {PhoneCheck} check */
export function phoneOf({ device, address }) {
  return [device, address].filter(Boolean).join(" · ")
}
