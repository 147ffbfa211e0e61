// The customer display: the guest at a till sees the sale there as it is rung up and paid, and no name.

import assert from "node:assert/strict"
import { test } from "node:test"
import { setQris } from "../screens/qris.js"
import {
  assertUnbroken,
  decode,
  device,
  hasten,
  isLive,
  seenOn,
  shopForTests,
  signIn,
  staleOverlay,
  until,
} from "./support.js"

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

/** With the session ends what it has shown: the next test begins with nothing. */
const signOut = (page) =>
  page.context().request.post(`${shop.url}/api/v1/admin/logout`, { headers: { origin: shop.url }, data: {} })

/** A display, paired with the code that this till shows. */
async function pairedAt(page, more = {}) {
  await page.locator(".foot__display").click()
  await page.getByRole("button", { name: "Buat kode untuk tablet lain" }).click()
  const code = await page.locator(".display-sheet__figures").innerText()
  const display = await device(browser, { width: 1024, height: 600, ...more })
  await display.goto(`${shop.url}/pair#${code}`)
  await display.waitForURL(`${shop.url}/display`)
  await isLive(display)
  await page.locator(".display-sheet__code").waitFor({ state: "detached" })
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
  await display.locator(".ring__title", { hasText: "2 item" }).waitFor()
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
  await signOut(page)
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
  await signOut(page)
  await window.locator(".display--new").waitFor()
  await until(async () => assert.equal(await window.locator(".lines").count(), 0))
})

test("a window at a till goes with it to another drawer, and the display of the first shows nothing", async () => {
  const owner = await shop.token("Dewi")
  await shop.call("PATCH", "/api/v1/admin/settings", { shifts: { tills: 2 } }, owner)
  const page = await till()
  const display = await pairedAt(page)
  const window = await page.context().newPage()
  await window.goto(`${shop.url}/display`)
  await ringUp(page, "Kopi Tubruk")
  for (const each of [display, window]) await each.locator(".lines li", { hasText: "Kopi Tubruk" }).waitFor()
  await page.locator(".top__drawer").click()
  await page.getByRole("button", { name: "Laci 2" }).click()
  await page.keyboard.press("Escape")
  await display.locator(".idle__name").waitFor()
  await ringUp(page, "Soto Ayam")
  await window.locator(".lines li", { hasText: "Soto Ayam" }).waitFor()
  assert.equal(await display.locator(".lines").count(), 0)
  await shop.call("PATCH", "/api/v1/admin/settings", { shifts: { tills: 1 } }, owner)
  await signOut(page)
})

test("where no socket reaches the display or its till, the guest sees what is rung up all the same", async () => {
  const page = await till({ clock: true })
  const display = await pairedAt(page, { clock: true })
  const slow = (page) => page.locator(".connection-badge--slow")
  const shows = (name) => seenOn([display], (page) => page.locator(".lines li", { hasText: name }))
  await display.routeWebSocket(/\/ws/, (socket) => socket.close())
  await display.reload()
  await hasten([display], seenOn([display], slow))
  await ringUp(page, "Kopi Tubruk")
  await hasten([page, display], shows("Kopi Tubruk"))
  await page.routeWebSocket(/\/ws/, (socket) => socket.close())
  await page.reload()
  await hasten([page, display], seenOn([page], slow))
  await ringUp(page, "Soto Ayam")
  await hasten([page, display], shows("Soto Ayam"))
  await signOut(page)
  assertUnbroken(page, display)
})

test("upright, four items and the sum stay in sight next to a QRIS code that a phone reads", async () => {
  const page = await till()
  const display = await pairedAt(page, { width: 768, height: 1024 })
  for (const name of ["Kopi Tubruk", "Soto Ayam", "Bakso Urat", "Nasi Rames", "Mi Goreng Jawa", "Ayam Geprek"])
    await ringUp(page, name)
  await toPay(page)
  await page.getByRole("button", { name: "QRIS", exact: true }).click()
  const code = display.locator(".qris__code")
  await code.evaluate((image) => image.decode())
  const isSeen = (part) => {
    const { top, bottom } = part.getBoundingClientRect()
    return part.checkVisibility({ visibilityProperty: true }) && top >= 0 && bottom <= innerHeight
  }
  const lines = await display.locator(".lines li").all()
  const seen = await Promise.all(lines.map((line) => line.evaluate(isSeen)))
  assert.ok(seen.filter(Boolean).length >= 4, `${seen}`)
  for (const part of [".ring__small-total", ".qris__amount", ".qris__code"])
    assert.ok(await display.locator(part).evaluate(isSeen), part)
  assert.match(decode(await code.screenshot()), /^0002.*5406108000/)
  await signOut(page)
  assertUnbroken(display)
})

test("a guest never sees the sale of the one before while the price of their own is counted", async () => {
  const owner = await shop.token("Dewi")
  const decide = (restaurant_tax_bp) =>
    shop.call("PATCH", "/api/v1/admin/settings", { bill: { restaurant_tax_bp } }, owner)
  await decide(1_000)
  const page = await till()
  const display = await pairedAt(page)
  const shows = (name) => display.locator(".lines li", { hasText: name }).waitFor()
  await ringUp(page, "Kopi Tubruk")
  await shows("Kopi Tubruk")
  await page.getByRole("button", { name: "Tahan dulu" }).click()
  await page.getByRole("dialog").getByRole("button", { name: "Tahan dulu" }).click()
  await ringUp(page, "Soto Ayam")
  await shows("Soto Ayam")
  const total = page.locator(".sale__side .total").first()
  const before = await total.innerText()
  let answer = () => {}
  await page.route("**/api/v1/orders/price", async (route) => {
    await new Promise((resolve) => (answer = resolve))
    await route.continue()
  })
  const asked = page.waitForRequest(/orders\/price/)
  await page.locator(".held .button").click()
  await asked
  await display.locator(".idle__name").waitFor()
  // Nor does the cashier, who would ask for it.
  assert.notEqual(await total.innerText(), before)
  answer()
  await shows("Kopi Tubruk")
  await decide(0)
  await signOut(page)
  assertUnbroken(page, display)
})
