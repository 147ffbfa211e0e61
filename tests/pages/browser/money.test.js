// Money at the till: parts, discounts, refunds and approvals; few taps, nothing twice, nothing forgotten.

import assert from "node:assert/strict"
import { test } from "node:test"
import {
  assertUnbroken,
  beginPayment,
  BY_HAND,
  device,
  enterAs,
  isLive,
  openOrder,
  PIN,
  shopForTests,
  until,
} from "./support.js"

let shop, browser, rina, dewi
shopForTests(async (opened) => {
  ;({ shop, browser } = opened)
  rina = await shop.token("Rina")
  dewi = await shop.token("Dewi")
})

const DISHES = ["Nasi Goreng Kampung", "Soto Ayam + Nasi", "Kopi Tubruk"]
const TOTAL = 48_000

const fetchOrder = async (uid) => (await shop.call("GET", `/api/v1/admin/orders/${uid}`, undefined, rina)).body
let keys = 0
/** As a script would do it, by Dewi. */
const act = async (uid, what, body) => {
  const { rev } = await fetchOrder(uid)
  const headers = { ...dewi, "Idempotency-Key": `money-test-${++keys}` }
  const answer = await shop.call("POST", `/api/v1/admin/orders/${uid}/${what}`, { ...body, expected_rev: rev }, headers)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}
/** A till with an order in front of it. */
async function till(order, { as = "Rina", ...more } = {}) {
  const page = await device(browser, { width: 1280, height: 800, ...more })
  await enterAs(page, shop, as, "/cashier")
  if (order) {
    if (order.status !== "awaiting_payment") await page.locator("#tab-preparing").click()
    await openOrder(page, order)
  }
  return page
}
const paidOrder = async () => {
  const order = await shop.order(DISHES)
  return act(order.uid, "payments", { method: "cash", tendered: 50_000 })
}
const main = (page, name) => page.locator(".detail:not(.tap-guarded)").getByRole("button", { name })
const sheet = (page) => page.getByRole("dialog").last()
/** Counts the taps of a test. */
function counted(touch = "click") {
  let taps = 0
  const tap = async (target) => {
    taps++
    await target[touch]()
  }
  return { tap, taps: () => taps }
}
/** Lets the shop do what the next such request says, and loses its answer. */
const loseAnswer = (page, address) =>
  page.route(
    address,
    async (route) => {
      await route.fetch()
      await route.abort()
    },
    { times: 1 },
  )

test("an order that costs what the menu says shows its total and no other sum", async () => {
  const order = await shop.order(DISHES)
  const page = await till(order)
  const summary = page.locator(".detail .summary")
  await summary.locator(".total", { hasText: "Rp48.000" }).waitFor()
  assert.equal(await summary.locator(".bill-row").count(), 0)
  assertUnbroken(page)
})

test("exact cash takes two taps from the order, and the same two keys", async () => {
  const { tap, taps } = counted()
  const order = await shop.order(DISHES)
  const page = await till(order)
  await tap(main(page, /Terima pembayaran/))
  await tap(main(page, /Tandai lunas/))
  await page.locator(".detail > .change--none").waitFor()
  assert.ok(taps() <= 2)
  const byKeys = await shop.order(DISHES)
  await openOrder(page, byKeys).catch(() => {})
  await page.locator("#tab-unpaid").click()
  await openOrder(page, byKeys)
  for (const shown of [".actions__main", ".money-pad", ".dl"]) {
    await page.locator(`.detail:not(.tap-guarded) ${shown}`).waitFor()
    if (shown !== ".dl") await page.keyboard.press("Enter")
  }
  for (const { uid } of [order, byKeys]) assert.equal((await fetchOrder(uid)).payment_status, "paid")
  assertUnbroken(page)
})

