// The counter: few taps, nothing twice, nothing without a way back.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import {
  assertUnbroken,
  BY_HAND,
  decode,
  device,
  isLive,
  openBrowser,
  openShop,
  PIN,
  signIn,
  until,
} from "./support.js"

let shop, browser, rina, dewi, cashier
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
  rina = await shop.token("Rina")
  dewi = await shop.token("Dewi")
  cashier = await device(browser, { width: 1280, height: 800 })
  await signIn(cashier, `${shop.url}/cashier`, "Rina")
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

const fetchOrder = async (uid) => (await shop.call("GET", `/api/v1/admin/orders/${uid}`, undefined, rina)).body
const pay = (uid) => shop.call("PUT", `/api/v1/admin/orders/${uid}/confirm-payment`, {}, rina)
const move = (uid, status, more = {}) =>
  shop.call("PUT", `/api/v1/admin/orders/${uid}/status`, { status, ...more }, rina)
const row = (order) => cashier.locator(".row", { hasText: order.number })
const choose = (order) => row(order).getByRole("button").first().click()
const tab = (name) => cashier.getByRole("tab", { name }).click()

test("a wrong PIN is refused in words and shows nothing", async () => {
  const screen = await device(browser, { width: 768, height: 1024 })
  await screen.goto(`${shop.url}/cashier`)
  await screen.getByLabel("Nama").fill("Rina")
  await screen.getByLabel("PIN").fill("9999")
  await screen.getByRole("button", { name: "Masuk" }).click()
  await screen.getByRole("alert").filter({ hasText: /\S/ }).waitFor()
  assert.equal(await screen.locator(".split").count(), 0)
})

test("the kitchen's people are kindly kept out of the till", async () => {
  const screen = await device(browser, { width: 768, height: 1024 })
  await screen.goto(`${shop.url}/cashier`)
  await screen.getByLabel("Nama").fill("Budi")
  await screen.getByLabel("PIN").fill(PIN)
  await screen.getByRole("button", { name: "Masuk" }).click()
  await screen.getByRole("alert").filter({ hasText: "Budi tidak punya akses" }).waitFor()
  assert.equal(await screen.locator(".split").count(), 0)
})

test("what was closed today is found again after a reload", async () => {
  const done = await shop.order()
  await pay(done.uid)
  await move(done.uid, "ready")
  await move(done.uid, "completed")
  const screen = await device(browser, { width: 1280, height: 800 })
  await signIn(screen, `${shop.url}/cashier`, "Rina")
  await screen.getByRole("tab", { name: /Selesai/ }).click()
  await screen.locator(".row", { hasText: done.number }).waitFor()
})

test("exact cash takes two taps, and the change is shown large when there is some", async () => {
  const exact = await shop.order(["Soto Ayam + Nasi"])
  await choose(exact)
  await cashier.getByRole("button", { name: /Terima pembayaran/ }).click()
  await cashier.getByRole("button", { name: /Tandai lunas/ }).click()
  await cashier.locator(".dl").waitFor()
  // Nothing to give back is said quietly.
  await cashier.locator(".detail > .change--none", { hasText: "Rp0" }).waitFor()
  assert.deepEqual((await fetchOrder(exact.uid)).payment.tendered, 20_000)

  await tab(/Menunggu bayar/)
  const noted = await shop.order(["Soto Ayam + Nasi"])
  await choose(noted)
  await cashier.getByRole("button", { name: /Terima pembayaran/ }).click()
  await cashier.getByRole("button", { name: "Rp50.000" }).click()
  await cashier.locator(".change", { hasText: "Rp30.000" }).waitFor()
  await cashier.getByRole("button", { name: /Tandai lunas/ }).click()
  await cashier.locator(".dl").waitFor()
  await cashier.locator(".detail > .change", { hasText: "Rp30.000" }).waitFor()
  assert.equal((await fetchOrder(noted.uid)).payment.change, 30_000)
  await tab(/Menunggu bayar/)
})

