// Pictures to be chosen on a page, made on the spot.

import { PNG } from "pngjs"

/** A picture of many colours, as a file. */
export function photo(width = 900, height = 1200) {
  const png = new PNG({ width, height })
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) png.data.set([x % 256, y % 256, (x * y) % 256, 255], (y * width + x) * 4)
  return { name: "nasi.png", mimeType: "image/png", buffer: PNG.sync.write(png) }
}
