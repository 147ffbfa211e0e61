// The QRIS code as a PNG, made here: photo galleries and bank apps cannot open the server's SVG.

import { rupiah } from "../../lib/money.js"

/** @import { Qris } from "../../components/qris-code.js" */

const WIDTH = 1080
const HEIGHT = 1440
const MARGIN = 90

/** @typedef {{src: string, amount: number, qris: Qris, number: string}} Shown */

/** Saves it as a file. @param {Shown} shown */
export async function savePicture(shown) {
  const picture = await drawn(shown)
  const link = Object.assign(document.createElement("a"), {
    href: URL.createObjectURL(picture),
    download: `QRIS-${shown.number}.png`,
  })
  document.body.append(link)
  link.click()
  link.remove()
  // Safari takes it up only after the tap.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** @param {Shown} shown @returns {Promise<Blob>} */
async function drawn({ src, amount, qris, number }) {
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT })
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"))
  pen.fillStyle = "#fff"
  pen.fillRect(0, 0, WIDTH, HEIGHT)
  const side = WIDTH - 2 * MARGIN
  pen.drawImage(await code(src, side), MARGIN, MARGIN / 2, side, side)
  pen.fillStyle = "#000"
  pen.textAlign = "center"
  const line = (/** @type {string} */ text, /** @type {number} */ y, /** @type {number} */ size) => {
    pen.font = `bold ${size}px sans-serif`
    pen.fillText(text, WIDTH / 2, y, side)
  }
  line(qris.name, side + MARGIN + 70, 56)
  line(rupiah(amount), side + MARGIN + 190, 96)
  line(number, side + MARGIN + 300, 72)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("canvas"))), "image/png"),
  )
}

/** @param {string} src @param {number} side in pixels */
async function code(src, side) {
  const answer = await fetch(src)
  if (!answer.ok) throw new Error(String(answer.status))
  const svg = await answer.text()
  const image = new Image()
  // Without a size of its own Firefox draws nothing.
  const sized = svg.replace("<svg ", `<svg width="${side}" height="${side}" `)
  image.src = `data:image/svg+xml,${encodeURIComponent(sized)}`
  await image.decode()
  return image
}
