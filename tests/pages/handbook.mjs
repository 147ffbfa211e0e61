// The handbook's pictures, of a shop in the middle of its day, into docs/handbook/: npm run handbook

import { mkdirSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { device, isLive, openBrowser, openDemo, openShop, settled } from "./browser/support.js"

const FOLDER = fileURLToPath(new URL("../../docs/handbook/", import.meta.url))
const PHONE = { width: 360, height: 720, deviceScaleFactor: 2 }
const TABLET = { width: 1180, height: 740 }
// As the owner reads it, not a port of a test.
const ADDRESS = "http://192.168.1.10"
const QUALITY = 0.8

const browser = await openBrowser()
const demo = await openDemo()
const [dewi, rina] = [await demo.token("Dewi"), await demo.token("Rina")]
await demo.call("PUT", "/api/v1/admin/settings", { street_address: "Jl. Kaliurang km 5, Yogyakarta" }, dewi)

/** Opened again as phones in a shop would find it. */
async function addressed(shop) {
  const { port } = new URL(shop.url)
  await shop.close()
  await shop.start(["serve", "--listen", `127.0.0.1:${port}`, "--data", shop.data, "--public-url", ADDRESS])
  return shop
}
const fresh = await addressed(await openShop({ staff: [] }))
const own = await addressed(await openShop())
const owner = await own.token("Dewi")
await own.call("PUT", "/api/v1/admin/settings", { street_address: "Jl. Kaliurang km 5, Yogyakarta" }, owner)
await own.call("PUT", "/api/v1/admin/tables", { tables: ["1", "2", "3", "4"] }, owner)
await own.call("PUT", "/api/v1/admin/cards/wifi", { name: "Warung Dewi", password: "nasi goreng" }, owner)

const ofDay = async (status) => (await demo.call("GET", `/api/v1/admin/orders?status=${status}&limit=1`, undefined, rina)).body.orders[0]
const open = (shop, path) => async (page) => { await page.goto(shop.url + path); await isLive(page) }
const staff = (shop, path, name) => async (page) => {
  await page.context().request.post(`${shop.url}/api/v1/admin/login`, { data: { name, pin: shop.pin(name) } })
  await open(shop, path)(page)
}
const { orders: unpaid } = (await demo.call("GET", "/api/v1/admin/orders?status=awaiting_payment&limit=100", undefined, rina)).body
const cash = unpaid.find((order) => order.payment_method === "cash")
const till = async (page) => { await staff(demo, "/cashier", "Rina")(page); await page.locator(".row__open", { hasText: cash.number }).click(); await page.locator(".dl").waitFor() }
const fill = async (page) => {
  await open(demo, "/")(page)
  for (const n of [0, 4]) await page.locator(".items .button").nth(n).click()
}

/** What each picture shows, and how one gets there. @type {Record<string, [object, (page: any) => Promise<void>]>} */
const PICTURES = {
  setup: [PHONE, async (page) => { await page.goto(`${fresh.url}/setup`); await page.locator("#setup-shop").waitFor() }],
  phone: [TABLET, async (page) => {
    await staff(own, "/admin#phone", "Dewi")(page)
    const { pathname } = new URL(await page.locator(".reach__here").getAttribute("href"))
    const phone = await device(browser, PHONE)
    await phone.goto(own.url + pathname)
    await page.locator(".verdict--good").waitFor()
    await phone.context().close()
  }],
  cards: [TABLET, async (page) => { await staff(own, "/admin/cards", "Dewi")(page); await page.locator(".table-card").first().waitFor(); await page.locator(".paper").scrollIntoViewIfNeeded() }],
  menu: [PHONE, fill],
  track: [PHONE, async (page) => { await open(demo, `/t/${(await ofDay("ready")).uid}`)(page) }],
  cashier: [TABLET, till],
  payment: [TABLET, async (page) => { await till(page); await page.locator(".acts__main").click(); await page.locator(".notes .button").nth(2).click() }],
  kitchen: [TABLET, staff(demo, "/kitchen", "Budi")],
  board: [TABLET, open(demo, "/board")],
  kiosk: [TABLET, open(demo, "/kiosk")],
  admin: [TABLET, async (page) => { await staff(demo, "/admin#menu", "Dewi")(page); await page.locator(".page").waitFor() }],
  settings: [TABLET, async (page) => { await staff(demo, "/admin#settings", "Dewi")(page); await page.locator(".setting").nth(3).waitFor() }],
}

/** The browser itself makes the picture small. */
const painter = await device(browser)
async function asWebp(png) {
  const made = await painter.evaluate(async ([data, quality]) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob())
    const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height })
    canvas.getContext("2d").drawImage(picture, 0, 0)
    return canvas.toDataURL("image/webp", quality)
  }, [png.toString("base64"), QUALITY])
  return Buffer.from(made.split(",")[1], "base64")
}

const wanted = process.argv.slice(2)
// A screen that was closed counts as lost for a while, so the till comes before kitchen and board in both languages.
for (const [name, [size, reach]] of Object.entries(PICTURES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const lang of ["id", "en"]) {
    for (const [shop, headers] of [[demo, dewi], [own, owner]]) await shop.call("PUT", "/api/v1/admin/settings", { locale: lang }, headers)
    const page = await device(browser, size)
    await page.context().addCookies([demo, fresh, own].map((shop) => ({ name: "lang", value: lang, url: shop.url })))
    await reach(page)
    await page.waitForLoadState("networkidle")
    await settled(page)
    const picture = await asWebp(await page.screenshot())
    mkdirSync(`${FOLDER}${lang}/pictures`, { recursive: true })
    writeFileSync(`${FOLDER}${lang}/pictures/${name}.webp`, picture)
    console.log(`${lang}/${name} ${Math.round(picture.length / 1000)} kB`)
    await page.context().close()
  }
}
await browser.close()
for (const shop of [demo, fresh, own]) await shop.end()
