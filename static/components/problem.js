// Something went wrong, in words a person can act on.

import { html } from "../vendor/preact/standalone.js"
import { Refusal } from "../lib/api.js"
import { Icon } from "./icon.js"
import { t } from "./words.js"

/** The server's own words when it said no; ours when it said nothing. @param {unknown} error */
export function problemText(error) {
  if (error instanceof Refusal) return error.message || t("error.generic")
  return t("error.network")
}

/** @param {{text: string}} props */
export function ProblemNote({ text }) {
  return html`<p class="problem" role="alert">${text && html`<${Icon} name="alert" />${text}`}</p>`
}
