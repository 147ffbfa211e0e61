// The order's own page: found by its QR, right without JavaScript, and honest about how fresh it is.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { assertUnbroken, decode, device, hasten, isLive, mark, openBrowser, openShop, seenOn } from "./support.js"

let shop, browser, cashier
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
  cashier = await shop.token("Rina")
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

const move = (uid, status, more = {}) =>
  shop.call("PUT", `/api/v1/admin/orders/${uid}/status`, { status, ...more }, cashier)
const pay = (uid) => shop.call("PUT", `/api/v1/admin/orders/${uid}/confirm-payment`, {}, cashier)

test("the QR code on the page leads to the order's page", async () => {
  const order = await shop.order()
  const phone = await device(browser)
  await phone.goto(`${shop.url}/t/${order.uid}`)
  const picture = phone.getByRole("img", { name: /Kode QR/ })
  await picture.evaluate((image) => image.decode())
  const says = decode(await picture.screenshot())
  assert.ok(says?.endsWith(`/t/${order.uid}`), `the code says ${says}`)
  const other = await device(browser)
  await other.goto(says)
  await other.getByRole("heading", { name: order.number }).waitFor()
  assertUnbroken(phone, other)
})

test("without JavaScript the page tells the same and loads itself again", async () => {
  const order = await shop.order(["Nasi Goreng Kampung", "Kopi Tubruk"])
  const phone = await device(browser, { javaScriptEnabled: false })
  await phone.goto(`${shop.url}/t/${order.uid}`)
  const text = await phone.locator("main").innerText()
  for (const fact of [
    order.number,
    "Menunggu Pembayaran",
    "Nasi Goreng Kampung",
    "Kopi Tubruk",
    "Rp28.000",
    order.code,
  ]) {
    assert.ok(text.includes(fact), `${fact} is missing in: ${text}`)
  }
  assert.equal(decode(await phone.getByRole("img").screenshot())?.endsWith(order.uid), true)
  assert.equal(
    (await phone.locator("noscript meta[http-equiv=refresh]").count()) +
      (await phone.locator("meta[http-equiv=refresh]").count()) >
      0,
    true,
  )
  await pay(order.uid)
  await phone.reload()
  assert.match(await phone.locator("main").innerText(), /Sedang Disiapkan/)
  await phone.goto(`${shop.url}/t/${order.uid}?lang=en`)
  assert.match(await phone.locator("main").innerText(), /Being prepared/)
  // Out of the queue of the next test.
  for (const status of ["ready", "completed"]) await move(order.uid, status)
})

test("who waits sees how many are before them, at once where one of them is made", async () => {
  const [first, second] = [await shop.order(["Kopi Tubruk"]), await shop.order(["Kopi Tubruk"])]
  for (const { uid } of [first, second]) await pay(uid)
  const phone = await device(browser)
  await phone.goto(`${shop.url}/t/${second.uid}`)
  await phone.locator(".queue-note", { hasText: "1 pesanan di depan Anda" }).waitFor()
  await move(first.uid, "ready")
  await phone.locator(".queue-note", { hasText: "giliran" }).waitFor()
  await move(second.uid, "ready")
  await phone.locator(".ready").waitFor()
  for (const { uid } of [first, second]) await move(uid, "completed")
  assertUnbroken(phone)
})

test("an order is read in the guest's own language, and ordered again with one tap", async () => {
  const order = await shop.order(["Kopi Tubruk"])
  await pay(order.uid)
  for (const status of ["ready", "completed"]) await move(order.uid, status)
  const phone = await device(browser)
  await phone.goto(`${shop.url}/t/${order.uid}`)
  await phone.locator(".lines", { hasText: "Kopi Tubruk" }).waitFor()
  await phone.getByRole("button", { name: /English/ }).click()
  await phone.locator(".lines", { hasText: "Unfiltered black coffee" }).waitFor()
  await phone.getByRole("link", { name: "Order again" }).click()
  await phone.getByRole("button", { name: /View order/ }).click()
  await phone.getByRole("dialog").locator(".cart-line", { hasText: "Unfiltered black coffee" }).waitFor()
  assertUnbroken(phone)
})

test("a note with markup in it stays text, with and without JavaScript", async () => {
  const wicked = `<img src=x onerror="document.title='gotcha'">`
  const order = await shop.order(["Kopi Tubruk"], { customer_name: wicked, note: wicked })
  for (const javaScriptEnabled of [true, false]) {
    const phone = await device(browser, { javaScriptEnabled })
    await phone.goto(`${shop.url}/t/${order.uid}`)
    await phone.getByText(order.number).first().waitFor()
    assert.equal(await phone.locator("img[src=x]").count(), 0)
  }
})

test("an address nobody gave out is answered with a kind page and a 404", async () => {
  const phone = await device(browser)
  const answer = await phone.goto(`${shop.url}/t/0123456789abcdefghjkmnpqrs`)
  assert.equal(answer.status(), 404)
  await phone.getByRole("link").waitFor()
  assert.equal((await phone.locator("main").innerText()).includes("{{"), false)
})

