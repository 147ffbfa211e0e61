// The picture of a dish: its photo, else a drawing, else its first letter. The drawings are one file, loaded once the
// page is drawn so that nothing waits for them, and kept in the page so that they are there without a connection.

import { html, signal, useEffect } from "../vendor/preact/standalone.js"
import { fetchAsset } from "../lib/assets.js"
import { drawingOf } from "../lib/dish-art.js"

/** @import { MenuItem } from "../lib/types.js" */

const TINTS = 4
const here = signal(false)
let asked = false

/** Puts the drawings into the page, once; it says where they are. */
async function loadDrawings() {
  const address = document.querySelector('meta[name="drawings"]')?.getAttribute("content")
  if (asked || !address) return
  asked = true
  try {
    const answer = await fetchAsset(address)
    const sprite = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement
    sprite.setAttribute("hidden", "")
    document.body.append(document.importNode(sprite, true))
    here.value = true
  } catch {
    // Without them a page is whole; the next one that is drawn asks again.
    asked = false
  }
}

/** Whether a list shows a picture for it. @param {MenuItem} item */
export const isPictured = (item) => Boolean(item.photo_url || drawingOf(item.name))

/** A drawing by itself. @param {{name: string}} props one of /art/dishes.svg */
export function Drawing({ name }) {
  useEffect(() => {
    loadDrawings()
  }, [])
  return html`<svg class="drawing" viewBox="0 0 120 120" aria-hidden="true">
  ${here.value && html`<use href=${`#d-${name}`}></use>`}</svg>`
}

/** Fills the room that it is given. @param {{item: MenuItem, eager?: boolean}} props */
export function DishPicture({ item, eager = false }) {
  if (item.photo_url)
    return html`<img class="dish-picture" src=${item.photo_url} alt="" width="320" height="320" draggable=${false}
      loading=${eager ? "eager" : "lazy"} />`
  const drawing = drawingOf(item.name)
  if (drawing)
    return html`<span class="dish-picture dish-picture--drawn"><${Drawing} key=${drawing} name=${drawing} /></span>`
  const letter = [...item.name.trim()][0]?.toUpperCase() ?? ""
  return html`<span class=${`dish-picture dish-picture--letter dish-picture--${tintOf(item.name)}`}
    aria-hidden="true" translate="no">${letter}</span>`
}

/** The same for the same name, and another for most others. @param {string} name */
function tintOf(name) {
  return [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997, 7) % TINTS
}
