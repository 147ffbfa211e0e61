// The handbook's pictures, screens of the catalogue in a shop with an address, into docs/handbook/: npm run handbook
// [picture] … From three of them the README's one picture is composed, docs/siap-id.webp and docs/siap-en.webp:
// npm run handbook overview

import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import * as support from "./browser/support.js"
import { AREAS } from "./screens/catalogue.js"

const FOLDER = fileURLToPath(new URL("../../docs/handbook/", import.meta.url))
const PHONE = { width: 360, height: 720, deviceScaleFactor: 2 }
const TABLET = { width: 1180, height: 740 }
// As the owner reads it, not a port of a test.
const ADDRESS = "http://192.168.1.10"
const QUALITY = 0.8

/**
 * What each picture shows: on which device, and which screen of which area.
 * @type {Record<string, [object, string, string]>}
 */
const PICTURES = {
  setup: [PHONE, "first-start", "the first start"],
  phone: [TABLET, "owner", "the phone test that a phone has passed"],
  cards: [TABLET, "owner", "the QR cards"],
  menu: [PHONE, "guest", "the menu with dishes in the cart"],
  track: [PHONE, "guest", "an order that is ready"],
  cashier: [TABLET, "till", "the cashier with an order"],
  payment: [TABLET, "till", "taking a payment with change"],
  kitchen: [TABLET, "kitchen", "the kitchen"],
  board: [TABLET, "board", "the board"],
  kiosk: [TABLET, "kiosk", "the kiosk's first screen"],
  admin: [TABLET, "owner", "the owner's menu"],
  settings: [TABLET, "owner", "the owner's settings"],
}

/** Opened again as phones in a shop would find it. */
async function addressed(shop) {
  const { port } = new URL(shop.url)
  await shop.close()
  await shop.start(["serve", "--listen", `127.0.0.1:${port}`, "--data", shop.data, "--public-url", ADDRESS])
  return shop
}
const shops = {
  openDemo: async () => addressed(await support.openDemo()),
  openShop: async (options) => addressed(await support.openShop(options)),
}

const browser = await support.openBrowser()
/** The browser itself makes the picture small. */
const painter = await support.device(browser)
async function asWebp(png) {
  const made = await painter.evaluate(
    async ([data, quality]) => {
      const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob())
      const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height })
      canvas.getContext("2d").drawImage(picture, 0, 0)
      return canvas.toDataURL("image/webp", quality)
    },
    [png.toString("base64"), QUALITY],
  )
  return Buffer.from(made.split(",")[1], "base64")
}

/** The README's picture: a customer's phone on the left, till and kitchen on the right; pixels of a canvas. */
const OVERVIEW = [
  ["track", 0, 0, 480, 960],
  ["cashier", 504, 0, 752, 472],
  ["kitchen", 504, 488, 752, 472],
]

/** Composed of the files, so that it shows what the handbook shows. @param {string} lang */
async function overview(lang) {
  const parts = OVERVIEW.map(([name, ...at]) => [
    readFileSync(`${FOLDER}${lang}/pictures/${name}.webp`).toString("base64"),
    ...at,
  ])
  const made = await painter.evaluate(
    async ([parts, quality]) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 1256, height: 960 })
      const pencil = canvas.getContext("2d")
      pencil.imageSmoothingQuality = "high"
      for (const [data, ...at] of parts) {
        pencil.drawImage(await createImageBitmap(await (await fetch(`data:image/webp;base64,${data}`)).blob()), ...at)
      }
      return canvas.toDataURL("image/webp", quality)
    },
    [parts, QUALITY],
  )
  const picture = Buffer.from(made.split(",")[1], "base64")
  writeFileSync(`${FOLDER}../siap-${lang}.webp`, picture)
  console.log(`siap-${lang} ${Math.round(picture.length / 1000)} kB`)
}

const wanted = process.argv.slice(2)
for (const area of new Set(Object.values(PICTURES).map(([, area]) => area))) {
  const pictures = Object.entries(PICTURES).filter(
    ([name, [, of]]) => of === area && (wanted.length === 0 || wanted.includes(name)),
  )
  if (pictures.length === 0) continue
  const { screens, shops: opened } = await AREAS[area].open(shops)
  for (const [name, [size, , screen]] of pictures) {
    for (const lang of ["id", "en"]) {
      const page = await support.device(browser, size)
      await page.context().addCookies(opened.map((shop) => ({ name: "lang", value: lang, url: shop.url })))
      await screens[screen](page)
      await page.waitForLoadState("networkidle")
      await support.settled(page)
      const picture = await asWebp(await page.screenshot())
      mkdirSync(`${FOLDER}${lang}/pictures`, { recursive: true })
      writeFileSync(`${FOLDER}${lang}/pictures/${name}.webp`, picture)
      console.log(`${lang}/${name} ${Math.round(picture.length / 1000)} kB`)
      await page.context().close()
    }
  }
  for (const shop of opened) await shop.end()
}
if (wanted.length === 0 || wanted.some((name) => name === "overview" || OVERVIEW.some(([part]) => part === name))) {
  for (const lang of ["id", "en"]) await overview(lang)
}
await browser.close()
