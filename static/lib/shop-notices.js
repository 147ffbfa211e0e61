// What is wrong with the shop's machine, worst first: little room on its disk, a clock that is behind.

/** @import { Shop } from "./types.js" */

/** @typedef {"disk_short" | "disk_low" | "clock"} ShopNotice */

/** @param {Pick<Shop, "disk_space" | "clock_ok"> | null} shop nothing while it is not known @returns {ShopNotice[]} */
export function noticesOf(shop) {
  if (!shop) return []
  /** @type {ShopNotice[]} */
  const notices = []
  if (shop.disk_space === "short") notices.push("disk_short")
  if (shop.disk_space === "low") notices.push("disk_low")
  if (!shop.clock_ok) notices.push("clock")
  return notices
}
