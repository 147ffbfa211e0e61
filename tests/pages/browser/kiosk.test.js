// The kiosk: a stranger orders standing, once, and the next one finds nothing of it.

import assert from "node:assert/strict"
import { after, before, beforeEach, test } from "node:test"
import {
  assertUnbroken,
  decode,
  device,
  hasten,
  isLive,
  connectionBadge,
  mark,
  openBrowser,
  openShop,
  seenOn,
  until,
  staleOverlay,
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

// Every test begins with the same shop.
beforeEach(async () => {
  if (!shop.isOpen()) await shop.reopen()
  await change("/api/v1/admin/tables", { tables: [] })
  await decide({ takes_orders: true, kiosk_idle_s: 60, payment_methods: ["cash", "qris", "transfer", "card"] })
  const { body } = await shop.call("GET", "/api/v1/menu")
  const items = body.categories.flatMap((category) => category.items)
  await change("/api/v1/admin/menu/availability", { item_ids: items.map((item) => item.id), is_available: true })
  for (const option of items.flatMap((item) => item.modifier_groups).flatMap((group) => group.options)) {
    if (!option.is_available)
      await change(`/api/v1/admin/menu/options/${option.id}/availability`, { is_available: true })
  }
})

const LANDSCAPE = { width: 1280, height: 800 }
const PORTRAIT = { width: 1080, height: 1920 }

/** The kiosk without a customer. `clock` makes time move at will. */
async function kiosk(more = {}) {
  const page = await device(browser, { ...LANDSCAPE, hasTouch: true, ...more })
  await page.goto(`${shop.url}/kiosk`)
  await isLive(page)
  return page
}
const button = (page, name) => page.getByRole("button", { name })
const dish = (page, name) => page.locator(".dish", { hasText: name })
/** Into the cart as it is usually chosen, with one tap or two. */
const order = async (page, name) => {
  const asks = await dish(page, name).getAttribute("aria-haspopup")
  await dish(page, name).tap()
  if (asks) await page.getByRole("dialog", { name }).locator(".button--primary").tap()
}
const next = (page, name) => page.locator(".knext", { hasText: name })
const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor()
const line = (page, name) => page.locator(".cart-line", { hasText: name })
const change = async (path, body, method = "PUT") => {
  const { status } = await shop.call(method, path, body, owner)
  assert.ok(status < 300, `${path}: ${status}`)
}
const decide = (settings) => change("/api/v1/admin/settings", settings, "PATCH")
const sellOut = async (name) =>
  change(`/api/v1/admin/menu/${(await shop.dish(name)).id}/availability`, { is_available: false })
const kioskOrders = async () => {
  const { body } = await shop.call("GET", "/api/v1/admin/orders?status=active&limit=100", undefined, owner)
  return body.orders.filter((order) => order.channel === "kiosk")
}

/** To the menu, with food to take away. */
async function toMenu(page) {
  await page.locator(".attract__go").tap()
  await button(page, /^(Bungkus|Take away)$/).tap()
  await page.locator(".dish").first().waitFor()
}
/** From the menu to the last question. */
async function toPayment(page) {
  await next(page, "Lanjut bayar").tap()
  await heading(page, "Siapa nama panggilan Anda?")
  await next(page, /Lewati|Lanjut/).tap()
  await heading(page, "Mau bayar pakai apa?")
}
const number = async (page) => (await page.locator(".done__plate").textContent()).trim()

test("upright, the head with a table is low, however narrow, and its name is of whole words", async () => {
  await change("/api/v1/admin/tables", { tables: ["5", "Teras"] })
  const page = await kiosk({ width: 360, height: 780 })
  await page.locator(".attract__go").tap()
  await button(page, "Makan di sini").tap()
  await button(page, "Teras").tap()
  await page.locator(".ktop", { hasText: "Meja Teras" }).waitFor()
  for (const width of [360, 768]) {
    await page.setViewportSize({ width, height: width === 360 ? 780 : 1024 })
    const { height } = await page.locator(".ktop").boundingBox()
    assert.ok(height < 140, `${height} px of head at ${width} px`)
    const shopName = await page.locator(".ktop__shop").boundingBox()
    assert.ok(shopName.width > 150, `${shopName.width} px for the name at ${width} px`)
  }
  assertUnbroken(page)
})

// ---------- the whole way ----------

test("a stranger orders by touch alone and leaves with a number and a code", async () => {
  await change("/api/v1/admin/tables", { tables: ["1", "2", "Teras"] })
  const page = await kiosk()
  const same = await mark(page)
  // Anywhere on the first screen is the beginning.
  await page.locator(".attract__art").tap()
  await button(page, "Makan di sini").tap()
  await button(page, "Teras").tap()
  await page.locator(".ktop", { hasText: "Meja Teras" }).waitFor()
  await button(page, "Kopi", { exact: true }).tap()
  await dish(page, "Kopi Tubruk").tap()
  await dish(page, "Kopi Tubruk").tap()
  await line(page, "Kopi Tubruk").locator("output", { hasText: "2" }).waitFor()

  await line(page, "Kopi Tubruk").getByRole("button", { name: "Ubah Kopi Tubruk" }).tap()
  const sheet = page.getByRole("dialog")
  await sheet.getByLabel("Tanpa gula").tap()
  await sheet.getByLabel(/Catatan/).tap()
  for (const key of ["T", "E", "H", "Spasi", "2"]) await sheet.getByRole("button", { name: key, exact: true }).tap()
  await button(sheet, /^Simpan/).tap()
  await line(page, "Kopi Tubruk").filter({ hasText: "Tanpa gula" }).filter({ hasText: "Teh 2" }).waitFor()
  await button(page, "Kurangi Kopi Tubruk").tap()

  await next(page, "Lanjut bayar").tap()
  for (const key of "SARI")
    await button(page, key)
      .and(page.locator(`text="${key}"`))
      .tap()
  assert.equal(await page.getByLabel(/Nama panggilan/).inputValue(), "Sari")
  await next(page, "Lanjut").tap()
  await page.getByLabel("QRIS").tap()
  await next(page, "Pesan sekarang").tap()
  await page.locator(".done__plate").waitFor()
  assert.match(await number(page), /^B-\d{3}$/)
  await page.getByText("Bayar di kasir").waitFor()
  await page.getByText("Kembali ke awal dalam").waitFor()

  const code = page.locator(".qr")
  await until(async () => assert.ok(await code.evaluate((image) => image.complete && image.naturalWidth > 0)))
  const said = decode(await code.screenshot())
  const { body: order } = await shop.call("GET", `/api/v1/orders/${said.split("/t/")[1]}`)
  assert.equal(said, order.tracking_url ?? `${shop.url}/t/${order.uid}`)
  assert.equal(order.number, await number(page))
  assert.equal(order.table_number, "Teras")
  assert.equal(order.customer_name, "Sari")
  assert.equal(order.payment_method, "qris")
  assert.deepEqual(
    order.lines.map((each) => [each.name, each.quantity, each.note]),
    [["Kopi Tubruk", 1, "Teh 2"]],
  )
  await page.locator(".done__typed", { hasText: order.code }).waitFor()

  await button(page, "Selesai").tap()
  await page.locator(".attract__go").waitFor()
  assert.deepEqual(await traces(page, [order.uid, order.number, order.code, "Sari"]), [])
  await same()
  assertUnbroken(page)
})

test("the whole order can be made with the keyboard alone, and the focus always leads on", async () => {
  const page = await kiosk()
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.id)
  const walkTo = async (name) => {
    for (let n = 0; n < 60 && !name.test(await focused()); n++) await page.keyboard.press("Tab")
    assert.match(await focused(), name)
  }
  await walkTo(/^Ketuk untuk mulai/)
  await page.keyboard.press("Enter")
  await until(async () => assert.match(await focused(), /^Makan di sini atau dibungkus/))
  await walkTo(/^Makan di sini$/)
  await page.keyboard.press("Enter")
  await until(async () => assert.match(await focused(), /^Anda duduk di meja/))
  await walkTo(/^table$/)
  await page.keyboard.type("12")
  await page.keyboard.press("Enter")
  await until(async () => assert.match(await focused(), /^Nasi & Lauk/))
  await walkTo(/^Nasi Rames/)
  await page.keyboard.press("Enter")
  await walkTo(/^Ubah Nasi Rames/)
  await page.keyboard.press("Enter")
  await page.getByRole("dialog").waitFor()
  await page.keyboard.press("Escape")
  await page.getByRole("dialog").waitFor({ state: "detached" })
  assert.match(await focused(), /^Ubah Nasi Rames/)
  await walkTo(/^Lanjut bayar/)
  await page.keyboard.press("Enter")
  await until(async () => assert.match(await focused(), /^Siapa nama/))
  await walkTo(/^customer$/)
  await page.keyboard.type("Budi")
  await page.keyboard.press("Enter")
  await until(async () => assert.match(await focused(), /^Mau bayar/))
  await page.keyboard.press("Tab")
  await page.keyboard.press("Tab")
  await page.keyboard.press("ArrowDown")
  await walkTo(/^Pesan sekarang/)
  await page.keyboard.press("Enter")
  await until(async () => assert.match(await focused(), /^Nomor Anda\s*B-/))
  const order = (await kioskOrders()).at(-1)
  assert.equal(order.number, await number(page))
  assert.deepEqual([order.table_number, order.customer_name], ["12", "Budi"])
  await walkTo(/^Selesai/)
  await page.keyboard.press("Enter")
  await page.locator(".attract__go").waitFor()
  assertUnbroken(page)
})

