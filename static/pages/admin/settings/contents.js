// The table of contents of the settings: the page is several screens long, and unsaved changes may be far down.

import { html, useLayoutEffect } from "../../../vendor/preact/standalone.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"
import { hasDraft } from "../shared/drafts.js"

/**
 * One card of the page; its heading has the id `NAME-title`.
 * @typedef {{name: string, title: () => string, Card?: any, drafts?: string[]}} Part `Card` where it is more than
 *   fields, `drafts` where it keeps others than its own
 */

/** @param {{parts: Part[], chosen: string}} props `chosen` in the address */
export function Contents({ parts, chosen }) {
  useLayoutEffect(() => leadTo(chosen), [chosen])
  return html`
    <nav class="contents" aria-label=${t("settings.contents")}>
      ${parts.map(
        ({ name, title, drafts = [name] }) => html`
        <a key=${name} href=${`#settings/${name}`} onClick=${() => leadTo(name)}><span>${title()}</span>
        ${
          drafts.some((draft) => hasDraft(`settings/${draft}`)) &&
          html`<span class="chip chip--wait"><${Icon} name="note" />
          <span class="sr">${t("admin.unsaved")}</span></span>`
        }</a>`,
      )}
    </nav>`
}

/** Scrolls there, and goes on there for those who use the keyboard. @param {string} name */
function leadTo(name) {
  const head = name && document.getElementById(`${name}-title`)
  if (!head) return
  head.closest("details")?.setAttribute("open", "")
  head.tabIndex = -1
  head.focus({ preventScroll: true })
  head.scrollIntoView()
}
