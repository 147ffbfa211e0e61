// An order that was sent is changed at the till: rounds, items taken off, table and name, and money that must go back.

import assert from "node:assert/strict"
import { test } from "node:test"
import { assertUnbroken, device, enterAs, isLive, openOrder, PIN, shopForTests, until } from "./support.js"

let shop, browser, rina, dewi
shopForTests(async (opened) => {
  ;({ shop, browser } = opened)
  rina = await shop.token("Rina")
  dewi = await shop.token("Dewi")
})

const DISHES = ["Nasi Goreng Kampung", "Soto Ayam + Nasi"]
const fetchOrder = async (uid) => (await shop.call("GET", `/api/v1/admin/orders/${uid}`, undefined, rina)).body
let keys = 0
/** As a script would do it, by Dewi. */
const act = async (uid, what, body) => {
  const { rev } = await fetchOrder(uid)
  const headers = { ...dewi, "Idempotency-Key": `changes-test-${++keys}` }
  const answer = await shop.call("POST", `/api/v1/admin/orders/${uid}/${what}`, { ...body, expected_rev: rev }, headers)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}
/** An order that the kitchen has before it is paid. */
async function cooking(names = DISHES, more = {}) {
  const timing = (payment_timing) => shop.call("PATCH", "/api/v1/admin/settings", { payment_timing }, dewi)
  await timing("after")
  const order = await shop.order(names, more)
  await timing("before")
  return order
}
const paidOrder = async () => act((await shop.order(DISHES)).uid, "payments", { method: "cash", tendered: 100_000 })

async function till({ as = "Rina", ...more } = {}) {
  const page = await device(browser, { width: 1280, height: 800, ...more })
  await enterAs(page, shop, as, "/cashier")
  return page
}
/** A till with an order in front of it. */
async function tillWith(order, more) {
  const page = await till(more)
  if (order.status === "preparing") await page.locator("#tab-preparing").click()
  await openOrder(page, order)
  await page.locator(".dl").waitFor()
  return page
}
const lineOf = (page, name) => page.locator(".dl li", { hasText: name })
const addButton = (page) => page.locator(".lines__head .button:not(.button--plain)")
const dish = (page, name) => page.locator(".tile", { hasText: name })
const inCart = (page, name) => page.locator(".sale__lines .cart-line", { hasText: name })
const send = (page, name = /Kirim ke dapur/) =>
  page.locator(".sale__side:not(.tap-guarded)").getByRole("button", { name })
const sheet = (page) => page.getByRole("dialog").last()
const rounds = async (uid) =>
  (await fetchOrder(uid)).history.filter((entry) => entry.type === "order_lines_added").length

