// A guest adds to their own bill from the phone, and the till says yes or no.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { assertUnbroken, device, enterAs, isLive, mark, openBrowser, openShop } from "./support.js"

let shop, browser
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
  const orders = { guests_may_add: true }
  const dewi = await shop.token("Dewi")
  await shop.call("PATCH", "/api/v1/admin/settings", { payment_timing: "after", orders }, dewi)
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

test("what a phone adds waits for the till, and is on the bill or tells why not", async () => {
  const order = await shop.order()
  const phone = await device(browser, { width: 360, height: 740 })
  const till = await device(browser, { width: 1280, height: 800 })
  await enterAs(till, shop, "Rina", "/cashier")
  await isLive(till)
  await phone.goto(`${shop.url}/t/${order.uid}`)
  await isLive(phone)
  const add = async (name) => {
    await phone.getByRole("link", { name: "Tambah pesanan" }).click()
    await phone.getByText(`Menambah ke pesanan ${order.number}`).waitFor()
    await phone.locator(".item", { hasText: name }).locator(".item__add").click()
    await phone.locator(".cart-bar button").click()
    const sheet = phone.getByRole("dialog")
    assert.equal(await sheet.getByText("Nama", { exact: false }).count(), 0, "nothing is asked a second time")
    await sheet.getByRole("button", { name: /Kirim tambahan/ }).click()
    await phone.waitForURL(`**/t/${order.uid}`)
    await phone.getByText("Menunggu diterima kasir").waitFor()
  }
  await add("Kopi Tubruk")
  const same = await mark(phone)
  const asked = till.getByRole("region", { name: `Tambahan dari HP pelanggan ${order.number}` })
  await till.locator(".row", { hasText: "Minta tambahan" }).locator(".row__open").click()
  await asked.getByText("1× Kopi Tubruk").waitFor()
  await asked.getByRole("button", { name: "Terima" }).click()
  await asked.waitFor({ state: "detached" })
  await phone.getByText("Menunggu diterima kasir").waitFor({ state: "detached" })
  await phone.locator(".progress .lines__round").waitFor()
  await phone.locator(".progress li", { hasText: "Kopi Tubruk" }).waitFor()
  await same()

  await add("Pisang Goreng")
  await asked.getByRole("button", { name: "Tolak" }).click()
  await till.getByRole("dialog").getByRole("button", { name: "Dapur sudah tutup" }).click()
  await till.getByRole("dialog").getByRole("button", { name: "Tolak", exact: true }).click()
  await phone.getByText("Tambahan ini ditolak").waitFor()
  await phone.getByText("Dapur sudah tutup").waitFor()
  assert.equal(await phone.locator(".progress li", { hasText: "Pisang Goreng" }).count(), 0)
  assertUnbroken(phone, till)
})
