// The first start, as the owner of an empty machine walks it: on a phone or a computer, with fingers or keys, and with
// the power going out in the middle.

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { after, afterEach, before, test } from "node:test"
import { assertUnbroken, axe, decode, device, openBrowser, openShop, PIN, until } from "./support.js"
import { listenIn, said } from "../screens/measures.js"
import { keep, setUp } from "../screens/first-start.js"

let browser
let shop
before(async () => {
  browser = await openBrowser()
})
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()))
  await shop?.end()
  shop = undefined
})
after(() => browser?.close())

const open = async () => (shop = await openShop({ staff: [] }))
const code = () => readFileSync(join(shop.data, "setup-code"), "utf8").trim()
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim())
const next = (page) => page.locator(".step__next").click()
/** Past the question of tax, with its usual answer. */
const toMenu = async (page) => {
  await next(page)
  await page.locator("[name=tax]").first().waitFor()
  await next(page)
  await page.locator(".menus").waitFor()
}
const kept = (page) => page.evaluate(() => JSON.parse(localStorage.getItem("setup")))
/** On an own address of the machine no code is asked for; from elsewhere it is. */
const comesFromElsewhere = (page) =>
  page.route(/\/api\/v1\/setup$/, async (route) => {
    if (route.request().method() !== "GET") return route.fallback()
    const answer = await route.fetch()
    route.fulfill({ response: answer, json: { ...(await answer.json()), needs_code: true } })
  })
const state = async () => (await shop.call("GET", "/api/v1/setup")).body

test("whoever wants to sign in at a shop nobody owns is led to its first start", async () => {
  await open()
  const page = await device(browser)
  for (const path of ["/cashier", "/kitchen", "/admin"]) {
    await page.goto(shop.url + path)
    await page.getByText("Toko ini belum diatur").waitFor()
  }
  await page.getByRole("link", { name: "Atur toko" }).click()
  await page.getByRole("heading", { name: "Apa nama tokonya?" }).waitFor()
  await setUp(shop)
  await page.goto(`${shop.url}/cashier`)
  await page.getByLabel("PIN").waitFor()
  assert.equal(await page.getByText("Toko ini belum diatur").count(), 0)
  assertUnbroken(page)
})

