// Makes a picture for the menu from a phone's photo: rotated, cropped to 4:3, made small. The browser does it, so that
// the shop's small computer never handles the large photo.

import { cropped, lightEnough } from "./picture.js"

/** @typedef {{width: number, height: number, picture: CanvasImageSource}} OpenedPhoto */

// What is see-through lies on paper.
const GROUND = "#fff"

/** Not a picture, or one this browser cannot read. */
export class UnreadablePhoto extends Error {}

/** @param {File} file @returns {Promise<OpenedPhoto>} */
export async function openPhoto(file) {
  const picture = await bitmap(file)
    .catch(() => viaImage(file))
    .catch((error) => {
      throw new UnreadablePhoto(String(error))
    })
  const { width, height } = picture
  if (!width || !height) throw new UnreadablePhoto("empty")
  return { width, height, picture }
}

/** @param {File} file */
function bitmap(file) {
  // Older browsers do not know the word, but turn the picture by themselves.
  return createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => createImageBitmap(file))
}

/** Some formats are read only by an image element. @param {File} file */
async function viaImage(file) {
  const image = new Image()
  image.src = await asDataUrl(file)
  await image.decode()
  return image
}

/** @param {Blob} blob @returns {Promise<string>} */
function asDataUrl(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}

/**
 * The picture for the menu, as text that a page can show and a browser can keep.
 * @param {OpenedPhoto} photo
 * @param {number} shift which piece of it
 */
export async function makePhoto({ width, height, picture }, shift) {
  const piece = cropped(width, height, shift)
  const canvas = document.createElement("canvas")
  const blob = await lightEnough(piece.width, (size, quality) => {
    Object.assign(canvas, size)
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"))
    pen.imageSmoothingQuality = "high"
    pen.fillStyle = GROUND
    pen.fillRect(0, 0, size.width, size.height)
    pen.drawImage(picture, piece.x, piece.y, piece.width, piece.height, 0, 0, size.width, size.height)
    return encoded(canvas, quality)
  })
  return asDataUrl(blob)
}

// Sharp on a large kiosk and on paper.
const LOGO_SIDE = 512

/**
 * The shop's own picture: whole, its clear parts kept clear, no larger than it is shown.
 * @param {OpenedPhoto} photo
 * @returns {Promise<Blob>}
 */
export async function makeLogo({ width, height, picture }) {
  const scale = Math.min(1, LOGO_SIDE / Math.max(width, height))
  const canvas = Object.assign(document.createElement("canvas"), {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  })
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"))
  pen.imageSmoothingQuality = "high"
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  // A browser that cannot make a WebP answers with a PNG, which keeps what is clear, too.
  const made = await new Promise((/** @type {(blob: Blob | null) => void} */ resolve) =>
    canvas.toBlob(resolve, "image/webp", 0.9),
  )
  if (!made) throw new UnreadablePhoto("canvas")
  return made
}

/**
 * WebP where the browser can make it, else JPEG.
 * @param {HTMLCanvasElement} canvas
 * @param {number} quality
 * @returns {Promise<Blob>}
 */
async function encoded(canvas, quality) {
  const make = (/** @type {string} */ type) =>
    new Promise((/** @type {(blob: Blob | null) => void} */ resolve) => canvas.toBlob(resolve, type, quality))
  const webp = await make("image/webp")
  // A browser that cannot answers with a PNG, and does not say so.
  const made = webp?.type === "image/webp" ? webp : await make("image/jpeg")
  if (!made) throw new UnreadablePhoto("canvas")
  return made
}

/** @param {string} url as made above @returns {Blob} */
export function asBlob(url) {
  const [head, body] = url.split(",")
  const bytes = Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0))
  return new Blob([bytes], { type: head.slice("data:".length).split(";")[0] })
}
