// The merchant of a stored QRIS code, for the history: to a reader two codes differ only in this name and in their last
// four characters. The code was checked when it was saved.

const MERCHANT = "59"

/** @param {string} code @returns {string} empty without a code */
export function merchantOf(code) {
  // Lengths count characters.
  const letters = [...code]
  const text = (/** @type {number} */ from, /** @type {number} */ to) => letters.slice(from, to).join("")
  for (let at = 0; at + 4 <= letters.length;) {
    const end = at + 4 + Number(text(at + 2, at + 4))
    if (!(end > at)) return code
    if (text(at, at + 2) === MERCHANT) return `${text(at + 4, end).trim()} (…${letters.slice(-4).join("")})`
    at = end
  }
  return code
}
