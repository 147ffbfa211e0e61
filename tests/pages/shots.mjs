// Pictures of every screen of the catalogue, into shots/: npm run shots [area or part of a name] …

import { mkdirSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { device, openBrowser } from "./browser/support.js"
import { AREAS } from "./screens/catalogue.js"

const FOLDER = fileURLToPath(new URL("shots/", import.meta.url))
const SIZES = [
  [360, 780],
  [768, 1024],
  [1280, 800],
  [1920, 1080],
]
const wanted = process.argv.slice(2)

mkdirSync(FOLDER, { recursive: true })
const browser = await openBrowser()
for (const [areaName, area] of Object.entries(AREAS)) {
  const sizes = new Map(
    [...SIZES, ...area.sizes.map(({ width, height }) => [width, height])].map((size) => [size.join("x"), size]),
  )
  const looks = [...sizes.values()].flatMap(([width, height]) =>
    (area.ownTheme ? ["dark"] : ["light", "dark"]).flatMap((colorScheme) =>
      ["id", "en"].map((lang) => ({ width, height, colorScheme, lang })),
    ),
  )
  const file = (screen, { width, height, colorScheme, lang }) =>
    `${areaName}-${screen.replaceAll(/\W+/g, "-")}-${width}x${height}-${colorScheme}-${lang}`
  const isWanted = (name) => wanted.length === 0 || wanted.every((part) => name.includes(part))
  // Names are known only once the shop is open; without any of this area's, it need not be.
  if (wanted.length > 0 && wanted.some((part) => part in AREAS) && !wanted.includes(areaName)) continue
  const { screens, shops } = await area.open()
  for (const [screen, reach] of Object.entries(screens)) {
    for (const look of looks.filter((look) => isWanted(file(screen, look)))) {
      const { lang, ...options } = look
      const page = await device(browser, { ...options })
      await page.context().addCookies(shops.map((shop) => ({ name: "lang", value: lang, url: shop.url })))
      await reach(page)
      await page.screenshot({ path: `${FOLDER}${file(screen, look)}.png` })
      await page.context().close()
    }
  }
  for (const shop of shops) await shop.end()
}
await browser.close()
