// Keeps an opened item open when another screen deletes it, so that what was typed here is not lost.

import { useRef } from "../../../vendor/preact/standalone.js"

/**
 * @template {{id: number}} T
 * @param {T | undefined} found
 * @param {string} wanted the number in the address
 * @returns {{thing: T | null, gone: boolean}}
 */
export function useStickyItem(found, wanted) {
  const last = useRef(/** @type {T | null} */ (null))
  if (found) last.current = found
  const kept = String(last.current?.id) === wanted ? last.current : null
  return { thing: found ?? kept, gone: !found && kept !== null }
}