test("what has to be chosen is asked for, and what need not be is one tap", async () => {
  const bakar = await shop.dish("Ayam Bakar Madu + Nasi")
  const usual = bakar.modifier_groups[0].options.find((option) => option.is_default)
  await change(`/api/v1/admin/menu/options/${usual.id}/availability`, { is_available: false })
  const page = await kiosk()
  await toMenu(page)
  await dish(page, "Ayam Bakar Madu + Nasi").tap()
  const sheet = page.getByRole("dialog")
  await button(sheet, /^Tambah\s*Rp/).tap()
  await sheet.getByRole("alert").filter({ hasText: "Pilih satu" }).waitFor()
  await sheet.getByLabel("Dada").tap()
  await button(sheet, /^Tambah\s*Rp/).tap()
  await line(page, "Ayam Bakar").filter({ hasText: "Dada" }).waitFor()
  await dish(page, "Nasi Rames").tap()
  await line(page, "Nasi Rames").waitFor()
  assertUnbroken(page)
})

test("a line taken away comes back with one tap, and so does a whole order", async () => {
  const page = await kiosk()
  await toMenu(page)
  await dish(page, "Nasi Rames").tap()
  await dish(page, "Soto Ayam + Nasi").tap()
  await button(page, "Hapus Nasi Rames").tap()
  await line(page, "Nasi Rames").waitFor({ state: "detached" })
  await button(page, "Urungkan").tap()
  await line(page, "Nasi Rames").waitFor()
  await button(page, "Ulang dari awal").tap()
  await page.locator(".attract__go").waitFor()
  assert.deepEqual(await traces(page), [])
  await button(page, "Urungkan").tap()
  await line(page, "Nasi Rames").waitFor()
  await line(page, "Soto Ayam").waitFor()
  assertUnbroken(page)
})

