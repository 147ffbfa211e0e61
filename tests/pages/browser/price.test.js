// What a cart costs is counted by the server: the sum on the phone, the kiosk and the till is that of the order that
// comes of it.

import assert from "node:assert/strict"
import { after, before, beforeEach, test } from "node:test"
import {
  add,
  assertUnbroken,
  device,
  enterAs,
  hasten,
  isLive,
  openBrowser,
  openShop,
  seenOn,
  until,
} from "./support.js"

let shop, browser, owner
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
  owner = await shop.token("Dewi")
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

const PLAIN = { restaurant_tax_bp: 0, service_bp: 0, vat_bp: 0, prices_include: "nothing", smallest_coin: "1" }
const WITH_TAX = { ...PLAIN, restaurant_tax_bp: 1_000, service_bp: 550 }
const decide = async (bill) => {
  const { status } = await shop.call("PATCH", "/api/v1/admin/settings", { bill }, owner)
  assert.equal(status, 200)
}
beforeEach(() => decide(WITH_TAX))

const PRICE = "**/api/v1/orders/price"
const rows = (page) => page.locator(".price-rows").locator("visible=true").first()
const total = (page, sum) => rows(page).locator(".total", { hasText: sum })
const order = async (uid) => (await shop.call("GET", `/api/v1/orders/${uid}`)).body
const uidOf = (page) => page.url().split("/").pop()

async function phone(more = {}) {
  const page = await device(browser, more)
  await page.goto(shop.url)
  await isLive(page)
  return page
}
const openCart = (page) => page.getByRole("button", { name: /Lihat pesanan/ }).click()
/** How often the page asks for a price. */
function countAsked(page) {
  const asked = { times: 0 }
  page.on("request", (request) => {
    if (request.url().endsWith("/orders/price")) asked.times += 1
  })
  return asked
}