test("by keys alone from nothing to a finished shop, led from step to step, in English", async () => {
  await open()
  const page = await device(browser, { width: 1280, height: 800 })
  await listenIn(page)
  await page.goto(`${shop.url}/setup`)
  const key = async (...keys) => {
    for (const each of keys) await page.keyboard.press(each)
  }
  const stands = (text) => until(async () => assert.match(await focused(page), text))
  const tabTo = async (wanted) => {
    for (let n = 0; n < 15; n++) {
      await key("Tab")
      if (wanted.test(await focused(page))) return
    }
    assert.fail(`${wanted} is not reached; the focus is on ${await focused(page)}`)
  }
  await stands(/^Langkah 1 dari 6: Apa nama tokonya\?$/)
  await tabTo(/^setup-shop$/)
  await key("Enter")
  await stands(/^setup-shop$/)
  assert.match(await page.locator("#setup-shop-problem").innerText(), /Isi nama tokonya/)
  await page.keyboard.type("Warung Bu Dewi")
  assert.equal(await page.locator(".sign__name").innerText(), "Warung Bu Dewi", "the sign is written meanwhile")
  await key("Tab", "ArrowRight")
  await page.locator("html[lang=en]").waitFor({ state: "attached" })
  await tabTo(/^Next$/)
  await key("Enter")
  await stands(/^Step 2 of 6: Who is the owner\?$/)
  assert.match(await page.title(), /^Step 2 of 6/)
  await tabTo(/^setup-owner$/)
  await page.keyboard.type("Dewi")
  await key("Tab")
  await page.keyboard.type("24x6")
  await key("Enter")
  await stands(/^setup-pin$/)
  assert.match(await page.locator("#setup-pin-problem").innerText(), /4 to 10 digits/)
  assert.equal(await page.locator("#setup-pin").inputValue(), "246", "digits only")
  await page.keyboard.type("8")
  await key("Tab")
  await page.keyboard.type("2469")
  await key("Enter")
  await stands(/^setup-pin-again$/)
  await tabTo(/^Show PIN$/)
  await key("Enter")
  assert.equal(await page.locator("#setup-pin-again").getAttribute("type"), "text")
  await page.locator("#setup-pin-again").focus()
  await key("Control+A")
  await page.keyboard.type("2468")
  await key("Enter")
  await stands(/^Step 3 of 6/)
  await tabTo(/^Back$/)
  await key("Enter")
  await stands(/^Step 2 of 6/)
  assert.equal(await page.locator("#setup-pin").inputValue(), "2468", "a step back forgets nothing")
  await tabTo(/^Next$/)
  await key("Enter")
  await stands(/^Step 3 of 6: Tax and service$/)
  await tabTo(/^Next$/)
  await key("Enter")
  await stands(/^Step 4 of 6/)
  await tabTo(/^Create shop$/)
  await key("Enter")
  await stands(/^Step 5 of 6: Can phones connect\?$/)
  await tabTo(/^Skip$/)
  await key("Enter")
  await stands(/^Step 6 of 6: Test order$/)
  await page.locator(".note--dish").waitFor()
  await tabTo(/^Send test order$/)
  await key("Enter")
  await page.locator(".station--now").waitFor()
  const { order } = await kept(page)
  const owner = {
    Cookie: (await page.context().cookies())
      .filter(({ name }) => name !== "lang")
      .map(({ name, value }) => `${name}=${value}`)
      .join("; "),
    Origin: shop.url,
  }
  assert.equal(await page.getByRole("button", { name: "Finish" }).isDisabled(), true)
  assert.equal((await shop.call("PUT", `/api/v1/admin/orders/${order}/confirm-payment`, {}, owner)).status, 200)
  await until(async () => assert.ok((await said(page)).some((text) => /^1 of 4 done: Till$/.test(text))))
  await shop.call("PUT", `/api/v1/admin/orders/${order}/status`, { status: "ready" }, owner)
  await until(async () =>
    assert.ok(
      (await said(page)).some((text) => /^4 of 4 done/.test(text)),
      (await said(page)).join(" | "),
    ),
  )
  await page.locator(".step h1").focus()
  await tabTo(/^Finish$/)
  await key("Enter")
  await stands(/^Your shop is ready to open$/)
  assert.deepEqual(await state(), { open: false, needs_code: false, finished: true })
  const { body } = await shop.call("GET", `/api/v1/admin/orders/${order}`, undefined, owner)
  assert.deepEqual([body.status, body.cancel_reason], ["cancelled", "Test order"])
  const { body: facts } = await shop.call("GET", "/api/v1/shop")
  assert.deepEqual([facts.name, facts.locale], ["Warung Bu Dewi", "en"])
  assert.equal(await kept(page), null, "nothing is left behind")
  assertUnbroken(page)
})