test("with one way to pay there is nothing to choose, and it is the one that is sent", async () => {
  await decide({ payment_methods: ["qris"] })
  const page = await kiosk()
  await toMenu(page)
  await dish(page, "Nasi Rames").tap()
  await next(page, "Lanjut bayar").tap()
  await next(page, "Lewati").tap()
  await heading(page, "Sudah pas semuanya?")
  await next(page, "Pesan sekarang").tap()
  await page.locator(".done__plate").waitFor()
  assert.equal((await kioskOrders()).at(-1).payment_method, "qris")
  assertUnbroken(page)
})

// ---------- once is once ----------

test("two quick taps on send make one order", async () => {
  const before = (await kioskOrders()).length
  const page = await kiosk()
  let sent = 0
  page.on("request", (request) => {
    if (request.method() === "POST") sent++
  })
  await toMenu(page)
  await dish(page, "Nasi Rames").tap()
  await toPayment(page)
  await next(page, "Pesan sekarang").evaluate((send) => {
    send.click()
    send.click()
  })
  await page.locator(".done__plate").waitFor()
  assert.equal(sent, 1)
  assert.equal((await kioskOrders()).length, before + 1)
  assertUnbroken(page)
})

test("a second tap on the same spot answers no question nobody has seen", async () => {
  const page = await kiosk()
  await toMenu(page)
  await dish(page, "Nasi Rames").tap()
  const { x, y, width, height } = await page.locator(".knext").boundingBox()
  for (let n = 0; n < 4; n++) await page.touchscreen.tap(x + width / 2, y + height / 2)
  await heading(page, "Siapa nama panggilan Anda?")
  assert.equal(await page.locator(".done, .kiosk--pay").count(), 0)
})

