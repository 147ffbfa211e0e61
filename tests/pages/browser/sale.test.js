// A walk-up at the counter: few taps, by touch or by keys, one order and one payment after every interruption.

import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import {
  assertUnbroken,
  BY_HAND,
  decode,
  device,
  hasten,
  isLive,
  openOrder,
  scan,
  seenOn,
  shopForTests,
  signIn,
  until,
  staleOverlay,
} from "./support.js"

let shop, browser, rina, dewi
shopForTests(async (opened) => {
  ;({ shop, browser } = opened)
  rina = await shop.token("Rina")
  dewi = await shop.token("Dewi")
})

const allOrders = async () =>
  (await shop.call("GET", "/api/v1/admin/orders?limit=100&date=today", undefined, rina)).body.orders
const historyOf = async (uid) => (await shop.call("GET", `/api/v1/admin/orders/${uid}`, undefined, rina)).body.history
const setAvailable = async (name, is_available) =>
  shop.call("PUT", `/api/v1/admin/menu/${(await shop.dish(name)).id}/availability`, { is_available }, rina)

/** What was made since: one order, and how often it was paid. */
let known = new Set()
beforeEach(async () => {
  known = new Set((await allOrders()).map((order) => order.uid))
})
async function theOneOrder() {
  const fresh = (await allOrders()).filter((order) => !known.has(order.uid))
  assert.equal(fresh.length, 1, "one order")
  const [order] = fresh
  const payments = (await historyOf(order.uid)).filter((entry) => entry.type === "payment_success")
  return { ...order, payments: payments.length }
}

/** A counter of its own, signed in. */
async function counter(more = {}) {
  const page = await device(browser, { width: 1280, height: 800, ...more })
  await signIn(page, `${shop.url}/cashier`, "Rina")
  return page
}
const dish = (page, name) => page.locator(".tile", { hasText: name })
const begin = async (page) => {
  await page.getByRole("button", { name: /Pesanan baru|Lanjutkan pesanan/ }).click()
  await page.locator(".tile").first().waitFor()
}
const toPay = (page) =>
  page.locator(".sale__side:not(.tap-guarded) .actions__main", { hasText: "Terima pembayaran" }).click()
const paid = (page) => page.locator(".sale__side:not(.tap-guarded)").getByRole("button", { name: /Tandai lunas/ })
const done = (page) => page.locator(".tracking-qr img").waitFor()
const inCart = (page, name) => page.locator(".sale__lines .cart-line", { hasText: name })

test("a walk-up of two dishes is paid, with its code shown, in five taps on a tablet", async () => {
  const tablet = await counter({ hasTouch: true })
  let taps = 0
  const tap = async (target) => {
    taps++
    await target.tap()
  }
  await tap(tablet.getByRole("button", { name: "Pesanan baru" }))
  await tap(dish(tablet, "Soto Ayam"))
  await tap(dish(tablet, "Kopi Tubruk"))
  await tap(tablet.locator(".sale__side").getByRole("button", { name: /Terima pembayaran/ }))
  await tap(paid(tablet))
  await done(tablet)
  assert.ok(taps <= 6, `${taps} taps`)
  const order = await theOneOrder()
  assert.deepEqual(
    [order.channel, order.total_amount, order.payment_status, order.payment.tendered, order.payments],
    ["counter", 28_000, "paid", 28_000, 1],
  )
  assert.equal(decode(await tablet.locator(".tracking-qr img").screenshot()), `${shop.url}/t/${order.uid}`)
  await tablet.locator(".sale__side .plate", { hasText: order.number }).waitFor()
  assertUnbroken(tablet)
})

