// Which cash drawer this device stands at. It belongs to the device and not to the person signed in, as the drawer
// does.

import { readStored, removeStored, writeStored } from "./storage.js"

const KEY = "till"

/** Its number; the first, where none was chosen. */
export function till() {
  const chosen = readStored(KEY, 1)
  return Number.isInteger(chosen) && chosen >= 1 && chosen <= 9 ? chosen : 1
}

/** Answers how to stop. @param {() => void} act when another window of this device chose another drawer */
export function onTillChosen(act) {
  // Emptied as a whole, it has no key.
  const look = (/** @type {StorageEvent} */ event) => (event.key === KEY || event.key === null) && act()
  addEventListener("storage", look)
  return () => removeEventListener("storage", look)
}

/** @param {number} number */
export function chooseTill(number) {
  if (number === 1) removeStored(KEY)
  else writeStored(KEY, number)
}
