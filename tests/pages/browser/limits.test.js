// Too much of something: what the server says then is shown, nothing that was chosen is lost, and a little later it
// works.

import assert from "node:assert/strict"
import { test } from "node:test"
import { add, assertUnbroken, device, isLive, shopForTests, until } from "./support.js"

let shop, browser, till, owner
shopForTests(
  async (opened) => {
    ;({ shop, browser } = opened)
    till = await shop.token("Rina")
    owner = await shop.token("Dewi")
  },
  { limits: "on" },
)

/** Other limits; clients that were held back start again. */
const limit = async (limits) => {
  const { status, body } = await shop.call("PATCH", "/api/v1/admin/settings", { limits }, owner)
  assert.equal(status, 200, JSON.stringify(body))
}
const orders = async () => (await shop.call("GET", "/api/v1/admin/orders?limit=100", undefined, till)).body.orders
const settle = async () => {
  for (const { uid, payment_status } of await orders())
    if (payment_status === "unpaid") await shop.call("PUT", `/api/v1/admin/orders/${uid}/confirm-payment`, {}, till)
}
const checkout = async (page) => {
  await page.goto(shop.url)
  await isLive(page)
  await add(page, "Kopi Tubruk")
  await page.getByRole("button", { name: /Lihat pesanan|Lanjut/ }).click()
  await page.getByRole("dialog").waitFor()
}
const send = (page) => page.locator(".sheet__foot .button--primary").click()
const says = (page, words) => page.getByRole("alert").filter({ hasText: words }).waitFor()

test("who has not paid earlier orders is told so, keeps the cart, and orders once they are paid", async () => {
  await limit({ orders_per_minute: 100, unpaid_orders: 1 })
  await shop.order()
  const page = await device(browser)
  await checkout(page)
  await send(page)
  await says(page, /belum dibayar/)
  assert.equal(await page.locator(".checkout").getAttribute("inert"), null, "it was refused, and may be changed")
  await page.getByRole("dialog").getByRole("button", { name: "Tambah Kopi Tubruk" }).click()
  await page.reload()
  await isLive(page)
  await page
    .getByRole("button", { name: /Lihat pesanan|Lanjut/ })
    .filter({ hasText: "2" })
    .click()
  await settle()
  await send(page)
  await page.waitForURL(/\/t\/[a-z0-9]{26}$/)
  await settle()
  assertUnbroken(page)
})

test("who orders too fast is told how long to wait, and the same button works then", async () => {
  await limit({ orders_per_minute: 1, unpaid_orders: 100 })
  await shop.order()
  const page = await device(browser)
  await checkout(page)
  await send(page)
  await says(page, /Coba lagi dalam \d+ detik/)
  assert.equal(await page.locator(".checkout").getAttribute("inert"), null)
  await limit({ orders_per_minute: 2 })
  await send(page)
  await page.waitForURL(/\/t\/[a-z0-9]{26}$/)
  assertUnbroken(page)
})

test("a cart that may have arrived stays as it is, also when tried too soon: it becomes one order", async () => {
  await limit({ orders_per_minute: 100, unpaid_orders: 100 })
  const before = (await orders()).length
  const page = await device(browser)
  await checkout(page)
  await page.route("**/api/v1/orders", (route) => route.abort(), { times: 1 })
  await send(page)
  await says(page, /Belum ada jawaban/)
  await limit({ orders_per_minute: 1 })
  // Another phone at this address has just ordered.
  await shop.order()
  await send(page)
  await says(page, /Coba lagi dalam \d+ detik/)
  assert.equal(await page.locator(".checkout").getAttribute("inert"), "", "what may be an order is not changed")
  await limit({ orders_per_minute: 100 })
  await send(page)
  await page.waitForURL(/\/t\/[a-z0-9]{26}$/)
  assert.equal((await orders()).length, before + 2)
  assertUnbroken(page)
})

test("an order whose answer was lost is found again, also by whoever may place no more now", async () => {
  await limit({ orders_per_minute: 100, unpaid_orders: 100 })
  const before = (await orders()).length
  const page = await device(browser)
  await checkout(page)
  await page.route(
    "**/api/v1/orders",
    async (route) => {
      await route.fetch()
      await route.abort()
    },
    { times: 1 },
  )
  await send(page)
  await says(page, /Belum ada jawaban/)
  await limit({ orders_per_minute: 1 })
  await shop.order()
  await send(page)
  await page.waitForURL(/\/t\/[a-z0-9]{26}$/)
  assert.equal((await orders()).length, before + 2)
  await limit({ orders_per_minute: 100 })
  assertUnbroken(page)
})

test("the kiosk says that it must wait, keeps its visitor's cart, and takes the order a little later", async () => {
  await limit({ orders_per_minute: 1, unpaid_orders: 100 })
  await shop.order()
  const page = await device(browser, { width: 1280, height: 800 })
  await page.goto(`${shop.url}/kiosk`)
  await page.locator(".attract__go").click()
  await page.getByRole("button", { name: "Bungkus" }).click()
  await page.locator(".dish", { hasText: "Nasi Rames" }).click()
  await page.locator(".knext").click()
  await page.locator("#customer").waitFor()
  await page.locator(".knext").click()
  await page.locator(".radio-group").waitFor()
  await page.locator(".knext").click()
  await says(page, /Coba lagi dalam \d+ detik/)
  assert.equal(await page.locator(".cart-line").count(), 1)
  await limit({ orders_per_minute: 2 })
  await page.locator(".knext").click()
  await page.locator(".done__plate").waitFor()
  assertUnbroken(page)
})

test("who looks up too often is told how long to wait, and what was typed stays", async () => {
  await limit({ lookups_per_minute: 1, orders_per_minute: 100, unpaid_orders: 100 })
  const order = await shop.order()
  const page = await device(browser)
  await page.goto(`${shop.url}/t`)
  await page.locator("#number").fill("C-999")
  await page.locator("#code").fill("0000")
  const look = page.locator("form .button--primary")
  await look.click()
  await says(page, /tidak/i)
  await page.locator("#number").fill(order.number)
  await page.locator("#code").fill(order.code)
  await look.click()
  await says(page, /Coba lagi dalam \d+ detik/)
  assert.equal(await page.locator("#number").inputValue(), order.number)
  await limit({ lookups_per_minute: 2 })
  await until(() => look.click().then(() => page.waitForURL(/\/t\/[a-z0-9]{26}$/, { timeout: 2_000 })))
  assertUnbroken(page)
})
