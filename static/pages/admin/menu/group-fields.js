// A choice as the fields of its form: what is wrong with it, and what goes to the server.

import { mergedList } from "../shared/draft.js"
import { message, t } from "../../../components/words.js"

/** @import { Problems } from "../../../components/problem.js" */
/** @import { EditedGroup, GroupChange } from "../../../lib/types.js" */

/**
 * An option in the form; `key` tells new ones apart.
 * @typedef {NonNullable<GroupChange["options"]>[number] & {key?: string}} OptionFields
 */
/** @typedef {{name_id: string, name_en: string, min: number, max: number, options: OptionFields[]}} GroupFields */

/** @returns {OptionFields} */
export function blankOption() {
  return {
    key: Math.random().toString(36).slice(2),
    name: { id: "", en: "" },
    price: 0,
    is_available: true,
    is_default: false,
  }
}

// A choice of one is not asked.
const FRESH = [1, 2].map((n) => ({ ...blankOption(), key: `first ${n}` }))

/** @param {EditedGroup | null} group @returns {GroupFields} */
export function groupFieldsOf(group) {
  return group
    ? { name_id: group.name.id, name_en: group.name.en, min: group.min, max: group.max, options: group.options }
    : { name_id: "", name_en: "", min: 1, max: 1, options: FRESH }
}

/** @param {GroupFields} values @returns {Problems} */
export function groupProblemsOf(values) {
  /** @type {Problems} */
  const problems = {}
  if (!values.name_id.trim()) problems.name_id = message(() => t("admin.name_missing"))
  values.options.forEach((option, at) => {
    const name = option.name.id.trim()
    if (!name) problems[`option-${at}-name`] = message(() => t("admin.option_missing"))
    else if (values.options.findIndex((other) => other.name.id.trim() === name) < at)
      problems[`option-${at}-name`] = message(() => t("admin.option_twice", { name }))
    if (option.price === null) problems[`option-${at}-price`] = message(() => t("admin.option_price_missing"))
  })
  if (values.options.length === 0) problems.options = message(() => t("admin.no_options"))
  else if (values.max > values.options.length || values.min > values.max)
    problems.rule = message(() => t("rule.too_many", { n: values.options.length }))
  else if (values.options.filter((option) => option.is_default).length > values.max)
    problems.options = message(() => t("rule.too_many_usual", { n: values.max }))
  return problems
}

/**
 * @param {GroupFields} values
 * @param {string[]} touched
 * @param {OptionFields[]} base the options when the form was begun
 * @param {OptionFields[]} theirs as they are now
 * @returns {GroupChange}
 */
export function groupBodyOf(values, touched, base, theirs) {
  /** @type {GroupChange} */
  const body = {}
  if (touched.includes("name_id") || touched.includes("name_en"))
    body.name = { id: values.name_id.trim(), en: values.name_en.trim() }
  // The two are one sentence.
  if (touched.includes("min") || touched.includes("max")) Object.assign(body, { min: values.min, max: values.max })
  if (touched.includes("options")) {
    body.options = mergedList(base, values.options, theirs).map(({ key: _, name, ...option }) => ({
      ...option,
      name: { id: name.id.trim(), en: name.en.trim() },
    }))
  }
  return body
}
