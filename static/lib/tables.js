// The tables of a shop, by what stands on them.

/** More than any shop has; a slip of the finger must not make thousands. */
const MOST = 500

/** The tables with 1 to `count` among them: those that are there stay where they are. @param {string[]} tables @param {number} count @returns {string[]} */
export function numbered(tables, count) {
  const there = new Set(tables.map((table) => table.trim()))
  const wanted = Array.from({ length: Math.min(count, MOST) }, (_, at) => String(at + 1))
  return [...tables, ...wanted.filter((table) => !there.has(table))].slice(0, MOST)
}

/** Which of them cannot stand so: empty, or the same as one before. @param {string[]} tables @returns {{at: number, twice: boolean}[]} */
export function tableProblems(tables) {
  const names = tables.map((table) => table.trim())
  return names.map((name, at) => ({ at, twice: name !== "" && names.indexOf(name) < at })).filter(({ at, twice }) => twice || !names[at])
}
