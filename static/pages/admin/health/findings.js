// What is to be said of the shop's health, worst first, each with a remedy in the words of the page.

/** @import { Health, ScreenHealth } from "../../../lib/owner-types.js" */

/**
 * - `danger` something is refused or not kept
 * - `wait`   somebody should look soon
 * - `hint`   all goes on without it
 * @typedef {object} Finding
 * @property {string} kind
 * @property {"danger" | "wait" | "hint"} level
 * @property {ScreenHealth} [screen] the one it is about
 */

/** So many a screen may have yet to be told before somebody there works by what is old. */
export const FAR_BEHIND = 20

/** @param {Health} health @returns {Finding[]} */
export function findingsOf({ status, disk, clock_ok, last_backup, backup_trouble, screens }) {
  /** @type {Finding[]} */
  const findings = []
  if (status === "cannot_write") findings.push({ kind: "cannot_write", level: "danger" })
  if (status === "stuck") findings.push({ kind: "stuck", level: "danger" })
  if (status === "disk_full") findings.push({ kind: "disk_full", level: "danger" })
  else if (disk.space === "short") findings.push({ kind: "disk_short", level: "danger" })
  else if (disk.space === "low") findings.push({ kind: "disk_low", level: "wait" })
  if (backup_trouble) findings.push({ kind: `backup_${backup_trouble}`, level: backup_trouble === "damaged" ? "danger" : "wait" })
  if (!clock_ok) findings.push({ kind: "clock", level: "wait" })
  for (const screen of inOrder(screens)) {
    // Whoever holds a till sees what it shows; a closed one is somebody who went home.
    if (screen.room === "cashier") continue
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

const ROOMS = ["cashier", "kitchen", "board"]

/** Always in the same order, so that a row stays where one looks at it. @param {ScreenHealth[]} screens */
export function inOrder(screens) {
  return [...screens].sort((a, b) => ROOMS.indexOf(a.room) - ROOMS.indexOf(b.room) || (a.name ?? "").localeCompare(b.name ?? "") || a.id.localeCompare(b.id))
}

/** How much of the disk is taken, from 0 to 1; nothing where the system does not say. @param {Health["disk"]} disk */
export function shareTaken({ free_bytes, total_bytes }) {
  if (free_bytes === null || !total_bytes) return null
  return Math.min(1, Math.max(0, 1 - free_bytes / total_bytes))
}
