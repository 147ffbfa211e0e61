// The order of the menu while the owner changes it: shown at once, saved by itself, one request after the other. When
// another screen was quicker, the same order is laid onto the menu as it is then.

import { useEffect, useRef, useState } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { arrangementOf, fitTo } from "../shared/arrange.js"
import { same } from "../shared/draft.js"
import { arrangeMenu, fetchEditedMenu } from "../shared/owner-api.js"
import { problemText } from "../../../components/problem.js"
import { draftOf, dropDraft, keepDraft } from "../shared/drafts.js"
import { useSubmit } from "../shared/use-submit.js"

/** @import { Message } from "../../../components/words.js" */
/** @import { Arrangement } from "../shared/arrange.js" */
/** @import { EditedMenu } from "../../../lib/types.js" */
/** @import { MenuEditor } from "./use-edited-menu.js" */

const DRAFT = "order"
const TRIES = 3

/** @typedef {ReturnType<typeof useArrange>} Arranging */

/** @returns {Arrangement | undefined} */
const wanted = () => draftOf(DRAFT).changes.order

/** @param {MenuEditor} editor @param {EditedMenu} menu */
export function useArrange(editor, menu) {
  const { busy, send } = useSubmit(editor.onSignedOut)
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const [past, setPast] = useState(/** @type {Arrangement[]} */ ([]))
  const now = arrangementOf(menu)
  const mine = wanted()
  const shown = mine ? fitTo(mine, now) : now
  const newest = useRef(shown)
  newest.current = shown

  /** Sends what is wanted, until what is wanted is what was sent. */
  const save = async () => {
    setProblem("")
    const done = await send(async () => {
      for (let order = wanted(); order; order = wanted()) {
        await put(order)
        if (same(order, wanted())) {
          await editor.sync()
          if (same(order, wanted())) dropDraft(DRAFT)
        }
      }
    })
    if (done?.error) setProblem(problemText(done.error))
  }
  // Left over from a lost connection or a page that was closed too soon.
  useEffect(() => {
    if (wanted()) save()
  }, [])
  /** @param {Arrangement} next */
  const keep = (next) => {
    newest.current = next
    keepDraft(DRAFT, { changes: { order: next }, base: {} })
    save()
  }

  return {
    shown,
    problem,
    isSaving: Boolean(busy),
    isSaved: !busy && !mine,
    save,
    /** @param {(order: Arrangement) => Arrangement} how */
    change: (how) => {
      const before = newest.current
      setPast((list) => [...list, before])
      keep(how(before))
    },
    undo:
      past.length === 0
        ? null
        : () => {
            setPast((list) => list.slice(0, -1))
            keep(fitTo(past[past.length - 1], now))
          },
  }
}

/** @param {Arrangement} order */
async function put(order) {
  for (let tries = 1; ; tries++) {
    const menu = await fetchEditedMenu()
    try {
      return await arrangeMenu(menu.rev, fitTo(order, arrangementOf(menu)))
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 409) || tries >= TRIES) throw error
    }
  }
}
