// The rules of a PIN: digits only, long enough to be worth something and short enough to type while a customer waits.

const SHORTEST = 4
export const MAX_PIN_LENGTH = 10

/** What of something typed can stand in a PIN. @param {string} typed */
export function pinIn(typed) {
  return typed.replace(/\D/g, "").slice(0, MAX_PIN_LENGTH)
}

/**
 * What is wrong with a PIN that was typed twice.
 * @param {string} pin
 * @param {string} again
 * @returns {"" | "short" | "different"}
 */
export function pinProblem(pin, again) {
  if (pin !== pinIn(pin) || pin.length < SHORTEST) return "short"
  return pin === again ? "" : "different"
}
