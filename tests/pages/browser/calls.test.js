// A guest calls from the table, and the till shows it until it is taken away.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { assertUnbroken, device, enterAs, isLive, mark, openBrowser, openShop } from "./support.js"

let shop, browser
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

test("a table's card and an order's page call the till, which takes a call away with a tap", async () => {
  const dewi = await shop.token("Dewi")
  await shop.call("PUT", "/api/v1/admin/tables", { tables: ["7"] }, dewi)
  const { cards } = (await shop.call("GET", "/api/v1/admin/cards", undefined, dewi)).body
  const order = await shop.order()
  const till = await device(browser, { width: 1280, height: 800 })
  await enterAs(till, shop, "Rina", "/cashier")
  await isLive(till)
  const same = await mark(till)
  const phone = await device(browser, { width: 360, height: 740 })
  await phone.goto(`${shop.url}/m/${cards[0].token}`)
  await phone.getByRole("button", { name: "Panggil pelayan" }).click()
  await phone.getByText("Pelayan sudah dipanggil").waitFor()
  assert.ok(await phone.getByRole("button", { name: "Minta bon" }).isDisabled(), "the shop takes one a minute")
  const called = till.locator(".call")
  await called.getByText("Meja 7 · Panggil pelayan").waitFor()

  await phone.goto(`${shop.url}/t/${order.uid}`)
  await phone.getByRole("button", { name: "Minta bon" }).click()
  await phone.getByText("Bon sudah diminta").waitFor()
  await called.nth(1).waitFor()
  // Also in the middle of a sale.
  await till.locator(".top__new").click()
  await called.filter({ hasText: "Meja 7" }).click()
  await called.nth(1).waitFor({ state: "detached" })
  assert.match(await called.innerText(), /Minta bon · baru saja/)
  await called.click()
  await called.waitFor({ state: "detached" })
  await same()

  await shop.call("PATCH", "/api/v1/admin/settings", { orders: { guests_may_call: false } }, dewi)
  await phone.getByRole("button", { name: "Minta bon" }).waitFor({ state: "detached" })
  assertUnbroken(phone, till)
})
