// Turns grey pictures into the black and white dots that a printer prints.

/**
 * A picture in dots, as the server keeps it: rows of whole bytes, black is 1.
 * @param {number} width @param {number} height @param {(x: number, y: number) => boolean} isBlack
 */
export function packed(width, height, isBlack) {
  let hex = ""
  for (let y = 0; y < height; y++) {
    for (let left = 0; left < width; left += 8) {
      let byte = 0
      for (let x = left; x < left + 8; x++) byte = byte * 2 + (x < width && isBlack(x, y) ? 1 : 0)
      hex += byte.toString(16).padStart(2, "0")
    }
  }
  return { width, hex }
}

/**
 * How dark each dot is, from 0 (white) to 1; what is see-through lies on white paper.
 * @param {{width: number, height: number, data: Uint8ClampedArray}} image
 */
export function darkness({ width, height, data }) {
  return Float32Array.from({ length: width * height }, (_, at) => {
    const [red, green, blue, opacity] = data.subarray(at * 4, at * 4 + 4)
    return (1 - (0.299 * red + 0.587 * green + 0.114 * blue) / 255) * (opacity / 255)
  })
}

/**
 * Which dots are black so that greys look grey: what a dot is too light or too dark is carried on to the dots after it
 * (Floyd and Steinberg, 1976).
 * @param {number} width @param {Float32Array} dark
 */
export function dithered(width, dark) {
  const left = Float32Array.from(dark)
  return left.map((_, at) => {
    const black = left[at] >= 0.5 ? 1 : 0
    const rest = left[at] - black
    const isLast = at % width === width - 1
    if (!isLast) left[at + 1] += (rest * 7) / 16
    if (at % width > 0) left[at + width - 1] += (rest * 3) / 16
    left[at + width] += (rest * 5) / 16
    if (!isLast) left[at + width + 1] += rest / 16
    return black
  })
}
