// Pictures of every page as people see it, into shots/: npm run shots [part of a name] …

import { mkdirSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { device, isLive, openBrowser, openShop, PIN } from "./browser/support.js"

const FOLDER = fileURLToPath(new URL("shots/", import.meta.url))
const SIZES = [[360, 780], [768, 1024], [1280, 800], [1920, 1080]]
const wanted = process.argv.slice(2)

const shop = await openShop()
const browser = await openBrowser()
const rina = await shop.token("Rina")
const put = (uid, path, body) => shop.call("PUT", `/api/v1/admin/orders/${uid}/${path}`, body, rina)
const dishes = ["Nasi Goreng Kampung", "Ayam Geprek + Nasi", "Kopi Susu Gula Aren", "Mi Goreng Jawa", "Soto Ayam + Nasi", "Pisang Goreng", "Kopi Tubruk"]

/** A shop at noon: orders in every state. */
async function fill() {
  const orders = {}
  for (let n = 0; n < 22; n++) {
    const status = ["unpaid", "preparing", "ready", "preparing", "completed", "unpaid", "preparing"][n % 7]
    const names = [dishes[n % 7], dishes[(n * 3 + 2) % 7]].slice(0, 1 + (n % 3 ? 1 : 0))
    const order = await shop.order(names, {
      order_type: n % 3 ? "dine_in" : "take_away",
      table_number: n % 3 ? String(n % 9 + 1) : "",
      customer_name: n % 2 ? ["Sari", "Pak Budi", "Ayu", "Dimas"][n % 4] : "",
      note: n % 5 ? "" : "tolong jangan pakai bawang",
    })
    orders[status] ??= order
    if (status === "unpaid") continue
    await put(order.uid, "confirm-payment", { tendered: 100_000 })
    if (status === "preparing" && n % 2) await put(order.uid, "lines/1/status", { status: "done" })
    if (status === "ready" || status === "completed") await put(order.uid, "status", { status: "ready" })
    if (status === "completed") await put(order.uid, "status", { status: "completed" })
  }
  orders.cancelled = await shop.order(["Kopi Tubruk"])
  await put(orders.cancelled.uid, "status", { status: "cancelled", reason: "Pelanggan batal" })
  const { id } = await shop.dish("Pecel Lele + Nasi")
  await shop.call("PUT", `/api/v1/admin/menu/${id}/availability`, { is_available: false }, rina)
  return orders
}

const orders = await fill()
const open = (path) => async (page) => { await page.goto(shop.url + path); await isLive(page) }
const staff = (path, name) => async (page) => {
  // By request and not by form: the words on the form depend on the language of the picture.
  await page.context().request.post(`${shop.url}/api/v1/admin/login`, { data: { name, pin: PIN } })
  await open(path)(page)
}
const chosen = async (page) => { await staff("/cashier", "Rina")(page); await page.locator(".row__open").first().click(); await page.locator(".dl").waitFor() }

const PAGES = {
  menu: open("/?table=7"),
  "menu-cart": async (page) => {
    await open("/?table=7")(page)
    for (const button of await page.locator(".item__add").all().then((all) => [all[0], all[1], all[0]])) await button.click()
    await page.locator(".cart-bar button, .cart > button").locator("visible=true").first().click()
    await page.locator("dialog").waitFor()
  },
  "menu-item": async (page) => { await open("/?table=7")(page); await page.locator(".item__open").nth(2).click(); await page.locator("dialog").waitFor() },
  "track-unpaid": open(`/t/${orders.unpaid.uid}`),
  "track-preparing": open(`/t/${orders.preparing.uid}`),
  "track-ready": open(`/t/${orders.ready.uid}`),
  "track-cancelled": open(`/t/${orders.cancelled.uid}`),
  lookup: async (page) => { await page.goto(`${shop.url}/t`); await page.locator("form").waitFor() },
  "not-found": async (page) => { await page.goto(`${shop.url}/nothing-here`) },
  "sign-in": async (page) => { await page.goto(`${shop.url}/cashier`); await page.locator("form").waitFor() },
  cashier: chosen,
  "cashier-list": staff("/cashier", "Rina"),
  "cashier-ready": async (page) => { await staff("/cashier", "Rina")(page); await page.locator("#tab-ready").click(); await page.locator(".row__act").first().waitFor() },
  "cashier-pay": async (page) => { await chosen(page); await page.locator(".acts__main").click(); await page.locator(".notes .button").nth(2).click() },
  kitchen: staff("/kitchen", "Budi"),
  "kitchen-history": async (page) => { await staff("/kitchen", "Budi")(page); await page.locator(".bar [aria-haspopup]").click(); await page.locator("dialog").waitFor() },
  board: open("/board"),
}
// These are dark whatever the device prefers.
const ALWAYS_DARK = ["kitchen", "kitchen-history", "board"]

mkdirSync(FOLDER, { recursive: true })
for (const [name, reach] of Object.entries(PAGES)) {
  for (const [width, height] of SIZES) {
    for (const colorScheme of ALWAYS_DARK.includes(name) ? ["dark"] : ["light", "dark"]) {
      for (const lang of ["id", "en"]) {
        const file = `${name}-${width}-${colorScheme}-${lang}`
        if (wanted.length && !wanted.some((part) => file.includes(part))) continue
        const page = await device(browser, { width, height, colorScheme, reducedMotion: "reduce" })
        await page.context().addCookies([{ name: "lang", value: lang, url: shop.url }])
        await reach(page)
        await page.screenshot({ path: `${FOLDER}${file}.png` })
        await page.context().close()
      }
    }
  }
}
await browser.close()
await shop.end()