test("on a phone the same takes six taps", async () => {
  const phone = await counter({ width: 360, height: 780, hasTouch: true })
  let taps = 0
  const tap = async (target) => {
    taps++
    await target.tap()
  }
  await tap(phone.locator(".top__new"))
  await tap(dish(phone, "Soto Ayam"))
  await tap(dish(phone, "Nasi Rames"))
  await tap(phone.getByRole("button", { name: /Lihat pesanan/ }))
  await tap(phone.locator(".sale__side:not(.tap-guarded)").getByRole("button", { name: /Terima pembayaran/ }))
  await tap(paid(phone))
  await done(phone)
  assert.ok(taps <= 6, `${taps} taps`)
  assert.equal((await theOneOrder()).payments, 1)
  assertUnbroken(phone)
})

test("the whole walk-up is made with the keyboard alone, and the next one begins with Enter", async () => {
  const page = await counter()
  const { keyboard } = page
  const tappable = () => page.locator(".sale__side:not(.tap-guarded)").waitFor()
  await keyboard.press("+")
  await page.locator(".tile").first().waitFor()
  await keyboard.type("soto")
  await keyboard.press("Enter")
  await inCart(page, "Soto Ayam").waitFor()
  await keyboard.type("tubruk")
  await keyboard.press("Enter")
  await inCart(page, "Kopi Tubruk").waitFor()
  // By the arrows: from the field down to the first dish, and one to the right.
  await keyboard.press("ArrowDown")
  await keyboard.press("ArrowRight")
  await keyboard.press("Enter")
  await inCart(page, "Nasi Goreng Seafood").waitFor()
  await keyboard.press("/")
  await tappable()
  await keyboard.press("Enter")
  await page.locator(".money-pad").waitFor()
  await keyboard.type("100000", BY_HAND)
  await page.locator(".change", { hasText: "Rp44.000" }).waitFor()
  await keyboard.press("Enter")
  await done(page)
  const order = await theOneOrder()
  assert.deepEqual([order.total_amount, order.payment.change, order.payments], [56_000, 44_000, 1])
  await tappable()
  await keyboard.press("Enter")
  await page.getByText("Belum ada isinya").waitFor()
  await keyboard.press("Escape")
  await page.locator(".rows").waitFor()
  assertUnbroken(page)
})

test("the slash that opens the search is not typed; Enter without a result says so and keeps the words", async () => {
  const page = await counter()
  const { keyboard } = page
  await keyboard.press("+")
  await page.locator(".tile").first().waitFor()
  await keyboard.press("/")
  await keyboard.type("rames")
  await until(async () => assert.equal(await page.locator("#wanted").inputValue(), "rames"))
  await keyboard.press("Enter")
  await inCart(page, "Nasi Rames").waitFor()
  await keyboard.type("zzz/1")
  await keyboard.press("Enter")
  await page.locator(".toast", { hasText: "Tidak ada “zzz/1” yang bisa ditambah" }).waitFor()
  assert.equal(await page.locator("#wanted").inputValue(), "zzz/1")
  // In the list of orders, too, and on a guest's menu.
  await keyboard.press("Escape")
  await keyboard.press("Escape")
  await keyboard.press("Escape")
  await page.locator(".rows").waitFor()
  for (let n = 0; n < 2; n++) await keyboard.press("/")
  assert.equal(await page.locator("#wanted").inputValue(), "")
  const phone = await device(browser)
  await phone.goto(shop.url)
  await isLive(phone)
  for (let n = 0; n < 3; n++) await phone.keyboard.press("/")
  assert.equal(await phone.locator("#wanted").inputValue(), "")
  assertUnbroken(page, phone)
})

test("the undo of a discarded sale stays on the sale's page", async () => {
  const order = await shop.order(["Soto Ayam + Nasi"])
  const page = await counter()
  await begin(page)
  await dish(page, "Nasi Rames").click()
  await inCart(page, "Nasi Rames").waitFor()
  const undo = page.locator(".toast").getByRole("button", { name: "Urungkan" })
  const discard = () => page.locator(".sale__head .button").last().click()
  await discard()
  await undo.click()
  await inCart(page, "Nasi Rames").waitFor()
  await discard()
  await undo.waitFor()
  await page.locator(".top__new").click()
  await openOrder(page, order)
  await page.locator(".detail__plate", { hasText: order.number }).waitFor()
  assert.equal(await undo.count(), 0)
  assert.equal(await page.locator(".toast").count(), 0)
  assertUnbroken(page)
})

