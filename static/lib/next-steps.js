// Works out what a newly set up shop still lacks.

/**
 * @typedef {object} ShopFacts
 * @property {number} staff people, the owner among them
 * @property {number} tables
 * @property {number} printers
 * @property {string} place the second place of the backups; empty without one
 * @property {string} qris the text of the shop's code; empty without one
 * @property {boolean} sound whether the bell was tried in this browser
 * @property {boolean} printed whether this browser has printed cards
 */

/** Who works here; the list of the staff has also those who left. @param {{retired_at: string | null}[]} staff */
export const working = (staff) => staff.filter(({ retired_at }) => retired_at === null).length

/** In the order of a morning, with where each is done; the sound is tried where one stands. */
export const NEXT = /** @type {const} */ ([
  { name: "people", address: "/admin#people" },
  { name: "tables", address: "/admin#tables" },
  { name: "cards", address: "/admin/cards" },
  { name: "qris", address: "/admin#settings" },
  { name: "printer", address: "/admin#printers" },
  { name: "sound", address: "" },
  { name: "stick", address: "/admin#backups" },
])

/** @typedef {typeof NEXT[number]["name"]} NextStep */

/** @param {NextStep} step @param {ShopFacts} facts */
export function isDone(step, facts) {
  switch (step) {
    case "people":
      return facts.staff > 1
    case "tables":
      return facts.tables > 0
    case "cards":
      return facts.printed
    case "qris":
      return facts.qris !== ""
    case "printer":
      return facts.printers > 0
    case "sound":
      return facts.sound
    case "stick":
      return facts.place !== ""
    default:
      return /** @satisfies {never} */ (step)
  }
}

/**
 * Whether a page was opened by a phone over the network: it has reached the shop, and needs no other proof.
 * @param {{hostname: string, userAgent: string}} here
 */
export function isPhoneThatCame({ hostname, userAgent }) {
  return /Android.*Mobile|iPhone|iPod/.test(userAgent) && !/^(localhost|127\.|\[::1\])/.test(hostname)
}
