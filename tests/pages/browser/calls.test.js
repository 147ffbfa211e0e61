// A guest calls from the table, and the till shows it until it is taken away.

import assert from "node:assert/strict"
import { test } from "node:test"
import { listen, TONES } from "./kitchen-support.js"
import { assertUnbroken, device, enterAs, hasten, isLive, mark, seenOn, shopForTests, until } from "./support.js"
import { openWire } from "./wire.js"

let shop, browser
shopForTests((opened) => ({ shop, browser } = opened))

test("a table's card and an order's page call the till, which takes a call away with a tap", async (context) => {
  const wire = await openWire(shop)
  context.after(() => wire.close())
  const dewi = await shop.token("Dewi")
  await shop.call("PUT", "/api/v1/admin/tables", { tables: ["7"] }, dewi)
  const [{ token }] = (await shop.call("GET", "/api/v1/admin/cards", undefined, dewi)).body.cards
  const order = await shop.order()
  const till = await device(browser, { width: 1280, height: 800, clock: true })
  await listen(till)
  await enterAs(till, { url: wire.url, pin: (name) => shop.pin(name) }, "Rina", "/cashier")
  const same = await mark(till)
  await till.getByRole("button", { name: "Suara", exact: true }).click()
  await till.getByRole("button", { name: "Suara", pressed: true, exact: true }).waitFor()
  const heard = async () => (await till.evaluate(() => window.heard)).join()
  const forget = () => till.evaluate(() => void (window.heard = []))
  await forget()

  const phone = await device(browser, { width: 360, height: 740 })
  await phone.goto(`${shop.url}/m/${token}`)
  await phone.getByRole("button", { name: "Panggil pelayan" }).click()
  await phone.getByText("Pelayan sudah dipanggil").waitFor()
  // The shop takes one a minute. The button just pressed keeps the focus, and another press asks for nothing.
  for (const name of ["Panggil pelayan", "Minta bon"])
    assert.equal(await phone.getByRole("button", { name }).getAttribute("aria-disabled"), "true")
  const pressed = phone.getByRole("button", { name: "Panggil pelayan" })
  assert.ok(await pressed.evaluate((button) => button === document.activeElement))
  await phone.getByRole("button", { name: "Minta bon" }).press("Enter")
  const called = till.locator(".call")
  await called.getByText("Meja 7 · Panggil pelayan").waitFor()
  await until(async () => assert.equal(await heard(), TONES.new))

  await phone.goto(`${shop.url}/t/${order.uid}`)
  await phone.getByRole("button", { name: "Minta bon" }).click()
  await phone.getByText("Bon sudah diminta").waitFor()
  await called.nth(1).waitFor()
  await called.filter({ hasText: "Meja 7" }).click()
  await called.nth(1).waitFor({ state: "detached" })
  assert.match(await called.innerText(), /Minta bon · baru saja/)
  const another = async (body) => (await shop.call("POST", "/api/v1/calls", body)).body
  const elsewhere = await another({ wish: "waiter", order: order.uid })
  await another({ wish: "bill", table_token: token })
  await called.nth(2).waitFor()

  // Without its socket the till knows them still, takes them away as well, and asks for more.
  await forget()
  wire.refusesSockets = true
  wire.cut()
  await till.locator(".connection-badge--off").waitFor()
  assert.equal(await called.count(), 3)
  await hasten(
    [till],
    seenOn([till], (page) => page.locator(".connection-badge--slow")),
  )
  assert.equal(await called.count(), 3)
  assert.equal(await heard(), "")
  await called.filter({ hasText: "Meja 5 · Minta bon" }).click()
  await called.nth(2).waitFor({ state: "detached" })
  await another({ wish: "bill", order: order.uid })
  await hasten(
    [till],
    seenOn([till], (page) => page.locator(".call", { hasText: "Meja 5 · Minta bon" })),
  )
  await forget()
  wire.refusesSockets = false
  await till.evaluate(() => dispatchEvent(new Event("online")))
  await isLive(till)
  // What it rang for already does not ring again, and what another till takes away is gone.
  await shop.call("DELETE", `/api/v1/admin/calls/${elsewhere.id}`, undefined, dewi)
  await called.nth(2).waitFor({ state: "detached" })
  await called.filter({ hasText: "Meja 7 · Minta bon" }).waitFor()
  assert.equal(await heard(), "")

  // Also in the middle of a sale.
  await till.locator(".top__new").click()
  for (const left of [1, 0]) {
    await called.first().click()
    await called.nth(left).waitFor({ state: "detached" })
  }
  await same()

  await shop.call("PATCH", "/api/v1/admin/settings", { orders: { guests_may_call: false } }, dewi)
  await phone.getByRole("button", { name: "Minta bon" }).waitFor({ state: "detached" })
  assertUnbroken(phone, till)
})
