// An empty state: why there is nothing here, and what to do next.

import { html } from "../vendor/preact/standalone.js"
import { Icon } from "./icon.js"

/** @param {{icon: string, title: string, children?: any}} props */
export function EmptyState({ icon, title, children }) {
  return html`<div class="empty-state"><${Icon} name=${icon} /><h2>${title}</h2>${children}</div>`
}
