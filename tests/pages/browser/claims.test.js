// Money that was taken in another way than was tapped, and money that comes in when nothing is owed.

import assert from "node:assert/strict"
import { test } from "node:test"
import { assertUnbroken, BY_HAND, device, enterAs, openOrder, PIN, shopForTests } from "./support.js"

let shop, browser, rina
shopForTests(async (opened) => {
  ;({ shop, browser } = opened)
  rina = await shop.token("Rina")
})

const DISHES = ["Nasi Goreng Kampung", "Soto Ayam + Nasi", "Kopi Tubruk"]
const sheet = (page) => page.getByRole("dialog").last()
const fetchOrder = async (uid) => (await shop.call("GET", `/api/v1/admin/orders/${uid}`, undefined, rina)).body
/** A till with an order of a tab in front of it. */
async function till(order, tab, as = "Rina") {
  const page = await device(browser, { width: 1280, height: 800 })
  await enterAs(page, shop, as, "/cashier")
  await page.locator(`#tab-${tab}`).click()
  await openOrder(page, order)
  return page
}
async function approve(page) {
  await page.locator("#approval-pin").waitFor()
  await page.keyboard.type(PIN, BY_HAND)
  await page.keyboard.press("Enter")
}

test("a payment that was tapped as cash is QRIS at every till, once the owner has approved it", async () => {
  const order = await shop.order(DISHES)
  const headers = { ...rina, "Idempotency-Key": "claims-test-cash" }
  const cash = { method: "cash", tendered: 50_000, expected_rev: 1 }
  await shop.call("POST", `/api/v1/admin/orders/${order.uid}/payments`, cash, headers)
  const page = await till(order, "preparing")
  const other = await till(order, "preparing")
  await page.locator(".summary").getByText("Kembalian").waitFor()
  await page.getByRole("button", { name: "Ubah cara bayar" }).click()
  await sheet(page).getByText("Tidak lagi dihitung sebagai tunai di laci").waitFor()
  assert.equal(await sheet(page).getByRole("button", { name: "Tunai" }).count(), 0, "that it is already")
  await sheet(page).getByRole("button", { name: "QRIS" }).click()
  await sheet(page).getByRole("button", { name: "Salah ketuk" }).click()
  await sheet(page).getByRole("button", { name: "Ternyata QRIS" }).click()
  await sheet(page).getByText(`Pembayaran ${order.number} ternyata QRIS`).waitFor()
  await approve(page)
  for (const screen of [page, other]) {
    await screen.locator(".summary").getByText("Lunas · QRIS").waitFor()
    await screen.locator(".summary").getByText("Tadinya tercatat Tunai · Rina, disetujui Dewi · Salah ketuk").waitFor()
    await screen.locator(".summary").getByText("Kembalian").waitFor({ state: "detached" })
  }
  const { payments, corrections } = await fetchOrder(order.uid)
  assert.deepEqual(
    [payments[0].method, payments[0].tendered, payments[0].change, corrections.length],
    ["qris", 48_000, 0, 1],
  )
  for (const screen of [page, other]) assertUnbroken(screen)
})

test("QRIS that comes in after an order was cancelled stays on every till until it is given back", async () => {
  const order = await shop.order(DISHES)
  const cancelled = { status: "cancelled", reason: "Pelanggan membatalkan", expected_rev: 1 }
  await shop.call("PUT", `/api/v1/admin/orders/${order.uid}/status`, cancelled, rina)
  const page = await till(order, "closed")
  const other = await device(browser, { width: 360, height: 780 })
  await enterAs(other, shop, "Dewi", "/cashier")
  const phone = await device(browser, { width: 360, height: 780 })
  await phone.goto(`${shop.url}/t/${order.uid}`)
  await page.getByRole("button", { name: "Uang masuk lagi" }).click()
  await sheet(page).getByText("bukan pembayaran").waitFor()
  await page.locator("#claim-amount").pressSequentially("48000", BY_HAND)
  await sheet(page).getByRole("button", { name: "Catat Rp48.000" }).click()
  const owing = (screen) => screen.locator(".owing .row", { hasText: order.number })
  for (const screen of [page, other]) await owing(screen).getByText("Rp48.000").waitFor()
  await phone.getByText("Akan dikembalikan").waitFor()
  await page.locator(".detail > .change", { hasText: /Harus dikembalikan\s*Rp48.000/ }).waitFor()

  // The owner gives it back at the other till, and it is as large as change.
  await owing(other).locator(".row__open").click()
  await other.locator(".detail:not(.tap-guarded) .actions__main", { hasText: "Kembalikan uang" }).click()
  await sheet(other).getByRole("button", { name: "Tunai" }).click()
  await sheet(other).getByRole("button", { name: "Diambil pelanggan" }).click()
  await sheet(other).getByRole("button", { name: "Kembalikan Rp48.000" }).click()
  await other.locator(".detail > .change", { hasText: /Serahkan ke pelanggan\s*Rp48.000/ }).waitFor()
  for (const screen of [page, other]) await owing(screen).waitFor({ state: "detached" })
  await phone.getByText("Akan dikembalikan").waitFor({ state: "detached" })
  const { claims, owed_back, payment_status } = await fetchOrder(order.uid)
  assert.deepEqual(
    [claims[0].method, claims[0].settlement.method, claims[0].settlement.by, owed_back, payment_status],
    ["qris", "cash", "Dewi", 0, "unpaid"],
  )
  for (const screen of [page, other, phone]) assertUnbroken(screen)
})
