// Reads from the page's address whose history is wanted.

/** The name as it was written into the address; what was typed there otherwise, as it is. @param {string} part */
export function personIn(part) {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
