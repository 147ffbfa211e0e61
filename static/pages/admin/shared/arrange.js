// Moves within the order of the menu, and applies such moves to a menu that has changed meanwhile.

/** @typedef {{id: number, items: number[]}[]} Arrangement categories in order, each with its items in order */
/** @typedef {{kind: "category" | "item", id: number}} Row */

/** A copy with one thing moved. @template T @param {T[]} list @param {number} from @param {number} to @returns {T[]} */
export function moved(list, from, to) {
  const rest = list.filter((_, at) => at !== from)
  rest.splice(Math.max(0, to), 0, list[from])
  return rest
}

/** @param {{categories: {id: number, items: {id: number}[]}[]}} menu @returns {Arrangement} */
export function arrangementOf(menu) {
  return menu.categories.map((category) => ({ id: category.id, items: category.items.map((item) => item.id) }))
}

/** Headings and dishes under one another, as one sees them. @param {Arrangement} arrangement @returns {Row[]} */
export function rowsOf(arrangement) {
  return arrangement.flatMap(({ id, items }) => [
    { kind: /** @type {const} */ ("category"), id },
    ...items.map((item) => ({ kind: /** @type {const} */ ("item"), id: item })),
  ])
}

/** What stands under which heading. @param {Row[]} rows the first is a heading @returns {Arrangement} */
export function underHeadings(rows) {
  /** @type {Arrangement} */
  const arrangement = []
  for (const row of rows) {
    if (row.kind === "category") arrangement.push({ id: row.id, items: [] })
    else arrangement.at(-1)?.items.push(row.id)
  }
  return arrangement
}

/** Where a dish stands, counted from one. @param {Arrangement} arrangement @param {number} item */
export function positionOf(arrangement, item) {
  const category = arrangement.find(({ items }) => items.includes(item))
  return {
    category: category?.id ?? 0,
    position: (category?.items.indexOf(item) ?? -1) + 1,
    all: category?.items.length ?? 0,
  }
}

/**
 * My order on the menu as it is now: what is gone is left out, and what is new stands where the menu has it, last.
 * @param {Arrangement} mine
 * @param {Arrangement} now
 * @returns {Arrangement}
 */
export function fitTo(mine, now) {
  const there = new Set(now.flatMap(({ items }) => items))
  const placed = new Set(mine.filter(({ id }) => now.some((each) => each.id === id)).flatMap(({ items }) => items))
  const known = mine.filter(({ id }) => now.some((each) => each.id === id))
  const fresh = now.filter(({ id }) => !mine.some((each) => each.id === id))
  return [...known, ...fresh.map(({ id }) => ({ id, items: /** @type {number[]} */ ([]) }))].map(({ id, items }) => ({
    id,
    items: [
      ...items.filter((item) => there.has(item)),
      ...(now.find((each) => each.id === id)?.items ?? []).filter((item) => !placed.has(item)),
    ],
  }))
}
