// Changes the menu as a whole: shown before it is done, and the menu as it was can be put back. One way for files,
// tables and prices in bulk. What was not seen is not done: where the menu has changed meanwhile, it is shown again.

import { useState } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { changeMenu } from "../shared/owner-api.js"
import { message, t } from "../../../components/words.js"
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
  const [done, setDone] = useState(/** @type {{rev: number, undone: boolean} | null} */ (null))
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const { busy, send } = useSubmit(editor.onSignedOut)

  const forget = (/** @type {Message | ""} */ why = "") => {
    setLooked(null)
    setDone(null)
    setProblem(why)
  }
  const look = async (/** @type {MenuSource} */ source, name = "", /** @type {Message | ""} */ why = "") => {
    const asked = await send(() => changeMenu(source), "look")
    if (asked?.error) return setProblem(fileProblem(asked.error, source))
    if (!asked?.value) return
    forget(why)
    setLooked({ source, name, report: asked.value })
  }
  const change = async (/** @type {MenuSource} */ source, /** @type {number} */ rev, /** @type {string} */ what) => {
    setProblem("")
    const undone = "undo" in source
    const changed = await send(async () => {
      const report = await changeMenu(source, rev)
      await editor.sync()
      return report
    }, what)
    const error = changed?.error
    if (error instanceof Refusal && error.code === "menu_moved_on")
      return look(
        source,
        looked?.source === source ? looked.name : "",
        message(() => t("transfer.moved_on")),
      )
    if (error) return setProblem(fileProblem(error, source))
    if (changed?.value) setDone({ rev: changed.value.rev, undone })
  }
  const replace = () => looked && change(looked.source, looked.report.rev, "save")
  const putBack = () => done && change({ undo: true }, done.rev, "back")
  const isBusy = (/** @type {string} */ what) => (busy === what ? "true" : undefined)
  return { looked, done, problem, isBusy, forget, look, replace, putBack }
}
