// What holds for every page: nothing for axe to find, nothing from other hosts, nothing wider than the screen.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { add, assertUnbroken, axe, device, IS_DEBUG, isLive, mark, openBrowser, openShop, signIn, until } from "./support.js"
import { tooWide } from "./measure.js"

let shop, browser, rina
/** One order in each state. */
const orders = {}
const dishes = ["Nasi Goreng Kampung", "Kopi Tubruk"]
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
  rina = await shop.token("Rina")
  for (const status of ["unpaid", "preparing", "ready", "cancelled", "completed"]) orders[status] = await shop.order(dishes, { note: "tanpa bawang", customer_name: "Sari" })
  const put = (uid, path, body) => shop.call("PUT", `/api/v1/admin/orders/${uid}/${path}`, body, rina)
  for (const status of ["preparing", "ready", "completed"]) await put(orders[status].uid, "confirm-payment", {})
  for (const status of ["ready", "completed"]) await put(orders[status].uid, "status", { status: "ready" })
  await put(orders.completed.uid, "status", { status: "completed" })
  await put(orders.cancelled.uid, "status", { status: "cancelled", reason: "Salah pesan" })
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

const open = (path) => async (page) => { await page.goto(shop.url + path); await isLive(page) }
const staff = (path, name) => (page) => signIn(page, shop.url + path, name)
const counter = async (page) => { await staff("/cashier", "Rina")(page); await page.locator(".screens li").first().waitFor() }
const press = (page, name) => page.getByRole("button", { name }).first().click()

/** Every page in its main states, and how one gets there. */
const STATES = {
  "the menu": open("/?table=7"),
  "the menu with nothing found": async (page) => { await open("/")(page); await page.getByLabel(/Cari menu/).fill("zzz") },
  "a dish and its choices": async (page) => { await open("/")(page); await press(page, "Nasi Goreng Kampung"); await page.getByRole("dialog").waitFor() },
  "the cart": async (page) => { await open("/?table=7")(page); await add(page, "Kopi Tubruk"); await press(page, /Lihat pesanan|Lanjut/); await page.getByRole("dialog").waitFor() },
  "an unpaid order": (page) => open(`/t/${orders.unpaid.uid}`)(page),
  "an order being prepared": (page) => open(`/t/${orders.preparing.uid}`)(page),
  "an order that is ready": (page) => open(`/t/${orders.ready.uid}`)(page),
  "a cancelled order": (page) => open(`/t/${orders.cancelled.uid}`)(page),
  "a completed order": (page) => open(`/t/${orders.completed.uid}`)(page),
  "the look-up": async (page) => { await page.goto(`${shop.url}/t`); await page.getByRole("heading").waitFor() },
  "an unknown address": async (page) => { await page.goto(`${shop.url}/nothing-here`) },
  "the sign-in": async (page) => { await page.goto(`${shop.url}/cashier`); await page.getByLabel("PIN").waitFor() },
  "the cashier's list": counter,
  "the cashier with an order": async (page) => { await counter(page); await page.locator(".row__open").first().click(); await page.locator(".dl").waitFor() },
  "taking a payment": async (page) => { await STATES["the cashier with an order"](page); await press(page, /Terima bayar/); await page.locator(".money-pad").waitFor() },
  "asking for a reason": async (page) => { await STATES["the cashier with an order"](page); await press(page, "Batalkan"); await page.getByRole("dialog").waitFor() },
  "an order's code": async (page) => { await STATES["the cashier with an order"](page); await press(page, /^QR/); await page.getByRole("dialog").waitFor() },
  "an empty sale": async (page) => { await counter(page); await page.locator(".top__new").click(); await page.locator(".tile").first().waitFor() },
  "the dishes of a sale": async (page) => { await STATES["an empty sale"](page); for (const name of dishes) await page.locator(".tile", { hasText: name }).click() },
  "the list of what is sold out": async (page) => {
    const { id } = await shop.dish("Pecel Lele + Nasi")
    await shop.call("PUT", `/api/v1/admin/menu/${id}/availability`, { is_available: false }, rina)
    await counter(page)
    await page.locator(".top__out").click()
    await page.getByRole("dialog").waitFor()
  },
  "marking a dish sold out": async (page) => { await STATES["the dishes of a sale"](page); await press(page, "Tandai habis") },
  "a sale": async (page) => { await STATES["the dishes of a sale"](page); if (page.viewportSize().width < 640) await page.locator(".sale__to-cart button").click(); await page.locator(".sale__lines").waitFor() },
  "a sale put aside": async (page) => { await STATES["a sale"](page); await press(page, "Simpan dulu"); await page.locator(".held").waitFor({ state: "attached" }) },
  "a sale without an answer": async (page) => { await STATES["a sale"](page); await page.route("**/api/v1/orders", (route) => route.abort()); await press(page, "Bayar nanti"); await press(page, "Kirim lagi"); await page.getByRole("button", { name: "Kirim lagi" }).waitFor() },
  "a sale's money": async (page) => { await STATES["a sale"](page); await page.locator(".sale__side:not(.unsettled) .acts__main").click(); await page.locator(".money-pad").waitFor() },
  "a sale that is paid": async (page) => { await STATES["a sale's money"](page); await page.locator(".sale__side:not(.unsettled) .pay-act button").click(); await page.locator(".tracking-qr").waitFor() },
  "the kitchen": staff("/kitchen", "Budi"),
  "the kitchen's history": async (page) => { await staff("/kitchen", "Budi")(page); await press(page, "Riwayat"); await page.getByRole("dialog").waitFor() },
  "the kitchen set up": async (page) => { await staff("/kitchen", "Budi")(page); await press(page, "Atur"); await page.getByRole("dialog").waitFor() },
  "the board": open("/board"),
}

