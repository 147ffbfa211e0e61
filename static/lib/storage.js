// Local storage. Private mode, a full disk or forbidden storage must never stop a page: a failed read returns the
// default, a failed write is ignored.

/**
 * @template T
 * @param {string} key
 * @param {T} fallback
 * @returns {T}
 */
export function readStored(key, fallback) {
  try {
    const text = localStorage.getItem(key)
    return text === null ? fallback : JSON.parse(text)
  } catch {
    return fallback
  }
}

/** @param {string} key @param {unknown} value */
export function writeStored(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Nothing to do: the page works on, it only forgets at the next reload.
  }
}

/** @param {string} key */
export function removeStored(key) {
  try {
    localStorage.removeItem(key)
  } catch {
    // As above.
  }
}

/** What this device calls itself in a room, for as long as it remembers. @param {string} room */
export function screenName(room) {
  const key = `screen_${room}`
  const known = readStored(key, "")
  if (/^[A-Za-z0-9-]{8,40}$/.test(known)) return known
  const name = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("")
  writeStored(key, name)
  return name
}
