// One icon from the sprite. It only repeats the word next to it, so it is hidden from screen readers.

import { html } from "../vendor/preact/standalone.js"
import { preloadedUrls, fetchAsset } from "../lib/assets.js"

/**
 * Puts the sprite into the page. Fetched when shown, the sign for «no connection» would be missing just when there is
 *   none.
 */
export async function loadIcons() {
  const [address] = preloadedUrls("icons")
  const answer = await fetchAsset(address)
  const sprite = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement
  sprite.setAttribute("hidden", "")
  document.body.append(document.importNode(sprite, true))
}

/** @param {{name: string, small?: boolean}} props */
export function Icon({ name, small = false }) {
  return html`<svg class=${small ? "icon icon--s" : "icon"} aria-hidden="true"><use href=${`#i-${name}`}></use></svg>`
}
