// Formats a price while it is typed: separators are inserted, and the caret stays at the digit where it was.

import { rupiah } from "../../../lib/money.js"

// Nine figures: more than any dish costs, and far from where whole numbers end.
const LONGEST = 9

/**
 * The whole rupiah in what the owner typed or pasted; null when there is no figure.
 * @param {string} text
 * @returns {number | null}
 */
export function amountIn(text) {
  // «25.000,00» is twenty-five thousand: what comes after a decimal comma is no rupiah.
  const figures = text
    .replace(/,\d{0,2}\s*$/, "")
    .replace(/\D/g, "")
    .slice(0, LONGEST)
  return figures === "" ? null : Number(figures)
}

/** `25000` -> `25.000`, for a field that has «Rp» before it. @param {number | null} amount */
export function figures(amount) {
  return amount === null ? "" : rupiah(amount).replace("Rp", "")
}

/** The price after the key with three zeros. @param {number | null} amount @returns {number | null} */
export function thousand(amount) {
  return amount && String(amount).length + 3 <= LONGEST ? amount * 1000 : amount
}

/**
 * Where the caret belongs once the dots have moved: as many figures behind it as before.
 * @param {string} typed
 * @param {number} caret
 * @param {string} shown
 */
export function caretIn(typed, caret, shown) {
  let behind = typed.slice(caret).replace(/\D/g, "").length
  let at = shown.length
  while (at > 0 && behind > 0) if (/\d/.test(shown[--at])) behind -= 1
  return at
}
