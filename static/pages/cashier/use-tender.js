// What is typed while money is taken: what was handed over and, where a part is paid, how much of the bill it is for.

import { useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { onScan, typing } from "../../lib/scanner.js"
import { typed } from "./money-pad.js"

/**
 * `part` is null for all of it, `tendered` for exactly what is owed. Where it is `fresh`, the next digit begins a new
 * sum.
 * @typedef {{part: number | null, tendered: number | null, field: "part" | "tendered", fresh: boolean}} Entry
 */
/** @typedef {ReturnType<typeof useTender>} Tender */

/** @type {Entry} */
const EXACT = { part: null, tendered: null, field: "tendered", fresh: true }

/** @param {{rest: number, restInCash: number, cash: boolean}} options */
export function useTender({ rest, restInCash, cash }) {
  const [entry, setEntry] = useState(EXACT)
  // Fingers and scanners are quicker than the screen: every key counts on what the last one left.
  const latest = useRef(entry)
  const enter = (/** @type {Entry} */ next) => {
    latest.current = next
    setEntry(next)
  }
  // The entry before the current burst of keys: if a scanner types them, the entry is put back.
  const before = useRef({ burst: typing.id, entry })
  const putBack = () => enter(before.current.entry)
  useEffect(
    () =>
      onScan(() => {
        if (before.current.burst === typing.id) putBack()
      }),
    [],
  )

  /** What an entry comes to. @param {Entry} of */
  const sumsOf = ({ part, tendered, field }) => {
    const amount = part ?? rest
    // Only what settles the bill is rounded to what can be counted out.
    const owed = cash ? (amount === rest ? restInCash : amount) : amount
    return {
      amount,
      owed,
      tendered: cash ? (tendered ?? owed) : owed,
      isPart: part !== null,
      /** Whether it can be taken. */
      fits: part === null || (amount > 0 && amount <= rest),
      field: cash ? field : "part",
    }
  }
  const sums = () => sumsOf(latest.current)

  return {
    ...sumsOf(entry),
    fresh: entry.fresh,
    /** By the last key, which the screen may not show yet. */
    now: () => ({ ...sums(), fresh: latest.current.fresh }),
    takesDigits: cash || entry.part !== null,
    press: (/** @type {string} */ key) => {
      const { part, fresh } = latest.current
      const { field, tendered } = sums()
      if (field === "part") enter({ ...EXACT, part: typed(fresh ? 0 : (part ?? 0), key), field, fresh: false })
      else enter({ ...latest.current, tendered: typed(fresh ? 0 : tendered, key), fresh: false })
    },
    pick: (/** @type {number} */ amount) => {
      const { field } = sums()
      enter(
        field === "part"
          ? { ...EXACT, part: amount, field }
          : { ...latest.current, tendered: amount === sums().owed ? null : amount, fresh: true },
      )
    },
    exact: () => enter({ ...latest.current, tendered: null, fresh: true }),
    /** A part, or all of it again. @param {boolean} isPart */
    split: (isPart) => enter(isPart ? { ...EXACT, part: rest, field: "part" } : EXACT),
    /** @param {Entry["field"]} field */
    turnTo: (field) => enter({ ...latest.current, field, fresh: true }),
    noteBurst: () => {
      if (before.current.burst !== typing.id) before.current = { burst: typing.id, entry: latest.current }
    },
    putBack,
  }
}
