// What is wrong with the shop's machine, worst first: little room on its disk, a clock that is behind, backups that fail.

/** @import { BackupTrouble, Shop } from "./types.js" */

/** @typedef {"disk_short" | "disk_low" | "clock" | `backup_${BackupTrouble}`} ShopNotice */

/** @param {Pick<Shop, "disk_space" | "clock_ok" | "backup_trouble"> | null} shop nothing while it is not known @returns {ShopNotice[]} */
export function noticesOf(shop) {
  if (!shop) return []
  /** @type {ShopNotice[]} */
  const notices = []
  if (shop.disk_space === "short") notices.push("disk_short")
  if (shop.disk_space === "low") notices.push("disk_low")
  if (!shop.clock_ok) notices.push("clock")
  if (shop.backup_trouble) notices.push(`backup_${shop.backup_trouble}`)
  return notices
}
