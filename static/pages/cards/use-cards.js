// The data of the cards, fetched again when the shop's address, Wi-Fi or tables change.

import { useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { Refusal } from "../../lib/api.js"
import { fetchCards, renewCards, restoreCards } from "../../lib/cards-api.js"
import { loadAllWords } from "../../lib/i18n.js"
import { problemText } from "../../components/problem.js"
import { showToast } from "../../components/toast.js"
import { message, t } from "../../components/words.js"

/** @import { Deck } from "../../lib/cards-api.js" */
/** @import { Shop } from "../../lib/types.js" */
/** @import { PrintCard } from "./paper.js" */

const AGAIN_AFTER = 2_000
const UNDO_FOR = 12

/** @param {Shop | null} shop @param {(byOwnHand?: boolean) => void} onSignedOut */
export function useCards(shop, onSignedOut) {
  const [deck, setDeck] = useState(/** @type {Deck | null} */ (null))
  const [busy, setBusy] = useState(0)
  const shown = useRef(/** @type {Deck | null} */ (null))
  // Of two answers the one asked for later counts.
  const turn = useRef(0)
  const show = (/** @type {Deck} */ next) => {
    const before = shown.current
    shown.current = next
    setDeck(next)
    if (before && whatAllSay(before) !== whatAllSay(next))
      showToast({ icon: "reconnect", text: message(() => t("cards.made_again")), seconds: UNDO_FOR })
  }

  useEffect(() => {
    const mine = ++turn.current
    let timer = 0
    const ask = () =>
      Promise.all([fetchCards(), loadAllWords()]).then(
        ([next]) => {
          if (mine === turn.current) show(next)
        },
        (error) => {
          if (error instanceof Refusal && error.status === 401) onSignedOut()
          else timer = window.setTimeout(ask, AGAIN_AFTER)
        },
      )
    ask()
    return () => clearTimeout(timer)
  }, [shop])

  /** @param {() => Promise<Deck>} run @param {number} id the table that is seen to be worked on */
  const act = async (run, id) => {
    if (busy) return false
    setBusy(id)
    try {
      const next = await run()
      turn.current++
      show(next)
      return true
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) onSignedOut()
      else showToast({ icon: "alert", text: problemText(error), seconds: UNDO_FOR })
      return false
    } finally {
      setBusy(0)
    }
  }
  /** Makes a card worthless and another in its place. @param {PrintCard} card */
  const renew = async (card) => {
    const before = { id: card.id, token: card.token ?? "" }
    if (!(await act(() => renewCards([card.id]), card.id))) return
    const back = () => {
      act(() => restoreCards([before]), card.id)
    }
    showToast({
      icon: "change",
      text: message(() => t("cards.renewed", { table: card.table_number })),
      seconds: UNDO_FOR,
      action: { label: message(() => t("common.undo")), run: back },
    })
  }
  return { deck, busy, renew }
}

/** Otherwise than before, every card on the tables is out of date. @param {Deck} deck */
const whatAllSay = ({ public_url, wifi }) => JSON.stringify([public_url, wifi])
