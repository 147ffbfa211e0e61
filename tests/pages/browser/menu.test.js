// Ordering from a phone: what changes on the menu is said at once, and nothing chosen is lost.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import {
  add,
  assertUnbroken,
  device,
  enterAs,
  isLive,
  openBrowser,
  openShop,
  orderOnPage,
  PIN,
  signIn,
  until,
  withoutFirst,
} from "./support.js"

let shop, browser, owner
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
  owner = await shop.token("Dewi")
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

const sellOut = async (name, is_available = false) => {
  const { id } = await shop.dish(name)
  const { status } = await shop.call("PUT", `/api/v1/admin/menu/${id}/availability`, { is_available }, owner)
  assert.equal(status, 200)
}

test("what sells out disappears from every open menu at once, and comes back the same way", async () => {
  const phone = await device(browser)
  await phone.goto(shop.url)
  await isLive(phone)
  await add(phone, "Nasi Rames")
  await add(phone, "Kopi Tubruk")
  await sellOut("Nasi Rames")
  await phone.locator(".item--sold", { hasText: "Nasi Rames" }).waitFor()
  await phone.locator(".toast", { hasText: "Nasi Rames baru saja habis" }).waitFor()
  await phone.getByRole("button", { name: /^1 Lihat pesanan/ }).waitFor()
  await sellOut("Nasi Rames", true)
  await phone.getByRole("button", { name: "Tambah Nasi Rames" }).waitFor()
  assertUnbroken(phone)
})

test("a dish whose required choice is all sold out is sold out on every screen, and comes back with it", async () => {
  const name = "Indomie Telur Kornet"
  const {
    modifier_groups: [group],
  } = await shop.dish(name)
  const setAll = async (is_available) => {
    for (const { id } of group.options)
      await shop.call("PUT", `/api/v1/admin/menu/options/${id}/availability`, { is_available }, owner)
  }
  const phone = await device(browser)
  await phone.goto(shop.url)
  await isLive(phone)
  await add(phone, name)
  const kitchen = await device(browser, { width: 1280, height: 800 })
  await enterAs(kitchen, shop, "Budi", "/kitchen")
  const till = await device(browser, { width: 1280, height: 800 })
  await signIn(till, `${shop.url}/cashier`, "Rina")
  const admin = await device(browser, { width: 1280, height: 800 })
  await admin.context().request.post(`${shop.url}/api/v1/admin/login`, { data: { name: "Dewi", pin: PIN } })
  await admin.goto(`${shop.url}/admin#menu`)

  await setAll(false)
  await phone.locator(".item--sold", { hasText: name }).waitFor()
  await phone.locator(".toast", { hasText: new RegExp(`${name}.* baru saja habis`) }).waitFor()
  await until(async () => assert.equal(await phone.locator(".cart-bar button").count(), 0, "the cart is empty"))
  await admin.locator(".dish--sold", { hasText: name }).getByText(`${group.name}: habis semua`).waitFor()
  await kitchen.locator(".to-make button:visible, .bar__totals:visible").first().click()
  await kitchen.getByRole("dialog").locator("li", { hasText: name }).getByText(`${group.name}: habis semua`).waitFor()
  await till.locator(".top__new").click()
  await till.locator(".tile--sold", { hasText: name }).click()
  const list = till.getByRole("dialog")
  await list.locator(".out__name", { hasText: group.options[0].name }).first().waitFor()
  assert.equal(await list.locator(".out__name", { hasText: name }).count(), 0)
  await list.getByRole("button", { name: `Ada lagi: ${group.options[0].name}`, exact: true }).click()
  for (const page of [phone, till])
    await page.locator(".item--sold, .tile--sold", { hasText: name }).waitFor({ state: "detached" })
  await setAll(true)
  assertUnbroken(phone, kitchen, till, admin)
})

