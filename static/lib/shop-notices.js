// Which faults the shop's machine has, worst first: a full disk, no network, a clock that has jumped, backups that
// fail.

import { call } from "./api.js"

/** @import { BackupTrouble, Shop } from "./types.js" */

/** @typedef {"disk_short" | "network" | "disk_low" | "clock" | `backup_${BackupTrouble}`} ShopNotice */

/**
 * @param {Pick<Shop, "disk_space" | "clock_ok" | "network_ok" | "backup_trouble"> | null} shop nothing while it is not
 *   known
 * @returns {ShopNotice[]}
 */
export function noticesOf(shop) {
  if (!shop) return []
  /** @type {ShopNotice[]} */
  const notices = []
  if (shop.disk_space === "short") notices.push("disk_short")
  if (shop.network_ok === false) notices.push("network")
  if (shop.disk_space === "low") notices.push("disk_low")
  if (!shop.clock_ok) notices.push("clock")
  if (shop.backup_trouble) notices.push(`backup_${shop.backup_trouble}`)
  return notices
}

/**
 * Says as the owner that the machine's clock is right, so far ahead of the shop's as it was shown.
 * @param {number} off_by_s
 */
export const confirmClock = (off_by_s) => call("PUT", "/api/v1/admin/clock", { body: { off_by_s } })

/**
 * Whether the printed QR cards lead elsewhere. Without a network it is not known yet where they should.
 * @param {Pick<Shop, "public_url" | "printed_url" | "network_ok">} shop
 */
export function mustReprint({ public_url, printed_url, network_ok }) {
  return Boolean(printed_url) && printed_url !== public_url && network_ok !== false
}
