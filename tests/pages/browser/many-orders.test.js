// More orders than one message of the server holds: the till shows every one of them.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { assertUnbroken, device, isLive, openBrowser, openShop, signIn, until } from "./support.js"

// A message has at most two hundred.
const ORDERS = 450

let shop, browser
const numbers = []
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
  const { id } = await shop.dish("Soto Ayam + Nasi")
  const order = { items: [{ menu_item_id: id, quantity: 1 }], payment_method: "cash" }
  while (numbers.length < ORDERS) {
    const placed = await Promise.all(Array.from({ length: 25 }, () => shop.call("POST", "/api/v1/orders", order)))
    for (const { body } of placed) numbers.push(body.number)
  }
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

const shown = (page) => page.locator(".row .plate").evaluateAll((all) => all.map((each) => each.textContent.trim()))
const waiting = (page) => page.locator("#tab-unpaid b").textContent()

test("a till that connects shows every open order, and those that follow", async () => {
  const till = await device(browser, { width: 1280, height: 800 })
  await signIn(till, `${shop.url}/cashier`, "Rina")
  await until(async () => assert.equal(await waiting(till), String(ORDERS)))
  assert.deepEqual((await shown(till)).sort(), [...numbers].sort())
  const { number } = await shop.order()
  numbers.push(number)
  await till.locator(".row", { hasText: number }).waitFor()

  // Loaded again, it begins with the whole snapshot once more.
  await till.reload()
  await isLive(till)
  // A page that says «live» has every page of the snapshot.
  assert.equal(await waiting(till), String(numbers.length))
  assert.deepEqual((await shown(till)).sort(), [...numbers].sort())
  assertUnbroken(till)
})
