// Formats whole rupiah. No floats and no Intl, so that every browser shows the same characters.

/** `25000` -> `Rp25.000` @param {number} amount */
export function rupiah(amount) {
  const figures = String(Math.abs(Math.trunc(amount))).replace(/\B(?=(\d{3})+$)/g, ".")
  return `${amount < 0 ? "-" : ""}Rp${figures}`
}

/** The price a choice adds, or nothing when it is free. @param {number} amount */
export function surcharge(amount) {
  if (amount === 0) return ""
  return amount > 0 ? `+${rupiah(amount)}` : rupiah(amount)
}

// Indonesian notes people round up to; 20.000 is left out because it makes sums that are not handed over.
const NOTES = [5_000, 10_000, 50_000, 100_000]

/**
 * Whether this is too much money for the sum to be meant: more than ten times the sum, and no note for it.
 * @param {number} total
 * @param {number} tendered
 */
export function isAbsurd(total, tendered) {
  return tendered > 10 * total && !suggestedTenders(total).includes(tendered)
}

/**
 * The sums a customer is likely to hold out: the next round ones above the total, at most three.
 * @param {number} total
 */
export function suggestedTenders(total) {
  const sums = NOTES.map((note) => Math.ceil((total + 1) / note) * note)
  return [...new Set(sums)].sort((a, b) => a - b).slice(0, 3)
}
