// The data that the server wrote into the page (shop, menu or order), so that it can be used before the first request.

/** @import { Menu, Order, Shop } from "./types.js" */

/** @typedef {{menu?: Menu, order?: Order & {epoch: string}, shop?: Shop}} First */

/** Each is taken once: a part of the page that is shown later asks for what is true then. @type {First | null} */
let known = null

/** @returns {First} */
function read() {
  const text = document.getElementById("first")?.textContent
  // A page that the browser took out of its own store without asking is as old as that.
  const [opening] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"))
  return text && opening?.transferSize !== 0 ? JSON.parse(text) : {}
}

/** @template {keyof First} K @param {K} name @returns {Exclude<First[K], undefined> | null} */
export function takeFirst(name) {
  known ??= read()
  const taken = known[name]
  delete known[name]
  return /** @type {Exclude<First[K], undefined> | undefined} */ (taken) ?? null
}