test("an answer lost on the way is asked for again by itself, and makes no second order", async () => {
  const before = (await kioskOrders()).length
  const page = await kiosk({ clock: true })
  let lost = 0
  await page.route(
    "**/api/v1/orders",
    async (route) => {
      // The order arrives; its answer does not.
      await route.fetch()
      lost++
      await route.abort()
    },
    { times: 1 },
  )
  await toMenu(page)
  await dish(page, "Nasi Rames").tap()
  await toPayment(page)
  await next(page, "Pesan sekarang").tap()
  await page.getByText("Belum ada jawaban dari kasir").waitFor()
  // While it is not known whether it arrived, nothing of it changes.
  await page.locator(".knext[aria-busy=true]").waitFor()
  await page.locator(".cart-lines[inert]").waitFor()
  await page.clock.runFor(2_500)
  await page.locator(".done__plate").waitFor()
  assert.equal(lost, 1)
  assert.equal((await kioskOrders()).length, before + 1)
  assertUnbroken(page)
})

test("a reload while it is being sent makes one order, and shows its number", async () => {
  const before = (await kioskOrders()).length
  const page = await kiosk()
  let arrived = () => {}
  const hasArrived = new Promise((resolve) => {
    arrived = resolve
  })
  await page.route(
    "**/api/v1/orders",
    async (route) => {
      await route.fetch()
      arrived()
      // The page is gone before it hears.
    },
    { times: 1 },
  )
  await toMenu(page)
  await dish(page, "Nasi Rames").tap()
  await toPayment(page)
  await next(page, "Pesan sekarang").tap()
  await hasArrived
  await page.reload()
  await page.locator(".done__plate").waitFor()
  const orders = await kioskOrders()
  assert.equal(orders.length, before + 1)
  assert.equal(await number(page), orders.at(-1).number)
  // A reload at the number keeps it, too.
  await page.reload()
  await page.locator(".done__plate").waitFor()
  assert.equal(await number(page), orders.at(-1).number)
})

test("a reload in the middle of choosing keeps cart and place", async () => {
  const page = await kiosk()
  await toMenu(page)
  await dish(page, "Nasi Rames").tap()
  await toPayment(page)
  await page.reload()
  await heading(page, "Mau bayar pakai apa?")
  await line(page, "Nasi Rames").waitFor()
  assertUnbroken(page)
})

// ---------- the customer has gone ----------

/** Everything that could tell the next customer of the last one. */
function traces(page, words = []) {
  return page.evaluate((words) => {
    const stored = (name, storage) => Object.keys(storage).map((key) => `${name} ${key}`)
    // With the clock in the test's hands this list is always empty; the first test looks without it.
    const fetched = performance
      .getEntriesByType("resource")
      .map((entry) => entry.name)
      .filter((name) => name.includes("/orders"))
    const fields = [...document.querySelectorAll("input, textarea")].map((field) => field.value).join("\n")
    const places = {
      page: document.documentElement.outerHTML,
      title: document.title,
      address: location.href,
      cookie: document.cookie,
      window: window.name,
      fields,
      state: JSON.stringify(history.state),
    }
    const found = Object.entries(places).flatMap(([place, text]) =>
      words.filter((word) => text.includes(word)).map((word) => `${word} in ${place}`),
    )
    const open = [...document.querySelectorAll("dialog[open]")].map(() => "a dialog")
    return [
      ...stored("localStorage", localStorage),
      ...stored("sessionStorage", sessionStorage),
      ...fetched,
      ...found,
      ...open,
    ]
  }, words)
}