test("figures typed on the keyboard are money, Enter takes it, and too little is refused", async () => {
  const order = await shop.order(["Soto Ayam + Nasi"])
  await choose(order)
  await cashier.getByRole("button", { name: /Terima pembayaran/ }).click()
  await cashier.getByRole("heading", { name: "Terima pembayaran" }).click()
  await cashier.keyboard.type("10000", BY_HAND)
  await cashier.locator(".change--short", { hasText: "Rp10.000" }).waitFor()
  assert.equal(await cashier.getByRole("button", { name: /Tandai lunas/ }).isDisabled(), true)
  await cashier.keyboard.press("0")
  await cashier.locator(".change", { hasText: "Rp80.000" }).waitFor()
  await cashier.keyboard.press("Enter")
  await cashier.locator(".dl").waitFor()
  assert.equal((await fetchOrder(order.uid)).payment.tendered, 100_000)
  await tab(/Menunggu bayar/)
})

test("an order is found by its number, opened and paid with the keyboard alone", async () => {
  const order = await shop.order(["Soto Ayam + Nasi"])
  await row(order).waitFor()
  await cashier.locator("h1").click()
  // Only the figures: no code, but enough to find it.
  await cashier.keyboard.type(order.number.slice(2))
  await cashier.locator(".row").nth(1).waitFor({ state: "detached" })
  await cashier.keyboard.press("Enter")
  await cashier.locator(".detail:not(.tap-guarded) .detail__plate", { hasText: order.number }).waitFor()
  await cashier.keyboard.press("Enter")
  await cashier.locator(".detail:not(.tap-guarded) .money-pad").waitFor()
  await cashier.keyboard.press("Enter")
  await cashier.locator(".detail > .change--none").waitFor()
  assert.equal((await fetchOrder(order.uid)).payment_status, "paid")
  await cashier.keyboard.press("Escape")
  await cashier.getByRole("heading", { name: "Pilih pesanan" }).waitFor()
  await cashier.keyboard.press("/")
  await cashier.keyboard.press("Escape")
  await tab(/Menunggu bayar/)
})

test("a search and Enter open what is here, ask for what is not, and never say that it does not exist", async () => {
  const order = await shop.order(["Soto Ayam + Nasi"], { customer_name: "Maya" })
  await row(order).waitFor()
  let asked = 0
  const counted = (request) => {
    if (request.url().endsWith("/orders/scan")) asked++
  }
  cashier.on("request", counted)
  for (const words of [order.number.slice(2), "maya"]) {
    await cashier.locator("#wanted").fill(words)
    await cashier.keyboard.press("Enter")
    await cashier.locator(".detail:not(.tap-guarded) .detail__plate", { hasText: order.number }).waitFor()
    await cashier.keyboard.press("Escape")
    await cashier.getByRole("heading", { name: "Pilih pesanan" }).waitFor()
  }
  assert.equal(asked, 0)
  assert.equal(await cashier.locator(".toast", { hasText: "Tidak ada pesanan" }).count(), 0)
  // What is not here is asked for, and the answer is a cashier's.
  await cashier.locator("#wanted").fill("zzz")
  await cashier.keyboard.press("Enter")
  const toast = cashier.locator(".toast", { hasText: "Tidak ada pesanan “zzz”" })
  await toast.waitFor()
  assert.doesNotMatch(await toast.innerText(), /tanyakan di kasir/)
  assert.equal(asked, 1)
  cashier.off("request", counted)
  await cashier.locator("#wanted").fill("")
  await cashier.locator("h1").click()
  await tab(/Menunggu bayar/)
})

test("two quick Enters on an order are not its payment", async () => {
  const order = await shop.order(["Kopi Tubruk"])
  await choose(order)
  await cashier.locator(".detail:not(.tap-guarded) .actions__main").waitFor()
  await cashier.keyboard.press("Enter")
  await cashier.keyboard.press("Enter")
  await cashier.locator(".detail:not(.tap-guarded) .money-pad").waitFor()
  assert.equal((await fetchOrder(order.uid)).payment_status, "unpaid")
  await cashier.keyboard.press("Escape")
  await cashier.locator(".dl").waitFor()
})

test("arrows walk along the orders, and the shortcuts are there to read", async () => {
  for (const order of [await shop.order(["Kopi Tubruk"]), await shop.order(["Kopi Tubruk"])]) await row(order).waitFor()
  await cashier.locator("h1").click()
  await cashier.keyboard.press("Escape")
  await cashier.locator(".hints", { hasText: "cari" }).waitFor()
  await cashier.locator("h1").click()
  const here = () =>
    cashier.evaluate(() => [...document.querySelectorAll(".row__open")].indexOf(document.activeElement))
  await cashier.keyboard.press("ArrowDown")
  assert.equal(await here(), 0)
  await cashier.keyboard.press("ArrowDown")
  assert.equal(await here(), 1)
  await cashier.keyboard.press("ArrowUp")
  assert.equal(await here(), 0)
})

