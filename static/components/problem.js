// An error message that says what one can do about it.

import { html } from "../vendor/preact/standalone.js"
import { Refusal } from "../lib/api.js"
import { Icon } from "./icon.js"
import { language, message, t, textOf } from "./words.js"

/** @import { Message } from "./words.js" */

/**
 * What is wrong, by field; what belongs to none stands under another name.
 * @typedef {Record<string, Message>} Problems
 */

/** The server's own words when it said no; ours when it said nothing. @param {unknown} error */
export function problemText(error) {
  if (!(error instanceof Refusal)) return message(() => t("error.network"))
  return message(() => error.problem.details?.[language()] || error.message || t("error.generic"))
}

/** @param {{text: Message | string}} props */
export function ProblemNote({ text }) {
  return html`<p class="problem" role="alert">${text && html`<${Icon} name="alert" />${textOf(text)}`}</p>`
}
