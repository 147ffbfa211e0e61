// Ordering from a phone: once is once, and what sold out is said at once.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { add, assertUnbroken, device, isLive, openBrowser, openShop, orderOnPage } from "./support.js"

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

const activeOrders = async () => (await shop.call("GET", "/api/v1/admin/orders?status=active", undefined, owner)).body.orders
const sellOut = async (name, is_available = false) => {
  const { id } = await shop.dish(name)
  const { status } = await shop.call("PUT", `/api/v1/admin/menu/${id}/availability`, { is_available }, owner)
  assert.equal(status, 200)
}

test("two quick taps on send make one order", async () => {
  const before = (await activeOrders()).length
  const phone = await device(browser)
  await phone.goto(shop.url)
  await add(phone, "Kopi Tubruk")
  await phone.getByRole("button", { name: /Lihat pesanan/ }).click()
  const send = phone.getByRole("button", { name: /Pesan sekarang/ })
  await send.evaluate((button) => { button.click(); button.click() })
  await phone.waitForURL(/\/t\//)
  await isLive(phone)
  assert.equal((await activeOrders()).length, before + 1)
  assertUnbroken(phone)
})

test("an answer lost on the way does not make a second order, even over a reload", async () => {
  const before = (await activeOrders()).length
  const phone = await device(browser)
  let lost = 0
  await phone.route("**/api/v1/orders", async (route) => {
    // The order arrives; its answer does not.
    await route.fetch()
    lost++
    await route.abort()
  }, { times: 1 })
  await phone.goto(shop.url)
  await add(phone, "Kopi Tubruk")
  await phone.getByRole("button", { name: /Lihat pesanan/ }).click()
  await phone.getByRole("button", { name: /Pesan sekarang/ }).click()
  await phone.getByText(/Belum ada jawaban dari kasir/).waitFor()
  await phone.reload()
  await phone.getByRole("button", { name: /Lihat pesanan/ }).click()
  await phone.getByRole("button", { name: /Pesan sekarang/ }).click()
  await phone.waitForURL(/\/t\//)
  assert.equal(lost, 1)
  assert.equal((await activeOrders()).length, before + 1)
})

test("after sending, Back leads to no cart that could be sent again", async () => {
  const phone = await device(browser)
  await phone.goto(`${shop.url}/t`)
  await phone.goto(shop.url)
  await orderOnPage(phone, ["Kopi Tubruk"])
  await phone.goBack()
  await phone.waitForURL(`${shop.url}/t`)
  await phone.goto(shop.url)
  await phone.locator(".open-order", { hasText: "Menunggu Pembayaran" }).waitFor()
  assert.equal(await phone.locator(".cart-bar").count(), 0)
})

test("what sells out disappears from every open menu at once, and comes back the same way", async () => {
  const phone = await device(browser)
  await phone.goto(shop.url)
  await isLive(phone)
  await add(phone, "Nasi Rames")
  await add(phone, "Kopi Tubruk")
  await sellOut("Nasi Rames")
  await phone.locator(".item--sold", { hasText: "Nasi Rames" }).waitFor()
  await phone.locator(".toast", { hasText: "Nasi Rames baru saja habis" }).waitFor()
  await phone.getByRole("button", { name: /^1 Lihat pesanan/ }).waitFor()
  await sellOut("Nasi Rames", true)
  await phone.getByRole("button", { name: "Tambah Nasi Rames" }).waitFor()
  assertUnbroken(phone)
})

test("a dish that sold out unseen is refused in words, and the rest of the cart is kept", async () => {
  const phone = await device(browser)
  // A phone that hears nothing: no socket ever opens.
  await phone.routeWebSocket(/\/ws/, (socket) => socket.close())
  await phone.goto(shop.url)
  await add(phone, "Pecel Lele + Nasi")
  await add(phone, "Kopi Tubruk")
  await phone.getByRole("button", { name: /Lihat pesanan/ }).click()
  await sellOut("Pecel Lele + Nasi")
  await phone.getByRole("button", { name: /Pesan sekarang/ }).click()
  await phone.getByRole("alert").filter({ hasText: /Pecel Lele/ }).or(phone.locator(".toast", { hasText: "Pecel Lele" })).first().waitFor()
  await phone.getByRole("button", { name: /^(Pesan sekarang|Kirim lagi)\s*Rp8\.000$/ }).click()
  await phone.waitForURL(/\/t\//)
  await phone.locator(".lines", { hasText: "Kopi Tubruk" }).waitFor()
  assert.equal(await phone.locator(".lines", { hasText: "Pecel Lele" }).count(), 0)
  await sellOut("Pecel Lele + Nasi", true)
})

test("choices are made in the sheet and counted in the price", async () => {
  const phone = await device(browser)
  await phone.goto(`${shop.url}/?table=7`)
  await phone.getByRole("button", { name: "Nasi Goreng Kampung", exact: true }).click()
  const sheet = phone.getByRole("dialog")
  await sheet.getByLabel("Pedas banget").check()
  await sheet.getByLabel("Telur ceplok").check()
  await sheet.getByLabel(/Catatan/).fill("jangan pakai bawang")
  await sheet.getByRole("button", { name: "Tambah Nasi Goreng Kampung" }).click()
  await sheet.getByRole("button", { name: /^Tambah\s*Rp52\.000$/ }).click()
  await phone.getByRole("button", { name: /Lihat pesanan/ }).click()
  const uid = await (async () => {
    await phone.getByRole("button", { name: /Pesan sekarang/ }).click()
    await phone.waitForURL(/\/t\//)
    return phone.url().split("/").pop()
  })()
  const { body } = await shop.call("GET", `/api/v1/orders/${uid}`)
  assert.equal(body.total_amount, 52_000)
  assert.equal(body.table_number, "7")
  assert.equal(body.lines[0].note, "jangan pakai bawang")
  assert.deepEqual(body.lines[0].modifiers.map((modifier) => modifier.name).sort(), ["Pedas banget", "Telur ceplok"])
  assertUnbroken(phone)
})

test("the menu is found by a word and read in English", async () => {
  const phone = await device(browser)
  await phone.goto(shop.url)
  await phone.getByLabel(/Cari menu/).fill("kopi susu")
  await phone.getByRole("button", { name: "Kopi Susu Gula Aren", exact: true }).waitFor()
  assert.equal(await phone.locator(".item").count(), 1)
  await phone.getByLabel(/Cari menu/).fill("")
  await phone.getByRole("button", { name: /English/ }).click()
  await phone.getByRole("button", { name: "Add Village fried rice" }).waitFor()
  assert.equal(await phone.locator("html").getAttribute("lang"), "en")
  await phone.reload()
  await phone.getByRole("button", { name: "Add Village fried rice" }).waitFor()
  assertUnbroken(phone)
})

test("the whole order can be made with the keyboard alone", async () => {
  const screen = await device(browser, { width: 1280, height: 800 })
  await screen.goto(shop.url)
  await screen.getByRole("button", { name: "Tambah Kopi Tubruk" }).focus()
  await screen.keyboard.press("Enter")
  await screen.getByRole("button", { name: "Lanjut" }).focus()
  await screen.keyboard.press("Enter")
  await screen.getByRole("dialog").waitFor()
  await screen.keyboard.press("Escape")
  await screen.getByRole("dialog").waitFor({ state: "detached" })
  assert.equal(await screen.evaluate(() => document.activeElement?.textContent), "Lanjut", "the focus goes back to where it came from")
  await screen.keyboard.press("Enter")
  await screen.getByRole("button", { name: /Pesan sekarang/ }).focus()
  await screen.keyboard.press("Enter")
  await screen.waitForURL(/\/t\//)
  assertUnbroken(screen)
})