test("a round is added in three taps, and comes to the kitchen once although its answer was lost", async () => {
  const order = await cooking()
  const stove = await device(browser, { width: 1280, height: 800 })
  await enterAs(stove, shop, "Budi", "/kitchen")
  await stove.locator(".ticket", { hasText: order.number }).waitFor()
  const page = await till({ hasTouch: true })
  await page.locator("#tab-preparing").click()
  let taps = 0
  const tap = async (target) => {
    taps++
    await target.tap()
  }
  await tap(page.locator(`#row-${order.uid}`))
  await tap(addButton(page))
  await tap(dish(page, "Kopi Tubruk"))
  assert.ok(taps <= 3, `${taps} taps to the first item`)
  await page.getByRole("heading", { name: `Tambahan untuk ${order.number}` }).waitFor()
  const posts = []
  await page.route("**/lines", async (route) => {
    posts.push(route.request().headers()["idempotency-key"])
    if (posts.length > 1) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await send(page).tap()
  await lineOf(page, "Kopi Tubruk").waitFor()
  await page.locator(".dl__round", { hasText: "Tambahan" }).waitFor()
  await page.locator(".toast", { hasText: "dikirim ke dapur" }).waitFor()
  assert.ok(posts.length > 1, "it was sent again")
  assert.equal(new Set(posts).size, 1, "under the same key")
  assert.deepEqual([await rounds(order.uid), (await fetchOrder(order.uid)).lines.length], [1, 3])
  await stove.locator(".ticket", { hasText: "Kopi Tubruk" }).waitFor()
  await addButton(page)
    .filter({ hasText: /^Tambah/ })
    .waitFor()
  assertUnbroken(page, stove)
})

test("without any answer a round is sent again by hand, and is neither changed nor forgotten until then", async () => {
  const order = await cooking()
  const page = await tillWith(order)
  await addButton(page).click()
  await dish(page, "Kopi Tubruk").click()
  await page.route("**/lines", (route) => route.abort())
  await send(page).click()
  await page.getByRole("alert").filter({ hasText: "tidak akan dobel" }).waitFor()
  assert.equal(await page.locator(".sale__lines").getByRole("button", { name: "Tambah Kopi Tubruk" }).isEnabled(), true)
  assert.equal(await page.locator(".cart-lines").evaluate((each) => each.inert), true)
  assert.equal(await page.getByRole("button", { name: "Buang" }).count(), 0)
  await page.reload()
  await isLive(page)
  await page.getByRole("heading", { name: `Tambahan untuk ${order.number}` }).waitFor()
  await page.unroute("**/lines")
  await send(page, /Kirim lagi/).click()
  await lineOf(page, "Kopi Tubruk").waitFor()
  assert.equal(await rounds(order.uid), 1)
  assertUnbroken(page)
})

test("what the kitchen does meanwhile holds no round up, and what another till added is said first", async () => {
  const order = await cooking()
  const page = await tillWith(order)
  await addButton(page).click()
  await dish(page, "Kopi Tubruk").click()
  let before = () => shop.call("PUT", `/api/v1/admin/orders/${order.uid}/lines/1/status`, { status: "done" }, rina)
  await page.route("**/lines", async (route) => {
    await before()
    before = async () => {}
    await route.continue()
  })
  await send(page).click()
  await lineOf(page, "Kopi Tubruk").waitFor()
  assert.equal(await rounds(order.uid), 1)

  await addButton(page).click()
  await dish(page, "Pisang Goreng").click()
  const { id } = await shop.dish("Nasi Rames")
  before = () => act(order.uid, "lines", { items: [{ menu_item_id: id, quantity: 1 }] })
  await send(page).click()
  await page.getByRole("alert").filter({ hasText: /\S/ }).waitFor()
  assert.equal(await rounds(order.uid), 2, "only the other till's")
  await inCart(page, "Pisang Goreng").waitFor()
  await page.locator(".round__order", { hasText: "Nasi Rames" }).waitFor()
  await send(page).click()
  await lineOf(page, "Pisang Goreng").waitFor()
  assert.equal(await rounds(order.uid), 3)
  assertUnbroken(page)
})

test("a reload in the middle of adding keeps the cart, and a half-made sale is kept, too", async () => {
  const order = await cooking()
  const other = await cooking()
  const page = await till()
  await page.getByRole("button", { name: /Pesanan baru/ }).click()
  await dish(page, "Nasi Rames").click()
  await inCart(page, "Nasi Rames").waitFor()
  await page.keyboard.press("Escape")
  await page.locator("#tab-preparing").click()
  await openOrder(page, order)
  await addButton(page).click()
  await page.getByText("Belum ada isinya").waitFor()
  await dish(page, "Kopi Tubruk").click()
  await inCart(page, "Kopi Tubruk").waitFor()
  await page.reload()
  await isLive(page)
  await page.getByRole("heading", { name: `Tambahan untuk ${order.number}` }).waitFor()
  await inCart(page, "Kopi Tubruk").waitFor()
  await page.getByRole("button", { name: `Kembali ke ${order.number}` }).click()
  await addButton(page).filter({ hasText: "Lanjutkan (1)" }).waitFor()
  // Another order has a cart of its own, and the sale is as it was.
  await openOrder(page, other)
  await addButton(page).click()
  await page.getByText("Belum ada isinya").waitFor()
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: /Lanjutkan pesanan/ }).click()
  await inCart(page, "Nasi Rames").waitFor()
  assert.equal(await inCart(page, "Kopi Tubruk").count(), 0)
  await page.keyboard.press("Escape")
  await openOrder(page, order)
  await addButton(page).click()
  await send(page).click()
  await lineOf(page, "Kopi Tubruk").waitFor()
  assertUnbroken(page)
})

