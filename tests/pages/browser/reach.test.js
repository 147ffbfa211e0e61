// Within everybody's reach: by keys alone, by ear, with weak eyes, large letters and thick fingers.

import assert from "node:assert/strict"
import { after, afterEach, before, test } from "node:test"
import { assertUnbroken, axe, device, isLive, openBrowser, openShop, settled, until } from "./support.js"
import { faintWords, listenIn, said, smallTargets, tooWide } from "./measure.js"
import { openFirstScreens } from "./first-screens.js"
import { customerScreens, fillShop, shopScreens } from "./screens.js"

let shop, browser, till, customer, staff, first
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
  till = await shop.token("Rina")
  const filled = await fillShop(shop)
  customer = customerScreens(shop, filled)
  staff = shopScreens(shop)
  first = await openFirstScreens()
})
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())))
after(async () => {
  await browser?.close()
  await shop?.end()
  await first?.end()
})

const put = (uid, path, body = {}) => shop.call("PUT", `/api/v1/admin/orders/${uid}/${path}`, body, till)
/** A device in a language. */
async function speaking(lang, options) {
  const page = await device(browser, { reducedMotion: "reduce", ...options })
  await page.context().addCookies([{ name: "lang", value: lang, url: shop.url }])
  return page
}

// ---------- by keys ----------

/** Where the focus is: its name, and whether one can see that it is there. */
const focus = (page) => page.evaluate(() => {
  const here = document.activeElement
  const shows = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none"
  const around = here.closest("label, .choice") ?? here
  const ring = [here, around].some((each) => shows(getComputedStyle(each))) || ["::before", "::after"].some((part) => shows(getComputedStyle(here, part)))
  const box = here.getBoundingClientRect()
  return {
    name: (here.getAttribute("aria-label") ?? (here.labels?.[0] ?? here).textContent).replace(/\s+/g, " ").trim(),
    seen: here === document.body || (ring && box.width > 1 && box.bottom > 0 && box.top < innerHeight),
  }
})

/** Tab by tab to something, in at most so many; every stop on the way can be seen. */
async function tabTo(page, wanted, most) {
  const way = []
  for (let n = 0; n < most; n++) {
    await page.keyboard.press("Tab")
    const { name, seen } = await focus(page)
    way.push(name)
    assert.ok(seen, `the focus on «${name}» cannot be seen`)
    if (wanted.test(name)) return
  }
  assert.fail(`${wanted} is more than ${most} tabs away: ${way.join(" → ")}`)
}

test("from the menu to the order and its cancel by keys alone, in few of them, and the focus is always seen", async () => {
  for (const [width, height] of [[390, 844], [1280, 800]]) {
    const page = await device(browser, { width, height })
    await page.goto(`${shop.url}/?table=2`)
    await isLive(page)
    await tabTo(page, /^Langsung ke menu$/, 1)
    await page.keyboard.press("Enter")
    await page.keyboard.press("/")
    await page.keyboard.type("tubruk")
    await page.getByRole("status").filter({ hasText: /^1 menu cocok$/ }).waitFor({ state: "attached" })
    await page.keyboard.press("Enter")
    await until(async () => assert.equal((await focus(page)).name, "Kopi Tubruk"))
    await tabTo(page, /^Tambah Kopi Tubruk$/, 1)
    await page.keyboard.press("Enter")
    assert.match((await focus(page)).name, /^Kopi Tubruk, 1 di pesanan/, "the focus stays where one works")
    await tabTo(page, /^Langsung ke pesanan$/, 1)
    await page.keyboard.press("Enter")
    await page.getByRole("dialog").waitFor()
    await tabTo(page, /^Pesan sekarang/, 12)
    await page.keyboard.press("Enter")
    await page.waitForURL(/\/t\/[a-z0-9]{26}$/)
    await isLive(page)
    await tabTo(page, /^Batalkan pesanan$/, 3)
    await page.keyboard.press("Enter")
    await until(async () => assert.equal((await focus(page)).name, "Urungkan"))
    await page.keyboard.press("Enter")
    await until(async () => assert.equal((await focus(page)).name, "Batalkan pesanan"))
    await page.keyboard.press("Enter")
    await page.locator(".order--cancelled").waitFor()
    assertUnbroken(page)
  }
})

