// Finds the numbers that have just become ready: they chime, and are spoken where that is on. A number that is the
// newest again because a newer one was picked up does not count.

import { useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { play } from "../../lib/sound.js"
import { readStored, writeStored } from "../../lib/storage.js"
import { speak, spelled } from "./speech.js"
import { language, t } from "../../components/words.js"

const SPEAKS = "board_speaks"
// After the chime.
const SPEAK_AFTER = 900
// After a sleep many come at once; the tenth is not worth a wait.
const MOST_SPOKEN = 3

/** @param {string[] | undefined} ready the newest first @param {boolean} isSilent turned off, here or by the owner */
export function useArrivals(ready, isSilent) {
  const before = useRef(/** @type {string[] | undefined} */ (undefined))
  const [arrived, setArrived] = useState("")
  const [speaks, setSpeaks] = useState(readStored(SPEAKS, false))

  useEffect(() => {
    const known = before.current
    before.current = ready
    // On a board that was just switched on, everything is there and nothing arrives.
    const fresh = known && ready ? ready.filter((number) => !known.includes(number)) : []
    if (fresh.length === 0) return
    setArrived(fresh[0])
    if (isSilent) return
    play("ready")
    if (!speaks) return
    const numbers = fresh.slice(0, MOST_SPOKEN).reverse()
    setTimeout(() => {
      for (const number of numbers) sayNumber(number)
    }, SPEAK_AFTER)
  }, [ready])

  const turnSpeech = (/** @type {boolean} */ on) => {
    setSpeaks(on)
    writeStored(SPEAKS, on)
    if (on) sayNumber(ready?.[0] ?? "A-001")
  }
  return { arrived, speaks, turnSpeech }
}

/** @param {string} number */
function sayNumber(number) {
  speak(t("board.spoken", { number: spelled(number) }), language())
}
