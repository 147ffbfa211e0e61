// Why a file cannot be the menu, and where in it: by the name of the dish, not only by its number.

import { Refusal, Unreachable } from "../../../lib/api.js"
import { problemText } from "../../../components/problem.js"
import { message, t } from "../../../components/words.js"

const LISTS = ["items", "categories", "modifier_groups"]

/** @import { MenuSource } from "../shared/owner-api.js" */

/** @param {Refusal | Unreachable} error @param {MenuSource} source */
export function fileProblem(error, source) {
  // What is wrong with a table is said by the server, by its line and its column.
  const text = "text" in source ? source.text : ""
  const field = error instanceof Refusal ? error.problem.field : undefined
  const [, list, at, what] = /^(\w+)\[(\d+)\]\.(.+)$/.exec(field ?? "") ?? []
  if (!LISTS.includes(list)) return problemText(error)
  return message(() =>
    t("transfer.wrong_field", {
      field: field ?? "",
      name: nameAt(text, list, Number(at)) || `#${Number(at) + 1}`,
      what,
    }),
  )
}

/** @param {string} text @param {string} list @param {number} at */
function nameAt(text, list, at) {
  try {
    const { name } = JSON.parse(text)[list][at]
    return String(name?.id ?? name ?? "")
  } catch {
    return ""
  }
}
