// The state of the first start on the server: open to a person with the code, to be continued by the owner, or over.

import { useCallback, useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { IS_OWNER } from "../../lib/decisions.js"
import { fetchSetup, Refusal, whoAmI } from "../../lib/api.js"

const AGAIN_AFTER = 1_000

/** @typedef {{name: "asking" | "open" | "ours" | "closed", needsCode: boolean}} SetupState */

export function useSetupState() {
  const [where, setWhere] = useState(/** @type {SetupState} */ ({ name: "asking", needsCode: false }))
  const timer = useRef(0)
  const ask = useCallback(() => {
    clearTimeout(timer.current)
    look().then(setWhere, () => {
      timer.current = window.setTimeout(ask, AGAIN_AFTER)
    })
  }, [])
  useEffect(() => {
    ask()
    return () => clearTimeout(timer.current)
  }, [])
  return { where, ask }
}

/** @returns {Promise<SetupState>} */
async function look() {
  const { open, needs_code, finished } = await fetchSetup()
  if (open) return { name: "open", needsCode: needs_code }
  const ours = !finished && (await isOwner())
  return { name: ours ? "ours" : "closed", needsCode: false }
}

async function isOwner() {
  try {
    return IS_OWNER[(await whoAmI()).staff.role]
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
