// Actions of one tap: an error is shown as a message, and a success with an undo.

import { problemText } from "../../../components/problem.js"
import { hideToast, showToast } from "../../../components/toast.js"
import { message, t } from "../../../components/words.js"
import { useSubmit } from "./use-submit.js"

/** @import { Message } from "../../../components/words.js" */

export const UNDO_FOR = 8

/**
 * `sync` loads the shown data again after an action.
 * @typedef {{sync: () => Promise<unknown>, onSignedOut: (byOwnHand?: boolean) => void}} Refreshable
 */
/** @typedef {ReturnType<typeof useActions>} Actions */

/** @param {Refreshable} shown */
export function useActions({ sync, onSignedOut }) {
  const { isBusy, send } = useSubmit(onSignedOut, { together: true })

  /** @param {() => Promise<unknown>} run @param {string} [what] @returns {Promise<boolean>} whether it was done */
  const perform = async (run, what) => {
    // The way back from what was done before: taken now, it would end what is on its way.
    hideToast()
    const done = await send(async () => {
      await run()
      await sync()
    }, what)
    if (done?.error) showToast({ icon: "alert", text: problemText(done.error), seconds: UNDO_FOR })
    return Boolean(done && !done.error)
  }
  /** @param {Message} text @param {() => Promise<unknown>} back @param {string} [icon] */
  const withUndo = (text, back, icon) =>
    showToast({
      icon,
      text,
      seconds: UNDO_FOR,
      action: {
        label: message(() => t("common.undo")),
        run: () => {
          perform(back, `undo ${text}`)
        },
      },
    })
  return { isBusy, perform, withUndo }
}
