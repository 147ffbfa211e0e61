// The findings about the shop's health, worst first, each with its remedy.

/** @import { Health, ScreenHealth, Space } from "../../../lib/types.js" */

/**
 * - `danger` something is refused or not kept
 * - `wait`   the owner should look soon
 * - `hint`   all goes on without it
 * @typedef {object} Finding
 * @property {string} kind
 * @property {"danger" | "wait" | "hint"} level
 * @property {ScreenHealth} [screen] the one it is about
 */

/** So many a screen may have yet to be told before the staff there work by what is old. */
export const FAR_BEHIND = 20

/** @type {Record<Health["status"], boolean>} */
const IS_WRONG = { ok: false, disk_full: true, cannot_write: true, stuck: true }
/** @type {Record<Space, Finding["level"] | null>} */
const SPACES = { plenty: null, low: "wait", short: "danger" }

/** @param {Health} health @returns {Finding[]} */
export function findingsOf({ status, disk, clock_ok, last_backup, backup_trouble, screens }) {
  /** @type {Finding[]} */
  const findings = []
  if (IS_WRONG[status]) findings.push({ kind: status, level: "danger" })
  const level = SPACES[disk.space]
  if (level && status !== "disk_full") findings.push({ kind: `disk_${disk.space}`, level })
  if (backup_trouble)
    findings.push({ kind: `backup_${backup_trouble}`, level: backup_trouble === "damaged" ? "danger" : "wait" })
  if (!clock_ok) findings.push({ kind: "clock", level: "wait" })
  for (const screen of inOrder(screens)) {
    if (!ROOMS[screen.room].isMissed) continue
    const state = stateOf(screen)
    if (state !== "on") findings.push({ kind: `screen_${state}`, level: "wait", screen })
  }
  if (!last_backup) findings.push({ kind: "no_backup", level: "hint" })
  return findings
}

/** @param {ScreenHealth} screen @returns {"on" | "behind" | "silent" | "lost"} */
export function stateOf({ connected, current, behind }) {
  if (!connected) return "lost"
  if (!current) return "silent"
  return behind !== null && behind >= FAR_BEHIND ? "behind" : "on"
}

/**
 * A cashier sees what their own till shows; a till that is closed is no fault.
 * @type {Record<ScreenHealth["room"], {rank: number, isMissed: boolean}>}
 */
const ROOMS = {
  cashier: { rank: 0, isMissed: false },
  kitchen: { rank: 1, isMissed: true },
  board: { rank: 2, isMissed: true },
  // The cashier can still say the total, and the till shows that the display is gone.
  display: { rank: 3, isMissed: false },
}

/** Always in the same order, so that a row stays where one looks at it. @param {ScreenHealth[]} screens */
export function inOrder(screens) {
  return [...screens].sort(
    (a, b) =>
      ROOMS[a.room].rank - ROOMS[b.room].rank || (a.name ?? "").localeCompare(b.name ?? "") || a.id.localeCompare(b.id),
  )
}

/** How much of the disk is taken, from 0 to 1; nothing where the system does not say. @param {Health["disk"]} disk */
export function shareTaken({ free_bytes, total_bytes }) {
  if (free_bytes === null || !total_bytes) return null
  return Math.min(1, Math.max(0, 1 - free_bytes / total_bytes))
}
