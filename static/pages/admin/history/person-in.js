// Whose history the address of the page asks for.

/** The name as it was written into the address; what was typed there otherwise, as it is. @param {string} part */
export function personIn(part) {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
