// The customer display: the guest at a till sees the sale there as it is rung up and paid, and no name.

import assert from "node:assert/strict"
import { test } from "node:test"
import { setQris } from "../screens/qris.js"
import { assertUnbroken, decode, device, hasten, isLive, shopForTests, signIn, staleOverlay, until } from "./support.js"

let shop, browser
shopForTests(async (opened) => {
  ;({ shop, browser } = opened)
  await setQris(shop)
})

/** A till, selling. */
async function till(more = {}) {
  const page = await device(browser, { width: 1280, height: 800, ...more })
  await signIn(page, `${shop.url}/cashier`, "Rina")
  await page.getByRole("button", { name: /Pesanan baru|Lanjutkan pesanan/ }).click()
  await page.locator(".tile").first().waitFor()
  return page
}
const ringUp = (page, name) => page.locator(".tile", { hasText: name }).click()
const toPay = (page) =>
  page.locator(".sale__side:not(.tap-guarded) .actions__main", { hasText: "Terima pembayaran" }).click()

/** A display, paired with the code that this till shows. */
async function pairedAt(page, more = {}) {
  await page.locator(".foot__display").click()
  await page.getByRole("button", { name: "Buat kode untuk tablet lain" }).click()
  const code = await page.locator(".display-sheet__figures").innerText()
  const display = await device(browser, { width: 1024, height: 600, ...more })
  await display.goto(`${shop.url}/pair#${code}`)
  await display.waitForURL(`${shop.url}/display`)
  await isLive(display)
  await page.locator(".display-sheet .banner--good").waitFor()
  await page.keyboard.press("Escape")
  return display
}

test("the guest sees dishes, sum, code, change and thanks as the till goes on, and no name or note", async () => {
  const page = await till({ clock: true })
  const display = await pairedAt(page)
  await display.locator(".idle__name").waitFor()
  await ringUp(page, "Kopi Tubruk")
  await display.locator(".lines li", { hasText: "Kopi Tubruk" }).waitFor()
  await ringUp(page, "Kopi Tubruk")
  await display.locator(".lines li", { hasText: "2×" }).waitFor()
  const total = (await display.locator(".ring__total b").innerText()).trim()
  assert.equal(total, (await page.locator(".sale__side .total .money").first().innerText()).trim())
  await page.locator(".sale-chip", { hasText: "Nama" }).click()
  await page.getByLabel("Nama", { exact: true }).fill("Qzxguest")
  await page.keyboard.press("Enter")
  await ringUp(page, "Soto Ayam")
  await display.locator(".lines li", { hasText: "Soto Ayam" }).waitFor()
  assert.ok(!(await display.content()).includes("Qzxguest"))

  await toPay(page)
  await display.locator(".ring__total", { hasText: "Yang dibayar" }).waitFor()
  await page.getByRole("button", { name: "QRIS", exact: true }).click()
  const code = display.locator(".qris__code")
  await code.waitFor()
  await code.evaluate((image) => image.decode())
  const here = await page.locator(".qris__code").screenshot()
  assert.equal(decode(await code.screenshot()), decode(here), "the same code as at the till")
  await page.getByRole("button", { name: "Tunai", exact: true }).click()
  await page.locator(".quick-cash .button").last().click()
  await display.locator(".ring__change b").waitFor()
  const change = await display.locator(".ring__change b").innerText()
  await page
    .locator(".sale__side:not(.tap-guarded)")
    .getByRole("button", { name: /Tandai lunas/ })
    .click()
  await display.locator(".thanks__change b", { hasText: change.trim() }).waitFor()
  const number = await page.locator(".sale__side .plate").innerText()
  await display.locator(".thanks__number .plate", { hasText: number }).waitFor()
  // It goes by itself, and what the next guest sees is the shop.
  await hasten([page], async () => assert.equal(await display.locator(".idle__name").count(), 1))
  assertUnbroken(page, display)
})

test("a display that has lost the server shows no sale, and comes back paired", async () => {
  const page = await till()
  const display = await pairedAt(page, { clock: true })
  await ringUp(page, "Kopi Tubruk")
  await display.locator(".lines li").waitFor()
  await display.context().setOffline(true)
  await display.evaluate(() => dispatchEvent(new Event("pagehide")))
  await hasten([display], async () => assert.equal(await display.locator(".lines").count(), 0))
  await staleOverlay(display).waitFor()
  await display.context().setOffline(false)
  await display.reload()
  await display.locator(".lines li", { hasText: "Kopi Tubruk" }).waitFor()
  // Who signs out leaves nothing on it.
  await page.context().request.post(`${shop.url}/api/v1/admin/logout`, { headers: { origin: shop.url }, data: {} })
  await display.locator(".idle__name").waitFor()
  assertUnbroken(display)
})

test("a second window in the till's own browser is its display until the cashier signs out", async () => {
  const page = await till()
  const window = await page.context().newPage()
  await window.goto(`${shop.url}/display`)
  await window.locator(".idle__name").waitFor()
  await ringUp(page, "Kopi Tubruk")
  await window.locator(".lines li", { hasText: "Kopi Tubruk" }).waitFor()
  await page.context().request.post(`${shop.url}/api/v1/admin/logout`, { headers: { origin: shop.url }, data: {} })
  await window.locator(".display--new").waitFor()
  await until(async () => assert.equal(await window.locator(".lines").count(), 0))
})
