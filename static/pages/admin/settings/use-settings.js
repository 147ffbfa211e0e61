// The settings, fetched again when another screen changes them.

import { useEffect, useRef, useState } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { fetchWifi } from "../../../lib/cards-api.js"
import { fetchSettings, fetchTables } from "../shared/owner-api.js"

/** @import { Wifi } from "../../../lib/cards-api.js" */
/** @import { NamedTable } from "./tables.js" */
/** @import { Settings } from "../../../lib/types.js" */
/** @import { Shop } from "../../../lib/types.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */

const AGAIN_AFTER = 2_000

/** @typedef {{settings: Settings, tables: NamedTable[], wifi: Wifi}} Decided */

/** @param {MenuEditor} editor @param {Shop | null} shop a new object with every change */
export function useSettings(editor, shop) {
  const [decided, setDecided] = useState(/** @type {Decided | null} */ (null))
  const timer = useRef(0)
  const turn = useRef(0)
  const reload = async () => {
    const mine = ++turn.current
    clearTimeout(timer.current)
    try {
      const [settings, tables, wifi] = await Promise.all([fetchSettings(), fetchTables(), fetchWifi()])
      if (mine === turn.current) setDecided({ settings, tables, wifi })
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) editor.onSignedOut()
      else timer.current = window.setTimeout(reload, AGAIN_AFTER)
    }
  }
  useEffect(() => {
    reload()
  }, [shop])
  useEffect(
    () => () => {
      turn.current = -1
      clearTimeout(timer.current)
    },
    [],
  )
  return { decided, reload }
}
