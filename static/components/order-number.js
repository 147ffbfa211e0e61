// An order's number on a plate that looks the same on every screen, like the numbered stands on food-court tables.

import { html } from "../vendor/preact/standalone.js"

/** @param {{number: string, look?: "" | "quiet" | "ready" | "paper", class?: string}} props */
export function OrderNumber({ number, look = "", class: extra = "" }) {
  // It is called out as written, so a browser's translator must not change it.
  return html`<span class=${`plate ${look && `plate--${look}`} ${extra}`} translate="no">${number}</span>`
}