test("a dish that sold out unseen is refused in words, and the rest of the cart is kept", async () => {
  const phone = await device(browser)
  // A phone that hears nothing: no socket ever opens.
  await phone.routeWebSocket(/\/ws/, (socket) => socket.close())
  await phone.goto(shop.url)
  await add(phone, "Pecel Lele + Nasi")
  await add(phone, "Kopi Tubruk")
  await phone.getByRole("button", { name: /Lihat pesanan/ }).click()
  await sellOut("Pecel Lele + Nasi")
  await phone.getByRole("button", { name: /Pesan sekarang/ }).click()
  await phone
    .getByRole("alert")
    .filter({ hasText: /Pecel Lele/ })
    .or(phone.locator(".toast", { hasText: "Pecel Lele" }))
    .first()
    .waitFor()
  await phone.getByRole("button", { name: /^(Pesan sekarang|Kirim lagi)\s*Rp8\.000$/ }).click()
  await phone.waitForURL(/\/t\//)
  await phone.locator(".lines", { hasText: "Kopi Tubruk" }).waitFor()
  assert.equal(await phone.locator(".lines", { hasText: "Pecel Lele" }).count(), 0)
  await sellOut("Pecel Lele + Nasi", true)
})

test("the menu's price is what one tap adds, also with a default that costs something", async () => {
  const phone = await device(browser)
  await phone.goto(shop.url)
  await isLive(phone)
  const row = phone.locator(".item", { hasText: "Kopi Susu Gula Aren" })
  await row.getByText("Rp20.000").waitFor()
  await add(phone, "Kopi Susu Gula Aren")
  await phone.locator(".cart-bar", { hasText: "Rp20.000" }).waitFor()
  await row.getByRole("button", { name: "Kopi Susu Gula Aren", exact: true }).click()
  const sheet = phone.getByRole("dialog")
  const choice = (name) => sheet.locator(".choice", { hasText: name })
  assert.equal(await choice("Es").first().locator(".money").innerText(), "", "the price above has it already")
  await choice("Panas").getByText("-Rp2.000").click()
  await sheet.getByRole("button", { name: /^Tambah\s*Rp18\.000$/ }).waitFor()
  assertUnbroken(phone)
})

test("choices are made in the sheet and counted in the price", async () => {
  const phone = await device(browser)
  await phone.goto(`${shop.url}/?table=7`)
  await phone.getByRole("button", { name: "Nasi Goreng Kampung", exact: true }).click()
  const sheet = phone.getByRole("dialog")
  await sheet.getByLabel("Pedas banget").check()
  await sheet.getByLabel("Telur ceplok").check()
  await sheet.getByLabel(/Catatan/).fill("jangan pakai bawang")
  await sheet.getByRole("button", { name: "Tambah Nasi Goreng Kampung" }).click()
  await sheet.getByRole("button", { name: /^Tambah\s*Rp52\.000$/ }).click()
  await phone.getByRole("button", { name: /Lihat pesanan/ }).click()
  const uid = await (async () => {
    await phone.getByRole("button", { name: /Pesan sekarang/ }).click()
    await phone.waitForURL(/\/t\//)
    return phone.url().split("/").pop()
  })()
  const { body } = await shop.call("GET", `/api/v1/orders/${uid}`)
  assert.equal(body.total_amount, 52_000)
  assert.equal(body.table_number, "7")
  assert.equal(body.lines[0].note, "jangan pakai bawang")
  assert.deepEqual(body.lines[0].modifiers.map((modifier) => modifier.name).sort(), ["Pedas banget", "Telur ceplok"])
  assertUnbroken(phone)
})

test("the menu is found by a word and read in English", async () => {
  const phone = await device(browser)
  await phone.goto(shop.url)
  await phone.getByLabel(/Cari menu/).fill("kopi susu")
  await phone.getByRole("button", { name: "Kopi Susu Gula Aren", exact: true }).waitFor()
  assert.equal(await phone.locator(".item").count(), 1)
  await phone.getByLabel(/Cari menu/).fill("")
  await phone.getByRole("button", { name: /English/ }).click()
  await phone.getByRole("button", { name: "Add Village fried rice" }).waitFor()
  assert.equal(await phone.locator("html").getAttribute("lang"), "en")
  await phone.reload()
  await phone.getByRole("button", { name: "Add Village fried rice" }).waitFor()
  assertUnbroken(phone)
})

test("the whole order can be made with the keyboard alone", async () => {
  const screen = await device(browser, { width: 1280, height: 800 })
  await screen.goto(shop.url)
  await screen.getByRole("button", { name: "Tambah Kopi Tubruk" }).focus()
  await screen.keyboard.press("Enter")
  await screen.getByRole("button", { name: "Lanjut" }).focus()
  await screen.keyboard.press("Enter")
  await screen.getByRole("dialog").waitFor()
  await screen.keyboard.press("Escape")
  await screen.getByRole("dialog").waitFor({ state: "detached" })
  assert.equal(
    await screen.evaluate(() => document.activeElement?.textContent),
    "Lanjut",
    "the focus goes back to where it came from",
  )
  await screen.keyboard.press("Enter")
  await screen.getByRole("button", { name: /Pesan sekarang/ }).focus()
  await screen.keyboard.press("Enter")
  await screen.waitForURL(/\/t\//)
  assertUnbroken(screen)
})

const edit = async (id, change) =>
  assert.equal((await shop.call("PUT", `/api/v1/admin/menu/${id}`, change, owner)).status, 200)

test("another price is said at once, also to somebody who looks at the cart, and nothing leaves it", async () => {
  const phone = await device(browser)
  await phone.goto(shop.url)
  await isLive(phone)
  await add(phone, "Kopi Tubruk")
  const { id, price } = await shop.dish("Kopi Tubruk")
  await edit(id, { price: 9_000 })
  await phone.locator(".toast", { hasText: "Harga Kopi Tubruk sekarang Rp9.000" }).waitFor()
  await phone.getByRole("button", { name: /^1 Lihat pesanan Rp9\.000/ }).click()
  await edit(id, { price })
  await phone
    .getByRole("dialog")
    .getByRole("status")
    .filter({ hasText: "Harga Kopi Tubruk sekarang Rp8.000" })
    .waitFor()
  await phone.getByRole("button", { name: /^Pesan sekarang\s*Rp8\.000$/ }).waitFor()
  assertUnbroken(phone)
})

test("a price that changed while the page was closed is said when it opens again", async () => {
  const phone = await device(browser)
  await phone.goto(shop.url)
  await add(phone, "Kopi Tubruk")
  await phone.goto(`${shop.url}/t`)
  const { id, price } = await shop.dish("Kopi Tubruk")
  await edit(id, { price: 9_500 })
  await phone.goto(shop.url)
  await phone.locator(".toast", { hasText: "Harga Kopi Tubruk sekarang Rp9.500" }).waitFor()
  await phone.reload()
  await phone.locator(".cart-bar").waitFor()
  assert.equal(await phone.locator(".toast").count(), 0, "and once")
  await edit(id, { price })
})

test("an extra that sells out is left out and named; a dish taken off the menu leaves the cart by name", async () => {
  const phone = await device(browser)
  await phone.goto(shop.url)
  await isLive(phone)
  await phone.getByRole("button", { name: "Nasi Goreng Kampung", exact: true }).click()
  await phone.getByRole("dialog").getByLabel("Telur ceplok").check()
  await phone
    .getByRole("dialog")
    .getByRole("button", { name: /^Tambah\s*Rp/ })
    .click()
  await add(phone, "Kopi Tubruk")
  const dish = await shop.dish("Nasi Goreng Kampung")
  const egg = dish.modifier_groups.flatMap((group) => group.options).find((option) => option.name === "Telur ceplok")
  const setEgg = (is_available) =>
    shop.call("PUT", `/api/v1/admin/menu/options/${egg.id}/availability`, { is_available }, owner)
  await setEgg(false)
  await phone
    .locator(".toast", { hasText: "Baru saja habis: Telur ceplok. Nasi Goreng Kampung dibuat tanpa itu." })
    .waitFor()
  await phone.getByRole("button", { name: /^2 Lihat pesanan Rp28\.000/ }).waitFor()
  await setEgg(true)
  const { id } = await shop.dish("Kopi Tubruk")
  assert.equal((await shop.call("DELETE", `/api/v1/admin/menu/${id}`, undefined, owner)).status, 200)
  await phone.locator(".toast", { hasText: "Kopi Tubruk baru saja habis" }).waitFor()
  await phone.getByRole("button", { name: /^1 Lihat pesanan Rp20\.000/ }).waitFor()
  await until(async () => assert.equal(await phone.locator(".item", { hasText: "Kopi Tubruk" }).count(), 0))
  assert.equal((await shop.call("POST", `/api/v1/admin/menu/${id}/restore`, undefined, owner)).status, 200)
  await phone.getByRole("button", { name: "Tambah Kopi Tubruk" }).waitFor()
  assertUnbroken(phone)
})

test("categories renamed and put in another order are so on every open menu", async () => {
  const phone = await device(browser)
  await phone.goto(shop.url)
  await isLive(phone)
  const { body } = await shop.call("GET", "/api/v1/admin/menu", undefined, owner)
  const layout = body.categories.map((category) => ({ id: category.id, items: category.items.map((item) => item.id) }))
  await shop.call(
    "PUT",
    "/api/v1/admin/menu/order",
    { expected_rev: body.rev, categories: [...layout].reverse() },
    owner,
  )
  const names = () => phone.locator(".cats a").allInnerTexts()
  await until(async () =>
    assert.deepEqual(await names(), body.categories.map((category) => category.name.id).reverse()),
  )
  const { rev } = (await shop.call("GET", "/api/v1/admin/menu", undefined, owner)).body
  await shop.call("PUT", "/api/v1/admin/menu/order", { expected_rev: rev, categories: layout }, owner)
  await until(async () =>
    assert.deepEqual(
      await names(),
      body.categories.map((category) => category.name.id),
    ),
  )
  assertUnbroken(phone)
})

test("what sells out while one looks at it cannot be added any more", async () => {
  const phone = await device(browser)
  await phone.goto(shop.url)
  await isLive(phone)
  await phone.getByRole("button", { name: "Nasi Rames", exact: true }).click()
  await sellOut("Nasi Rames")
  await phone.getByRole("dialog").getByRole("status").filter({ hasText: "Habis" }).waitFor()
  assert.equal(
    await phone
      .getByRole("dialog")
      .getByRole("button", { name: /^Tambah\s*Rp/ })
      .isDisabled(),
    true,
  )
  await sellOut("Nasi Rames", true)
  await phone
    .getByRole("dialog")
    .getByRole("button", { name: /^Tambah\s*Rp/ })
    .click()
  await phone.locator(".cart-bar").waitFor()
  assertUnbroken(phone)
})

test("a cart that was emptied closes, and does not open by itself with the next dish", async () => {
  const phone = await device(browser)
  await phone.goto(shop.url)
  await add(phone, "Kopi Tubruk")
  await phone.getByRole("button", { name: /Lihat pesanan/ }).click()
  await phone.getByRole("dialog").getByRole("button", { name: "Hapus Kopi Tubruk" }).click()
  await phone.getByRole("dialog").waitFor({ state: "detached" })
  await add(phone, "Kopi Tubruk")
  await phone.locator(".cart-bar").waitFor()
  await until(async () => assert.equal(await phone.getByRole("dialog").count(), 0))
  assertUnbroken(phone)
})

test("somebody who eats here is asked for the table, out of the shop's tables, and may have none yet", async () => {
  const tables = (names) => shop.call("PUT", "/api/v1/admin/tables", { tables: names }, owner)
  assert.equal((await tables(["1", "2", "Teras 1"])).status, 200)
  const phone = await device(browser)
  await phone.goto(shop.url)
  await add(phone, "Kopi Tubruk")
  await phone.getByRole("button", { name: /Lihat pesanan/ }).click()
  const sheet = phone.getByRole("dialog")
  await sheet.getByLabel("Makan di sini").check()
  await sheet.getByRole("button", { name: /Pesan sekarang/ }).click()
  await sheet.getByRole("alert").filter({ hasText: "Pilih meja Anda dulu" }).waitFor()
  assert.equal(await phone.evaluate(() => document.activeElement?.id), "table")
  assert.deepEqual(await sheet.locator("#table option:not([hidden])").allInnerTexts(), [
    "Meja 1",
    "Meja 2",
    "Meja Teras 1",
    "Belum dapat meja",
  ])
  await sheet.locator("#table").selectOption("Teras 1")
  await sheet.getByRole("button", { name: /Pesan sekarang/ }).click()
  await phone.waitForURL(/\/t\//)
  const placed = async () => (await shop.call("GET", `/api/v1/orders/${phone.url().split("/").pop()}`)).body
  assert.equal((await placed()).table_number, "Teras 1")

  await phone.goto(`${shop.url}/?table=9`)
  await add(phone, "Kopi Tubruk")
  await phone.getByRole("button", { name: /Lihat pesanan/ }).click()
  assert.equal(await sheet.locator("#table").inputValue(), "9", "the code on the table is believed")
  await sheet.locator("#table").selectOption("Belum dapat meja")
  await sheet.getByRole("button", { name: /Pesan sekarang/ }).click()
  await phone.waitForURL(/\/t\//)
  assert.deepEqual([(await placed()).order_type, (await placed()).table_number ?? ""], ["dine_in", ""])
  await tables([])
  assertUnbroken(phone)
})

test("an order under way is followed on the menu as well, and leads back to itself", async () => {
  const phone = await device(browser)
  await phone.goto(shop.url)
  const uid = await orderOnPage(phone, ["Kopi Tubruk"])
  await phone.getByRole("link", { name: "Ke menu" }).click()
  const link = phone.locator(".open-order")
  await link.filter({ hasText: "Menunggu Pembayaran" }).waitFor()
  await isLive(phone)
  await shop.call("PUT", `/api/v1/admin/orders/${uid}/confirm-payment`, {}, owner)
  await link.filter({ hasText: "Sedang Disiapkan" }).waitFor()
  await shop.call("PUT", `/api/v1/admin/orders/${uid}/status`, { status: "ready" }, owner)
  await phone.getByRole("status").filter({ hasText: "Siap Diambil" }).waitFor({ state: "attached" })
  await link.filter({ hasText: "Siap Diambil" }).click()
  await phone.locator(".ready__word").waitFor()
  await phone.getByRole("link", { name: "Ke menu" }).click()
  await link.filter({ hasText: "Siap Diambil" }).waitFor()
  assertUnbroken(phone)
})

test("a phone that gets no menu is told why, and gets it without being asked when it can", async () => {
  const phone = await device(browser)
  let closed = true
  await phone.routeWebSocket(/\/ws/, (socket) => {
    if (closed) socket.close()
    else socket.connectToServer()
  })
  await phone.route("**/api/v1/menu", (route) => (closed ? route.abort() : route.continue()))
  await withoutFirst(phone, shop.url)
  await phone.goto(shop.url)
  await phone.getByRole("heading", { name: "Belum tersambung" }).waitFor()
  closed = false
  await phone.getByRole("button", { name: "Tambah Kopi Tubruk" }).waitFor()
  assertUnbroken(phone)
})

test("a category is found while one looks for a word, and the menu is whole again", async () => {
  const phone = await device(browser)
  await phone.goto(shop.url)
  await phone.getByLabel(/Cari menu/).fill("kopi susu")
  await until(async () => assert.equal(await phone.locator(".item").count(), 1))
  await phone.locator(".cats a").first().click()
  await phone.getByRole("button", { name: "Nasi Goreng Kampung", exact: true }).waitFor()
  assert.equal(await phone.getByLabel(/Cari menu/).inputValue(), "")
  assertUnbroken(phone)
})

test("Back closes what lies over the menu, one after the other, and only then leads out of it", async () => {
  const phone = await device(browser)
  await phone.goto(`${shop.url}/t`)
  await phone.goto(shop.url)
  await add(phone, "Kopi Susu Gula Aren")
  await phone.getByRole("button", { name: /Lihat pesanan/ }).click()
  await phone.getByRole("dialog").locator(".cart-line__edit").click()
  await phone.getByRole("dialog", { name: "Kopi Susu Gula Aren" }).waitFor()
  await phone.goBack()
  await phone.getByRole("dialog", { name: "Kopi Susu Gula Aren" }).waitFor({ state: "detached" })
  await phone.getByRole("dialog", { name: "Pesanan Anda" }).waitFor()
  await phone.goBack()
  await phone.getByRole("dialog").waitFor({ state: "detached" })
  await phone.locator(".cart-bar").waitFor()
  await phone.goBack()
  await phone.waitForURL(`${shop.url}/t`)
  assertUnbroken(phone)
})

test("the bar of categories follows the reader, also after a search, and Back leads out of the menu", async () => {
  const phone = await device(browser)
  await phone.goto(`${shop.url}/t`)
  await phone.goto(shop.url)
  await phone.getByLabel(/Cari menu/).fill("kopi")
  await phone.getByLabel(/Cari menu/).fill("")
  for (const name of ["Kopi", "Camilan & Manis", "Nasi & Lauk"]) {
    await phone.locator(".cats").getByRole("link", { name, exact: true }).click()
    await phone.locator(".cats [aria-current]", { hasText: name }).waitFor()
    await phone.getByRole("heading", { level: 2, name, exact: true }).waitFor()
  }
  await phone.goBack()
  await phone.waitForURL(`${shop.url}/t`)
  assertUnbroken(phone)
})

test("yesterday's cart is nobody's any more", async () => {
  const phone = await device(browser)
  await phone.goto(`${shop.url}/?table=7`)
  await add(phone, "Kopi Tubruk")
  await phone.evaluate(() =>
    localStorage.setItem("cart", JSON.stringify({ ...JSON.parse(localStorage.cart), at: Date.now() - 24 * 3_600_000 })),
  )
  await phone.goto(shop.url)
  await phone.getByRole("button", { name: "Tambah Kopi Tubruk" }).waitFor()
  await until(async () => assert.equal(await phone.locator(".cart-bar").count(), 0))
  await add(phone, "Kopi Tubruk")
  await phone.getByRole("button", { name: /Lihat pesanan/ }).click()
  assert.equal(await phone.getByRole("dialog").getByLabel("Bungkus").isChecked(), true)
})