test("a table pays in parts: each share by its own way, with its change, until nothing is owed", async () => {
  const order = await shop.order(DISHES)
  const page = await till(order)
  await beginPayment(page)
  await main(page, "Bayar sebagian").click()
  await page.keyboard.type("16000", BY_HAND)
  await page.locator(".sums__field", { hasText: "Uang diterima" }).click()
  await main(page, "Rp50.000").click()
  await main(page, /Terima Rp16.000/).click()
  await page.locator(".paid-so-far .banner", { hasText: "Rp34.000" }).waitFor()
  await page.locator(".sums", { hasText: "Rp32.000" }).waitFor()
  await page.locator(`#row-${order.uid} .chip`, { hasText: "Kurang Rp32.000" }).waitFor()
  // The second one types what they give.
  await main(page, "QRIS").click()
  await main(page, "Bayar sebagian").click()
  await page.locator(".sums__field[aria-pressed=true]", { hasText: "Bagian" }).waitFor()
  await page.getByRole("heading", { name: "Terima pembayaran" }).click()
  await page.keyboard.type("20000", BY_HAND)
  await main(page, /Terima Rp20.000/).waitFor()
  await page.keyboard.press("Enter")
  await page.locator(".sums", { hasText: "Rp12.000" }).waitFor()
  assert.equal((await fetchOrder(order.uid)).payment_status, "partially_paid")
  await main(page, /Tandai lunas/).click()
  await page.locator(".detail > .change--none").waitFor()
  const { payments, payment_status, status } = await fetchOrder(order.uid)
  assert.deepEqual(
    payments.map(({ method, amount, tendered }) => [method, amount, tendered]),
    [
      ["cash", 16_000, 50_000],
      ["qris", 20_000, 20_000],
      ["cash", 12_000, 12_000],
    ],
  )
  assert.deepEqual([payment_status, status], ["paid", "preparing"])
  await page.locator(".summary", { hasText: /Dibayar · QRIS · \d\d\.\d\d · Rina/ }).waitFor()
  assertUnbroken(page)
})

test("cash is asked for as it can be counted out, and the rounding is said in one line", async () => {
  const bill = { restaurant_tax_bp: 1_000, service_bp: 550, smallest_coin: "500" }
  assert.equal((await shop.call("PATCH", "/api/v1/admin/settings", { bill }, dewi)).status, 200)
  try {
    const order = await shop.order(DISHES)
    assert.equal(order.total_amount, 55_704)
    const page = await till(order)
    const rows = page.locator(".detail .summary .bill-row")
    await rows.filter({ hasText: "Layanan 5,5%" }).waitFor()
    await rows.filter({ hasText: "PB1 10%" }).waitFor()
    await beginPayment(page)
    await page.locator(".take-payment", { hasText: "Dibulatkan dari Rp55.704" }).waitFor()
    await main(page, /Tandai lunas/).click()
    await page.locator(".detail > .change--none").waitFor()
    const { payment } = await fetchOrder(order.uid)
    assert.deepEqual([payment.amount, payment.tendered, payment.rounding], [55_704, 55_500, -204])

    // A walk-up is priced by the shop before its money is counted.
    await page.getByRole("button", { name: "Pesanan baru" }).click()
    for (const name of DISHES) await page.locator(".tile", { hasText: name }).first().click()
    await page.locator(".sale__side .bill-row", { hasText: "PB1 10%" }).waitFor()
    await page.locator(".sale__side:not(.tap-guarded) .actions__main").click()
    await page.locator(".sums", { hasText: "Rp55.500" }).waitFor()
    await page
      .locator(".sale__side:not(.tap-guarded)")
      .getByRole("button", { name: /Tandai lunas/ })
      .click()
    await page.locator(".tracking-qr img").waitFor()
    await page.locator(".sale__side .head", { hasText: "Rp55.704" }).waitFor()
    assertUnbroken(page)
  } finally {
    const plain = { restaurant_tax_bp: 0, service_bp: 0, smallest_coin: "1" }
    await shop.call("PATCH", "/api/v1/admin/settings", { bill: plain }, dewi)
  }
})