/** Whether a word is anywhere in what the page's scripts can still reach. */
async function inMemory(page, word) {
  const inspector = await page.context().newCDPSession(page)
  await inspector.send("HeapProfiler.collectGarbage")
  let snapshot = ""
  inspector.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => {
    snapshot += chunk
  })
  await inspector.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false })
  await inspector.detach()
  return JSON.parse(snapshot).strings.filter((text) => text.includes(word))
}

test("after a minute it asks, and without an answer forgets everything: cart, name, language, dialogs", async () => {
  const page = await kiosk({ clock: true })
  await button(page, "English").tap()
  await toMenu(page)
  await dish(page, "Mixed rice plate").tap()
  await next(page, "Go to payment").tap()
  await page.getByLabel(/Your name/).fill("Zulaikha")
  await button(page, "Change Mixed rice plate").tap()
  await page.getByRole("dialog").getByLabel(/Note/).fill("Rahasiaku")
  assert.ok((await page.evaluate(() => localStorage.getItem("kiosk"))).includes("Zulaikha"))

  await page.clock.runFor(59_000)
  assert.equal(await page.getByRole("dialog").count(), 1)
  await page.clock.runFor(2_000)
  await page.getByRole("dialog", { name: "Are you still there?" }).waitFor()
  await page.getByText(/1\d\s*seconds left/).waitFor()
  assert.match(await page.evaluate(() => document.activeElement.textContent), /I'm still here/)
  await button(page, "I'm still here").tap()
  await page.getByRole("dialog", { name: "Are you still there?" }).waitFor({ state: "detached" })
  assert.equal(await page.getByLabel(/Note/).inputValue(), "Rahasiaku")

  await page.clock.runFor(61_000)
  await page.getByRole("dialog", { name: "Are you still there?" }).waitFor()
  await page.clock.runFor(16_000)
  await page.locator(".attract__go", { hasText: "Ketuk untuk mulai pesan" }).waitFor()
  assert.equal(await page.evaluate(() => document.documentElement.lang), "id")
  assert.match(await page.evaluate(() => document.cookie), /lang=id/)
  assert.deepEqual(await traces(page, ["Zulaikha", "Rahasiaku", "Mixed rice plate"]), [])

  // Nothing of it comes back, by Back or by loading the page again.
  await page.goBack()
  await page.reload()
  await page.locator(".attract__go").waitFor()
  await page.locator(".attract__go").tap()
  await button(page, "Bungkus").tap()
  await page.locator(".kcart", { hasText: "Belum ada pesanan" }).waitFor()
  assertUnbroken(page)
})

test("not even the page's memory keeps who was there", async () => {
  const page = await kiosk({ clock: true })
  await toMenu(page)
  await dish(page, "Nasi Rames").tap()
  await next(page, "Lanjut bayar").tap()
  await page.getByLabel(/Nama panggilan/).fill("Zulaikha")
  assert.ok((await inMemory(page, "Zulaikha")).length > 0)
  await page.clock.runFor(77_000)
  await page.locator(".attract__go").waitFor()
  await until(async () => assert.deepEqual(await inMemory(page, "Zulaikha"), []))
})

test("twenty seconds after the number everything is gone, uid and all; a touch gives twenty more", async () => {
  const page = await kiosk({ clock: true })
  await toMenu(page)
  await dish(page, "Nasi Rames").tap()
  await toPayment(page)
  await next(page, "Pesan sekarang").tap()
  await page.locator(".done__plate").waitFor()
  const said = await number(page)
  const { uid, code } = (await kioskOrders()).find((order) => order.number === said)
  assert.ok((await page.evaluate(() => localStorage.getItem("kiosk"))).includes(uid))

  await page.clock.runFor(15_000)
  await page.getByText(/dalam [1-5] detik/).waitFor()
  await page.locator(".done__lead").tap()
  await page.getByText(/dalam (20|19) detik/).waitFor()
  await page.clock.runFor(31_000)
  await page.locator(".attract__go").waitFor()
  assert.deepEqual(await traces(page, [uid, said, code]), [])
  assertUnbroken(page)
})

test("the shop says how long it waits, and a language left on the first screen goes back as well", async () => {
  await decide({ kiosk_idle_s: 15 })
  const page = await kiosk({ clock: true })
  await button(page, "English").tap()
  await button(page, "Tap to start your order").waitFor()
  await page.clock.runFor(17_000)
  await button(page, "Ketuk untuk mulai pesan").waitFor()
  // Without a customer it is not drawn again each time either.
  const drawn = await page.locator(".attract").elementHandle()
  await page.clock.runFor(46_000)
  assert.ok(await drawn.evaluate((first) => first.isConnected))
  await toMenu(page)
  await page.clock.runFor(16_000)
  await page.getByRole("dialog", { name: "Masih di sini?" }).waitFor()
  await button(page, "Batalkan pesanan").tap()
  await page.locator(".attract__go").waitFor()
  assertUnbroken(page)
})

test("yesterday's half an order is nobody's", async () => {
  const page = await kiosk({ clock: true })
  await toMenu(page)
  await dish(page, "Nasi Rames").tap()
  // The screen is switched off without a goodbye.
  const kept = await page.evaluate(() => localStorage.getItem("kiosk"))
  await page.goto(`${shop.url}/health`)
  await page.evaluate((kept) => localStorage.setItem("kiosk", kept), kept)
  await page.clock.fastForward(80_000)
  await page.goto(`${shop.url}/kiosk`)
  await page.locator(".attract__go").waitFor()
})

// ---------- no way out ----------

test("there is no way to another page, and Back is one step back", async () => {
  const page = await device(browser, { ...LANDSCAPE, hasTouch: true })
  await page.goto(`${shop.url}/t`)
  await page.goto(`${shop.url}/kiosk`)
  await isLive(page)
  const stays = async () => {
    assert.equal(new URL(page.url()).pathname, "/kiosk")
    assert.equal(await page.locator("a[href], form[action]").count(), 0)
  }
  await page.goBack()
  await page.locator(".attract__go").waitFor()
  await stays()
  await toMenu(page)
  await dish(page, "Nasi Rames").tap()
  await toPayment(page)
  await stays()
  await page.goBack()
  await heading(page, "Siapa nama panggilan Anda?")
  await page.goBack()
  await heading(page, "Nasi & Lauk")
  await line(page, "Nasi Rames").waitFor()
  await stays()
  await toPayment(page)
  await next(page, "Pesan sekarang").tap()
  await page.locator(".done__plate").waitFor()
  const before = (await kioskOrders()).length
  await page.goBack()
  await page.locator(".done__plate").waitFor()
  await stays()
  assert.equal((await kioskOrders()).length, before)

  const held = await page.evaluate(() =>
    ["contextmenu", "dragstart"].map((kind) =>
      document.querySelector("img").dispatchEvent(new Event(kind, { bubbles: true, cancelable: true })),
    ),
  )
  assert.deepEqual(held, [false, false])
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("h1")).userSelect), "none")
  assertUnbroken(page)
})

