// Creates something exactly once: if the answer was lost, it looks whether the first request arrived before it sends
// another.

import { useRef } from "../../../vendor/preact/standalone.js"

/**
 * @template {{id: number | string, name: any}} T
 * @param {() => Promise<T[]>} look what there is now
 * @param {T[]} known what there was when the form was opened
 * @param {(thing: T) => string} [nameOf]
 * @returns {(name: string, add: () => Promise<T>) => Promise<T>}
 */
export function useIdempotentCreate(look, known, nameOf = (thing) => thing.name.id) {
  const before = useRef(/** @type {Set<number | string> | null} */ (null))
  return async (name, add) => {
    const arrived =
      before.current && (await look()).find((each) => !before.current?.has(each.id) && nameOf(each) === name)
    before.current ??= new Set(known.map((each) => each.id))
    const made = arrived ?? (await add())
    before.current = null
    return made
  }
}