test("an order's code is there to be scanned again, and its payment says when and by whom", async () => {
  const order = await shop.order(["Kopi Tubruk"])
  await shop.call("PUT", `/api/v1/admin/orders/${order.uid}/confirm-payment`, {}, dewi)
  await tab(/Disiapkan/)
  await choose(order)
  await cashier.locator(".summary", { hasText: /Lunas · Tunai · \d\d\.\d\d · Dewi/ }).waitFor()
  await cashier.getByRole("button", { name: `QR ${order.number}` }).click()
  const code = cashier.getByRole("dialog").locator("img")
  await until(async () => assert.equal(decode(await code.screenshot()), order.tracking_url))
  await cashier.keyboard.press("Escape")
  await tab(/Menunggu bayar/)
})

test("money taken on another screen meanwhile closes the payment here and says who took it", async () => {
  const order = await shop.order(["Kopi Tubruk"])
  await choose(order)
  await cashier.getByRole("button", { name: /Terima pembayaran/ }).click()
  await cashier.locator(".money-pad").waitFor()
  await shop.call("PUT", `/api/v1/admin/orders/${order.uid}/confirm-payment`, { tendered: 10_000 }, dewi)
  await cashier
    .locator(".toast", { hasText: new RegExp(`${order.number} sudah dibayar pukul .* diterima Dewi`) })
    .waitFor()
  await cashier.locator(".detail .chip", { hasText: "Sedang Disiapkan" }).waitFor()
  assert.equal(await cashier.locator(".detail > .change").count(), 0)
  await tab(/Menunggu bayar/)
})

test("a payment whose answer was lost on the way is this screen's own, with its change", async () => {
  const order = await shop.order(["Soto Ayam + Nasi"])
  await choose(order)
  await cashier.getByRole("button", { name: /Terima pembayaran/ }).click()
  await cashier.getByRole("button", { name: "Rp50.000" }).click()
  await cashier.locator(".detail:not(.tap-guarded)").waitFor()
  await cashier.route(
    "**/payments",
    async (route) => {
      await route.fetch()
      await route.abort()
    },
    { times: 1 },
  )
  await cashier.getByRole("button", { name: /Tandai lunas/ }).click()
  await cashier.locator(".detail > .change", { hasText: "Rp30.000" }).waitFor()
  await cashier.locator(".summary", { hasText: "Rina" }).waitFor()
  assert.equal(await cashier.locator(".toast", { hasText: order.number }).count(), 0)
  await tab(/Menunggu bayar/)
})

test("two tablets that take one payment: it is taken once, and the slower one is told", async () => {
  const order = await shop.order(["Kopi Tubruk"])
  const other = await device(browser, { width: 1280, height: 800 })
  await signIn(other, `${shop.url}/cashier`, "Dewi")
  for (const screen of [cashier, other]) {
    await screen.locator(".row", { hasText: order.number }).getByRole("button").first().click()
    await screen.getByRole("button", { name: /Terima pembayaran/ }).click()
    await screen.locator(".detail:not(.tap-guarded) .money-pad").waitFor()
  }
  // Both are on their way before either has an answer.
  let release
  const both = new Promise((resolve) => {
    release = resolve
  })
  await cashier.route(
    "**/payments",
    async (route) => {
      await both
      await route.continue()
    },
    { times: 1 },
  )
  await cashier.getByRole("button", { name: /Tandai lunas/ }).click()
  await other.getByRole("button", { name: /Tandai lunas/ }).click()
  await other.locator(".detail > .change--none").waitFor()
  release()
  await cashier.locator(".toast", { hasText: "diterima Dewi" }).waitFor()
  await until(async () => assert.equal(await cashier.locator(".detail > .change").count(), 0))
  const payments = (await fetchOrder(order.uid)).history.filter((entry) => entry.type === "payment_success")
  assert.deepEqual(
    payments.map((entry) => entry.by),
    ["Dewi"],
  )
  assertUnbroken(other)
  await other.context().close()
  await tab(/Menunggu bayar/)
})

