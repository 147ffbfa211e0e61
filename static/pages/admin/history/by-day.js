// Groups the history by day, and rows that were saved together into one entry.

/** @import { Change } from "../../../lib/types.js" */

/** @param {Change[]} changes newest first @returns {Change[][]} */
export function bySaving(changes) {
  /** @type {Change[][]} */
  const savings = []
  for (const change of changes) {
    const last = savings.at(-1)
    const same =
      last &&
      ["at", "by", "subject", "subject_id", "name"].every(
        (what) => last[0][/** @type {"at"} */ (what)] === change[/** @type {"at"} */ (what)],
      )
    // Within one saving, as the form has them.
    if (same) last.unshift(change)
    else savings.push([change])
  }
  return savings
}

/** @param {Change[][]} savings newest first @param {(at: string) => string} dayOf @returns {[string, Change[][]][]} */
export function byDay(savings, dayOf) {
  /** @type {Map<string, Change[][]>} */
  const days = new Map()
  for (const saving of savings) {
    const day = dayOf(saving[0].at)
    days.set(day, [...(days.get(day) ?? []), saving])
  }
  return [...days]
}