// More than 10 s: the shop is closed and opened again in its middle, and its way is all of the first start.
test("by touch on a phone, with the power out twice, and the order goes through the real screens", async () => {
  await open()
  const page = await device(browser, { width: 360, height: 780, hasTouch: true, isMobile: true })
  const tap = (part) => page.locator(part).tap()
  const powerOut = async () => {
    await shop.close()
    await shop.reopen()
    await page.reload()
  }
  await page.goto(`${shop.url}/setup`)
  await page.locator("#setup-shop").fill("Kopi Pojok")
  await tap(".step__next")
  await page.locator("#setup-owner").fill("Dewi")
  for (const field of ["#setup-pin", "#setup-pin-again"]) await page.locator(field).fill(PIN)
  await tap(".step__next")
  await tap("label:has([name=tax][value=added])")
  await page.locator("#setup-tax").fill("5,5")
  await tap(".step__next")
  await tap("label:has([value=starter])")
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }))
  assert.ok(stored.includes("Kopi Pojok") && !stored.includes(PIN), "the PIN is not kept")
  await powerOut()
  // It has no owner yet: what was typed is there, and only the PIN is asked for again.
  await page.locator("#setup-pin").waitFor()
  assert.deepEqual(
    [await page.locator("#setup-owner").inputValue(), await page.locator("#setup-pin").inputValue()],
    ["Dewi", ""],
  )
  for (const field of ["#setup-pin", "#setup-pin-again"]) await page.locator(field).fill(PIN)
  await tap(".step__next")
  assert.equal(await page.locator("#setup-tax").inputValue(), "5,5")
  await tap(".step__next")
  await page.locator(".menus").waitFor()
  await tap(".step__next")
  await page.locator(".reach img").waitFor()
  const { body: facts } = await shop.call("GET", "/api/v1/shop")
  assert.deepEqual(
    [facts.bill.restaurant_tax_bp, facts.bill.service_bp, facts.bill.prices_include],
    [550, 0, "nothing"],
  )
  const address = decode(await page.locator(".reach img").screenshot())
  assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/hp\/\w+$/)
  assert.equal(await page.getByRole("link", { name: "Buka di HP ini" }).getAttribute("href"), address)
  await powerOut()
  // The check was forgotten; another one stands there by itself, and the owner is still signed in.
  await page.locator(".reach img").waitFor()
  const another = new URL(await page.locator(".reach img").getAttribute("src"), shop.url).searchParams.get("text")
  assert.notEqual(another, address)
  const phone = await device(browser)
  await phone.goto(another)
  await phone.getByRole("heading", { name: "HP ini tersambung" }).waitFor()
  await page.getByRole("status").filter({ hasText: "HP tersambung" }).waitFor()
  assert.match(await page.locator(".verdict--good").innerText(), /Chrome · .+ · 127\.0\.0\.1/)
  await tap(".step__next")
  await tap(".step__next:not([disabled])")
  await page.locator(".station--now").waitFor()
  const number = await page.locator(".test__number .plate").innerText()
  await powerOut()
  await page.locator(".test__number .plate", { hasText: number }).waitFor()

  const opened = async (name) => {
    const [tab] = await Promise.all([page.context().waitForEvent("page"), page.getByRole("link", { name }).tap()])
    return tab
  }
  const board = await opened(/^Buka layar antrean/)
  const tracking = await opened(/^Buka halamannya/)
  const cashier = await opened(/^Buka kasir/)
  await cashier.locator(".row", { hasText: number }).getByRole("button").first().tap()
  await cashier.locator(".actions__main").tap()
  await cashier.locator(".quick-cash .button").first().tap()
  await cashier.locator(".pay-action button").tap()
  await page.locator(".station--done", { hasText: "Kasir" }).waitFor()
  assert.equal(await page.locator(".station--done").count(), 1)
  const kitchen = await opened(/^Buka dapur/)
  await kitchen.locator(".ticket", { hasText: number }).locator("button").first().tap()
  await page.locator(".station--done").nth(3).waitFor()
  await board.locator(".newest", { hasText: number }).waitFor()
  await tracking.getByText("Siap Diambil").first().waitFor()
  await page.getByRole("button", { name: "Selesai" }).tap()
  await page.getByRole("heading", { name: "Toko Anda siap buka" }).waitFor()
  assert.equal((await state()).finished, true)
  await tracking.getByText("Dibatalkan").first().waitFor()
  await page.getByRole("link", { name: /^Admin/ }).tap()
  await page.waitForURL(/\/admin/)
  assertUnbroken(page, phone)
})