// ---------- the shop changes ----------

test("a cart outlives the server's restart, says honestly how it stands, and is sent afterwards", async () => {
  const before = (await kioskOrders()).length
  const page = await kiosk({ clock: true })
  const same = await mark(page)
  await toMenu(page)
  await dish(page, "Nasi Rames").tap()
  await shop.close()
  await page.locator(".connection-badge--off").waitFor()
  await hasten(
    [page],
    seenOn([page], (page) => staleOverlay(page).filter({ hasText: "Pesanan Anda aman" })),
  )
  await page.locator(".kgrid ul[inert]").waitFor()
  await line(page, "Nasi Rames").waitFor()
  await button(page, "Tambah Nasi Rames").and(page.locator(".kcart button")).tap()
  await toPayment(page)
  await next(page, "Pesan sekarang").tap()
  await page.getByText("Belum ada jawaban dari kasir").waitFor()
  await shop.reopen()
  // It goes on by itself.
  await hasten(
    [page],
    seenOn([page], (page) => page.locator(".done__plate")),
  )
  const orders = await kioskOrders()
  assert.equal(orders.length, before + 1)
  assert.equal(orders.at(-1).lines[0].quantity, 2)
  await button(page, "Selesai").tap()
  await hasten([page], seenOn([page], connectionBadge))
  await same()
  assertUnbroken(page)
})