test("what was to be added to an order that is over becomes a new order, for the same table", async () => {
  const order = await cooking(DISHES, { table_number: "8" })
  const page = await tillWith(order)
  await addButton(page).click()
  await dish(page, "Kopi Tubruk").click()
  const cancelled = { status: "cancelled", reason: "batal" }
  await shop.call("PUT", `/api/v1/admin/orders/${order.uid}/status`, cancelled, dewi)
  await page.getByRole("alert").filter({ hasText: "tidak bisa ditambah" }).waitFor()
  await send(page, /Jadikan pesanan baru/).click()
  await page.locator(".sale__head", { hasText: "Pesanan baru" }).waitFor()
  await inCart(page, "Kopi Tubruk").waitFor()
  await page.locator(".sale-chip", { hasText: "Meja 8" }).waitFor()
  assertUnbroken(page)
})

test("a dish is taken off with the owner's PIN, and the cashier stays signed in", async () => {
  const order = await cooking()
  const page = await tillWith(order)
  await lineOf(page, "Soto Ayam")
    .getByRole("button", { name: /^Batalkan/ })
    .click()
  await sheet(page).getByRole("button", { name: "Salah pesan" }).click()
  await sheet(page)
    .getByRole("button", { name: /^Batalkan 1×/ })
    .click()
  await page.locator("#approval-pin").fill("1111")
  await page.keyboard.press("Enter")
  await page.locator("dialog [aria-invalid]").waitFor()
  assert.equal((await fetchOrder(order.uid)).voids.length, 0)
  await page.locator("#approval-pin").fill(PIN)
  await page.keyboard.press("Enter")
  const voided = page.locator(".dl__void", { hasText: "Soto Ayam" })
  await voided.waitFor()
  assert.match(await voided.innerText(), /Dibatalkan Rina, disetujui Dewi · .* · Salah pesan/)
  await page.locator(".summary .total", { hasText: "Rp20.000" }).waitFor()
  await page.locator(".top__who", { hasText: "Rina" }).waitFor()
  const [entry] = (await fetchOrder(order.uid)).history.filter(({ type }) => type === "order_line_voided")
  assert.equal(entry.by, "Rina")
  assert.equal(await page.getByRole("dialog").count(), 0)
  assertUnbroken(page)
})

test("before the kitchen has it every tap on a quantity counts, and a removed item comes back", async () => {
  const order = await shop.order(DISHES)
  const page = await tillWith(order)
  const soto = lineOf(page, "Soto Ayam")
  const more = soto.getByRole("button", { name: /^Tambah Soto/ })
  for (let n = 0; n < 3; n++) await more.click()
  await soto.locator("output", { hasText: "4" }).waitFor()
  await until(async () => assert.equal((await fetchOrder(order.uid)).lines[1].quantity, 4))
  await soto.getByRole("button", { name: /^Kurangi Soto/ }).click()
  await until(async () => assert.equal((await fetchOrder(order.uid)).lines[1].quantity, 3))
  await soto.getByRole("button", { name: /^Hapus Soto/ }).click()
  await page.locator(".dl__void", { hasText: "Soto Ayam" }).waitFor()
  assert.equal((await fetchOrder(order.uid)).total_amount, 20_000)
  await page.locator(".toast").getByRole("button", { name: "Urungkan" }).click()
  await until(async () => {
    const { lines } = await fetchOrder(order.uid)
    assert.deepEqual([lines.length, lines[2].quantity, lines[2].menu_item_id], [3, 3, lines[1].menu_item_id])
  })
  assertUnbroken(page)
})

test("what was paid for is offered as a refund of that item, and the only item as a cancelled order", async () => {
  const order = await paidOrder()
  const page = await tillWith(order)
  await lineOf(page, "Soto Ayam")
    .getByRole("button", { name: /^Batalkan/ })
    .click()
  await sheet(page).getByText("sudah dibayar").waitFor()
  await sheet(page).getByRole("button", { name: "Kembalikan uang" }).click()
  const chosen = sheet(page).locator(".refund__lines li", { hasText: "Soto Ayam" }).locator("output")
  assert.equal(await chosen.innerText(), "1")
  await sheet(page)
    .getByRole("button", { name: /Kembalikan Rp20.000/ })
    .waitFor()
  await page.keyboard.press("Escape")

  const single = await cooking(["Kopi Tubruk"])
  await openOrder(page, single)
  await lineOf(page, "Kopi Tubruk")
    .getByRole("button", { name: /^Batalkan/ })
    .click()
  await sheet(page).getByText("Tinggal menu ini").waitFor()
  await sheet(page)
    .getByRole("button", { name: `Batalkan ${single.number}` })
    .click()
  await sheet(page).getByRole("button", { name: "Salah pesan" }).click()
  await sheet(page)
    .getByRole("button", { name: `Batalkan ${single.number}` })
    .click()
  await until(async () => assert.equal((await fetchOrder(single.uid)).status, "cancelled"))
  assertUnbroken(page)
})

