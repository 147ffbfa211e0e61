// The rules for names of this machine, the same as the server's.

const MOST_LETTERS = 100
const PART = "[a-z\\d]([a-z\\d-]*[a-z\\d])?"
const NAME = new RegExp(`^${PART}(\\.${PART})*\\.?$`)

/** The names in a text, without repetitions. @param {string} text */
export function namesIn(text) {
  return [
    ...new Set(
      text
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ]
}

/** @param {string} name */
export function isHostName(name) {
  return name.length <= MOST_LETTERS && NAME.test(name)
}
