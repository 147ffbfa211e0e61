// The errors of a person's form, each with its field.

import { Refusal } from "../../../lib/api.js"
import { pinProblem } from "../../../lib/pin.js"
import { problemText } from "../../../components/problem.js"
import { message, t } from "../../../components/words.js"

/** @import { Message } from "../../../components/words.js" */
/** @import { PinTwice } from "../../../components/new-pin.js" */

/** @typedef {Partial<Record<"name" | "role" | "pin" | "again" | "other", Message>>} Problems */

export const MAX_NAME_LENGTH = 40
/** @type {PinTwice} */
export const NO_PIN = { pin: "", again: "" }

/** Where the server's own no belongs. @type {Record<string, keyof Problems>} */
const FIELDS = { unfit_name: "name", name_taken: "name", unfit_pin: "pin", last_owner: "role" }

/** @param {string} name @param {PinTwice | null} pin @returns {Problems} */
export function personProblems(name, pin) {
  /** @type {Problems} */
  const problems = name.trim() ? {} : { name: message(() => t("admin.name_missing")) }
  const wrong = pin && pinProblem(pin.pin, pin.again)
  if (wrong) problems[wrong === "short" ? "pin" : "again"] = message(() => t(`pin.${wrong}`))
  return problems
}

/** @param {unknown} error @returns {Problems} */
export function refused(error) {
  const field = error instanceof Refusal ? (FIELDS[error.code] ?? error.problem.field) : ""
  return { [field === "name" || field === "role" || field === "pin" ? field : "other"]: problemText(error) }
}