test("the code in the address is checked and taken out; a wrong one says where the right one is", async () => {
  await open()
  const page = await device(browser)
  await page.goto("about:blank")
  await page.goto(`${shop.url}/setup#WRNG-C0DE`)
  await page.locator("#setup-code-problem").waitFor()
  assert.match(await page.locator("#setup-code-problem").innerText(), /salah.*setup-code/s)
  assert.equal(await focused(page), "setup-code")
  assert.equal(page.url(), `${shop.url}/setup`)
  // Small letters and no dash are as good.
  await page.locator("#setup-code").fill(code().replace("-", "").toLowerCase())
  await page.keyboard.press("Enter")
  await page.getByRole("heading", { name: /Langkah 2 dari 7.*Apa nama tokonya/ }).waitFor()
  assert.equal(await page.locator(".step__foot .button").count(), 1, "no way back to a code that fits")
  await page.goto("about:blank")
  await page.goto(`${shop.url}/setup#${code()}`)
  await page.getByRole("heading", { name: /Langkah 2 dari 7.*Apa nama tokonya/ }).waitFor()
  assert.equal(page.url(), `${shop.url}/setup`)
  await page.goBack()
  assert.equal(page.url(), "about:blank", "nor does it stand in the history")
  assertUnbroken(page)
})

test("from elsewhere the code is asked for, sent along, and asked for again after a reload", async () => {
  await open()
  const page = await device(browser)
  await comesFromElsewhere(page)
  await page.goto(`${shop.url}/setup`)
  await page.getByRole("heading", { name: /Langkah 1 dari 7.*Selamat datang di Siap/ }).waitFor()
  await next(page)
  await page.locator("#setup-code-problem").waitFor()
  await page.locator("#setup-code").fill(code())
  await next(page)
  await page.locator("#setup-shop").fill("Warung Bu Dewi")
  await next(page)
  await page.locator("#setup-owner").waitFor()
  assert.ok(!(await page.evaluate(() => JSON.stringify({ ...localStorage }))).includes(code()))
  await page.reload()
  await page.locator("#setup-code").fill(code())
  await next(page)
  // Back where one was, with what one typed.
  await page.locator("#setup-owner").fill("Dewi")
  for (const field of ["#setup-pin", "#setup-pin-again"]) await page.locator(field).fill(PIN)
  await toMenu(page)
  const typed = code()
  const [request] = await Promise.all([
    page.waitForRequest((each) => each.method() === "POST" && each.url().endsWith("/api/v1/setup")),
    next(page),
  ])
  assert.equal(request.postDataJSON().code, typed)
  await page.getByRole("heading", { name: /Langkah 6 dari 7.*HP bisa tersambung/ }).waitFor()
  assertUnbroken(page)
})

test("what the server finds wrong is said at its field, whatever the step", async () => {
  await open()
  for (const [refusal, field] of [
    [{ status: 422, code: "unfit_setting", field: "shop_name" }, "setup-shop"],
    [{ status: 422, code: "unfit_name", field: "name" }, "setup-owner"],
    [{ status: 422, code: "unfit_pin", field: "pin" }, "setup-pin"],
    [{ status: 403, code: "wrong_setup_code" }, "setup-code"],
    [{ status: 429, code: "too_many_tries" }, "setup-code"],
  ]) {
    const page = await device(browser)
    await keep(page, { step: "menu", shop_name: "Warung", owner_name: "Dewi" })
    await page.route(/\/api\/v1\/setup$/, (route) =>
      route.request().method() === "POST"
        ? route.fulfill({ status: refusal.status, json: { title: "Tidak", detail: "Begini saja.", ...refusal } })
        : route.fallback(),
    )
    await page.goto(`${shop.url}/setup`)
    for (const each of ["#setup-pin", "#setup-pin-again"]) await page.locator(each).fill(PIN)
    await toMenu(page)
    await next(page)
    await page.locator(`#${field}-problem`, { hasText: "Begini saja." }).waitFor()
    await until(async () => assert.equal(await focused(page), field))
    await page.context().close()
  }
  assert.equal((await state()).open, true)
})