test("an order cancelled while its money is counted says so, and takes none", async () => {
  const order = await shop.order(["Kopi Tubruk"])
  await choose(order)
  await cashier.getByRole("button", { name: /Terima pembayaran/ }).click()
  await cashier.locator(".money-pad").waitFor()
  await move(order.uid, "cancelled", { reason: "Salah pesan" })
  await cashier.locator(".toast", { hasText: "baru saja dibatalkan" }).waitFor()
  await until(async () => assert.equal(await cashier.locator(".money-pad").count(), 0))
  await tab(/Menunggu bayar/)
})

test("two quick taps on paid take the money once", async () => {
  const order = await shop.order()
  await choose(order)
  await cashier.getByRole("button", { name: /Terima pembayaran/ }).click()
  await cashier.getByRole("button", { name: /Tandai lunas/ }).evaluate((button) => {
    button.click()
    button.click()
  })
  await cashier.locator(".dl").waitFor()
  const { history } = await fetchOrder(order.uid)
  assert.equal(history.filter((entry) => entry.type === "payment_success").length, 1)
  await tab(/Menunggu bayar/)
})

test("a second tap on the same spot is not the next act", async () => {
  const order = await shop.order(["Kopi Tubruk"])
  await cashier.locator("#tab-unpaid").click()
  await cashier.locator(".row__open", { hasText: order.number }).click()
  await cashier.locator(".detail:not(.tap-guarded) .actions__main").dblclick({ delay: 20 })
  await cashier.locator(".pay-action button").waitFor()
  await cashier.locator(".detail:not(.tap-guarded)").waitFor()
  assert.equal((await fetchOrder(order.uid)).payment_status, "unpaid")
  await cashier.locator(".pay-action button").dblclick({ delay: 20 })
  await cashier.locator(".detail:not(.tap-guarded) .actions__main", { hasText: "Tandai siap" }).waitFor()
  assert.equal((await fetchOrder(order.uid)).status, "preparing")
})

test("a picked up order can be taken back for a few seconds", async () => {
  const order = await shop.order()
  await pay(order.uid)
  await move(order.uid, "ready")
  await tab(/^\d+\s*Siap/)
  await cashier.getByRole("button", { name: `${order.number} sudah diambil` }).click()
  await row(order).waitFor({ state: "detached" })
  await cashier.getByRole("button", { name: "Urungkan" }).click()
  await row(order).waitFor()
  assert.equal((await fetchOrder(order.uid)).status, "ready")
  await tab(/Menunggu bayar/)
})

test("a cancel asks why", async () => {
  const order = await shop.order()
  await choose(order)
  await cashier.getByRole("button", { name: "Batalkan", exact: true }).click()
  const sheet = cashier.getByRole("dialog")
  assert.equal(await sheet.getByRole("button", { name: `Batalkan ${order.number}` }).isDisabled(), true)
  await sheet.getByRole("button", { name: "Salah pesan" }).click()
  await sheet.getByRole("button", { name: `Batalkan ${order.number}` }).click()
  await row(order).waitFor({ state: "detached" })
  const now = await fetchOrder(order.uid)
  assert.deepEqual([now.status, now.cancel_reason], ["cancelled", "Salah pesan"])
})

test("a scanned code jumps to its order, wherever the focus is", async () => {
  const order = await shop.order()
  await pay(order.uid)
  await row(order).waitFor({ state: "detached" })
  await cashier.locator("h1").click()
  await cashier.keyboard.type(order.uid)
  await cashier.keyboard.press("Enter")
  await cashier.locator(".detail__plate", { hasText: order.number }).waitFor()
  await cashier.getByRole("tab", { name: /Disiapkan/, selected: true }).waitFor()
  await tab(/Menunggu bayar/)
})

test("a race lost to another screen is explained, and the order shown as it is", async () => {
  const order = await shop.order()
  await pay(order.uid)
  await tab(/Disiapkan/)
  await choose(order)
  // This screen is told nothing for a moment, while another one is quicker.
  await cashier.route(
    "**/status",
    async (route) => {
      await move(order.uid, "ready")
      await move(order.uid, "completed")
      await route.continue()
    },
    { times: 1 },
  )
  await cashier.getByRole("button", { name: "Tandai siap" }).click()
  await cashier.locator(".toast", { hasText: "sudah diubah di layar lain" }).waitFor()
  await cashier.locator(".detail .chip", { hasText: "Selesai" }).waitFor()
  await tab(/Menunggu bayar/)
})

