// Formats numbers: «1.042» and «1,5 GB» in Indonesian, «1,042» and «1.5 GB» in English.

const UNITS = ["B", "kB", "MB", "GB", "TB"]
const STEP = 1_000

/** @param {number} amount @param {string} language @param {number} [digits] behind the comma, at most */
export function figures(amount, language, digits = 0) {
  return amount.toLocaleString(language === "id" ? "id-ID" : "en-GB", { maximumFractionDigits: digits })
}

/** A size in thousands of thousands, as on the box of a memory card. @param {number} bytes @param {string} language */
export function size(bytes, language) {
  let [amount, unit] = [bytes, 0]
  // What would be written as 1.000 MB is 1 GB.
  while (rounded(amount) >= STEP && unit < UNITS.length - 1) [amount, unit] = [amount / STEP, unit + 1]
  return `${figures(rounded(amount), language, 1)} ${UNITS[unit]}`
}

/** Below ten with one figure behind the comma, above in whole. @param {number} amount */
function rounded(amount) {
  return amount < 10 ? Math.round(amount * 10) / 10 : Math.round(amount)
}