test("two quick taps on paid make one order and one payment", async () => {
  const page = await counter()
  await begin(page)
  await dish(page, "Kopi Tubruk").click()
  await toPay(page)
  await paid(page).evaluate((button) => {
    button.click()
    button.click()
    button.click()
  })
  await done(page)
  assert.equal((await theOneOrder()).payments, 1)
})

test("a second tap on the way to the money is not the payment", async () => {
  const page = await counter()
  await begin(page)
  await dish(page, "Kopi Tubruk").click()
  await page.locator(".sale__side:not(.tap-guarded) .actions__main").dblclick({ delay: 20 })
  await page.locator(".money-pad").waitFor()
  await page.locator(".sale__side:not(.tap-guarded)").waitFor()
  assert.equal((await allOrders()).filter((order) => !known.has(order.uid)).length, 0)
})

for (const [what, address] of [
  ["the order", "**/api/v1/orders"],
  ["the payment", "**/payments"],
]) {
  test(`an answer to ${what} that was lost on the way is asked for again, and nothing is doubled`, async () => {
    const page = await counter()
    await page.route(
      address,
      async (route) => {
        await route.fetch()
        await route.abort()
      },
      { times: 1 },
    )
    await begin(page)
    await dish(page, "Kopi Tubruk").click()
    await toPay(page)
    await paid(page).click()
    await page.getByRole("alert").filter({ hasText: "tidak akan dobel" }).waitFor()
    // Until it is known what became of it, nothing in it can be changed.
    assert.equal(await page.locator(".sale__grid").evaluate((grid) => grid.inert), true)
    await page.getByRole("button", { name: "Kirim lagi" }).click()
    await done(page)
    assert.equal((await theOneOrder()).payments, 1)
  })

  test(`a page loaded again while ${what} is under way finishes it, once`, async () => {
    const page = await counter()
    let reached
    const arrived = new Promise((resolve) => {
      reached = resolve
    })
    await page.route(
      address,
      async (route) => {
        await route.fetch()
        reached()
      },
      { times: 1 },
    )
    await begin(page)
    await dish(page, "Soto Ayam").click()
    await toPay(page)
    await page.getByRole("button", { name: "Rp50.000" }).click()
    await paid(page).click()
    await arrived
    await page.reload()
    await done(page)
    const order = await theOneOrder()
    assert.deepEqual([order.payments, order.payment.tendered], [1, 50_000])
    await page.locator(".change", { hasText: "Rp30.000" }).waitFor()
  })
}

test("a sale that was tapped just as the server stopped is finished when it is back", async () => {
  const page = await counter({ clock: true })
  await begin(page)
  await dish(page, "Kopi Tubruk").click()
  await toPay(page)
  await paid(page).waitFor()
  await shop.close()
  await paid(page).click()
  await page.getByRole("alert").filter({ hasText: "Belum ada jawaban" }).waitFor()
  await hasten([page], seenOn([page], staleOverlay))
  await shop.reopen()
  await hasten(
    [page],
    seenOn([page], (page) => page.locator(".tracking-qr img")),
  )
  assert.equal((await theOneOrder()).payments, 1)
  assertUnbroken(page)
})

