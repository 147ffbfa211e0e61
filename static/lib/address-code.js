// Reads a code from the address after «#», which neither server nor log sees, and removes it at once, so that it stays
// neither in the browser's history nor on the screen.

/** @returns {string} the code, or nothing */
export function takeCode() {
  // Another code scanned in the same tab is another address of the same page: it is loaded again.
  addEventListener("hashchange", () => location.reload(), { once: true })
  const code = normalizeCode(location.hash)
  if (location.hash) history.replaceState(history.state, "", location.pathname + location.search)
  return code
}

/** Only what can stand in a code, as people read it. @param {string} typed */
export function normalizeCode(typed) {
  return typed.toUpperCase().replace(/[^A-Z0-9-]/g, "")
}