test("two tills that take the rest at once: it is paid once, and the slower one is told", async () => {
  const order = await shop.order(DISHES)
  const [one, other] = [await till(order), await till(order, { as: "Dewi" })]
  for (const page of [one, other]) {
    await beginPayment(page)
    await page.locator(".detail:not(.tap-guarded) .money-pad").waitFor()
  }
  let release
  const both = new Promise((resolve) => {
    release = resolve
  })
  await one.route(
    "**/payments",
    async (route) => {
      await both
      await route.continue()
    },
    { times: 1 },
  )
  await main(one, /Tandai lunas/).click()
  await main(other, /Tandai lunas/).click()
  await other.locator(".detail > .change--none").waitFor()
  release()
  await one.locator(".toast", { hasText: "diterima Dewi" }).waitFor()
  await until(async () => assert.equal(await one.locator(".detail > .change").count(), 0))
  assert.equal((await fetchOrder(order.uid)).payments.length, 1)
  assertUnbroken(one, other)
})

test("two tills that take a part at once: the first one takes it, and the other counts the rest again", async () => {
  const order = await shop.order(DISHES)
  const [one, other] = [await till(order), await till(order, { as: "Dewi" })]
  for (const page of [one, other]) {
    await beginPayment(page)
    await main(page, "Bayar sebagian").click()
    await page.keyboard.type("24000", BY_HAND)
  }
  await main(other, /Terima Rp24.000/).click()
  await one.locator(".toast", { hasText: "baru saja diterima di layar lain" }).waitFor()
  await one.locator(".sums", { hasText: "Rp24.000" }).waitFor()
  await one.locator(".paid-so-far", { hasText: "Dewi" }).waitFor()
  assert.equal((await fetchOrder(order.uid)).payments.length, 1)
  assertUnbroken(one, other)
})

test("a part payment whose answer was lost is not paid twice", async () => {
  const order = await shop.order(DISHES)
  const page = await till(order)
  await beginPayment(page)
  await main(page, "Bayar sebagian").click()
  await page.keyboard.type("24000", BY_HAND)
  await loseAnswer(page, "**/payments")
  await main(page, /Terima Rp24.000/).click()
  // The same request was asked again, by the page or by the hand; the rest is on the screen.
  await page.locator(".paid-so-far", { hasText: "Rp24.000" }).waitFor()
  await page.locator(".detail:not(.tap-guarded) .pay-action .button", { hasText: "Tandai lunas" }).waitFor()
  const { payments } = await fetchOrder(order.uid)
  assert.deepEqual(
    payments.map((payment) => payment.amount),
    [24_000],
  )
  assertUnbroken(page)
})

test("a payment that did not reach the shop is sent again with one tap, under the same key", async () => {
  const order = await shop.order(DISHES)
  const page = await till(order)
  await beginPayment(page)
  const sent = []
  await page.route("**/payments", (route) => {
    sent.push(route.request().headers()["idempotency-key"])
    return sent.length === 1 ? route.abort() : route.continue()
  })
  await main(page, "Rp50.000").click()
  await main(page, /Tandai lunas/).click()
  await page.getByRole("alert").filter({ hasText: "tidak akan tercatat dobel" }).waitFor()
  // Until it is known what became of it, nothing of it can be changed.
  assert.equal(await page.locator(".take-payment").evaluate((pane) => pane.inert), true)
  await page.getByRole("button", { name: "Kirim lagi" }).click()
  await page.locator(".detail > .change", { hasText: "Rp2.000" }).waitFor()
  assert.equal(sent.length, 2)
  assert.equal(new Set(sent).size, 1)
  assert.equal((await fetchOrder(order.uid)).payments.length, 1)
  assertUnbroken(page)
})

test("a reload in the middle of a part payment keeps what the shop has, and pays nothing twice", async () => {
  const order = await shop.order(DISHES)
  const page = await till(order)
  await beginPayment(page)
  await main(page, "Bayar sebagian").click()
  await page.keyboard.type("24000", BY_HAND)
  let reached
  const arrived = new Promise((resolve) => {
    reached = resolve
  })
  await page.route(
    "**/payments",
    async (route) => {
      await route.fetch()
      reached()
    },
    { times: 1 },
  )
  await main(page, /Terima Rp24.000/).click()
  await arrived
  await page.reload()
  await isLive(page)
  await page.locator(`#row-${order.uid} .chip`, { hasText: "Kurang Rp24.000" }).waitFor()
  await page.locator(".toast", { hasText: `${order.number}: Rp24.000 sudah diterima` }).waitFor()
  // What was under way has its answer, and is asked for no more.
  await until(async () => assert.equal(await page.evaluate(() => localStorage.getItem("money")), null))
  await openOrder(page, order)
  await page.locator(".detail .summary", { hasText: "Sisa" }).waitFor()
  assert.equal((await fetchOrder(order.uid)).payments.length, 1)
  assertUnbroken(page)
})

