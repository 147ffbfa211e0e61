// Draws what printers have no letters for: names in other scripts, and the logo. The browser does it because it has the
// fonts and reads every picture format.

import { useEffect, useRef } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { darkness, dithered, packed } from "./dots.js"
import { partsOf, readsRightToLeft, wordsOf } from "./drawn-words.js"
import { fetchMissingPictures, putPrintPicture } from "./printer-api.js"

/** @import { EditedMenu, Shop } from "../../../lib/types.js" */

// As the server takes them, in dots.
const CELL = 12
const NAME_HEIGHT = 24
const WIDEST_NAME = 1440
/** What every row has room for: of the kitchen's large letters on narrow paper, next to how many. */
const SHORTEST_ROW = 14 * CELL
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

/** @param {number} size */
const fontOf = (size) => `${size}px system-ui, sans-serif`

/**
 * The parts of a name from left to right, each in whole cells. Between two words one stays white: there a row ends.
 * @param {string} name @param {number} size
 */
function placesOf(name, size) {
  const ruler = pen(1, 1)
  ruler.font = fontOf(size)
  const isBack = readsRightToLeft(name)
  const inCells = (/** @type {string} */ text) => Math.ceil((ruler.measureText(text).width + 2) / CELL) * CELL
  let left = 0
  const places = wordsOf(name).flatMap((word) => {
    // What reads from right to left is drawn narrower where it is too long for a row: cut, it would begin with its end.
    const parts = !isBack && inCells(word) > SHORTEST_ROW ? partsOf(word) : [word]
    const placed = parts.map((text) => {
      const room = isBack ? Math.min(inCells(text), SHORTEST_ROW) : inCells(text)
      left += room
      return { text, left: left - room, room }
    })
    left += CELL
    return placed
  })
  return { places, width: left - CELL }
}

/** @param {string} name */
function pictureOfName(name) {
  const ruler = pen(1, 1)
  ruler.font = fontOf(NAME_HEIGHT)
  const whole = ruler.measureText(name)
  // Scripts with marks above and below are higher than a cell.
  const high = whole.actualBoundingBoxAscent + whole.actualBoundingBoxDescent
  let size = NAME_HEIGHT * Math.min(1, NAME_HEIGHT / high)
  let { places, width } = placesOf(name, size)
  while (width > WIDEST_NAME) ({ places, width } = placesOf(name, (size *= 0.9)))
  const ink = pen(width, NAME_HEIGHT)
  ink.font = fontOf(size)
  const { actualBoundingBoxAscent: above, actualBoundingBoxDescent: below } = ink.measureText(name)
  for (const { text, left, room } of places) {
    const inset = Math.max(1, ink.measureText(text).actualBoundingBoxLeft)
    ink.fillText(text, left + inset, above + (NAME_HEIGHT - above - below) / 2, room - 1 - inset)
  }
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
