// Frames of the style guide: a chapter, and in it one part in one state with a caption.

import { html } from "../../vendor/preact/standalone.js"

/** @param {{id: string, title: string, why: string, children?: any}} props */
export function Chapter({ id, title, why, children }) {
  return html`
    <section class="chapter" aria-labelledby=${id}>
      <h2 class="head" id=${id}>${title}</h2>
      <p class="quiet">${why}</p>
      <div class="shown">${children}</div>
    </section>`
}

/** @param {{word: string, wide?: boolean, children?: any}} props */
export function Part({ word, wide = false, children }) {
  return html`<figure class=${`part ${wide ? "part--wide" : ""}`}><div class="part__stage">${children}</div>
  <figcaption class="small quiet">${word}</figcaption></figure>`
}
