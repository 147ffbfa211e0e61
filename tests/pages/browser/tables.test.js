// Tables and open bills: a waiter's phone, the till's view of the tables, and two orders that become one.

import assert from "node:assert/strict"
import { test } from "node:test"
import { assertUnbroken, device, enterAs, shopForTests, until } from "./support.js"

let shop, browser, dewi
shopForTests(
  async (opened) => {
    ;({ shop, browser } = opened)
    dewi = await shop.token("Dewi")
    const tables = { tables: ["1", "2", "3", "Teras"] }
    assert.equal((await shop.call("PUT", "/api/v1/admin/tables", tables, dewi)).status, 200)
  },
  {
    staff: [
      ["Rina", "cashier"],
      ["Tono", "waiter"],
      ["Budi", "kitchen"],
      ["Dewi", "owner"],
    ],
  },
)

const active = async () => (await shop.call("GET", "/api/v1/admin/orders?status=active", undefined, dewi)).body.orders
const tile = (page, table) =>
  page.locator(".table-tile", { has: page.locator(".table-tile__name", { hasText: new RegExp(`^Meja ${table}$`) }) })
const side = (page) => page.locator(".sale__side:not(.tap-guarded)")

test("a waiter's phone sends a table's dishes to the kitchen in four taps, and leaves the bill open", async () => {
  const stove = await device(browser, { width: 1280, height: 800 })
  await enterAs(stove, shop, "Budi", "/kitchen")
  const phone = await device(browser, { width: 360, height: 740, hasTouch: true })
  await enterAs(phone, shop, "Tono", "/cashier")
  let taps = 0
  const tap = async (target) => {
    taps++
    await target.tap()
  }
  await tap(tile(phone, "2"))
  await tap(phone.locator(".tile", { hasText: "Kopi Tubruk" }))
  await tap(phone.locator(".sale__to-cart button"))
  assert.equal(await phone.getByRole("button", { name: "Terima bayar" }).count(), 0, "a waiter takes no money")
  await tap(side(phone).getByRole("button", { name: "Kirim ke dapur" }))
  assert.equal(taps, 4)
  await phone.getByRole("heading", { name: /Sudah di dapur, belum dibayar/ }).waitFor()
  await stove.locator(".ticket", { hasText: "Kopi Tubruk" }).waitFor()
  const [order] = await active()
  assert.deepEqual(
    [order.status, order.payment_status, order.table_number, order.placed_by],
    ["preparing", "unpaid", "2", "Tono"],
  )

  await side(phone).getByRole("button", { name: "Pesanan berikutnya" }).tap()
  await tile(phone, "2").filter({ hasText: "Dimasak" }).filter({ hasText: "Rp8.000" }).waitFor()
  await tile(phone, "1").filter({ hasText: "Kosong" }).waitFor()
  await tile(phone, "2").tap()
  await phone.locator(".dl").waitFor()
  for (const forbidden of [/Terima pembayaran/, /Batalkan/, /Diskon/])
    assert.equal(await phone.getByRole("button", { name: forbidden }).count(), 0, String(forbidden))
  assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is cut off")
  assertUnbroken(phone, stove)
})

test("two tables become one bill, and the kitchen, the guest and the till know where the dishes are", async () => {
  const place = async (table_number, name) =>
    (
      await shop.call(
        "POST",
        "/api/v1/orders",
        {
          items: [{ menu_item_id: (await shop.dish(name)).id, quantity: 1 }],
          payment_method: "cash",
          table_number,
          to_kitchen: true,
        },
        dewi,
      )
    ).body
  const one = await place("1", "Soto Ayam + Nasi")
  const other = await place("3", "Kopi Tubruk")
  const stove = await device(browser, { width: 1280, height: 800 })
  await enterAs(stove, shop, "Budi", "/kitchen")
  const guest = await device(browser)
  await guest.goto(`${shop.url}/t/${one.uid}`)
  await guest.getByRole("heading", { name: one.number }).waitFor()
  const till = await device(browser, { width: 1280, height: 800 })
  await enterAs(till, shop, "Rina", "/cashier")

  await till.getByRole("tab", { name: /Meja/ }).click()
  await tile(till, "1").click()
  await till.locator(".detail__edit").click()
  await till.getByRole("button", { name: "Gabung" }).click()
  const sheet = till.getByRole("dialog").last()
  await sheet.locator("label", { hasText: other.number }).click()
  await sheet.getByRole("button", { name: `Gabung ke ${other.number}` }).click()

  await till.locator(".dl__round", { hasText: `Dari ${one.number}` }).waitFor()
  await tile(till, "1").filter({ hasText: "Kosong" }).waitFor()
  const ticket = stove.locator(`.ticket[data-uid="${other.uid}"]`)
  await ticket.locator(".ticket__round", { hasText: `Dari ${one.number}` }).waitFor()
  await stove.locator(`.ticket[data-uid="${one.uid}"]`, { hasText: `Lanjut di ${other.number}` }).waitFor()
  await guest.getByRole("link", { name: `Buka ${other.number}` }).click()
  await guest.waitForURL(`**/t/${other.uid}`)
  await guest.getByText("Soto Ayam + Nasi").waitFor()

  await shop.call("PUT", `/api/v1/admin/orders/${other.uid}/status`, { status: "ready" }, dewi)
  await tile(till, "3").filter({ hasText: "Siap" }).waitFor()
  await till.locator(".detail:not(.tap-guarded)").getByRole("button", { name: "Sudah diantar" }).click()
  await tile(till, "3").filter({ hasText: "Makan" }).waitFor()
  const paid = await shop.call("PUT", `/api/v1/admin/orders/${other.uid}/confirm-payment`, { method: "cash" }, dewi)
  assert.equal(paid.body.status, "completed", JSON.stringify(paid.body))
  await tile(till, "3").filter({ hasText: "Kosong" }).waitFor()
  await until(async () => (await active()).every((order) => order.uid !== other.uid))
  assertUnbroken(till, stove, guest)
})