test("where the shop refuses to take an item off, the way on is the same", async () => {
  const order = await cooking()
  const page = await tillWith(order)
  await lineOf(page, "Soto Ayam")
    .getByRole("button", { name: /^Batalkan/ })
    .click()
  await sheet(page).getByRole("button", { name: "Salah pesan" }).click()
  await sheet(page)
    .getByRole("button", { name: /^Batalkan 1×/ })
    .click()
  await page.locator("#approval-pin").fill(PIN)
  // Of what is on the screen nothing forbids it: the answer does.
  const now = await fetchOrder(order.uid)
  const problem = { status: 409, code: "paid_for", title: "x", detail: "x", order: now }
  await page.route("**/void", (route) => route.fulfill({ status: 409, json: problem }))
  await page.keyboard.press("Enter")
  await sheet(page).getByText("sudah dibayar").waitFor()
  await sheet(page).getByRole("button", { name: "Kembalikan uang" }).waitFor()
  assertUnbroken(page)
})

test("an order cancelled after payment stays on the till until the money went back", async () => {
  const order = await paidOrder()
  const first = await till({ as: "Dewi" })
  const second = await till()
  await shop.call("PUT", `/api/v1/admin/orders/${order.uid}/status`, { status: "cancelled", reason: "batal" }, dewi)
  const owing = (page) => page.locator(".owing .row", { hasText: order.number })
  for (const page of [first, second]) await owing(page).getByText("Rp40.000").waitFor()
  await first.reload()
  await isLive(first)
  await first.locator("#tab-ready").click()
  await owing(first).click()
  await first.locator(".detail .change", { hasText: "Rp40.000" }).waitFor()
  await first.locator(".detail:not(.tap-guarded) .actions__main", { hasText: "Kembalikan uang" }).click()
  await sheet(first).getByRole("button", { name: "Pelanggan komplain" }).click()
  await sheet(first)
    .getByRole("button", { name: /Kembalikan Rp40.000/ })
    .click()
  for (const page of [first, second]) await owing(page).waitFor({ state: "detached" })
  assert.deepEqual([(await fetchOrder(order.uid)).owed_back], [0])
  await second.locator("#tab-closed").click()
  await second.locator(".rows .row", { hasText: order.number }).waitFor()
  assertUnbroken(first, second)
})

test("a changed table is undone by the toast, and the name stays as it was written", async () => {
  const order = await cooking(DISHES, { customer_name: "Rani" })
  const page = await tillWith(order)
  await page.locator(".detail__edit").click()
  await sheet(page).getByLabel("Meja").fill("12")
  await sheet(page).getByRole("button", { name: "Simpan" }).click()
  await page.locator(".detail__who", { hasText: "Meja 12 · Rani" }).waitFor()
  assert.equal((await fetchOrder(order.uid)).table_number, "12")
  await page.locator(".toast").getByRole("button", { name: "Urungkan" }).click()
  await page.locator(".detail__who", { hasText: "Meja 5 · Rani" }).waitFor()
  const now = await fetchOrder(order.uid)
  assert.deepEqual([now.table_number, now.customer_name], ["5", "Rani"])
  // Saved without a change it says nothing to the kitchen.
  await page.locator(".detail__edit").click()
  await sheet(page).getByRole("button", { name: "Simpan" }).click()
  await page.getByRole("dialog").waitFor({ state: "detached" })
  assert.equal((await fetchOrder(order.uid)).rev, now.rev)
  assertUnbroken(page)
})

test("a round is added with the keyboard alone", async () => {
  const order = await cooking()
  const page = await tillWith(order)
  await addButton(page).focus()
  await page.keyboard.press("Enter")
  await page.locator(".tile").first().waitFor()
  await page.keyboard.type("tubruk")
  await page.keyboard.press("Enter")
  await inCart(page, "Kopi Tubruk").waitFor()
  await page.keyboard.press("/")
  await page.locator(".sale__side:not(.tap-guarded)").waitFor()
  await page.keyboard.press("Enter")
  await lineOf(page, "Kopi Tubruk").waitFor()
  assert.equal(await rounds(order.uid), 1)
  assertUnbroken(page)
})