test("the question of tax sets it, with service, and a rate that cannot be is said at its field", async () => {
  await open()
  const page = await device(browser)
  await keep(page, { step: "owner", shop_name: "Warung", owner_name: "Dewi" })
  await page.goto(`${shop.url}/setup`)
  for (const each of ["#setup-pin", "#setup-pin-again"]) await page.locator(each).fill(PIN)
  await next(page)
  const asked = page.getByRole("group", { name: "Apakah harga di menu ditambah pajak (PB1)?" })
  assert.equal(await asked.getByLabel("Tidak").isChecked(), true, "nothing is added until the owner says so")
  assert.equal(await page.locator(".step input:not([type=radio])").count(), 0)
  await asked.getByLabel("Ya, sudah termasuk di harga menu").check()
  const rate = page.getByLabel("Pajaknya berapa?")
  assert.equal(await rate.inputValue(), "10")
  await page.getByRole("group", { name: "Ada biaya layanan (service)?" }).getByLabel("Ada").check()
  await rate.fill("26")
  await next(page)
  await page.locator("#setup-tax-problem", { hasText: "Isi 0,01% sampai 25%." }).waitFor()
  await until(async () => assert.equal(await focused(page), "setup-tax"))
  await rate.fill("10")
  await page.getByLabel("Biaya layanannya berapa?").fill("7,5")
  await next(page)
  await page.locator(".menus").waitFor()
  await next(page)
  await page.getByRole("heading", { name: /HP bisa tersambung/ }).waitFor()
  const { body } = await shop.call("GET", "/api/v1/shop")
  assert.deepEqual(
    [body.bill.restaurant_tax_bp, body.bill.service_bp, body.bill.prices_include],
    [1_000, 750, "tax_and_service"],
  )
  assertUnbroken(page)
})

test("an answer that is lost makes no second owner: sent again, it goes on", async () => {
  await open()
  const page = await device(browser)
  await keep(page, { step: "menu", shop_name: "Warung", owner_name: "Dewi" })
  await page.goto(`${shop.url}/setup`)
  for (const each of ["#setup-pin", "#setup-pin-again"]) await page.locator(each).fill(PIN)
  await toMenu(page)
  await page.route(
    /\/api\/v1\/setup$/,
    async (route) => {
      await setUp(shop, { shop_name: "Warung" })
      await route.abort()
    },
    { times: 1 },
  )
  await next(page)
  await page.getByRole("alert").filter({ hasText: "Belum ada jawaban dari Siap" }).waitFor()
  await next(page)
  await page.getByRole("heading", { name: /HP bisa tersambung/ }).waitFor()
  assertUnbroken(page)
})

test("somebody else was faster: the shop is set up, and says so to everybody but its owner", async () => {
  await open()
  const page = await device(browser)
  await page.goto(`${shop.url}/setup`)
  await page.locator("#setup-shop").fill("Warung")
  await next(page)
  await page.locator("#setup-owner").fill("Tono")
  await setUp(shop)
  for (const each of ["#setup-pin", "#setup-pin-again"]) await page.locator(each).fill(PIN)
  await toMenu(page)
  await next(page)
  await page.getByRole("heading", { name: "Toko ini sudah diatur" }).waitFor()
  assert.equal(await page.getByRole("link", { name: "Buka Admin" }).getAttribute("href"), "/admin")
  assert.deepEqual(await axe(page), [])
  // The owner goes on, also on a device that knows nothing yet.
  const owner = await device(browser)
  await owner.context().request.post(`${shop.url}/api/v1/admin/login`, { data: { name: "Dewi", pin: PIN } })
  await owner.goto(`${shop.url}/setup`)
  await owner.getByRole("heading", { name: /HP bisa tersambung/ }).waitFor()
  await owner.locator(".sign__name", { hasText: "Warung Bu Dewi" }).waitFor()
  assertUnbroken(page, owner)
})

/** The owner at the last steps. */
async function half(more) {
  await open()
  const owner = await setUp(shop, more)
  const page = await device(browser)
  await page.context().request.post(`${shop.url}/api/v1/admin/login`, { data: { name: "Dewi", pin: PIN } })
  await page.goto(`${shop.url}/setup`)
  await page.locator(".reach img").waitFor()
  return { page, owner }
}

