// The size and the compression of a dish's photo, chosen so that a cheap phone loads it quickly.

/** Wide enough for the largest place a dish is shown in. */
export const MAX_WIDTH = 800
/** What a photo may weigh, in bytes. */
export const MAX_BYTES = 100_000

const QUALITIES = [0.86, 0.78, 0.7, 0.6, 0.5, 0.4]
const NARROWER = [1, 0.75, 0.5]

/**
 * The largest 4:3 piece of a photo; `shift` says which one, from 0 (left, top) to 1.
 * @param {number} width
 * @param {number} height
 * @param {number} [shift]
 */
export function cropped(width, height, shift = 0.5) {
  const wide = Math.min(width, (height * 4) / 3)
  const high = (wide * 3) / 4
  return { x: (width - wide) * shift, y: (height - high) * shift, width: wide, height: high }
}

/** Sizes and qualities to try, the best first. A small photo is not blown up. @param {number} width of the piece */
export function attempts(width) {
  return NARROWER.flatMap((part) => {
    const wide = Math.max(4, Math.round((Math.min(MAX_WIDTH, width) * part) / 4) * 4)
    return QUALITIES.map((quality) => ({ width: wide, height: (wide * 3) / 4, quality }))
  })
}

/**
 * The first attempt that is light enough; when none is, the last.
 * @template {{size: number}} B
 * @param {number} width
 * @param {(size: {width: number, height: number}, quality: number) => Promise<B>} encode
 * @param {number} [most]
 * @returns {Promise<B>}
 */
export async function lightEnough(width, encode, most = MAX_BYTES) {
  let made = null
  for (const { quality, ...size } of attempts(width)) {
    made = await encode(size, quality)
    if (made.size <= most) break
  }
  return /** @type {B} */ (made)
}

/**
 * Whether the chosen photo is one as newer phones keep it, which most browsers cannot read.
 * @param {{type: string, name: string}} file
 */
export function isHeic(file) {
  return /hei[cf]/i.test(file.type) || /\.hei[cf]$/i.test(file.name)
}
