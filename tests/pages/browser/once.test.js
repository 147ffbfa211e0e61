// No double anything: however often a customer taps, reloads, goes back or loses the answer, one cart becomes one
// order.

import assert from "node:assert/strict"
import { after, afterEach, before, test } from "node:test"
import { add, assertUnbroken, device, isLive, openBrowser, openShop, until } from "./support.js"
import { openWire } from "./wire.js"

const ORDERS = /^POST \/api\/v1\/orders HTTP/
const CANCEL = /^POST \/api\/v1\/orders\/[a-z0-9]+\/cancel /

let shop, wire, browser, till
before(async () => {
  shop = await openShop()
  wire = await openWire(shop)
  browser = await openBrowser()
  till = await shop.token("Rina")
})
afterEach(async () => {
  wire.losesAnswerTo = null
  wire.lost = 0
  if (wire.silent) wire.comeBack()
  await Promise.all(browser.contexts().map((context) => context.close()))
})
after(async () => {
  await browser?.close()
  await wire?.close()
  await shop?.end()
})

const activeOrders = async () =>
  (await shop.call("GET", "/api/v1/admin/orders?status=active&limit=100", undefined, till)).body.orders
/** Answers how many orders came since, and whether they are as many as expected. */
async function counting() {
  const known = (await activeOrders()).length
  return async (more) => assert.equal((await activeOrders()).length - known, more)
}
/** A cart with one dish, looked at for the last time. */
async function cart(phone, dish = "Kopi Tubruk") {
  await phone.goto(wire.url)
  await isLive(phone)
  await add(phone, dish)
  await look(phone)
}
const look = (phone) => phone.getByRole("button", { name: /Lihat pesanan/ }).click()
const sendButton = (phone) => phone.getByRole("button", { name: /Pesan sekarang|Kirim lagi/ })
const tracking = /\/t\/[a-z0-9]{26}$/

// More than 10 s: four ways to tap, each on a phone that has never been here.
test("two quick taps on send make one order, whether they come from a finger, a mouse or a key", async () => {
  const ways = {
    // Both in one frame, before anything could be drawn anew.
    "in one frame": (send) =>
      send.evaluate((button) => {
        button.click()
        button.click()
      }),
    mouse: (send) => send.dblclick({ noWaitAfter: true }),
    finger: async (send) => {
      const { x, y } = await send.boundingBox()
      await send.page().touchscreen.tap(x + 20, y + 20)
      await send.page().touchscreen.tap(x + 20, y + 20)
    },
    key: async (send) => {
      await send.focus()
      await send.page().keyboard.press("Enter")
      await send.page().keyboard.press("Enter")
    },
  }
  for (const [way, twice] of Object.entries(ways)) {
    const come = await counting()
    const phone = await device(browser, { hasTouch: true })
    await cart(phone)
    // A touch that meets a page which is just leaving is never answered by the browser.
    await Promise.race([twice(sendButton(phone)), phone.waitForURL(tracking)])
    await phone.waitForURL(tracking)
    await isLive(phone)
    await come(1).catch((error) => {
      throw new Error(`${way}: ${error.message}`)
    })
    assertUnbroken(phone)
  }
})

test("an order whose answer was lost is only sent again, and never changed, until there is one", async () => {
  const come = await counting()
  const phone = await device(browser)
  await cart(phone)
  wire.losesAnswerTo = ORDERS
  await sendButton(phone).click()
  await phone
    .getByRole("alert")
    .filter({ hasText: /Belum ada jawaban dari kasir/ })
    .waitFor()
  assert.ok(wire.lost > 0)
  // It has arrived, and what is sold out meanwhile does not change what was sent.
  await come(1)
  const { id } = await shop.dish("Kopi Tubruk")
  const soldOut = (is_available) => shop.call("PUT", `/api/v1/admin/menu/${id}/availability`, { is_available }, till)
  await soldOut(false)
  await phone.locator(".item--sold", { hasText: "Kopi Tubruk" }).waitFor({ state: "attached" })
  assert.equal(await phone.locator(".checkout").evaluate((each) => each.inert), true)
  await phone.getByRole("button", { name: "Tutup" }).click()
  await add(phone, "Nasi Rames")
  await look(phone)
  assert.equal(await phone.getByRole("dialog").getByText("Nasi Rames").count(), 0)
  wire.losesAnswerTo = null
  await sendButton(phone).click()
  await phone.waitForURL(tracking)
  await phone.locator(".lines", { hasText: "Kopi Tubruk" }).waitFor()
  await come(1)
  await soldOut(true)
})

