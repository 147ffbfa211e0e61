// The owner's requests about a QRIS code. A photo is made grey and small here and read by the server: browsers read no
// codes over plain http.

import { asProblem, call, Refusal } from "../../../lib/api.js"
import { openPhoto } from "../shared/photo-maker.js"

/** @import { CheckedQris } from "../../../lib/types.js" */
/** @import { OpenedPhoto } from "../shared/photo-maker.js" */

const QRIS = "/api/v1/admin/qris"
/** The longer side of the picture, in pixels: first a sharp one, then a smaller one with less noise. */
const SIDES = [1200, 640]

/** @param {string} code @returns {Promise<CheckedQris>} */
export const checkQris = (code) => call("POST", `${QRIS}/check`, { body: { code } })

/** @param {File} file @returns {Promise<CheckedQris>} */
export async function readQrisPhoto(file) {
  const photo = await openPhoto(file)
  const [first, second] = SIDES
  try {
    return await read(graymap(photo, first))
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "no_code_in_photo") throw error
    return read(graymap(photo, second))
  }
}

/** @param {Blob} body @returns {Promise<CheckedQris>} */
async function read(body) {
  const headers = { "Content-Type": body.type, "Accept-Language": document.documentElement.lang }
  const answer = await fetch(`${QRIS}/photo`, { method: "POST", headers, body })
  const text = await answer.text()
  if (!answer.ok) throw new Refusal(asProblem(answer.status, text))
  return JSON.parse(text)
}

/** A photo as a portable graymap. @param {OpenedPhoto} photo @param {number} longest */
function graymap({ width, height, picture }, longest) {
  const scale = Math.min(1, longest / Math.max(width, height))
  const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
  const canvas = Object.assign(document.createElement("canvas"), size)
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"))
  pen.imageSmoothingQuality = "high"
  // What is see-through lies on paper.
  pen.fillStyle = "#fff"
  pen.fillRect(0, 0, size.width, size.height)
  pen.drawImage(picture, 0, 0, size.width, size.height)
  const { data } = pen.getImageData(0, 0, size.width, size.height)
  const grey = new Uint8Array(size.width * size.height)
  for (let at = 0; at < grey.length; at++)
    grey[at] = (data[4 * at] * 299 + data[4 * at + 1] * 587 + data[4 * at + 2] * 114) / 1000
  return new Blob([`P5\n${size.width} ${size.height}\n255\n`, grey], { type: "image/x-portable-graymap" })
}