test("an empty menu has nothing to test with, and that is said; once there is a dish it can be ordered", async () => {
  const { page, owner } = await half({ menu: "empty" })
  await next(page)
  await page.getByText("Menunya masih kosong").waitFor()
  assert.deepEqual(await axe(page), [])
  const { body: category } = await shop.call(
    "POST",
    "/api/v1/admin/menu/categories",
    { name: { id: "Kopi", en: "" }, station: "bar" },
    owner,
  )
  await shop.call(
    "POST",
    "/api/v1/admin/menu",
    { category_id: category.id, name: { id: "Kopi Tubruk", en: "" }, price: 5000 },
    owner,
  )
  await page.evaluate(() => dispatchEvent(new Event("focus")))
  await page.getByText("1× Kopi Tubruk").waitFor()
  assertUnbroken(page)
})

test("a shop with an empty menu is finished without a test order", async () => {
  const { page } = await half({ menu: "empty" })
  await next(page)
  await page.getByRole("button", { name: "Selesai tanpa percobaan" }).click()
  await page.getByRole("heading", { name: "Toko Anda siap buka" }).waitFor()
  assert.equal((await state()).finished, true)
  await page.reload()
  await page.getByRole("heading", { name: "Toko ini sudah diatur" }).waitFor()
  assertUnbroken(page)
})

test("the last steps can wait, take their order back, and go on another day", async () => {
  const { page, owner } = await half()
  await next(page)
  await page.locator(".step__next:not([disabled])").click()
  await page.locator(".station--now").waitFor()
  const { order } = await kept(page)
  await page.getByRole("button", { name: "Nanti saja" }).click()
  await page.getByRole("heading", { name: "Toko Anda sudah ada" }).waitFor()
  assert.equal((await shop.call("GET", `/api/v1/admin/orders/${order}`, undefined, owner)).body.status, "cancelled")
  assert.equal((await state()).finished, false)
  await page.reload()
  await page.getByRole("button", { name: "Lanjutkan pemeriksaan" }).click()
  await page.getByRole("button", { name: "Kirim pesanan percobaan" }).waitFor()
  assertUnbroken(page)
})

test("an order sent twice is one order, one cancelled elsewhere is made again, one picked up is no sale", async () => {
  const { page, owner } = await half()
  const orders = async () => (await shop.call("GET", "/api/v1/admin/orders?limit=100", undefined, owner)).body.orders
  const move = (uid, status, more) => shop.call("PUT", `/api/v1/admin/orders/${uid}/status`, { status, ...more }, owner)
  await next(page)
  await page.route(
    "**/api/v1/orders",
    async (route) => {
      await route.fetch()
      await route.abort()
    },
    { times: 1 },
  )
  await page.locator(".step__next:not([disabled])").click()
  await page.locator(".problem .icon").waitFor()
  await page.reload()
  await page.locator(".step__next:not([disabled])").click()
  await page.locator(".station--now").waitFor()
  assert.equal((await orders()).length, 1)
  await move((await kept(page)).order, "cancelled", { reason: "Salah" })
  await page.getByText("Pesanan percobaan ini sudah dibatalkan").waitFor()
  await page.getByRole("button", { name: "Buat pesanan lagi" }).click()
  await page.getByRole("button", { name: "Kirim pesanan percobaan" }).click()
  await page.locator(".station--now").waitFor()
  const { order } = await kept(page)
  await shop.call("PUT", `/api/v1/admin/orders/${order}/confirm-payment`, {}, owner)
  await move(order, "ready")
  await move(order, "completed")
  await page.locator(".station--done").nth(3).waitFor()
  await page.getByRole("button", { name: "Selesai" }).click()
  await page.getByRole("heading", { name: "Toko Anda siap buka" }).waitFor()
  assert.deepEqual(
    (await orders()).map(({ status }) => status),
    ["cancelled", "cancelled"],
  )
  assertUnbroken(page)
})