test("a dish marked sold out at the counter is sold out on the phones, until it is taken back", async () => {
  const order = await shop.order(["Mi Goreng Jawa"])
  const phone = await device(browser)
  await phone.goto(shop.url)
  await isLive(phone)
  await choose(order)
  // Behind an act of its own: no word at a line reads as what became of it.
  assert.equal(await cashier.getByRole("button", { name: /^Tandai habis:/ }).count(), 0)
  await cashier.getByRole("button", { name: "Ada yang habis?" }).click()
  await cashier.getByRole("button", { name: "Tandai habis: Mi Goreng Jawa" }).click()
  await phone.locator(".item--sold", { hasText: "Mi Goreng Jawa" }).waitFor()
  await cashier.getByRole("button", { name: "Urungkan" }).click()
  await phone.locator(".item--sold", { hasText: "Mi Goreng Jawa" }).waitFor({ state: "detached" })
  // The same line says that it is sold out, and brings it back.
  await cashier.getByRole("button", { name: "Tandai habis: Mi Goreng Jawa" }).click()
  await cashier.locator(".dl .chip--sold").waitFor()
  await cashier.getByRole("button", { name: "Ada lagi: Mi Goreng Jawa" }).click()
  await phone.getByRole("button", { name: "Tambah Mi Goreng Jawa" }).waitFor()
  await cashier.locator(".dl .chip--sold").waitFor({ state: "detached" })
})

test("what the owner changes about the shop is on every open screen at once", async () => {
  const phone = await device(browser)
  await phone.goto(shop.url)
  await isLive(phone)
  const set = (takes_orders) => shop.call("PATCH", "/api/v1/admin/settings", { takes_orders }, dewi)
  assert.equal((await set(false)).status, 200)
  await cashier.locator(".foot .chip", { hasText: "Tidak menerima pesanan" }).waitFor()
  await phone.getByText("kami sedang tidak menerima pesanan").first().waitFor()
  await set(true)
  await cashier.locator(".foot .chip", { hasText: "Tidak menerima pesanan" }).waitFor({ state: "detached" })
  await phone.getByText("kami sedang tidak menerima pesanan").first().waitFor({ state: "detached" })
  assertUnbroken(phone)
})

test("orders paused at the till count down there, and a phone says when they come back", async () => {
  const phone = await device(browser)
  await phone.goto(shop.url)
  await isLive(phone)
  const foot = cashier.locator(".foot__pause")
  const sheet = cashier.getByRole("dialog")
  await foot.click()
  await sheet.getByRole("button", { name: "15 menit" }).click()
  await sheet.waitFor({ state: "detached" })
  assert.match(await foot.filter({ hasText: "Dijeda" }).innerText(), /1[45]:\d\d/)
  const again = await phone
    .getByText(/pesanan dijeda sebentar\. Buka lagi/)
    .first()
    .innerText()
  assert.match(again, /pukul \d\d\.\d\d\./)
  await foot.click()
  await sheet.getByRole("button", { name: "Buka lagi sekarang" }).click()
  await foot.filter({ hasText: "Jeda pesanan" }).waitFor()
  await phone
    .getByText(/pesanan dijeda sebentar/)
    .first()
    .waitFor({ state: "detached" })
  assertUnbroken(phone)
})

test("a dish that the till counts down is told of on phones, and sells out with its last portion", async () => {
  const phone = await device(browser)
  await phone.goto(shop.url)
  await isLive(phone)
  const row = phone.locator(".item", { hasText: "Kopi Tubruk" })
  await cashier.getByRole("button", { name: "Pesanan baru" }).click()
  await cashier.getByRole("button", { name: "Tandai habis" }).click()
  await cashier.getByRole("button", { name: "Hitung sisa" }).click()
  const tile = cashier.locator(".tile", { hasText: "Kopi Tubruk" })
  await tile.click()
  const sheet = cashier.getByRole("dialog")
  await sheet.getByLabel("Tinggal berapa?").fill("1")
  await sheet.getByRole("button", { name: "Hitung dari sini" }).click()
  await sheet.waitFor({ state: "detached" })
  await tile.filter({ hasText: "Tinggal 1" }).waitFor()
  await row.getByText("Tinggal 1").waitFor()
  await shop.order(["Kopi Tubruk"])
  await row.locator(".chip--sold").waitFor()
  await cashier.locator(".tile--sold", { hasText: "Kopi Tubruk" }).waitFor()
  const { id } = await shop.dish("Kopi Tubruk")
  const rina = await shop.token("Rina")
  await shop.call("PUT", `/api/v1/admin/menu/${id}/stock`, { left: null }, rina)
  await row.locator(".chip--sold").waitFor({ state: "detached" })
  await cashier.getByRole("button", { name: "Daftar pesanan" }).click()
  assertUnbroken(phone)
})

