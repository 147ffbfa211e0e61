// Within everybody's reach: by keys alone and by ear. How screens look is measured in looks-*.test.js.

import assert from "node:assert/strict"
import { test } from "node:test"
import { assertUnbroken, device, isLive, shopForTests, until } from "./support.js"
import { listenIn, said } from "../screens/measures.js"

let shop, browser, till
shopForTests(async (opened) => {
  ;({ shop, browser } = opened)
  till = await shop.token("Rina")
})

const put = (uid, path, body = {}) => shop.call("PUT", `/api/v1/admin/orders/${uid}/${path}`, body, till)
/** A device in a language. */
async function speaking(lang, options) {
  const page = await device(browser, options)
  await page.context().addCookies([{ name: "lang", value: lang, url: shop.url }])
  return page
}

// ---------- by keys ----------

/** Where the focus is: its name, and whether one can see that it is there. */
const focus = (page) =>
  page.evaluate(() => {
    const here = document.activeElement
    const shows = (style) =>
      (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none"
    const around = here.closest("label, .choice") ?? here
    const ring =
      [here, around].some((each) => shows(getComputedStyle(each))) ||
      ["::before", "::after"].some((part) => shows(getComputedStyle(here, part)))
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

// More than 10 s: every key is pressed and its focus measured, at two sizes.
test("from the menu to the order and its cancel by few keys alone, and the focus is always seen", async () => {
  for (const [width, height] of [
    [390, 844],
    [1280, 800],
  ]) {
    const page = await device(browser, { width, height })
    await page.goto(`${shop.url}/?table=2`)
    await isLive(page)
    await tabTo(page, /^Langsung ke menu$/, 1)
    await page.keyboard.press("Enter")
    await page.keyboard.press("/")
    await page.keyboard.type("tubruk")
    await page
      .getByRole("status")
      .filter({ hasText: /^1 menu ditemukan$/ })
      .waitFor({ state: "attached" })
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
    await tabTo(page, /^Batalkan pesanan$/, 5)
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
  await page.locator("#category-3 .item__add").first().focus()
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
  await until(async () =>
    assert.deepEqual(await said(page), ["1 item di pesanan, Rp18.000", "2 item di pesanan, Rp36.000"]),
  )
  await shop.call("PUT", `/api/v1/admin/menu/${id}/availability`, { is_available: false }, till)
  await until(async () =>
    assert.equal((await said(page)).filter((text) => /Nasi Rames baru saja habis/.test(text)).length, 1),
  )
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
  assert.equal(
    (await said(page)).filter((text) => text.includes(order.number)).length,
    1,
    (await said(page)).join(" | "),
  )
  await put(order.uid, "status", { status: "completed" })
})
