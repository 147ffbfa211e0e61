// Whose display this is: the till that it was paired for, or, in a second window of a till's own browser, that till.

import { useEffect, useState } from "../../vendor/preact/standalone.js"
import { whoAmI } from "../../lib/api.js"
import { onTillChosen, till as tillHere } from "../../lib/till.js"

/** @import { Role } from "../../lib/types.js" */

// A code is typed, or a cashier signs in next to it, while it waits.
const LOOK_EVERY = 3_000

/** Whose second window shows what the till shows. @type {Record<Role, boolean>} */
const STANDS_AT_TILL = {
  owner: true,
  cashier: true,
  waiter: false,
  kitchen: false,
  board: false,
  kiosk: false,
  display: false,
}

/**
 * `here` where it is the till's own browser, and so another one once another drawer is chosen there.
 * @typedef {{number: number, here: boolean}} Followed
 */

/** @returns {{till: number | null, leave: () => void}} none until it is known */
export function useTill() {
  const [till, setTill] = useState(/** @type {Followed | null} */ (null))
  useEffect(() => {
    if (till) return till.here ? onTillChosen(() => setTill({ number: tillHere(), here: true })) : undefined
    let timer = 0
    let gone = false
    const look = async () => {
      const staff = await whoAmI().then(
        (answer) => answer.staff,
        () => null,
      )
      if (gone) return
      if (staff?.till) setTill({ number: staff.till, here: false })
      else if (staff && STANDS_AT_TILL[staff.role]) setTill({ number: tillHere(), here: true })
      else timer = window.setTimeout(look, LOOK_EVERY)
    }
    look()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [till])
  return { till: till && till.number, leave: () => setTill(null) }
}
