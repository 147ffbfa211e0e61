// The unsaved changes of a form, kept apart from the server's values: another screen may change other fields meanwhile,
// and neither change is lost.

/**
 * Only the fields that were touched: what was typed into them, and what stood there before.
 * @typedef {{changes: Record<string, any>, base: Record<string, any>}} Draft
 */

/** @type {Draft} */
export const UNTOUCHED = { changes: {}, base: {} }

export const same = (/** @type {unknown} */ a, /** @type {unknown} */ b) => JSON.stringify(a) === JSON.stringify(b)

/**
 * @param {Draft} draft
 * @param {string} field
 * @param {any} value
 * @param {Record<string, any>} server what the server says now
 * @returns {Draft}
 */
export function withChange(draft, field, value, server) {
  const { [field]: _, ...changes } = draft.changes
  const { [field]: before = server[field], ...base } = draft.base
  if (same(value, server[field])) return { changes, base }
  return { changes: { ...changes, [field]: value }, base: { ...base, [field]: before } }
}

/**
 * What the fields show: what was typed, and elsewhere what the server says.
 * @template {Record<string, any>} T
 * @param {T} server
 * @param {Draft} draft
 * @returns {T}
 */
export function applied(server, draft) {
  return { ...server, ...draft.changes }
}

/** @param {Draft} draft */
export function isTouched(draft) {
  return Object.keys(draft.changes).length > 0
}

/**
 * The touched fields that another screen has changed as well, to something else.
 * @param {Draft} draft
 * @param {Record<string, any>} server
 * @returns {string[]}
 */
export function clashes(draft, server) {
  return Object.keys(draft.changes).filter(
    (field) => !same(draft.base[field], server[field]) && !same(draft.changes[field], server[field]),
  )
}

/**
 * The draft after another screen was saved: what is so already is no change any more.
 * @param {Draft} draft
 * @param {Record<string, any>} server
 * @returns {Draft}
 */
export function prunedDraft(draft, server) {
  return Object.entries(draft.changes).reduce((now, [field, value]) => withChange(now, field, value, server), draft)
}

/**
 * My list of options over theirs: mine where I changed something, theirs in everything I left alone.
 * @template {{id?: number}} T
 * @param {T[]} base as it was when I began
 * @param {T[]} mine
 * @param {T[]} theirs as the server has it now
 * @returns {T[]}
 */
export function mergedList(base, mine, theirs) {
  const find = (/** @type {T[]} */ list, /** @type {number | undefined} */ id) =>
    list.find((each) => id !== undefined && each.id === id)
  const merged = mine.flatMap((each) => {
    const [was, now] = [find(base, each.id), find(theirs, each.id)]
    if (!was) return [each]
    if (now) return [/** @type {T} */ (fieldwise(was, each, now))]
    // Taken away on the other screen: only what I worked on stays, as something new.
    return same(was, each) ? [] : [{ ...each, id: undefined }]
  })
  return [...merged, ...theirs.filter((each) => each.id !== undefined && !find(base, each.id) && !find(mine, each.id))]
}

/** @param {Record<string, any>} was @param {Record<string, any>} mine @param {Record<string, any>} now */
function fieldwise(was, mine, now) {
  return Object.fromEntries(
    Object.keys(mine).map((field) => [field, same(was[field], mine[field]) ? now[field] : mine[field]]),
  )
}
