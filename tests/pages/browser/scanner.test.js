// A scanner may type into the wrong window: on no page does that enter money, finish a ticket or answer a question.

import assert from "node:assert/strict"
import { test } from "node:test"
import {
  assertUnbroken,
  beginPayment,
  BY_HAND,
  device,
  enterAs,
  openOrder,
  scan,
  shopForTests,
  until,
} from "./support.js"

const TEA = "8991234567893"
const LINK = "http://192.168.1.10:8080/t/0p1zm4smkfy0ezz94cvnjnzxh4"

let shop, browser, rina
shopForTests(async (opened) => {
  ;({ shop, browser } = opened)
  rina = await shop.token("Rina")
})

const fetchOrder = async ({ uid }) => (await shop.call("GET", `/api/v1/admin/orders/${uid}`, undefined, rina)).body

async function screen(path, name) {
  const page = await device(browser, { width: 1280, height: 800 })
  await enterAs(page, shop, name, path)
  return page
}

/** A till where the money for a fresh order is being taken. */
async function paying(method = "cash") {
  const order = await shop.order(["Soto Ayam + Nasi"], { payment_method: method })
  const page = await screen("/cashier", "Rina")
  await openOrder(page, order)
  await beginPayment(page)
  await page.locator(".detail:not(.tap-guarded) .pay-action").waitFor()
  return { order, page }
}
/** An Enter by hand answers yes, once some time has passed since the scanner typed. */
const meant = (page) =>
  until(async () => {
    await page.keyboard.press("Enter")
    assert.equal(await page.locator(".pay-action").count(), 0)
  })
const received = (page) => page.locator(".sums dd").nth(1).innerText()
const told = (page, words) => page.locator(".toast", { hasText: words }).waitFor()

for (const ending of ["Enter", "Tab", null]) {
  test(`a bottle's code is no cash, whether the scanner ends with ${ending ?? "nothing"}`, async () => {
    const { order, page } = await paying()
    await scan(page, TEA, { ending })
    await told(page, `${TEA} bukan kode pesanan`)
    assert.equal(await received(page), "Rp20.000")
    assert.equal((await fetchOrder(order)).payment_status, "unpaid")

    // The sum is as it was before, and digits typed by hand count as money again.
    await page.keyboard.type("50000", BY_HAND)
    await scan(page, TEA, { ending })
    await until(async () => assert.equal(await received(page), "Rp50.000"))
    await meant(page)
    assert.equal((await fetchOrder(order)).payment.tendered, 50_000)
    assertUnbroken(page)
  })
}

for (const method of ["qris", "card"]) {
  test(`a bottle's code and its Enter do not say that a payment by ${method} was seen, quick or slow`, async () => {
    await shop.call(
      "PATCH",
      "/api/v1/admin/settings",
      { payment_methods: ["cash", "qris", "card"] },
      await shop.token("Dewi"),
    )
    const { order, page } = await paying(method)
    let asked = 0
    page.on("request", (request) => {
      if (request.url().endsWith("/payments")) asked++
    })
    for (const apart of [8, 60, 120]) {
      await scan(page, TEA, { apart, ahead: true })
      await page.locator(".take-payment--plain").waitFor()
      assert.equal(asked, 0, `${apart} ms`)
    }
    await meant(page)
    assert.deepEqual([asked, (await fetchOrder(order)).payment.method], [1, method])
    assertUnbroken(page)
  })
}

test("more than ten times the sum is asked about, however slowly typed, and Enter is the careful answer", async () => {
  const { order, page } = await paying()
  await scan(page, TEA, { apart: 60 })
  const doubt = page.getByRole("alertdialog")
  await doubt.getByText("Rp899.123.456").waitFor()
  assert.equal((await fetchOrder(order)).payment_status, "unpaid")
  await page.keyboard.press("Enter")
  await doubt.waitFor({ state: "detached" })
  assert.equal(await received(page), "Rp20.000")
  // A cashier who means it says so, with a tap on the answer.
  await page.keyboard.type("300000", BY_HAND)
  await page.getByRole("button", { name: /Tandai lunas/ }).click()
  await doubt.getByRole("button", { name: "Ya, benar" }).click()
  await page.locator(".dl").waitFor()
  assert.equal((await fetchOrder(order)).payment.tendered, 300_000)
  assertUnbroken(page)
})

test("a code without an Enter leaves nothing in the till's search, and opens its order", async () => {
  const order = await shop.order(["Kopi Tubruk"])
  const page = await screen("/cashier", "Rina")
  for (const ending of ["Tab", null]) {
    await page.locator("h1").click()
    await scan(page, order.tracking_url, { ending, ahead: true })
    await page.locator(".detail__plate", { hasText: order.number }).waitFor()
    assert.equal(await page.locator("#wanted").inputValue(), "")
    await page.keyboard.press("Escape")
    await page.locator(".detail__plate").waitFor({ state: "detached" })
  }
  assertUnbroken(page)
})

test("a scanner in the kitchen's window finishes no ticket; a digit that stands alone does", async () => {
  // The orders of other tests are finished first: the keys are for the first nine tickets.
  const { body } = await shop.call("GET", "/api/v1/admin/orders?status=preparing", undefined, rina)
  for (const { uid } of body.orders)
    await shop.call("PUT", `/api/v1/admin/orders/${uid}/status`, { status: "ready" }, rina)
  const orders = []
  for (let n = 0; n < 6; n++) {
    orders.push(await shop.order(["Kopi Tubruk"]))
    await shop.call("PUT", `/api/v1/admin/orders/${orders[n].uid}/confirm-payment`, {}, rina)
  }
  const page = await screen("/kitchen", "Budi")
  await page.locator(".ticket").nth(5).waitFor()
  await page.locator(".tickets:not(.tap-guarded)").waitFor()
  for (const apart of [8, 60]) {
    for (const [code, ending] of [
      [LINK, "Enter"],
      [TEA, "Enter"],
      [TEA, "Tab"],
      [TEA, null],
    ]) {
      // Also with the focus on a ticket, where Enter alone would finish it.
      await page.locator(".ticket__head").first().focus()
      await scan(page, code, { apart, ending, ahead: true })
    }
  }
  // Some time after the last key, a digit stands alone.
  await page.evaluate(() => document.activeElement?.blur())
  const first = page.locator(`.ticket[data-uid="${orders[0].uid}"]`)
  await scan(page, await first.locator(".ticket__key").innerText(), { ending: null, ahead: true })
  await first.waitFor({ state: "detached" })
  const statuses = await Promise.all(orders.map(async (order) => (await fetchOrder(order)).status))
  assert.deepEqual(statuses, ["ready", ...Array(5).fill("preparing")])
  assertUnbroken(page)
})

test("a bottle's code is no price", async () => {
  const page = await screen("/admin#menu", "Dewi")
  await page
    .getByRole("button", { name: /^Soto Ayam/ })
    .first()
    .click()
  const price = page.getByRole("dialog").getByLabel("Harga", { exact: true })
  await price.focus()
  await scan(page, TEA)
  await until(async () => assert.equal(await price.inputValue(), "20.000"))
  await page.getByRole("dialog").waitFor()
  assert.equal((await shop.dish("Soto Ayam + Nasi")).price, 20_000)
  // A name may be anything, also what was scanned.
  await page.getByRole("dialog").getByLabel("Nama", { exact: true }).fill("")
  await scan(page, "Teh 8991", { ending: null })
  await until(async () =>
    assert.equal(await page.getByRole("dialog").getByLabel("Nama", { exact: true }).inputValue(), "Teh 8991"),
  )
  assertUnbroken(page)
})
