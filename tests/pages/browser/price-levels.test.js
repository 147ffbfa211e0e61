// What a dish costs where it is sold: the owner sets it, the till chooses it, and a guest sees what taking away costs.

import assert from "node:assert/strict"
import { test } from "node:test"
import { add, assertUnbroken, device, enterAs, isLive, shopForTests, signIn } from "./support.js"

let shop, browser, dewi
shopForTests(async (opened) => {
  ;({ shop, browser } = opened)
  dewi = await shop.token("Dewi")
})

const call = async (method, path, body) => {
  const { status, body: answer } = await shop.call(method, `/api/v1/admin/${path}`, body, dewi)
  assert.ok(status < 300, `${method} ${path}: ${JSON.stringify(answer)}`)
  return answer
}
const newest = async () => (await call("GET", "orders?limit=100&date=today")).orders.at(-1)

test("a sale of a delivery app has its prices and is paid with one tap, and the next has the menu's", async () => {
  const bakso = await shop.dish("Bakso Urat")
  await call("PUT", `menu/${bakso.id}`, { level_prices: { gofood: 30_000 } })
  await call("PUT", "price-levels/gofood", { is_on: true, markup_bp: 2_000, markup_step: 500 })
  const till = await device(browser, { width: 1280, height: 800 })
  await signIn(till, `${shop.url}/cashier`, "Rina")
  await till.getByRole("button", { name: "Pesanan baru" }).click()
  const tile = (name, price) => till.locator(".tile", { hasText: name }).filter({ hasText: price })
  const levels = till.getByRole("group", { name: "Harga" })
  await levels.getByRole("button", { name: "GoFood" }).click()
  await tile("Bakso Urat", "Rp30.000").click()
  // Rp8.000 and 20 %, up to Rp500.
  await tile("Kopi Tubruk", "Rp10.000").click()
  await till.locator(".sale__side .price-rows", { hasText: "Rp40.000" }).waitFor()
  await till.locator(".sale__side:not(.tap-guarded) .actions__main", { hasText: "Dibayar aplikasi" }).click()
  await till.locator(".tracking-qr img").waitFor()
  const order = await newest()
  assert.deepEqual(
    [order.price_level.code, order.total_amount, order.payment.method, order.status, order.order_type],
    ["gofood", 40_000, "app", "preparing", "take_away"],
  )
  await till
    .locator(".sale__side:not(.tap-guarded)")
    .getByRole("button", { name: /Pesanan berikutnya/ })
    .click()
  await tile("Bakso Urat", /Rp20\.000/).waitFor()
  assert.equal(await levels.getByRole("button", { name: "Harga menu" }).getAttribute("aria-pressed"), "true")
  assertUnbroken(till)
})

test("the owner turns a level on and sets packaging, and a phone that takes away shows and pays it", async () => {
  const admin = await device(browser)
  await enterAs(admin, shop, "Dewi", "/admin#settings")
  const card = admin.locator(".prices")
  const dialog = admin.getByRole("dialog")
  const save = async () => {
    await dialog.getByRole("button", { name: "Simpan", exact: true }).click()
    await dialog.waitFor({ state: "detached" })
  }
  await card.getByRole("button", { name: "GrabFood" }).click()
  await dialog.getByRole("switch", { name: "Dipakai di kasir" }).click()
  await dialog.getByLabel("Naikkan harga menu").fill("12,5")
  await save()
  await card.locator(".entry", { hasText: "GrabFood" }).filter({ hasText: "Harga menu +12,5%" }).waitFor()
  const { levels } = await call("GET", "price-levels")
  const grab = levels.find((level) => level.code === "grabfood")
  assert.deepEqual([grab.is_on, grab.markup_bp, grab.commission_bp], [true, 1_250, 2_000])

  const phone = await device(browser)
  await phone.goto(shop.url)
  await isLive(phone)
  await card.getByRole("button", { name: "Kemasan" }).click()
  await dialog.getByLabel("Jumlah", { exact: true }).fill("2000")
  await save()
  await card.locator(".entry", { hasText: "Kemasan" }).filter({ hasText: "Rp2.000" }).waitFor()

  await add(phone, "Kopi Tubruk")
  await phone.getByRole("button", { name: /Lihat pesanan/ }).click()
  await phone.locator("dialog .bill-row", { hasText: "Kemasan" }).filter({ hasText: "Rp2.000" }).waitFor()
  await phone.getByRole("button", { name: /Pesan sekarang\s*Rp10\.000$/ }).click()
  await phone.waitForURL(/\/t\//)
  await phone.locator(".lines", { hasText: "Kemasan" }).waitFor()
  assert.equal((await newest()).total_amount, 10_000)

  // A price of its own for one dish, in its form, and what was changed in the history in words.
  const kopi = await shop.dish("Kopi Tubruk")
  await admin.goto(`${shop.url}/admin#menu/item/${kopi.id}`)
  await dialog.getByText("Harga lain").click()
  await dialog.locator("#item-level-grabfood").fill("11000")
  await save()
  const edited = (await call("GET", "menu")).categories.flatMap((each) => each.items)
  assert.deepEqual(edited.find((item) => item.id === kopi.id).level_prices, { grabfood: 11_000 })
  await admin.goto(`${shop.url}/admin#history`)
  await admin
    .locator(".entry, li", { hasText: "harga lain" })
    .filter({ hasText: "GrabFood Rp11.000" })
    .first()
    .waitFor()
  await admin.locator("li", { hasText: "kenaikan harga" }).filter({ hasText: "12,5%" }).first().waitFor()
  assertUnbroken(admin)
  assertUnbroken(phone)
})
