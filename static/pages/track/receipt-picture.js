// Draws a receipt as a picture, always on white: it is shown in galleries and messages, outside of any page or dark
// theme.

/** @import { ReceiptRow } from "./receipt.js" */

// Twice as wide as a small phone, so that it is sharp there; every canvas may be that large.
const WIDTH = 720
const EDGE = 48
const GAP = 24
const PAPER = "#ffffff"
const INK = "#1c1917"
const QUIET = "#57534e"
const AWNING = "#0f6e48"

/** @type {Record<"title" | "number" | "center" | "small" | "pair" | "total", {size: number, weight: number}>} */
const LETTERS = {
  title: { size: 40, weight: 800 },
  number: { size: 64, weight: 800 },
  center: { size: 26, weight: 400 },
  small: { size: 24, weight: 400 },
  pair: { size: 28, weight: 400 },
  total: { size: 38, weight: 800 },
}

/**
 * One piece of text, and where it stands.
 * @typedef {{text: string, x: number, y: number, kind: keyof typeof LETTERS, align: CanvasTextAlign}} Piece
 */

/**
 * @param {ReceiptRow[]} rows
 * @param {string} family the letters of the page
 * @returns {HTMLCanvasElement}
 */
export function drawReceipt(rows, family) {
  const canvas = document.createElement("canvas")
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"))
  const font = (/** @type {keyof typeof LETTERS} */ kind) => `${LETTERS[kind].weight} ${LETTERS[kind].size}px ${family}`
  const widthOf = (/** @type {keyof typeof LETTERS} */ kind) => (/** @type {string} */ text) => {
    pen.font = font(kind)
    return pen.measureText(text).width
  }
  const { pieces, rules, height } = laidOut(rows, widthOf)
  // A canvas forgets everything when it is given its size.
  canvas.width = WIDTH
  canvas.height = height
  pen.fillStyle = PAPER
  pen.fillRect(0, 0, WIDTH, height)
  drawAwning(pen)
  pen.textBaseline = "alphabetic"
  for (const { text, x, y, kind, align } of pieces) {
    pen.font = font(kind)
    pen.textAlign = align
    pen.fillStyle = kind === "small" ? QUIET : INK
    pen.fillText(text, x, y)
  }
  pen.strokeStyle = INK
  pen.lineWidth = 2
  pen.setLineDash([8, 8])
  for (const y of rules) {
    pen.beginPath()
    pen.moveTo(EDGE, y)
    pen.lineTo(WIDTH - EDGE, y)
    pen.stroke()
  }
  return canvas
}

/**
 * Where everything goes, from top to bottom.
 * @param {ReceiptRow[]} rows
 * @param {(kind: keyof typeof LETTERS) => (text: string) => number} widthOf pixels
 */
export function laidOut(rows, widthOf) {
  /** @type {Piece[]} */
  const pieces = []
  /** @type {number[]} */
  const rules = []
  let y = 64
  for (const row of rows) {
    if (row.kind === "rule") {
      rules.push(y + GAP)
      y += 2 * GAP
      continue
    }
    const { kind } = row
    const height = Math.round(LETTERS[kind].size * 1.4)
    const amount = "amount" in row ? row.amount : ""
    const inside = WIDTH - 2 * EDGE - (amount ? widthOf(kind)(amount) + GAP : 0)
    const isLeft = amount !== "" || kind === "small"
    if (amount) pieces.push({ text: amount, x: WIDTH - EDGE, y: y + height, kind, align: "right" })
    for (const text of wrapped(row.text, inside, widthOf(kind))) {
      y += height
      pieces.push({ text, x: isLeft ? EDGE : WIDTH / 2, y, kind, align: isLeft ? "left" : "center" })
    }
  }
  return { pieces, rules, height: y + EDGE }
}

/**
 * A text in lines that fit; a word longer than a line is cut.
 * @param {string} text
 * @param {number} most pixels
 * @param {(text: string) => number} widthOf
 */
export function wrapped(text, most, widthOf) {
  const lines = [""]
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1]
    const longer = last ? `${last} ${word}` : word
    if (widthOf(longer) <= most) {
      lines[lines.length - 1] = longer
      continue
    }
    if (last) lines.push("")
    for (const letter of word) {
      const grown = lines[lines.length - 1] + letter
      if (lines[lines.length - 1] && widthOf(grown) > most) lines.push(letter)
      else lines[lines.length - 1] = grown
    }
  }
  return lines
}

/** The shop's awning, as above its menu. @param {CanvasRenderingContext2D} pen */
function drawAwning(pen) {
  const scallop = 36
  pen.fillStyle = AWNING
  pen.fillRect(0, 0, WIDTH, 20)
  for (let x = scallop / 2; x < WIDTH; x += scallop) {
    pen.beginPath()
    pen.arc(x, 20, scallop / 2, 0, Math.PI)
    pen.fill()
  }
}