test("a page opens one socket, whatever it listens to", async () => {
  const screen = await device(browser, { width: 1280, height: 800 })
  let sockets = 0
  screen.on("websocket", () => {
    sockets++
  })
  await signIn(screen, `${shop.url}/cashier`, "Rina")
  await screen.getByRole("button", { name: "Pesanan baru" }).click()
  await screen.locator(".tile").first().waitFor()
  assert.equal(sockets, 1)
  await screen.context().close()
})

test("the counter sees which kitchen and board screens are there, and which were lost", async () => {
  const own = await openShop()
  try {
    const counter = await device(browser, { width: 1280, height: 800 })
    await signIn(counter, `${own.url}/cashier`, "Rina")
    const strip = counter.getByRole("list", { name: "Layar lain" })
    const sign = (text) => strip.getByRole("listitem").filter({ hasText: text })
    await sign("Belum ada layar dapur").waitFor()
    const cook = await device(browser, { width: 1280, height: 800 })
    await signIn(cook, `${own.url}/kitchen`, "Budi")
    await sign(/Dapur\s+tersambung/).waitFor()
    const wall = await device(browser, { width: 1280, height: 720 })
    const { body } = await own.call(
      "POST",
      "/api/v1/admin/devices/pairing",
      { role: "board", name: "Antrean depan" },
      await own.token("Dewi"),
    )
    await wall.goto(`${own.url}/pair#${body.code}`)
    await sign(/Layar antrean\s+tersambung/).waitFor()
    // A board that is not paired is not listed.
    const stranger = await device(browser)
    await stranger.goto(`${own.url}/board`)
    await isLive(stranger)
    await until(async () => assert.equal(await sign("Belum ada layar dapur").count(), 0))

    // The same screen after a reload is the same screen.
    await cook.reload()
    await isLive(cook)
    await until(async () => assert.equal(await sign(/Dapur/).count(), 1))
    await sign(/Dapur\s+tersambung/).waitFor()

    await cook.close()
    await sign(/Dapur\s+terputus sejak \d\d\.\d\d/).waitFor()
    await sign(/Layar antrean\s+tersambung/).waitFor()
    assert.equal(await sign(/antrean/).count(), 1)
    await counter
      .getByRole("status")
      .filter({ hasText: /Dapur terputus/ })
      .waitFor({ state: "attached" })
    assertUnbroken(counter)
    for (const page of [counter, wall, stranger]) await page.context().close()
  } finally {
    await own.end()
  }
})

test("a screen that is connected but does not answer is told from one that does", async () => {
  const screen = await device(browser, { width: 1280, height: 800 })
  await screen.routeWebSocket(/\/ws/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => server.send(message))
    server.onMessage((message) => {
      socket.send(message)
      const { type, room } = JSON.parse(message)
      if (type !== "joined" || room !== "cashier") return
      const screens = [true, false].map((current, n) => ({
        id: `kitchen-${n}`,
        room: "kitchen",
        name: ["Budi", "Ani"][n],
        address: "10.0.0.7",
        connected: true,
        current,
        last_seen: new Date().toISOString(),
      }))
      socket.send(JSON.stringify({ type: "screen_presence", room, data: { screens } }))
    })
  })
  await signIn(screen, `${shop.url}/cashier`, "Rina")
  await screen.locator(".screens .chip--wait", { hasText: /Dapur · Ani\s+tidak menjawab/ }).waitFor()
  await screen.locator(".screens li:not(.chip)", { hasText: /Dapur · Budi\s+tersambung/ }).waitFor()
  await screen.context().close()
})

test("a session that ended elsewhere brings the sign-in back at once", async () => {
  const screen = await device(browser, { width: 1280, height: 800 })
  await signIn(screen, `${shop.url}/cashier`, "Rina")
  await screen.evaluate(() =>
    fetch("/api/v1/admin/logout", { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" }),
  )
  await screen.getByText(/Anda sudah keluar/).waitFor()
  await isLive(cashier)
  assertUnbroken(screen, cashier)
})
