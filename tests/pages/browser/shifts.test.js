// The cash drawer at the till: opened, counted without knowing, closed once, and read by the owner.

import assert from "node:assert/strict"
import { test } from "node:test"
import { assertUnbroken, device, enterAs, PIN, shopForTests, until } from "./support.js"

let shop, browser, rina, dewi
shopForTests(async (opened) => {
  ;({ shop, browser } = opened)
  rina = await shop.token("Rina")
  dewi = await shop.token("Dewi")
})

const sheet = (page) => page.getByRole("dialog").last()
const act = (page, name) => sheet(page).getByRole("button", { name, exact: true }).click()
let keys = 0
const key = () => ({ ...rina, "Idempotency-Key": `shifts-test-${++keys}` })
const drawer = async () => (await shop.call("GET", "/api/v1/admin/shifts/current", undefined, rina)).body
const openDrawer = async (counted) => {
  const { status, body } = await shop.call("POST", "/api/v1/admin/shifts", { counted }, key())
  assert.equal(status, 201, JSON.stringify(body))
  return body.id
}
async function till() {
  const page = await device(browser, { width: 390, height: 844 })
  await enterAs(page, shop, "Rina", "/cashier")
  return page
}

test("a drawer is opened, counted without knowing and closed, and the owner reads by how much it is off", async () => {
  const page = await till()
  await page.locator(".top__drawer").click()
  await sheet(page).locator("#count-50000").fill("4")
  await act(page, "Buka laci")
  await until(async () => assert.equal((await drawer()).shift?.opening, 200_000))
  const order = await shop.order(["Nasi Goreng Kampung"])
  const paid = { method: "cash", expected_rev: order.rev }
  assert.equal((await shop.call("POST", `/api/v1/admin/orders/${order.uid}/payments`, paid, key())).status, 200)
  const expected = 200_000 + order.total_amount

  await page.locator(".top__drawer").click()
  await sheet(page).getByText("Terbuka sejak").waitFor()
  await act(page, "Tutup kasir")
  await sheet(page).locator("#count-100000").fill("2")
  // Called away: what was counted is there again.
  await page.reload()
  await sheet(page).locator("#count-100000").waitFor()
  assert.equal(await sheet(page).locator("#count-100000").inputValue(), "2")
  const rupiah = (amount) => `Rp${String(amount).replace(/\B(?=(\d{3})+$)/g, ".")}`
  assert.equal(await sheet(page).getByText(rupiah(expected)).count(), 0, "counted without knowing")
  await act(page, "Selesai menghitung")
  await sheet(page)
    .locator(".difference--short b", { hasText: rupiah(order.total_amount) })
    .waitFor()
  assert.equal(await sheet(page).getByRole("button", { name: "Tutup kasir" }).isDisabled(), true, "no reason yet")
  await act(page, "Tidak tahu")
  await act(page, "Tutup kasir")
  await sheet(page).getByText("Laporan Z nomor 1").waitFor()
  const share = await sheet(page)
    .getByRole("link", { name: /WhatsApp/ })
    .getAttribute("href")
  assert.match(decodeURIComponent(share), new RegExp(`^https://wa.me/\\?text=[^]*Seharusnya +${rupiah(expected)}`))

  const owner = await device(browser, { width: 1280, height: 800 })
  await enterAs(owner, shop, "Dewi", "/admin#shifts")
  await owner.locator(".shifts__open", { hasText: `-${rupiah(order.total_amount)}` }).click()
  await sheet(owner).getByText("Rina: Tidak tahu").waitFor()
  assertUnbroken(page, owner)
})

test("a drawer whose answer was lost is closed once when it is asked again", async () => {
  const shift = await openDrawer(100_000)
  const page = await till()
  await page.locator(".top__drawer").click()
  await act(page, "Tutup kasir")
  await sheet(page).locator("#count-100000").fill("1")
  await act(page, "Selesai menghitung")
  await sheet(page).locator(".difference--right").waitFor()
  const lose = async (route) => {
    await route.fetch()
    await route.abort()
  }
  await page.route("**/close", lose, { times: 1 })
  await act(page, "Tutup kasir")
  await act(page, "Tanyakan lagi")
  await sheet(page).getByText("Laporan Z nomor 2").waitFor()
  const { body } = await shop.call("GET", "/api/v1/admin/shifts", undefined, dewi)
  assert.equal(body.shifts.filter(({ closing }) => closing?.z_number === 2).length, 1)
  assert.equal(body.shifts[0].id, shift)
})

test("cash that is taken out above the limit moves once the owner has typed a PIN", async () => {
  const shift = await openDrawer(300_000)
  const page = await till()
  await page.locator(".top__drawer").click()
  await act(page, "Uang keluar")
  await act(page, "Gas")
  await sheet(page).locator("#drawer-amount").fill("75000")
  await sheet(page).getByRole("button", { name: "Uang keluar Rp75.000" }).click()
  await sheet(page).locator("#approval-pin").fill(PIN)
  await sheet(page).getByRole("button", { name: "Setujui" }).click()
  await sheet(page).locator(".drawer__list", { hasText: "Rp75.000" }).waitFor()
  const { body } = await shop.call("GET", `/api/v1/admin/shifts/${shift}`, undefined, dewi)
  assert.deepEqual(
    body.moves.map(({ amount, reason, approved_by }) => ({ amount, reason, approved_by })),
    [{ amount: 75_000, reason: "Gas", approved_by: "Dewi" }],
  )
  assertUnbroken(page)
})