test("without the server nobody begins, the language still changes back, and it all returns by itself", async () => {
  const page = await kiosk({ clock: true })
  await button(page, "English").tap()
  await toMenu(page)
  // After a reload the page has read one language only, and it is not the shop's.
  await page.reload()
  await isLive(page)
  await page.locator(".dish").first().waitFor()
  await shop.close()
  await page.clock.runFor(77_000)
  await page.getByText("Layar ini sedang menyambung lagi").waitFor()
  // Nor while its socket is tried again and again.
  for (let seconds = 0; seconds < 12; seconds++) {
    assert.equal(await page.locator(".attract__go").count(), 0)
    await page.clock.runFor(1_000)
  }
  await shop.reopen()
  await page.clock.runFor(10_000)
  await isLive(page)
  await button(page, "Ketuk untuk mulai pesan").waitFor()
  assertUnbroken(page)
})

test("what sells out while it is in the cart is said at once, and the rest is kept", async () => {
  const page = await kiosk()
  await toMenu(page)
  await dish(page, "Nasi Rames").tap()
  await dish(page, "Soto Ayam + Nasi").tap()
  await next(page, "Lanjut bayar").tap()
  await heading(page, "Siapa nama panggilan Anda?")
  await sellOut("Nasi Rames")
  await page.locator(".toast", { hasText: "Nasi Rames baru saja habis" }).waitFor()
  await page.locator(".toast-region [role=status]", { hasText: "Nasi Rames" }).waitFor({ state: "attached" })
  await line(page, "Nasi Rames").waitFor({ state: "detached" })
  await line(page, "Soto Ayam").waitFor()
  await sellOut("Soto Ayam + Nasi")
  // With nothing left to pay for, it is the menu again.
  await heading(page, "Nasi & Lauk")
  await page.locator(".dish--sold", { hasText: "Soto Ayam" }).dispatchEvent("click")
  await page.locator(".toast", { hasText: "Soto Ayam + Nasi sedang habis" }).waitFor()
  await until(async () => assert.equal(await page.locator(".cart-line").count(), 0))
  assertUnbroken(page)
})

test("a dish that sold out unseen is refused in words, and the rest can be sent", async () => {
  const page = await device(browser, { ...LANDSCAPE, hasTouch: true })
  // A screen that hears nothing: no socket ever opens.
  await page.routeWebSocket(/\/ws/, (socket) => socket.close())
  await page.goto(`${shop.url}/kiosk`)
  await toMenu(page)
  await order(page, "Pecel Lele + Nasi")
  await order(page, "Nasi Rames")
  await toPayment(page)
  await sellOut("Pecel Lele + Nasi")
  await next(page, "Pesan sekarang").tap()
  await page
    .getByRole("alert")
    .filter({ hasText: "Pecel Lele" })
    .or(page.locator(".toast", { hasText: "Pecel Lele" }))
    .first()
    .waitFor()
  await line(page, "Pecel Lele").waitFor({ state: "detached" })
  await next(page, /Pesan sekarang|Kirim lagi/).tap()
  await page.locator(".done__plate").waitFor()
  assert.deepEqual(
    (await kioskOrders()).at(-1).lines.map((each) => each.name),
    ["Nasi Rames"],
  )
})

