// What a shop shows while no guest is served: photos of its dishes, or drawings of what it sells, and its logo.

import { html } from "../vendor/preact/standalone.js"
import { drawingOf } from "../lib/dish-art.js"
import { photosOf } from "../lib/dish-photos.js"
import { Drawing } from "./dish-picture.js"

/** @import { Menu } from "../lib/types.js" */

// Drawings for a shop that has no photos yet, and sells nothing of which there is one.
const DRAWINGS = ["nasi-goreng", "kopi-susu", "soto", "es-teh"]
const MOST = 4
const ENOUGH = 3

/**
 * `of` is what the styles of the page call it.
 * @param {{of: string, menu: Menu | null, logo: string | null}} props
 */
export function ShopPictures({ of, menu, logo }) {
  const photos = menu ? photosOf(menu, MOST) : []
  const own = photos.length >= ENOUGH
  const sold = [...new Set(dishesOf(menu).map(({ name }) => drawingOf(name)))].filter(Boolean)
  const drawn = sold.length >= ENOUGH ? spread(sold) : DRAWINGS
  const picture =
    logo &&
    html`<img key="logo" class=${`${of}__logo`} src=${logo} alt="" width="160" height="160" draggable=${false} />`
  if (picture && !own) return html`<div class=${`${of}__art ${of}__art--logo`} aria-hidden="true">${picture}</div>`
  return html`
    <div class=${`${of}__art ${own ? `${of}__art--photos` : ""}`} aria-hidden="true">
      ${
        own
          ? photos.map(
              (address) => html`<img key=${address} src=${address} alt="" width="160" height="160"
        draggable=${false} />`,
            )
          : drawn.map((name) => html`<${Drawing} key=${name} name=${name} />`)
      }
    </div>
    ${picture}`
}

/** @param {Menu | null} menu */
const dishesOf = (menu) =>
  (menu?.categories ?? []).flatMap((category) => category.items).filter((item) => item.is_available)

/** Some from all over the menu. @param {string[]} drawings */
const spread = (drawings) =>
  Array.from(
    { length: Math.min(MOST, drawings.length) },
    (_, at) => drawings[Math.floor((at * drawings.length) / MOST)],
  )