test("a reload in the middle of sending finishes what was begun, once", async () => {
  const come = await counting()
  const phone = await device(browser)
  await cart(phone)
  wire.losesAnswerTo = ORDERS
  await sendButton(phone).click()
  await until(async () => assert.ok(wire.lost > 0))
  wire.losesAnswerTo = null
  await phone.reload()
  await phone.waitForURL(tracking)
  await come(1)
})

test("an order that did not even leave the phone is sent when the network is back", async () => {
  const come = await counting()
  const phone = await device(browser)
  await cart(phone)
  wire.goDead()
  await sendButton(phone).click()
  await phone.locator("button[aria-busy]").waitFor()
  await come(0)
  wire.comeBack()
  // The page is live again, without a tap.
  await phone.waitForURL(tracking)
  await come(1)
})

test("after sending, Back leads to the menu, and to no cart that could be sent again", async () => {
  const come = await counting()
  const phone = await device(browser)
  await phone.goto(`${wire.url}/t`)
  await cart(phone)
  await sendButton(phone).click()
  await phone.waitForURL(tracking)
  await isLive(phone)
  await phone.goBack()
  await phone.locator(".open-order", { hasText: "Menunggu Pembayaran" }).waitFor()
  await until(async () => assert.equal(await phone.locator(".cart-bar").count(), 0))
  await phone.goForward()
  await phone.waitForURL(tracking)
  await phone.goto(wire.url)
  await isLive(phone)
  await until(async () => assert.equal(await phone.locator(".cart-bar").count(), 0))
  await come(1)
})

test("a cart in two tabs is one cart: what one does the other shows, and sent from both it is one order", async () => {
  const come = await counting()
  const first = await device(browser)
  await cart(first)
  const second = await first.context().newPage()
  await second.goto(wire.url)
  await isLive(second)
  await add(second, "Kopi Tubruk")
  await first.getByRole("dialog").locator(".stepper output", { hasText: "2" }).waitFor()
  await look(second)
  await Promise.all([first, second].map((tab) => sendButton(tab).evaluate((button) => button.click())))
  await Promise.all([first, second].map((tab) => tab.waitForURL(tracking)))
  assert.equal(first.url(), second.url())
  await come(1)
})

test("a cart sent from one tab is empty in the other", async () => {
  const come = await counting()
  const first = await device(browser)
  await cart(first)
  const second = await first.context().newPage()
  await second.goto(wire.url)
  await isLive(second)
  await look(second)
  await sendButton(first).click()
  await first.waitForURL(tracking)
  await second.getByRole("dialog").waitFor({ state: "detached" })
  await second.locator(".open-order").waitFor()
  await until(async () => assert.equal(await second.locator(".cart-bar").count(), 0))
  await come(1)
})

test("an order refused is the customer's again, and what they make of it is another one", async () => {
  const come = await counting()
  const phone = await device(browser)
  await phone.routeWebSocket(/\/ws/, (socket) => socket.close())
  await phone.goto(wire.url)
  await add(phone, "Pecel Lele + Nasi")
  await add(phone, "Kopi Tubruk")
  await look(phone)
  const { id } = await shop.dish("Pecel Lele + Nasi")
  await shop.call("PUT", `/api/v1/admin/menu/${id}/availability`, { is_available: false }, till)
  await sendButton(phone).click()
  await phone.getByRole("dialog").getByRole("status").filter({ hasText: "Pecel Lele + Nasi baru saja habis" }).waitFor()
  await come(0)
  await sendButton(phone).filter({ hasText: "Rp8.000" }).click()
  await phone.waitForURL(tracking)
  await come(1)
  await shop.call("PUT", `/api/v1/admin/menu/${id}/availability`, { is_available: true }, till)
})

const cancelsOf = async (uid) =>
  (await shop.call("GET", `/api/v1/admin/orders/${uid}`, undefined, till)).body.history.filter(
    (entry) => entry.status === "cancelled",
  )

test("a customer's cancel is one cancel: tapped twice, from two tabs, or after a lost answer", async () => {
  const order = await shop.order()
  const first = await device(browser)
  const second = await first.context().newPage()
  for (const tab of [first, second]) {
    await tab.goto(`${wire.url}/t/${order.uid}`)
    await isLive(tab)
  }
  wire.losesAnswerTo = CANCEL
  await first.getByRole("button", { name: "Batalkan pesanan" }).dblclick()
  await second.getByRole("button", { name: "Batalkan pesanan" }).click()
  await until(async () => assert.ok(wire.lost > 0))
  for (const tab of [first, second]) await tab.locator(".order--cancelled").waitFor()
  assert.equal((await cancelsOf(order.uid)).length, 1)
  const again = await shop.call("POST", `/api/v1/orders/${order.uid}/cancel`, {})
  assert.equal(again.status, 200, "to be asked again is no conflict")
  assert.equal((await cancelsOf(order.uid)).length, 1)
})