test("where nothing is added, the sum is the dishes' prices and the server is not asked for it", async () => {
  await decide(PLAIN)
  const page = await phone()
  const asked = countAsked(page)
  await add(page, "Kopi Tubruk")
  await add(page, "Bakso Urat")
  await openCart(page)
  await total(page, "Rp28.000").waitFor()
  await page.getByRole("button", { name: /Pesan sekarang\s*Rp28\.000$/ }).click()
  await page.waitForURL(/\/t\//)
  assert.equal((await order(uidOf(page))).total_amount, 28_000)
  assert.equal(asked.times, 0)
  assertUnbroken(page)
})

test("the phone's cart shows service, tax and the server's total, which the order placed then costs", async () => {
  const page = await phone()
  await add(page, "Kopi Tubruk")
  await add(page, "Bakso Urat")
  await page.locator(".cart-bar", { hasText: "Rp32.494" }).waitFor()
  await openCart(page)
  await rows(page).getByText("Layanan 5,5%").waitFor()
  await rows(page).getByText("PB1 10%").waitFor()
  await total(page, "Rp32.494").waitFor()
  await page.getByRole("button", { name: /Pesan sekarang\s*Rp32\.494$/ }).click()
  await page.waitForURL(/\/t\//)
  assert.equal((await order(uidOf(page))).total_amount, 32_494)
  assertUnbroken(page)
})

test("the kiosk shows the same sum as the phone and as the order placed, and what it is in coins", async () => {
  await decide({ ...WITH_TAX, smallest_coin: "500" })
  const page = await device(browser, { width: 1280, height: 800 })
  await page.goto(`${shop.url}/kiosk`)
  await isLive(page)
  await page.locator(".attract__go").click()
  await page.getByRole("button", { name: "Bungkus" }).click()
  const dish = (category, name) =>
    page
      .getByRole("button", { name: category, exact: true })
      .click()
      .then(() => page.locator(".dish", { hasText: name }).click())
  await dish("Kopi", "Kopi Tubruk")
  await dish("Mi & Bakso", "Bakso Urat")
  await page.getByRole("dialog").locator(".button--primary").click()
  await total(page, "Rp32.494").waitFor()
  await page.getByText("Bakso Urat ditambahkan. 2 item, Rp32.494.").waitFor({ state: "attached" })
  await page.locator(".knext").click()
  await page.locator(".knext", { hasText: "Lewati" }).click()
  await rows(page).getByText("Kalau tunai").waitFor()
  await page.locator(".knext", { hasText: "Pesan sekarang" }).click()
  // What is paid in coins is what is asked for.
  await page.locator(".done__pay", { hasText: "Rp32.500" }).waitFor()
  const { body } = await shop.call("GET", "/api/v1/admin/orders?status=active&limit=100", undefined, owner)
  const placed = body.orders.find(({ channel }) => channel === "kiosk")
  assert.deepEqual([placed.total_amount, placed.rest_in_cash], [32_494, 32_500])
  assertUnbroken(page)
})

test("the till's sale shows the server's sum", async () => {
  const page = await device(browser, { width: 1280, height: 800 })
  await enterAs(page, shop, "Rina", "/cashier")
  await page.locator(".top__new").click()
  await page.locator(".tile", { hasText: "Kopi Tubruk" }).first().click()
  await rows(page).getByText("PB1 10%").waitFor()
  await total(page, "Rp9.284").waitFor()
  assertUnbroken(page)
})

test("an answer that comes late for an older cart is never shown", async () => {
  const page = await phone()
  const held = []
  await page.route(PRICE, (route) => held.push(route))
  await add(page, "Kopi Tubruk")
  await until(() => assert.equal(held.length, 1))
  await add(page, "Bakso Urat")
  await until(() => assert.equal(held.length, 2))
  await openCart(page)
  // Nothing was answered yet: what is known are the dishes.
  await total(page, "Subtotal dihitung…").waitFor()
  await held[1].continue()
  await total(page, "Rp32.494").waitFor()
  const late = page.waitForResponse(PRICE)
  await held[0].continue()
  await (await late).finished()
  // A frame later it would stand there.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  assert.match(await rows(page).innerText(), /Rp32\.494/)
  assertUnbroken(page)
})

test("until the new sum is there, the last one stays and says so", async () => {
  const page = await phone()
  await add(page, "Kopi Tubruk")
  await openCart(page)
  await total(page, "Rp9.284").waitFor()
  const held = []
  await page.route(PRICE, (route) => held.push(route))
  await page.getByRole("button", { name: "Tambah Kopi Tubruk" }).click()
  await total(page, "Total dihitung…").waitFor()
  assert.match(await rows(page).innerText(), /Rp9\.284/)
  await until(() => assert.equal(held.length, 1))
  await held[0].continue()
  await total(page, "Rp18.568").waitFor()
  assert.doesNotMatch(await rows(page).innerText(), /dihitung/)
  assertUnbroken(page)
})

test("several taps in a moment are asked for once", async () => {
  const page = await phone({ clock: true })
  await add(page, "Kopi Tubruk")
  const seen = (sum) =>
    hasten(
      [page],
      seenOn([page], (page) => page.locator(".cart-bar", { hasText: sum })),
    )
  await seen("Rp9.284")
  // From here on no time passes but what is let pass, however long a tap takes.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000))
  const asked = countAsked(page)
  for (let n = 0; n < 3; n += 1) {
    await add(page, "Kopi Tubruk")
    await page.clock.runFor(100)
  }
  await seen("Rp37.136")
  assert.equal(asked.times, 1)
  assertUnbroken(page)
})

test("what the shop charges is changed in every open cart at once", async () => {
  const page = await phone()
  await add(page, "Kopi Tubruk")
  await openCart(page)
  await total(page, "Rp9.284").waitFor()
  await decide({ ...WITH_TAX, service_bp: 0 })
  await total(page, "Rp8.800").waitFor()
  await decide({ ...WITH_TAX, service_bp: 0, prices_include: "tax" })
  await total(page, "Rp8.000").waitFor()
  await rows(page).getByText("Sudah termasuk PB1 10%").waitFor()
  await decide(PLAIN)
  await rows(page).getByText("PB1").waitFor({ state: "detached" })
  assertUnbroken(page)
})

test("without the server the cart says that its total follows, and sends by itself when it is back", async () => {
  const page = await phone()
  await add(page, "Kopi Tubruk")
  await page.locator(".cart-bar", { hasText: "Rp9.284" }).waitFor()
  await shop.close()
  await add(page, "Bakso Urat")
  await openCart(page)
  await rows(page).getByText("Total pastinya menyusul").waitFor()
  await total(page, "Rp28.000").waitFor()
  await page.getByRole("button", { name: /Pesan sekarang/ }).click()
  await page.getByText("Belum ada jawaban dari kasir").waitFor()
  await shop.reopen()
  await page.waitForURL(/\/t\//)
  assert.equal((await order(uidOf(page))).total_amount, 32_494)
  assertUnbroken(page)
})

test("a cart that was not sent gets its sum as soon as the server is back", async () => {
  const page = await phone()
  await page.route(PRICE, (route) => route.abort())
  await add(page, "Kopi Tubruk")
  await openCart(page)
  await rows(page).getByText("Total pastinya menyusul").waitFor()
  await page.unroute(PRICE)
  await total(page, "Rp9.284").waitFor()
  assert.equal(await rows(page).getByText("menyusul").count(), 0)
  assertUnbroken(page)
})

test("a server that was asked too often is waited for, and the cart says no more than that it counts", async () => {
  const page = await phone({ clock: true })
  let refused = 0
  await page.route(PRICE, (route) => {
    refused += 1
    return route.fulfill({
      status: 429,
      contentType: "application/problem+json",
      body: JSON.stringify({ code: "too_many_prices", status: 429, title: "", detail: "" }),
    })
  })
  await add(page, "Kopi Tubruk")
  await openCart(page)
  await until(async () => {
    await page.clock.runFor(50)
    assert.equal(refused, 1)
  })
  await page.clock.runFor(3_000)
  assert.equal(refused, 1, "not asked again at once")
  await total(page, "Subtotal dihitung…").waitFor()
  await page.unroute(PRICE)
  await hasten(
    [page],
    seenOn([page], (page) => total(page, "Rp9.284")),
  )
  assertUnbroken(page)
})
