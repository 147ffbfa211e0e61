// A receipt printed by the till's own device: through the browser, and through the app that owns a Bluetooth printer.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { assertUnbroken, decode, device, enterAs, openBrowser, openOrder, openShop, until } from "./support.js"

let shop, browser
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

/** The till with the sheet open, and what it asked the browser for. */
async function printing(order) {
  const page = await device(browser, { width: 1280, height: 800, deviceScaleFactor: 2 })
  await page.addInitScript(() => {
    window.printed = 0
    window.print = () => {
      window.printed += 1
    }
  })
  await enterAs(page, shop, "Rina", "/cashier")
  await openOrder(page, order)
  await page.getByRole("button", { name: "Cetak di perangkat ini" }).click()
  const sheet = page.getByRole("dialog", { name: "Cetak di perangkat ini" })
  await sheet.locator(".paper-sheet").waitFor()
  return { page, sheet }
}

test("the browser prints the receipt alone, as wide as its paper, and its code leads to the order", async () => {
  const order = await shop.order(["Kopi Tubruk"], { customer_name: "<b>Budi</b>" })
  const { page, sheet } = await printing(order)
  for (const text of ["BELUM LUNAS", "1 Kopi Tubruk", "<b>Budi</b>"])
    await sheet.locator(".paper-sheet").getByText(text, { exact: true }).waitFor()
  assert.match(decode(await sheet.locator(".paper-sheet__code").screenshot()) ?? "", new RegExp(`/t/${order.uid}$`))
  await sheet.getByText("80 mm").click()
  await sheet.getByRole("button", { name: "Cetak", exact: true }).click()
  await until(async () => assert.equal(await page.evaluate(() => window.printed), 1))
  await page.emulateMedia({ media: "print" })
  const seen = await page.evaluate(() => [...document.body.children].filter((one) => one.getClientRects().length > 0))
  assert.equal(seen.length, 1, "nothing else is on the paper")
  const box = await page.locator(".printed-paper .paper-sheet").boundingBox()
  assert.ok(Math.abs(box.width - (80 * 96) / 25.4) < 2, `${box.width} px wide`)
  await page.evaluate(() => dispatchEvent(new Event("afterprint")))
  assert.equal(await page.locator(".printed-paper").count(), 0)
  await page.emulateMedia({ media: "screen" })
  await sheet.getByRole("button", { name: "Tutup" }).click()
  // The device remembers its paper.
  await page.getByRole("button", { name: "Cetak di perangkat ini" }).click()
  assert.ok(await sheet.getByLabel("80 mm").isChecked())
  assertUnbroken(page)
})

test("an app on the phone is handed the bytes that a printer reads", async () => {
  const order = await shop.order(["Kopi Tubruk"])
  const { page, sheet } = await printing(order)
  const wire = await page.context().newCDPSession(page)
  await wire.send("Page.enable")
  const asked = new Promise((heard) => {
    wire.on("Page.frameRequestedNavigation", ({ url }) => heard(url))
  })
  await sheet.getByRole("button", { name: "Lewat RawBT" }).click()
  const [, base64] = (await asked).match(/^rawbt:base64,([A-Za-z0-9+/]+=*)$/)
  const bytes = Buffer.from(base64, "base64")
  assert.deepEqual([...bytes.subarray(0, 2)], [0x1b, 0x40])
  assert.ok(bytes.includes("1 Kopi Tubruk"), bytes.toString("latin1"))
  await sheet.getByText("tanpa antrean").waitFor()
  // This browser has no such app, and says so.
  const broken = page.broken.filter((words) => !words.includes("rawbt:"))
  assert.deepEqual(broken, [])
})