test("what is being put together survives a reload, waits aside, and comes back after being thrown away", async () => {
  const page = await counter()
  await begin(page)
  await dish(page, "Nasi Rames").click()
  await dish(page, "Nasi Rames").click()
  await page.locator(".sale-chip", { hasText: "Nama" }).click()
  await page.getByLabel("Nama", { exact: true }).fill("Sari")
  await page.reload()
  await inCart(page, "Nasi Rames").locator("output", { hasText: "2" }).waitFor()
  await page.locator(".sale-chip", { hasText: "Sari" }).waitFor()

  await page.getByRole("button", { name: "Tahan dulu" }).click()
  await page.getByText("Belum ada isinya").waitFor()
  await dish(page, "Kopi Tubruk").click()
  await inCart(page, "Kopi Tubruk").waitFor()
  await page.reload()
  // One without a name is asked for it, so that it is known again.
  await page.getByRole("button", { name: "Tahan dulu" }).click()
  await page.getByLabel("Nama (boleh kosong)").fill("Bu Tini")
  await page.getByRole("dialog").getByRole("button", { name: "Tahan dulu" }).click()
  await page.getByRole("button", { name: /Lanjutkan: .*Bu Tini · 1 item/ }).click()
  await inCart(page, "Kopi Tubruk").waitFor()
  await page.getByRole("button", { name: /Lanjutkan: .*Sari · 2 item · Rp36\.000/ }).click()
  await inCart(page, "Nasi Rames").waitFor()
  await page.getByRole("button", { name: /Lanjutkan: .*Bu Tini · 1 item · Rp8\.000/ }).waitFor()

  await page.getByRole("button", { name: "Buang" }).click()
  await page.getByText("Belum ada isinya").waitFor()
  await page.getByRole("button", { name: "Urungkan" }).click()
  await inCart(page, "Nasi Rames").waitFor()
  assert.equal((await allOrders()).length, known.size)
  assertUnbroken(page)
})

test("six dishes are read back at one glance, at 1280 by 800 and on a tablet held upright", async () => {
  for (const size of [
    { width: 1280, height: 800 },
    { width: 768, height: 1024 },
  ]) {
    const page = await counter(size)
    await begin(page)
    const names = ["Nasi Rames", "Soto Ayam + Nasi", "Kopi Tubruk", "Pisang Goreng", "Tempe Mendoan", "Bakso Urat"]
    for (const name of names) {
      await dish(page, name).click()
      await inCart(page, name).waitFor()
    }
    const seen = await page.locator(".sale__lines").evaluate((list) => {
      const { top, bottom } = list.getBoundingClientRect()
      return [...list.querySelectorAll(".cart-line")].filter((line) => {
        const box = line.getBoundingClientRect()
        return box.top >= top - 1 && box.bottom <= bottom + 1
      }).length
    })
    assert.equal(seen, names.length, `${size.width}`)
    const chips = await page.locator(".sale-chips > *").evaluateAll((all) => all.map((each) => each.offsetTop))
    assert.equal(new Set(chips).size, 1, "one row")
    await page.getByRole("button", { name: "Buang" }).click()
    assertUnbroken(page)
  }
})

