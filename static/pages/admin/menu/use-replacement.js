// Changes the menu as a whole: shown before it is done, and the menu as it was can be put back. One way for files,
// tables and prices in bulk.

import { useRef, useState } from "../../../vendor/preact/standalone.js"
import { changeMenu, keepMenu } from "../shared/owner-api.js"
import { fileProblem } from "./file-problem.js"
import { useSubmit } from "../shared/use-submit.js"

/** @import { Message } from "../../../components/words.js" */
/** @import { ImportReport } from "../../../lib/types.js" */
/** @import { MenuSource } from "../shared/owner-api.js" */
/** @import { MenuEditor } from "./use-edited-menu.js" */

/** @typedef {{source: MenuSource, name: string, report: ImportReport}} Looked */
/** @typedef {ReturnType<typeof useReplacement>} Replacement */

/** @param {MenuEditor} editor */
export function useReplacement(editor) {
  const [looked, setLooked] = useState(/** @type {Looked | null} */ (null))
  const [done, setDone] = useState(/** @type {{before: MenuSource, undone: boolean} | null} */ (null))
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const { busy, send } = useSubmit(editor.onSignedOut)
  // Kept over a try whose answer was lost: by then the menu may be the new one.
  const before = useRef(/** @type {MenuSource | null} */ (null))

  const forget = (/** @type {Message | ""} */ why = "") => {
    before.current = null
    setLooked(null)
    setDone(null)
    setProblem(why)
  }
  const look = async (/** @type {MenuSource} */ source, /** @type {string} */ name) => {
    const asked = await send(() => changeMenu(source, true), "look")
    if (asked?.error) return setProblem(fileProblem(asked.error, source))
    if (asked?.value) setLooked({ source, name, report: asked.value })
  }
  const replace = async () => {
    if (!looked) return
    setProblem("")
    const replaced = await send(async () => {
      before.current ??= await keepMenu(looked.source)
      await changeMenu(looked.source, false)
      await editor.sync()
      return before.current
    })
    if (replaced?.error) return setProblem(fileProblem(replaced.error, looked.source))
    if (replaced?.value) setDone({ before: replaced.value, undone: false })
  }
  const putBack = async () => {
    if (!done) return
    const back = await send(async () => {
      await changeMenu(done.before, false)
      await editor.sync()
    }, "back")
    if (back?.error) return setProblem(fileProblem(back.error, done.before))
    if (back) setDone({ ...done, undone: true })
  }
  const isBusy = (/** @type {string} */ what) => (busy === what ? "true" : undefined)
  return { looked, done, problem, isBusy, forget, look, replace, putBack }
}