test("from any dish the categories are near, and from the top the cart that was kept", async () => {
  const page = await device(browser)
  await page.goto(shop.url)
  await isLive(page)
  await page.locator(".item__add").nth(3).focus()
  await page.keyboard.press("Enter")
  await tabTo(page, /^Ke kategori$/, 2)
  await page.keyboard.press("Enter")
  await tabTo(page, /./, 1)
  assert.equal(await page.evaluate(() => document.activeElement.closest(".cats") !== null), true)
  await page.reload()
  await isLive(page)
  await tabTo(page, /^Langsung ke pesanan$/, 2)
  await page.keyboard.press("Enter")
  await page.getByRole("dialog").waitFor()
  await page.keyboard.press("Escape")
  await page.getByRole("dialog").waitFor({ state: "detached" })
  assertUnbroken(page)
})

test("«/» typed into a field is a letter, and leads nowhere from a sheet", async () => {
  const page = await device(browser)
  await page.goto(shop.url)
  await page.locator(".item__open").first().click()
  await page.getByLabel(/Catatan/).fill("setengah")
  await page.keyboard.type("/porsi")
  assert.equal(await page.getByLabel(/Catatan/).inputValue(), "setengah/porsi")
  await page.getByRole("dialog").getByRole("heading").first().focus()
  await page.keyboard.press("/")
  assert.notEqual(await page.evaluate(() => document.activeElement.id), "wanted")
})

// ---------- by ear ----------

test("each change of an order is said once, and its dishes as they are done", async () => {
  const order = await shop.order(["Nasi Goreng Kampung", "Kopi Tubruk"])
  const page = await device(browser)
  await listenIn(page)
  await page.goto(`${shop.url}/t/${order.uid}`)
  await isLive(page)
  const times = async (pattern) => (await said(page)).filter((text) => pattern.test(text)).length
  const steps = [
    [() => put(order.uid, "confirm-payment"), /^Sedang Disiapkan\. Pesanan Anda sedang disiapkan/],
    [() => put(order.uid, "lines/1/status", { status: "done" }), /^1 dari 2 selesai$/],
    [() => put(order.uid, "status", { status: "ready" }), /^Siap Diambil\. Silakan ambil/],
    [() => put(order.uid, "status", { status: "preparing" }), /^Sedang Disiapkan\. Maaf, ada yang perlu/],
    [() => put(order.uid, "status", { status: "ready" }), /^Siap Diambil\. Silakan ambil/, 2],
    [() => put(order.uid, "status", { status: "completed" }), /^Selesai\. Selamat menikmati/],
  ]
  for (const [happens, words, often = 1] of steps) {
    await happens()
    await until(async () => assert.equal(await times(words), often, String(words)))
  }
  assert.equal((await said(page)).length, steps.length, `nothing but that: ${(await said(page)).join(" | ")}`)
})

test("what goes into the cart is said once, and so is what sold out of it", async () => {
  const page = await device(browser)
  await listenIn(page)
  await page.goto(shop.url)
  await isLive(page)
  const { id, name } = await shop.dish("Nasi Rames")
  await page.getByRole("button", { name: `Tambah ${name}` }).click()
  await page.getByRole("button", { name: /^Nasi Rames, 1 di pesanan/ }).click()
  await until(async () => assert.deepEqual(await said(page), ["1 item di pesanan, Rp18.000", "2 item di pesanan, Rp36.000"]))
  await shop.call("PUT", `/api/v1/admin/menu/${id}/availability`, { is_available: false }, till)
  await until(async () => assert.equal((await said(page)).filter((text) => /Nasi Rames baru saja habis/.test(text)).length, 1))
  await shop.call("PUT", `/api/v1/admin/menu/${id}/availability`, { is_available: true }, till)
})

test("the board says each number that is ready once", async () => {
  const page = await device(browser, { width: 1280, height: 720 })
  await listenIn(page)
  await page.goto(`${shop.url}/board`)
  await isLive(page)
  const order = await shop.order()
  await put(order.uid, "confirm-payment")
  await put(order.uid, "status", { status: "ready" })
  await page.locator(".newest", { hasText: order.number }).waitFor()
  assert.equal((await said(page)).filter((text) => text.includes(order.number)).length, 1, (await said(page)).join(" | "))
  await put(order.uid, "status", { status: "completed" })
})