test("an order that is paid later goes to those who still have to, and nothing rings for it", async () => {
  const page = await counter()
  await begin(page)
  await dish(page, "Kopi Tubruk").click()
  await page.getByRole("button", { name: "Bungkus" }).click()
  await page.getByRole("button", { name: "Bayar nanti" }).click()
  await done(page)
  const order = await theOneOrder()
  assert.deepEqual([order.status, order.payment_status, order.order_type], ["awaiting_payment", "unpaid", "take_away"])
  await page.getByRole("button", { name: "Daftar pesanan" }).click()
  const row = page.locator(".row", { hasText: order.number })
  await row.waitFor()
  assert.equal(await row.locator(".chip--new").count(), 0)
  assert.doesNotMatch(await page.title(), /^\(/)
})

test("a choice is asked for only where nothing is usual, and then must be made", async () => {
  const {
    modifier_groups: [spice],
  } = await shop.dish("Bakso Urat")
  const usual = spice.options.find((option) => option.is_default)
  const setOption = (is_available) =>
    shop.call("PUT", `/api/v1/admin/menu/options/${usual.id}/availability`, { is_available }, rina)
  const page = await counter()
  await begin(page)
  await setOption(false)
  await dish(page, "Bakso Urat").filter({ hasText: "Pilih" }).click()
  const sheet = page.getByRole("dialog")
  await sheet.getByRole("button", { name: /^Tambah\s*Rp/ }).click()
  await sheet.getByRole("alert").filter({ hasText: "Pilih satu" }).waitFor()
  await sheet.getByLabel("Sedang").check()
  await sheet.getByRole("button", { name: /^Tambah\s*Rp/ }).click()
  await inCart(page, "Bakso Urat").getByText("Sedang").waitFor()
  await setOption(true)
  await dish(page, "Bakso Urat").filter({ hasNotText: "Pilih" }).click()
  await inCart(page, "Bakso Urat").getByText("Tidak pedas").waitFor()
  await until(async () => assert.equal(await page.getByRole("dialog").count(), 0))
})

test("on a wide till choices stand between dishes and sale, cover neither, and the next tap loses none", async () => {
  const {
    modifier_groups: [spice],
  } = await shop.dish("Bakso Urat")
  const usual = spice.options.find((option) => option.is_default)
  const setOption = (is_available) =>
    shop.call("PUT", `/api/v1/admin/menu/options/${usual.id}/availability`, { is_available }, rina)
  await setOption(false)
  const page = await counter()
  await begin(page)
  for (const name of ["Soto Ayam", "Kopi Tubruk", "Nasi Rames", "Mi Ayam Jamur", "Americano", "Ayam Bakar Madu"])
    await dish(page, name).click()
  const boxes = () => page.locator(".tile").evaluateAll((all) => all.map((tile) => tile.getBoundingClientRect().x))
  const before = await boxes()
  const asks = dish(page, "Bakso Urat").filter({ hasText: "Pilih" })
  const pane = page.getByRole("dialog")
  const closed = () => pane.waitFor({ state: "detached" })
  await asks.click()
  await pane.waitFor()
  assert.deepEqual(await boxes(), before, "every dish is where it was")
  const [grid, choices, side] = await Promise.all(
    [page.locator(".sale__grid"), pane, page.locator(".sale__side")].map((part) => part.boundingBox()),
  )
  assert.ok(grid.x + grid.width <= choices.x && choices.x + choices.width <= side.x, "side by side")
  const isWhole = (line) => {
    const list = line.closest(".sale__lines").getBoundingClientRect()
    const { top, bottom } = line.getBoundingClientRect()
    return top >= list.top - 1 && bottom <= list.bottom + 1
  }
  for (const line of await page.locator(".sale__lines .cart-line").all()) assert.ok(await line.evaluate(isWhole))
  await page.locator(".sale__side .actions__main", { hasText: "Terima pembayaran" }).waitFor()

  // What must be chosen is asked for, and nothing else happens before.
  await dish(page, "Soto Ayam").click()
  await pane.getByRole("alert").filter({ hasText: "Pilih satu" }).waitFor()
  assert.equal(await inCart(page, "Soto Ayam").locator(".stepper").innerText(), "1")
  await pane.getByLabel("Sedang").check()
  await dish(page, "Soto Ayam").click()
  await closed()
  await inCart(page, "Bakso Urat").getByText("Sedang").waitFor()
  await inCart(page, "Soto Ayam").locator(".stepper", { hasText: "2" }).waitFor()

  // On the way to the money, too: first it is in the sum.
  await inCart(page, "Bakso Urat").locator(".cart-line__edit").click()
  await pane.locator(".stepper button").last().click()
  await page.locator(".sale__side .actions__main").click()
  await closed()
  await inCart(page, "Bakso Urat").locator(".stepper", { hasText: "2" }).waitFor()
  assert.equal(await page.locator(".money-pad").count(), 0)

  // The keys of a sheet.
  await asks.click()
  await pane.waitFor()
  await page.keyboard.press("Escape")
  await closed()
  await page.locator(".sale").waitFor()
  await page.keyboard.type("urat")
  await page.keyboard.press("Enter")
  await pane.getByLabel("Sedang").check()
  await page.keyboard.press("Enter")
  await closed()
  await inCart(page, "Bakso Urat").locator(".stepper", { hasText: "3" }).waitFor()

  await page.setViewportSize({ width: 1024, height: 768 })
  await asks.click()
  assert.equal(await page.locator("dialog:modal").count(), 1, "no room: over the screen")
  await page.keyboard.press("Escape")
  await setOption(true)
  assertUnbroken(page)
})

test("the shop's tables are there to choose from, and the last choice before the money counts", async () => {
  const { status } = await shop.call("PUT", "/api/v1/admin/tables", { tables: ["1", "2", "Teras"] }, dewi)
  assert.equal(status, 200)
  const page = await counter()
  await begin(page)
  await dish(page, "Kopi Tubruk").click()
  const chip = page.locator(".sale-chip", { hasText: "Meja" })
  await chip.click()
  await page.getByRole("button", { name: "Meja 2", exact: true }).click()
  await chip.filter({ hasText: "Meja 2" }).click()
  await page.getByRole("button", { name: "Meja Teras", exact: true }).click()
  await chip.filter({ hasText: "Meja Teras" }).click()
  // A change of the tables is on the open screen at once.
  await shop.call("PUT", "/api/v1/admin/tables", { tables: ["1", "2", "Teras", "9"] }, dewi)
  await page.getByRole("button", { name: "Meja 9", exact: true }).waitFor()
  await toPay(page)
  await page.getByRole("button", { name: "QRIS" }).click()
  await paid(page).click()
  await done(page)
  const order = await theOneOrder()
  assert.deepEqual([order.table_number, order.payment.method], ["Teras", "qris"])
})

test("orders that come in during a sale are counted beside it, and the sale goes on", async () => {
  const page = await counter()
  await begin(page)
  await dish(page, "Nasi Rames").click()
  const order = await shop.order(["Kopi Tubruk"])
  await page.locator(".top__new", { hasText: "1 baru" }).waitFor()
  await until(async () => assert.match(await page.title(), /^\(1\)/))
  await inCart(page, "Nasi Rames").waitFor()
  await page.locator(".top__new").click()
  await page.locator(".row", { hasText: order.number }).locator(".chip--new").waitFor()
  await page.getByRole("button", { name: /Lanjutkan pesanan\s*1/ }).click()
  await inCart(page, "Nasi Rames").waitFor()
})

test("a code scanned during a sale jumps to its order from any field, and the sale waits untouched", async () => {
  const order = await shop.order(["Kopi Tubruk"])
  const page = await counter()
  const shown = () => page.locator(".detail__plate", { hasText: order.number }).waitFor()
  await begin(page)
  await dish(page, "Nasi Rames").click()
  await page.locator(".sale-chip", { hasText: "Nama" }).click()
  await page.getByLabel("Nama", { exact: true }).fill("Sari")

  await page.getByLabel("Nama", { exact: true }).focus()
  await scan(page, order.tracking_url, { ahead: true })
  await shown()
  await page.getByRole("button", { name: /Lanjutkan pesanan/ }).click()
  await inCart(page, "Nasi Rames").waitFor()
  await page.locator(".sale-chip", { hasText: "Sari" }).waitFor()

  // Over an open sheet, and while the money is counted.
  await inCart(page, "Nasi Rames").locator(".cart-line__edit").click()
  await page
    .getByRole("dialog")
    .getByLabel(/Catatan/)
    .focus()
  await scan(page, order.uid, { ahead: true })
  await shown()
  await until(async () => assert.equal(await page.getByRole("dialog").count(), 0))
  await page.getByRole("button", { name: /Lanjutkan pesanan/ }).click()
  await toPay(page)
  await page.locator(".money-pad").waitFor()
  await scan(page, order.number, { ahead: true })
  await shown()
  await page.getByRole("button", { name: /Lanjutkan pesanan/ }).click()
  await inCart(page, "Nasi Rames").waitFor()
  assert.equal(await page.locator("#wanted").inputValue(), "")
  assertUnbroken(page)
})

test("a dish marked sold out on the grid is sold out on the phones, and comes back from the list", async () => {
  const phone = await device(browser)
  await phone.goto(shop.url)
  await isLive(phone)
  const page = await counter()
  await begin(page)
  await dish(page, "Dimsum Ayam").click()
  await page.getByRole("button", { name: "Tandai habis" }).click()
  await dish(page, "Dimsum Ayam").click()
  await phone.locator(".item--sold", { hasText: "Dimsum Ayam" }).waitFor()
  await page.locator(".toast", { hasText: "Dimsum Ayam" }).waitFor()
  await inCart(page, "Dimsum Ayam").waitFor({ state: "detached" })
  // One tap only: the next one is an order again.
  await dish(page, "Kentang Goreng").click()
  await inCart(page, "Kentang Goreng").waitFor()

  await dish(page, "Dimsum Ayam").click()
  const list = page.getByRole("dialog")
  await list.getByRole("button", { name: "Ada lagi: Dimsum Ayam" }).click()
  await phone.locator(".item--sold", { hasText: "Dimsum Ayam" }).waitFor({ state: "detached" })
  await list.getByRole("button", { name: "Tandai habis: Dimsum Ayam" }).click()
  await phone.locator(".item--sold", { hasText: "Dimsum Ayam" }).waitFor()
  await list.getByRole("button", { name: "Ada lagi: Dimsum Ayam" }).click()
  await list.getByRole("button", { name: "Tutup" }).click()
  await page.locator(".top__out").waitFor({ state: "detached" })
  assertUnbroken(page, phone)
})

test("a dish that sells out between the tap and the order is refused in words, and the rest is kept", async () => {
  const page = await counter()
  await begin(page)
  await dish(page, "Nasi Rames").click()
  await dish(page, "Kopi Tubruk").click()
  await toPay(page)
  await page.route(
    "**/api/v1/orders",
    async (route) => {
      await setAvailable("Nasi Rames", false)
      await route.continue()
    },
    { times: 1 },
  )
  await paid(page).click()
  await page
    .locator(".sale__side [role=alert]", { hasText: "Nasi Rames" })
    .or(page.locator(".toast", { hasText: "Nasi Rames" }))
    .first()
    .waitFor()
  await inCart(page, "Nasi Rames").waitFor({ state: "detached" })
  await setAvailable("Nasi Rames", true)
  await toPay(page)
  await paid(page).click()
  await done(page)
  const order = await theOneOrder()
  assert.deepEqual([order.lines.map((line) => line.name), order.payments], [["Kopi Tubruk"], 1])
})

test("money counted for an old price is counted again, and the order is not lost", async () => {
  const page = await counter()
  const { id, price } = await shop.dish("Kentang Goreng")
  const setPrice = (next) => shop.call("PUT", `/api/v1/admin/menu/${id}`, { price: next }, dewi)
  await begin(page)
  await dish(page, "Kentang Goreng").click()
  await toPay(page)
  await page.route(
    "**/api/v1/orders",
    async (route) => {
      assert.equal((await setPrice(price + 2_000)).status, 200)
      await route.continue()
    },
    { times: 1 },
  )
  await paid(page).click()
  await page.locator(".toast", { hasText: "Harga baru saja berubah" }).waitFor()
  await page.locator(".sums", { hasText: "Rp17.000" }).waitFor()
  const order = await theOneOrder()
  assert.deepEqual([order.total_amount, order.payments], [17_000, 0])
  await page
    .locator(".detail:not(.tap-guarded)")
    .getByRole("button", { name: /Tandai lunas/ })
    .click()
  await page.locator(".detail > .change").waitFor()
  assert.equal((await theOneOrder()).payments, 1)
  await setPrice(price)
})
