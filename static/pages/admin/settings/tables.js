// The rules for a list of tables.

/**
 * @typedef {{id?: number, name: string}} NamedTable one without an id is new; with its id a table keeps its card,
 *   under any name
 */

/** More than any shop has; a slip of the finger must not make thousands. */
const MOST = 500

/**
 * The tables with 1 to `count` among them: those that are there stay where they are.
 * @param {NamedTable[]} tables
 * @param {number} count
 * @returns {NamedTable[]}
 */
export function numbered(tables, count) {
  const there = new Set(tables.map((table) => table.name.trim()))
  const wanted = Array.from({ length: Math.min(count, MOST) }, (_, at) => String(at + 1))
  return [...tables, ...wanted.filter((name) => !there.has(name)).map((name) => ({ name }))].slice(0, MOST)
}

/**
 * Which of them cannot stand so: empty, or the same as one before.
 * @param {NamedTable[]} tables
 * @returns {{at: number, twice: boolean}[]}
 */
export function tableProblems(tables) {
  const names = tables.map((table) => table.name.trim())
  return names
    .map((name, at) => ({ at, twice: name !== "" && names.indexOf(name) < at }))
    .filter(({ at, twice }) => twice || !names[at])
}
