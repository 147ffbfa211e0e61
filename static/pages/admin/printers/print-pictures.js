// Draws what printers have no letters for: names in other scripts, and the logo. The browser does it because it has the
// fonts and reads every picture format.

import { useEffect, useRef } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { darkness, dithered, packed } from "./dots.js"
import { fetchMissingPictures, putPrintPicture } from "./printer-api.js"

/** @import { EditedMenu, Shop } from "../../../lib/types.js" */

// As the server takes them, in dots.
const CELL = 12
const NAME_HEIGHT = 24
const WIDEST_NAME = 1440
const LOGO = { width: 384, height: 200 }
// As dark as the printer's own letters.
const INK = 0.4

/** @type {Promise<unknown>} */
let drawn = Promise.resolve()

/** Draws all missing pictures, after those being drawn; fails if one could not be drawn. */
export function drawMissing() {
  drawn = drawn.then(drawAll, drawAll)
  return drawn
}

async function drawAll() {
  let missing = await fetchMissingPictures()
  for (const name of missing.names) {
    try {
      missing = await putPrintPicture({ of: name, picture: pictureOfName(name) })
    } catch (error) {
      // Renamed meanwhile; the others are drawn.
      if (!(error instanceof Refusal)) throw error
    }
  }
  const { logo_url } = missing
  if (logo_url) await putPrintPicture({ of: logo_url, picture: await pictureOfLogo(logo_url) })
}

/**
 * Draws what is new whenever the menu or the shop is changed.
 * @param {EditedMenu | null} menu @param {Shop | null} shop
 */
export function useDrawnNames(menu, shop) {
  const before = useRef("")
  const now = menu && shop ? [menu.rev, shop.name, shop.logo_url].join("\n") : ""
  useEffect(() => {
    if (!now) return
    // What there is when the page opens was drawn when it was saved, or is drawn in «Printers», as an address is.
    const isChanged = before.current !== "" && before.current !== now
    before.current = now
    // It is printed as a question mark until the next try: no reason to interrupt the owner.
    if (isChanged) drawMissing().catch(() => {})
  }, [now])
}

/** @param {number} width @param {number} height */
function pen(width, height) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height })
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"))
}

/** @param {string} name */
function pictureOfName(name) {
  const ruler = pen(1, 1)
  const measured = (/** @type {number} */ size) => {
    ruler.font = `${size}px system-ui, sans-serif`
    return ruler.measureText(name)
  }
  const { actualBoundingBoxAscent: above, actualBoundingBoxDescent: below } = measured(NAME_HEIGHT)
  // Scripts with marks above and below are higher than a cell.
  const size = NAME_HEIGHT * Math.min(1, NAME_HEIGHT / (above + below))
  const shown = measured(size)
  const width = Math.min(Math.max(1, Math.ceil((shown.width + 2) / CELL)) * CELL, WIDEST_NAME)
  const ink = pen(width, NAME_HEIGHT)
  ink.font = ruler.font
  const spare = NAME_HEIGHT - shown.actualBoundingBoxAscent - shown.actualBoundingBoxDescent
  ink.fillText(name, Math.max(1, shown.actualBoundingBoxLeft), shown.actualBoundingBoxAscent + spare / 2)
  const dark = darkness(ink.getImageData(0, 0, width, NAME_HEIGHT))
  return packed(width, NAME_HEIGHT, (x, y) => dark[y * width + x] >= INK)
}

/** @param {string} url */
async function pictureOfLogo(url) {
  const image = new Image()
  image.src = url
  await image.decode()
  const scale = Math.min(1, LOGO.width / image.naturalWidth, LOGO.height / image.naturalHeight)
  const [width, height] = [image.naturalWidth, image.naturalHeight].map((side) => Math.max(1, Math.round(side * scale)))
  const ink = pen(width, height)
  ink.drawImage(image, 0, 0, width, height)
  const black = dithered(width, darkness(ink.getImageData(0, 0, width, height)))
  return packed(width, height, (x, y) => black[y * width + x] === 1)
}