/** What is read in large letters, too. */
const LARGE = ["the menu", "a dish and its choices", "the cart", "an unpaid order", "an order being prepared", "an order that is ready", "the look-up", "the sign-in"]

// Opening a state takes longer than everything that is measured there: each is opened once, and resized in place.
for (const [name, reach] of Object.entries(STATES)) {
  test(`nothing is wrong with how ${name} looks: axe, targets, every width, letters at twice their size`, async () => {
    // What comes in growing is measured as it stays.
    const page = await device(browser, { width: 360, height: 780, reducedMotion: "reduce" })
    await reach(page)
    assert.deepEqual(await axe(page), [], "axe, light, on a phone")
    assert.deepEqual(await smallForAFinger(page), [], "too small for a finger")
    if (LARGE.includes(name)) {
      await page.evaluate(() => { document.documentElement.style.fontSize = "200%" })
      const beyond = await tooWide(page)
      assert.ok(beyond <= 0, `${beyond} px too wide with letters at twice their size`)
      await page.evaluate(() => { document.documentElement.style.fontSize = "" })
    }
    for (const [width, height] of [[360, 780], [768, 1024], [1920, 1080], [1280, 800]]) {
      await page.setViewportSize({ width, height })
      const beyond = await tooWide(page)
      assert.ok(beyond <= 0, `${beyond} px too wide at ${width}`)
    }
    await page.emulateMedia({ colorScheme: "dark" })
    assert.deepEqual(await axe(page), [], "axe, dark, at 1280")
    assertUnbroken(page)
    await page.context().close()
  })
}

/** Buttons and fields below 48 px. A link inside a line of text is read, not aimed at; its row is the target. */
function smallForAFinger(page) {
  return page.evaluate(() => [...document.querySelectorAll("button, a.button, .choice, input.input, .cats a, .open-order")]
    .filter((each) => each.checkVisibility?.() && !each.matches(".item__open, .cart-line__edit"))
    .map((each) => ({ what: each.outerHTML.slice(0, 90), ...each.getBoundingClientRect().toJSON() }))
    .filter(({ width, height }) => Math.min(width, height) < 47.5)
    .map(({ what, width, height }) => `${Math.round(width)}×${Math.round(height)} ${what}`))
}

test("the switch changes every word at once, there and back, without loading the page again", async () => {
  const pages = ["the menu", "an unpaid order", "a completed order", "the look-up", "the sign-in", "the cashier with an order", "a sale", "the kitchen set up"]
  for (const name of pages) {
    const page = await device(browser, { width: 1280, height: 800 })
    await STATES[name](page)
    const same = await mark(page)
    // Figures tick by themselves; words do not.
    const words = () => page.locator("#app").innerText().then((text) => text.replace(/[\d.:]+/g, "#"))
    const indonesian = await words()
    await page.getByRole("button", { name: /English/ }).click()
    await until(async () => assert.deepEqual(leftovers(indonesian, await words()), [], name))
    await page.getByRole("button", { name: /Bahasa Indonesia/ }).click()
    await until(async () => assert.equal(await words(), indonesian, name))
    await same()
    await page.context().close()
  }
})

/** Phrases of several words that are still as they were: names of dishes and people may be, sentences may not. */
function leftovers(before, after) {
  const kept = ["Warung Contoh Dewi", "Tidak pedas", "tanpa bawang", ...dishes]
  const lines = (text) => text.split("\n").map((line) => line.trim()).filter((line) => /\p{L}+ \p{L}+/u.test(line))
  return lines(before).filter((line) => lines(after).includes(line) && !kept.some((name) => line.toLowerCase().includes(name.toLowerCase())))
}

test("no request leaves the shop, and a release sends its assets compressed", async () => {
  for (const path of ["/", `/t/${orders.preparing.uid}`, "/t", "/kiosk", "/cashier", "/kitchen", "/board"]) {
    const page = await device(browser)
    const answers = []
    page.on("response", (answer) => answers.push(answer))
    page.on("request", (request) => assert.equal(new URL(request.url()).host, new URL(shop.url).host))
    await page.goto(shop.url + path)
    await page.locator("#app > *").first().waitFor()
    await page.waitForLoadState("networkidle")
    const scripts = answers.filter((answer) => /\.(js|css|json)$/.test(new URL(answer.url()).pathname))
    assert.ok(scripts.length > 5)
    for (const answer of scripts) {
      const headers = await answer.allHeaders()
      if (!IS_DEBUG && (await answer.body()).length > 1_500) assert.equal(headers["content-encoding"], "br", answer.url())
      assert.ok(headers.etag, answer.url())
    }
    await page.context().close()
  }
})

test("the first view of the menu of a release weighs less than 150 kB", async () => {
  const page = await device(browser)
  const inspector = await page.context().newCDPSession(page)
  await inspector.send("Network.enable")
  let bytes = 0
  inspector.on("Network.loadingFinished", ({ encodedDataLength }) => { bytes += encodedDataLength })
  await open("/?table=7")(page)
  await page.waitForLoadState("networkidle")
  const most = IS_DEBUG ? 300_000 : 150_000
  assert.ok(bytes > 5_000 && bytes < most, `${bytes} bytes`)
})
