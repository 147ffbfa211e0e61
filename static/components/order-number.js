// The plate: an order's number, always in the same shape, like the numbered stands on a food-court table.

import { html } from "../vendor/preact/standalone.js"

/** @param {{number: string, look?: "" | "quiet" | "ready" | "paper", class?: string}} props */
export function OrderNumber({ number, look = "", class: extra = "" }) {
  // Called out as it is written: no translator makes another of it.
  return html`<span class=${`plate ${look && `plate--${look}`} ${extra}`} translate="no">${number}</span>`
}
