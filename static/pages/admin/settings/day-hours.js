// Converts the opening hours of a day between their stored form, `06:00-10:30 17:00-01:00`, and time fields.

/** @typedef {{from: string, to: string}} Span times like `06:00`, or nothing while they are written */

/** What a day has when it is opened, and what a second span begins with. @type {Span[]} */
const FIRST = [
  { from: "08:00", to: "21:00" },
  { from: "17:00", to: "22:00" },
]
export const MOST_SPANS = FIRST.length

/** @param {string} text @returns {Span[]} */
export const spansOf = (text) =>
  text
    .split(" ")
    .filter(Boolean)
    .map((part) => {
      const [from, to] = part.split("-")
      // A field for times knows no 24:00.
      return { from, to: to === "24:00" ? "00:00" : to }
    })

/** @param {Span[]} spans */
export const textOf = (spans) => spans.map(({ from, to }) => `${from}-${to}`).join(" ")

/** @param {Span[]} spans */
export const withSpan = (spans) => [...spans, FIRST[spans.length]]

const minutes = (/** @type {string} */ clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/**
 * What is wrong with a day, as the server would see it.
 * @param {string} text
 * @returns {"" | "missing" | "same" | "overlap"}
 */
export function faultOf(text) {
  const spans = spansOf(text)
  if (spans.some(({ from, to }) => !from || !to)) return "missing"
  if (spans.some(({ from, to }) => from === to)) return "same"
  const times = spans
    .map(({ from, to }) => ({ begins: minutes(from), ends: minutes(to) + (to < from ? 1440 : 0) }))
    .sort((a, b) => a.begins - b.begins)
  const [first, last] = [times[0], times.at(-1)]
  const meets = times.some(({ begins }, at) => at > 0 && begins < times[at - 1].ends)
  return meets || (first && last && last.ends > first.begins + 1440) ? "overlap" : ""
}
