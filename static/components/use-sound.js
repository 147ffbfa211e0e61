// Sound on a fixed screen of the shop: on unless staff turned it off here. After each start it comes back with the
// first touch, because browsers allow no sound before one.

import { signal, useEffect, useState } from "../vendor/preact/standalone.js"
import { arm, disarm, isArmed, isSilenced, onSound, play } from "../lib/sound.js"
import { readStored, writeStored } from "../lib/storage.js"

const TOUCHES = ["click", "touchend", "keydown"]
const wanted = signal(Boolean(readStored("sound", true)))

/**
 * - `on`       heard
 * - `waiting`  wanted, and waiting for a touch
 * - `off`      turned off by hand
 * - `silenced` turned off by the owner, for every screen of this kind
 * @returns {{sound: "on" | "waiting" | "off" | "silenced", turn: (on: boolean) => void, hear: (name: Parameters<typeof
 *   play>[0]) => void}}
 */
export function useSound() {
  const [, draw] = useState(0)
  useEffect(() => {
    const wake = () => {
      if (wanted.value && !isArmed()) arm()
    }
    // At the end of a touch and not at its beginning: the sign for «no sound» goes, and what is pressed must not move
    // away.
    for (const touch of TOUCHES) addEventListener(touch, wake)
    const leave = onSound(() => draw((times) => times + 1))
    wake()
    // The sound may have been allowed between the first drawing and now.
    draw((times) => times + 1)
    return () => {
      for (const touch of TOUCHES) removeEventListener(touch, wake)
      leave()
    }
  }, [])
  const turn = (/** @type {boolean} */ on) => {
    wanted.value = on
    writeStored("sound", on)
    if (on)
      arm().then((works) => {
        if (works) play("ready")
      })
    else disarm()
  }
  return {
    sound: isSilenced() ? "silenced" : !wanted.value ? "off" : isArmed() ? "on" : "waiting",
    turn,
    // To try one is to want it.
    hear: (name) => {
      wanted.value = true
      writeStored("sound", true)
      arm().then((works) => {
        if (works) play(name)
      })
    },
  }
}