test("number and code lead to the order for a phone that cannot scan", async () => {
  const order = await shop.order()
  const phone = await device(browser)
  await phone.goto(`${shop.url}/t`)
  await phone.getByLabel("Nomor pesanan").fill(order.number.replace("-", "").toLowerCase())
  await phone.getByLabel("4 huruf/angka di bawah QR").fill("0000")
  await phone.getByRole("button", { name: "Lihat pesanan" }).click()
  await phone.getByRole("alert").filter({ hasText: /\S/ }).waitFor()
  await phone.getByLabel("4 huruf/angka di bawah QR").fill(order.code.toLowerCase())
  await phone.getByRole("button", { name: "Lihat pesanan" }).click()
  await phone.waitForURL(`${shop.url}/t/${order.uid}`)
  assertUnbroken(phone)
})

test("a customer's cancel can be taken back, and is sent when it is not", async () => {
  const order = await shop.order()
  const phone = await device(browser, { clock: true })
  await phone.goto(`${shop.url}/t/${order.uid}`)
  await isLive(phone)
  await phone.getByRole("button", { name: "Batalkan pesanan" }).click()
  await phone.getByRole("button", { name: "Urungkan" }).click()
  await phone.getByRole("button", { name: "Batalkan pesanan" }).click()
  assert.equal((await shop.call("GET", `/api/v1/orders/${order.uid}`)).body.status, "awaiting_payment")
  await hasten(
    [phone],
    seenOn([phone], (page) => page.locator(".now .title", { hasText: "Dibatalkan" })),
  )
  assert.equal((await shop.call("GET", `/api/v1/orders/${order.uid}`)).body.status, "cancelled")
  assertUnbroken(phone)
})

test("an order called back to the kitchen is explained, and the green screen goes", async () => {
  const order = await shop.order()
  const phone = await device(browser)
  await phone.goto(`${shop.url}/t/${order.uid}`)
  await isLive(phone)
  const unchanged = await mark(phone)
  await pay(order.uid)
  await move(order.uid, "ready")
  await phone.locator(".ready__word").waitFor()
  await move(order.uid, "preparing")
  await phone.locator(".banner", { hasText: "ada yang perlu kami siapkan lagi" }).waitFor()
  await phone.waitForFunction(() => !document.body.classList.contains("full"))
  await unchanged()
  assertUnbroken(phone)
})

test("the title says ready, and the status is announced", async () => {
  const order = await shop.order()
  const phone = await device(browser)
  await phone.goto(`${shop.url}/t/${order.uid}`)
  await phone.waitForFunction((number) => document.title.includes(number), order.number)
  await pay(order.uid)
  await move(order.uid, "ready")
  await phone.getByRole("status").filter({ hasText: "Siap Diambil" }).waitFor()
  await phone.waitForFunction(() => document.title.includes("Siap Diambil"))
})

test("a phone whose network breaks sockets follows in slow mode", async () => {
  const order = await shop.order()
  const phone = await device(browser, { clock: true })
  await phone.routeWebSocket(/\/ws/, (socket) => socket.close())
  await phone.goto(`${shop.url}/t/${order.uid}`)
  await hasten(
    [phone],
    seenOn([phone], (page) => page.locator(".connection-badge--slow")),
  )
  await pay(order.uid)
  await hasten(
    [phone],
    seenOn([phone], (page) => page.locator(".now .title", { hasText: "Sedang Disiapkan" })),
  )
  assertUnbroken(phone)
})

test("a dish that was taken off is struck through, what was added stands below, and the table follows", async () => {
  const order = await shop.order(["Nasi Goreng Kampung", "Kopi Tubruk"])
  const phone = await device(browser)
  await phone.goto(`${shop.url}/t/${order.uid}`)
  await isLive(phone)
  const unchanged = await mark(phone)
  const change = async (method, path, body) => {
    const headers = { ...cashier, "Idempotency-Key": `changed-${path}-${order.uid}` }
    const answer = await shop.call(method, `/api/v1/admin/orders/${order.uid}${path}`, body, headers)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return answer.body.rev
  }
  const items = [{ menu_item_id: (await shop.dish("Pisang Goreng")).id, quantity: 1 }]
  const rev = await change("POST", "/lines", { items, expected_rev: order.rev })
  await phone.locator(".lines__round", { hasText: "Tambahan" }).waitFor()
  await change("POST", "/lines/1/void", { expected_rev: rev })
  const off = phone.locator(".lines__void", { hasText: "Nasi Goreng Kampung" })
  await off.getByText("Dibatalkan").waitFor()
  assert.match(await off.locator("b").evaluate((each) => getComputedStyle(each).textDecorationLine), /through/)
  assert.equal(await phone.locator(".lines__void").count(), 1)
  await change("PATCH", "", { table_number: "9" })
  await phone.locator(".progress__location", { hasText: "Meja 9" }).waitFor()
  await unchanged()

  const plain = await device(browser, { javaScriptEnabled: false })
  await plain.goto(`${shop.url}/t/${order.uid}`)
  await plain.locator(".lines__void", { hasText: "Dibatalkan" }).waitFor()
  await pay(order.uid)
  await move(order.uid, "ready")
  await phone.locator(".ready__lines s", { hasText: "Nasi Goreng Kampung" }).waitFor()
  assertUnbroken(phone)
})