test("a discount takes three taps, is undone by the toast, and taken back in the bill", async () => {
  const order = await shop.order(DISHES)
  const page = await till(order)
  const { tap, taps } = counted()
  await tap(page.getByRole("button", { name: "Diskon", exact: true }))
  await tap(sheet(page).getByRole("button", { name: "10%" }))
  await tap(sheet(page).getByRole("button", { name: "Beri diskon 10%" }))
  await page.locator(".bill-row", { hasText: "Diskon 10% · Promo" }).waitFor()
  assert.ok(taps() <= 3, `${taps()} taps`)
  assert.equal((await fetchOrder(order.uid)).total_amount, 43_200)
  await page.getByRole("button", { name: "Urungkan" }).click()
  await page.locator(".bill-row").first().waitFor({ state: "detached" })
  assert.equal((await fetchOrder(order.uid)).total_amount, TOTAL)

  await page.getByRole("button", { name: "Diskon", exact: true }).click()
  await sheet(page).getByRole("button", { name: "Jumlah" }).click()
  await sheet(page).getByLabel("Jumlah").focus()
  await page.keyboard.type("5000", BY_HAND)
  await sheet(page).getByLabel("Alasan diskon").fill("Ulang tahun")
  await sheet(page).getByRole("button", { name: "Beri diskon Rp5.000" }).click()
  const row = page.locator(".bill-row", { hasText: "Diskon · Ulang tahun" })
  await row.getByRole("button", { name: /Hapus diskon/ }).click()
  await row.waitFor({ state: "detached" })
  assert.equal((await fetchOrder(order.uid)).total_amount, TOTAL)
  assertUnbroken(page)
})

test("a cashier's big discount needs the owner's PIN, and the cashier stays signed in", async () => {
  const order = await shop.order([...DISHES, ...DISHES])
  const page = await till(order)
  await page.getByRole("button", { name: "Diskon", exact: true }).click()
  await sheet(page).getByRole("button", { name: "20%" }).click()
  await sheet(page).getByRole("button", { name: "Pelanggan tetap" }).click()
  await sheet(page).getByRole("button", { name: "Beri diskon 20%" }).click()
  const approval = page.getByRole("dialog", { name: "Perlu PIN penyetuju" })
  await approval.getByRole("button", { name: "Dewi", pressed: true }).waitFor()
  // Back leads to what was entered.
  await approval.getByRole("button", { name: "Kembali" }).click()
  await approval.waitFor({ state: "detached" })
  await sheet(page).getByRole("button", { name: "20%", pressed: true }).waitFor()
  assert.equal(await sheet(page).getByLabel("Alasan diskon").inputValue(), "Pelanggan tetap")
  await sheet(page).getByRole("button", { name: "Beri diskon 20%" }).click()

  await page.keyboard.type("9999", BY_HAND)
  await page.keyboard.press("Enter")
  await approval.getByRole("alert").filter({ hasText: "tidak bisa menyetujui" }).waitFor()
  await approval.getByRole("button", { name: "Dewi", pressed: true }).waitFor()
  assert.equal(await approval.getByLabel("PIN").inputValue(), "")
  assert.equal((await fetchOrder(order.uid)).discounts.length, 0)
  await page.keyboard.type(PIN, BY_HAND)
  await page.keyboard.press("Enter")
  await page.locator(".bill-row", { hasText: "Diskon 20% · Pelanggan tetap" }).waitFor()
  assert.equal(await page.getByRole("dialog").count(), 0)
  const [discount] = (await fetchOrder(order.uid)).discounts
  assert.deepEqual([discount.by, discount.approved_by], ["Rina", "Dewi"])
  await page.locator(".top__who", { hasText: "Rina" }).waitFor()
  const { staff } = await page.evaluate(() => fetch("/api/v1/admin/me").then((answer) => answer.json()))
  assert.equal(staff.name, "Rina")
  assertUnbroken(page)
})

