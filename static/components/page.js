// Starts a page: loads its words and icons, then draws it.

import { html, render } from "../vendor/preact/standalone.js"
import { loadWords } from "../lib/i18n.js"
import { polyfillInert } from "../lib/inert-polyfill.js"
import { MissingAsset } from "../lib/assets.js"
import { isOutdated, reloadOnce, watchActivity } from "../lib/program.js"
import { watchTyping } from "../lib/scanner.js"
import { surviveTranslation } from "../lib/translated.js"
import { loadIcons } from "./icon.js"
import { UpdateNotice } from "./update-notice.js"

/**
 * @param {any} App
 * @param {Promise<unknown> | false} [before] what must be there first; until then the server's own words stay
 */
export async function mount(App, before) {
  const root = /** @type {HTMLElement} */ (document.getElementById("app"))
  polyfillInert()
  watchTyping()
  surviveTranslation()
  watchActivity()
  await Promise.all([untilItWorks(loadWords), untilItWorks(loadIcons), before])
  root.replaceChildren()
  render(html`<${App} />`, root)
  const news = document.body.appendChild(document.createElement("div"))
  news.className = "update-region"
  render(html`<${UpdateNotice} />`, news)
}

/** A page without words is no page: a dropped request is simply made again. @param {() => Promise<void>} load */
async function untilItWorks(load) {
  for (;;) {
    try {
      return await load()
    } catch (error) {
      // There is nothing on the page yet that a reload could disturb.
      if (error instanceof MissingAsset && isOutdated()) reloadOnce()
      await new Promise((resolve) => setTimeout(resolve, 1_000))
    }
  }
}