test("a dish taken off the menu leaves shelf and cart, and a new one stands there at once", async () => {
  const { body: menu } = await shop.call("GET", "/api/v1/admin/menu", undefined, owner)
  const { status, body: added } = await shop.call(
    "POST",
    "/api/v1/admin/menu",
    { category_id: menu.categories[0].id, name: { id: "Nasi Kuning", en: "Yellow rice" }, price: 15_000 },
    owner,
  )
  assert.equal(status, 201)
  const page = await kiosk()
  await toMenu(page)
  await dish(page, "Nasi Kuning").tap()
  await dish(page, "Nasi Rames").tap()
  await shop.call("DELETE", `/api/v1/admin/menu/${added.id}`, undefined, owner)
  await page.locator(".toast", { hasText: "Nasi Kuning baru saja habis" }).waitFor()
  await dish(page, "Nasi Kuning").waitFor({ state: "detached" })
  await line(page, "Nasi Rames").waitFor()
  await shop.call("POST", `/api/v1/admin/menu/${added.id}/restore`, undefined, owner)
  await dish(page, "Nasi Kuning").waitFor()
  await shop.call("DELETE", `/api/v1/admin/menu/${added.id}`, undefined, owner)
  assertUnbroken(page)
})

test("a closed shop says so kindly on the first screen, and opens without a reload", async () => {
  const page = await kiosk()
  await decide({ takes_orders: false })
  await page.locator(".attract__notice", { hasText: "sedang tidak menerima pesanan" }).waitFor()
  await page.locator(".attract__art").tap()
  assert.equal(await page.locator(".attract__go, .types").count(), 0)
  await decide({ takes_orders: true })
  await toMenu(page)
  await dish(page, "Nasi Rames").tap()
  // In the middle of an order, too.
  await decide({ takes_orders: false })
  await page.locator(".kcart", { hasText: "sedang tidak menerima pesanan" }).waitFor()
  assert.equal(await page.locator(".knext").isDisabled(), true)
  await decide({ takes_orders: true })
  await page.locator(".knext:enabled").waitFor()
  assertUnbroken(page)
})

test("after an upgrade the kiosk loads itself anew, and not under anybody's fingers", async () => {
  const page = await device(browser, { ...LANDSCAPE, hasTouch: true })
  let upgraded = false
  await page.routeWebSocket(/\/ws/, (socket) => {
    socket
      .connectToServer()
      .onMessage((text) => socket.send(upgraded ? text.replace(/"version":"[^"]*"/, '"version":"99.0.0"') : text))
  })
  await page.goto(`${shop.url}/kiosk`)
  await isLive(page)
  const same = await mark(page)
  await toMenu(page)
  upgraded = true
  await decide({ kiosk_idle_s: 90 })
  await decide({ takes_orders: false })
  await page.locator(".kcart", { hasText: "sedang tidak menerima pesanan" }).waitFor()
  await same()
  const loaded = page.waitForEvent("load")
  page.once("load", () => {
    upgraded = false
  })
  await button(page, "Ulang dari awal").tap()
  await loaded
  await page.locator(".attract__notice").waitFor()
})

test("on every screen the cart's total and its way on are in sight, however much is in it", async () => {
  const page = await kiosk()
  await toMenu(page)
  for (const name of await page.locator(".dish__name").allInnerTexts()) await order(page, name)
  for (const [width, height] of [
    [360, 780],
    [768, 1024],
    [1080, 1920],
    [1920, 1080],
    [1024, 600],
    [1280, 800],
  ]) {
    await page.setViewportSize({ width, height })
    for (const part of [".ktotal", ".knext"]) {
      const box = await page.locator(part).boundingBox()
      assert.ok(box && box.y >= 0 && box.y + box.height <= height + 0.5, `${part} at ${width} × ${height}`)
    }
    const shelf = await page.locator(".kgrid").boundingBox()
    const cart = await page.locator(".kcart").boundingBox()
    const seen = width < 640 ? cart.y - Math.max(0, shelf.y) : shelf.height
    assert.ok(seen >= 200, `only ${seen} px of the menu at ${width} × ${height}`)
  }
})
