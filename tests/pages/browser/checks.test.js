// A bill that is split at the till: few taps, each check by itself, and nothing lost by a reload.

import assert from "node:assert/strict"
import { test } from "node:test"
import { assertUnbroken, device, enterAs, isLive, openOrder, shopForTests } from "./support.js"

let shop, browser, rina
shopForTests(async (opened) => {
  ;({ shop, browser } = opened)
  rina = await shop.token("Rina")
})

const DISHES = ["Nasi Goreng Kampung", "Soto Ayam + Nasi", "Kopi Tubruk"]
const TOTAL = 48_000

const fetchOrder = async (uid) => (await shop.call("GET", `/api/v1/admin/orders/${uid}`, undefined, rina)).body
/** A till with an order in front of it. */
async function till(order, { as = "Rina", ...more } = {}) {
  const page = await device(browser, { width: 1280, height: 800, ...more })
  await enterAs(page, shop, as, "/cashier")
  await openOrder(page, order)
  return page
}
const main = (page, name) => page.locator(".detail:not(.tap-guarded)").getByRole("button", { name })
const sheet = (page) => page.getByRole("dialog").last()

test("two halves are split and paid in four taps, and by keys alone", async () => {
  const order = await shop.order(DISHES)
  const page = await till(order, { width: 360, height: 740 })
  await main(page, "Bagi bon").click()
  await sheet(page).getByRole("button", { name: "Bagi jadi 2 bon" }).click()
  await page.locator(".check-tabs .button", { hasText: "Bon 1" }).waitFor()
  await main(page, /Tandai lunas/).click()
  await page.locator(".check-tabs .button[aria-pressed=true]", { hasText: "Bon 2" }).waitFor()
  await main(page, /Tandai lunas/).click()
  await page.locator(".checks__row .chip", { hasText: "Lunas" }).nth(1).waitFor()
  const { payment_status, payments, checks } = await fetchOrder(order.uid)
  assert.equal(payment_status, "paid")
  assert.deepEqual(
    payments.map(({ check_id, amount }) => [check_id, amount]),
    checks.map(({ id }) => [id, TOTAL / 2]),
  )

  const byKeys = await shop.order(DISHES)
  const wide = await till(byKeys)
  await main(wide, "Bagi bon").focus()
  await wide.keyboard.press("Enter")
  await sheet(wide).waitFor()
  await wide.keyboard.press("2")
  for (const check of ["Bon 1", "Bon 2"]) {
    await wide.locator(".detail:not(.tap-guarded) .check-tabs [aria-pressed=true]", { hasText: check }).waitFor()
    await wide.keyboard.press("Enter")
  }
  await wide.locator(".checks__row .chip", { hasText: "Lunas" }).nth(1).waitFor()
  assert.equal((await fetchOrder(byKeys.uid)).payment_status, "paid")
  assertUnbroken(page, wide)
})

test("guests pay what they ate: by item, shared, after a reload, and one check goes back by itself", async () => {
  const order = await shop.order(DISHES)
  const page = await till(order, { as: "Dewi" })
  await main(page, "Bagi bon").click()
  await sheet(page).getByRole("button", { name: "Per menu" }).click()
  const act = sheet(page).locator(".sheet__act")
  await sheet(page)
    .getByRole("button", { name: /1× Nasi Goreng/ })
    .click()
  await sheet(page).getByLabel("Nama di bon").fill("Andi")
  await sheet(page)
    .getByRole("button", { name: /Bagi rata Kopi/ })
    .click()
  assert.match(await act.innerText(), /Belum dibagi: 1/)
  assert.equal(await act.isDisabled(), true)
  await sheet(page).locator(".split-dishes__checks .button", { hasText: "Bon 2" }).click()
  await sheet(page).getByRole("button", { name: "Sisanya ke Bon 2" }).click()
  await act.click()
  await page.locator(".check-tabs .button", { hasText: "Andi" }).waitFor()
  await page.reload()
  await isLive(page)
  await openOrder(page, order)
  const row = (name) => page.locator(".checks__row", { hasText: name })
  // 20.000 and half of the coffee; the other one's is the rest.
  const [andi, other] = (await fetchOrder(order.uid)).checks
  assert.equal(andi.total_amount + other.total_amount, TOTAL)
  await row("Andi").getByText("1× Nasi Goreng Kampung, 1/2 Kopi Tubruk").waitFor()
  // Nothing of it can be changed while it is split.
  assert.equal(await page.locator(".detail .stepper, .detail .dl__off").count(), 0)
  await main(page, "Bayar Bon 2").click()
  await page.locator(".check-tabs .button[aria-pressed=true]", { hasText: "Bon 2" }).waitFor()
  await main(page, /Tandai lunas/).click()
  await page.locator(".check-tabs .button[aria-pressed=true]", { hasText: "Andi" }).waitFor()
  await page.getByRole("button", { name: "Kembali", exact: true }).click()
  await row("Bon 2").locator(".chip", { hasText: "Lunas" }).waitFor()
  await main(page, "Kembalikan uang").click()
  await sheet(page).getByRole("button", { name: "Semua", exact: true }).click()
  await sheet(page).locator(".reasons .button").first().click()
  await sheet(page).locator(".sheet__act").click()
  // After a payment there is one as well, with nothing to hand out.
  await page.locator(".detail > .change:not(.change--none)").waitFor()
  const now = await fetchOrder(order.uid)
  assert.deepEqual(
    now.checks.map(({ payment_status }) => payment_status),
    ["unpaid", "refunded"],
  )
  assert.deepEqual([now.refunds[0].check_id, now.refunds[0].total], [other.id, other.total_amount])
  assertUnbroken(page)
})