test("an item on the house is free, and an order of nothing is paid with nothing", async () => {
  const order = await shop.order(["Kopi Tubruk"])
  const page = await till(order, { as: "Dewi" })
  await page.getByRole("button", { name: "Diskon", exact: true }).click()
  await sheet(page).getByRole("button", { name: "Gratiskan menu" }).click()
  await sheet(page)
    .getByRole("button", { name: /1× Kopi Tubruk/ })
    .click()
  await sheet(page).getByRole("button", { name: "Gratiskan Kopi Tubruk" }).click()
  await page.locator(".bill-row", { hasText: "Gratis: Kopi Tubruk · Permintaan maaf" }).waitFor()
  await beginPayment(page)
  await main(page, /Tandai lunas/).click()
  await page.locator(".detail > .change--none").waitFor()
  assert.equal((await fetchOrder(order.uid)).payment_status, "paid")
  assertUnbroken(page)
})

test("one item is refunded in five taps at most, and what to hand out is as large as change", async () => {
  const order = await paidOrder()
  const page = await till(order, { as: "Dewi" })
  const { tap, taps } = counted()
  await tap(page.getByRole("button", { name: "Kembalikan uang" }))
  await tap(sheet(page).getByRole("button", { name: "Tambah Soto Ayam + Nasi" }))
  await tap(sheet(page).getByRole("button", { name: "Salah buat" }))
  await tap(sheet(page).getByRole("button", { name: "Kembalikan Rp20.000" }))
  await page.locator(".detail > .change", { hasText: /Serahkan ke pelanggan\s*Rp20.000/ }).waitFor()
  assert.ok(taps() <= 5, `${taps()} taps`)
  const { refunds, payment_status } = await fetchOrder(order.uid)
  assert.equal(payment_status, "partially_refunded")
  assert.deepEqual(
    refunds.map(({ method, total, lines, reason }) => [method, total, lines.map((line) => line.line_id), reason]),
    [["cash", 20_000, [2], "Salah buat"]],
  )
  await page.locator(".dl li", { hasText: "Soto Ayam" }).getByText("1 porsi sudah dikembalikan").waitFor()
  await page.locator(".summary", { hasText: /Dikembalikan · Tunai · \d\d\.\d\d · Dewi · Salah buat/ }).waitFor()
  assertUnbroken(page)
})

test("a refund by a cashier is approved on the same screen, and a lost answer gives nothing back twice", async () => {
  const order = await paidOrder()
  const page = await till(order)
  await page.getByRole("button", { name: "Kembalikan uang" }).click()
  await sheet(page).getByRole("button", { name: "Jumlah" }).click()
  for (const key of ["5", "000"]) await sheet(page).getByRole("button", { name: key, exact: true }).click()
  await sheet(page).getByRole("button", { name: "QRIS" }).click()
  await sheet(page).getByRole("button", { name: "Salah hitung" }).click()
  await sheet(page).getByRole("button", { name: "Kembalikan Rp5.000" }).click()
  await page.locator("#approval-pin").waitFor()
  await loseAnswer(page, "**/refunds")
  await page.keyboard.type(PIN, BY_HAND)
  await page.keyboard.press("Enter")
  // The answer is lost, and the sheet keeps what was typed: the same tap asks again.
  await sheet(page).getByRole("alert").filter({ hasText: "tidak akan tercatat dobel" }).waitFor()
  await sheet(page).getByRole("button", { name: "Setujui" }).click()
  await page.locator(".detail > .change", { hasText: /Kirim balik lewat QRIS\s*Rp5.000/ }).waitFor()
  const { refunds } = await fetchOrder(order.uid)
  assert.deepEqual(
    refunds.map(({ method, total, by, approved_by }) => [method, total, by, approved_by]),
    [["qris", 5_000, "Rina", "Dewi"]],
  )
  assertUnbroken(page)
})

