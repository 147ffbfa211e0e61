// What Enter does in the search: it takes what was found here; only what is not here is asked for.

import { isCode } from "../../lib/scanner.js"
import { showToast } from "../../components/toast.js"
import { message, t } from "../../components/words.js"
import { firstDish, firstRow, leaveField, mainAct } from "./use-keys.js"

/**
 * @param {object} options
 * @param {boolean} options.isSelling
 * @param {boolean} options.stale what is shown may be old
 * @param {boolean} options.tappable whether what Enter would do could have been seen by now
 * @param {(code: string) => void} options.scan asks the shop
 * @param {() => void} options.onFound
 * @returns {(text: string) => void} gets what stands in the field
 */
export function useEnterKey({ isSelling, stale, tappable, scan, onFound }) {
  const dish = (/** @type {string} */ text) => {
    const found = firstDish()
    // What was typed stays, to be corrected.
    if (!found) return showToast({ icon: "search", text: message(() => t("sale.none_to_add", { wanted: text })) })
    found.click()
    onFound()
  }
  const order = (/** @type {string} */ text) => {
    const found = firstRow()
    if (found) found.click()
    else scan(text)
  }
  return (text) => {
    if (isCode(text)) return scan(text)
    if (stale) return
    if (text) return isSelling ? dish(text) : order(text)
    if (!isSelling) return
    leaveField()
    if (tappable) mainAct()?.click()
  }
}
