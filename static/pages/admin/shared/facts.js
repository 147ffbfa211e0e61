// A list of facts, one line each: name and value.

import { html } from "../../../vendor/preact/standalone.js"

/** @param {{facts: [string, string][]}} props */
export function Facts({ facts }) {
  return html`<dl class="facts">${facts.map(
    ([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>
  ${value}</dd></div>`,
  )}</dl>`
}