test("a paid order is cancelled with its money in hand", async () => {
  const order = await paidOrder()
  const page = await till(order, { as: "Dewi" })
  await page.getByRole("button", { name: "Batalkan", exact: true }).click()
  await sheet(page).getByText("Sudah dibayar Rp48.000").waitFor()
  await sheet(page).getByRole("button", { name: "Bahan habis" }).click()
  await sheet(page).getByRole("button", { name: "Kembalikan Rp48.000, batalkan" }).click()
  await page.locator(".detail > .change", { hasText: "Rp48.000" }).waitFor()
  await page.locator(".detail .chip", { hasText: "Dibatalkan" }).waitFor()
  const { status, payment_status, cancel_reason } = await fetchOrder(order.uid)
  assert.deepEqual([status, payment_status, cancel_reason], ["cancelled", "refunded", "Bahan habis"])
  assertUnbroken(page)
})

test("a cancelled order whose money is still here says so until it is given back", async () => {
  const order = await paidOrder()
  const page = await till(order, { as: "Dewi" })
  await page.getByRole("button", { name: "Batalkan", exact: true }).click()
  await sheet(page).getByRole("button", { name: "Bahan habis" }).click()
  await sheet(page).getByRole("button", { name: "Kembalikan nanti" }).click()
  await page.locator(".detail .change", { hasText: "Rp48.000" }).waitFor()
  const owing = page.locator(".owing .row", { hasText: order.number })
  await owing.waitFor()
  await page.locator(".detail:not(.tap-guarded) .actions__main", { hasText: "Kembalikan uang" }).click()
  await sheet(page).getByRole("button", { name: "Bahan habis" }).click()
  await sheet(page).getByRole("button", { name: "Kembalikan Rp48.000" }).click()
  await owing.waitFor({ state: "detached" })
  await page.locator("#tab-closed").click()
  await page.locator(`#row-${order.uid} .chip`, { hasText: "Uang dikembalikan" }).waitFor()
  assertUnbroken(page)
})

test("the history tells who took and gave back how much", async () => {
  const order = await shop.order(DISHES)
  await act(order.uid, "discounts", { kind: "amount", amount: 3_000, reason: "Promo" })
  await act(order.uid, "payments", { method: "cash", amount: 30_000 })
  await act(order.uid, "payments", { method: "qris" })
  await act(order.uid, "refunds", { amount: 10_000, method: "cash", reason: "Salah hitung" })
  const lost = await shop.order(DISHES)
  await act(lost.uid, "payments", { method: "cash" })
  await shop.call(
    "PUT",
    `/api/v1/admin/orders/${lost.uid}/status`,
    { status: "cancelled", reason: "Bahan habis" },
    dewi,
  )
  const page = await device(browser, { width: 1280, height: 800 })
  await enterAs(page, shop, "Dewi", "/admin#history/orders")
  await page.locator(".change__grave", { hasText: `${lost.number} yang sudah dibayar Rp48.000: Bahan habis` }).waitFor()
  // Money alone, and of one person alone: who did nothing has no line.
  const placed = page.getByText(new RegExp(`memesan .*: ${order.number}$`))
  await placed.waitFor()
  await page.getByRole("button", { name: "Uang", exact: true }).click()
  await placed.waitFor({ state: "detached" })
  for (const sentence of [
    `Tagihan ${order.number} menjadi Rp45.000`,
    `Dewi menerima Rp30.000 tunai untuk ${order.number}`,
    `Dewi menerima Rp15.000 lewat QRIS untuk ${order.number}, lunas`,
    `Dewi mengembalikan Rp10.000 tunai untuk ${order.number}: Salah hitung`,
  ])
    await page.getByText(sentence, { exact: true }).waitFor()
  await page.locator(".change__grave", { hasText: `${lost.number} yang sudah dibayar` }).waitFor()
  await page.getByLabel("Siapa", { exact: true }).selectOption({ label: "Pelanggan" })
  await page.getByText("Tidak ada yang cocok").waitFor()
  assertUnbroken(page)
})