// ---------- by eye and by hand ----------

const CUSTOMERS = ["the menu", "the menu with nothing found", "the menu of a phone with orders under way", "the menu that does not come", "the menu in slow mode", "a dish and its choices", "the cart", "the cart that asks for a table", "the menu from a table's card", "the menu from a card that is dead", "the cart at a card's table", "the cart with a card that is dead", "the cart with news", "the cart without an answer", "an unpaid order", "an order about to be cancelled", "an order being prepared", "an order called back", "an order that is ready", "a completed order", "a cancelled order", "a cancelled order that was paid", "an order without the server", "the look-up", "the look-up that found nothing", "an unknown address"]
const STAFF = ["the sign-in", "the cashier's list", "the cashier with an order", "taking a payment", "a sale", "switching the cashier", "the kitchen", "the board", "the kiosk's door", "the kiosk's menu", "the owner's menu", "the owner's people", "the owner's devices", "the owner's history", "the owner's health", "the owner's phone test", "the owner's settings", "the table cards"]
const FIRST = ["the sign-in of a shop nobody owns", "the first start", "the first start with a wrong code", "the first start without a name", "the first owner", "the first owner with two PINs", "the first menu", "the first menu without an answer", "the phone that is awaited", "the phone that does not come", "the phone that came", "the test order", "the test order without a menu", "the test order on its way", "the test order that arrived", "the end of the first start", "a shop that is set up", "the phone's own page", "a screen to be paired", "a screen with a wrong code"]
// Read from afar: their words must stand out more, and their targets be larger.
const FROM_AFAR = ["the kitchen", "the board"]
const AS_LARGE_AS_THE_SCREEN = ["the board", "the kiosk's door", "the kiosk's menu"]

const phone = { width: 360, height: 780 }
const wide = { width: 1280, height: 800 }
const usual = (name) => (AS_LARGE_AS_THE_SCREEN.includes(name) ? wide : phone)

test("every screen is measured", () => {
  assert.deepEqual([Object.keys(customer), Object.keys(staff), Object.keys(first.screens)], [CUSTOMERS, STAFF, FIRST])
})

// Opening a state takes longer than everything that is measured there: each is opened once, and resized in place.
for (const name of [...CUSTOMERS, ...STAFF, ...FIRST]) {
  test(`${name}: words stand out in light and dark, targets are large enough, letters at twice their size fit`, async () => {
    const page = await speaking("id", usual(name))
    await { ...customer, ...staff, ...first.screens }[name](page)
    const wanted = FROM_AFAR.includes(name) ? { least: 7, leastLarge: 4.5 } : {}
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme })
      await settled(page)
      assert.deepEqual(await faintWords(page, wanted), [], `contrast in ${colorScheme}`)
      if (CUSTOMERS.includes(name)) assert.deepEqual(await axe(page), [], `axe in ${colorScheme}`)
    }
    const least = name === "the kitchen" ? 64 : 48
    assert.deepEqual(await smallTargets(page, least), [], "targets at the screen's usual width")
    // What follows the size of the screen it hangs on has no letters of its own size.
    if (!AS_LARGE_AS_THE_SCREEN.includes(name)) {
      await page.evaluate(() => { document.documentElement.style.fontSize = "200%" })
      const beyond = await tooWide(page)
      assert.ok(beyond <= 0, `${beyond} px too wide with letters at twice their size`)
      await page.evaluate(() => { document.documentElement.style.fontSize = "" })
      await page.setViewportSize(wide)
      await settled(page)
      assert.deepEqual(await smallTargets(page, least), [], "targets on a wide screen")
    }
    await page.context().close()
  })
}

test("axe finds nothing on any customer's screen in any state, in light and in dark, in English", async () => {
  for (const [name, reach] of Object.entries(customer)) {
    const page = await speaking("en", phone)
    await reach(page)
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme })
      assert.deepEqual(await axe(page), [], `${name} in ${colorScheme}`)
    }
    await page.context().close()
  }
})
