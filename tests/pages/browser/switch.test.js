// One tablet, several people: a colleague takes over in two taps and a PIN, and nothing on the screen is lost.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { assertUnbroken, axe, device, enterAs, isLive, mark, openBrowser, openShop, PIN, until } from "./support.js"
import { faintWords, smallTargets, tooWide } from "../screens/measures.js"

let shop, browser, dewi
before(async () => {
  shop = await openShop({
    staff: [
      ["Rina", "cashier"],
      ["Sari", "cashier"],
      ["Budi", "kitchen"],
      ["Dewi", "owner"],
    ],
  })
  browser = await openBrowser()
  dewi = await shop.token("Dewi")
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

const who = (page) => page.locator(".top__who")
const sheet = (page) => page.getByRole("dialog")
const pin = (page) => sheet(page).getByLabel("PIN")
const closed = (page) => sheet(page).waitFor({ state: "detached" })
/** A tablet on which these were before, the last one still there. */
async function tablet(names = ["Sari", "Rina"], options = {}) {
  const page = await device(browser, { width: 1280, height: 800, ...options })
  await page.addInitScript((known) => {
    if (!localStorage.getItem("staff_names")) localStorage.setItem("staff_names", JSON.stringify(known))
  }, names)
  await enterAs(page, shop, names.at(-1), "/cashier")
  return page
}
const hasFocus = (locator) =>
  until(async () => assert.equal(await locator.evaluate((each) => each === document.activeElement), true))

test("two taps and a PIN: order, sale and live rooms stay, and what is done next is the new person's", async () => {
  const order = await shop.order(["Kopi Tubruk"])
  const page = await tablet()
  await page.getByRole("button", { name: /Pesanan baru/ }).click()
  await page.locator(".tile:not(.tile--sold)", { hasText: "Kopi Tubruk" }).click()
  await page.locator(".sale__lines .cart-line").waitFor()
  await page.getByRole("button", { name: /Daftar pesanan/ }).click()
  await page.locator(".row", { hasText: order.number }).getByRole("button").first().click()
  const same = await mark(page)

  await who(page).click()
  await sheet(page).getByText("Sekarang: Rina").waitFor()
  await sheet(page).getByRole("button", { name: "Sari" }).click()
  // On the screen's own keys.
  for (const figure of PIN) await sheet(page).getByRole("button", { name: figure, exact: true }).click()
  await sheet(page).getByRole("button", { name: "Masuk" }).click()
  await closed(page)
  await page.locator(".toast", { hasText: "Sari sekarang di kasir" }).waitFor()
  assert.match(await who(page).innerText(), /Sari/)
  await same()

  await page.locator(".detail__plate", { hasText: order.number }).waitFor()
  // Heard under the new session.
  const next = await shop.order(["Kopi Tubruk"])
  await page.locator(".row", { hasText: next.number }).waitFor()
  await isLive(page)
  await page.getByRole("button", { name: /Terima pembayaran/ }).click()
  await page.locator(".detail:not(.tap-guarded) .pay-action button").click()
  await page.locator(".summary", { hasText: "Sari" }).waitFor()
  await page
    .getByRole("button", { name: /Lanjutkan pesanan|Lanjut/ })
    .first()
    .click()
  await page.locator(".sale__lines .cart-line", { hasText: "Kopi Tubruk" }).waitFor()
  // The old session is gone, not only forgotten here.
  const { body } = await shop.call("GET", "/api/v1/admin/devices", undefined, dewi)
  assert.deepEqual(
    body.devices.filter(({ staff }) => staff.name !== "Dewi").map(({ staff }) => staff.name),
    ["Sari"],
  )
  await page.reload()
  await isLive(page)
  assert.match(await who(page).innerText(), /Sari/)
  assertUnbroken(page)
  await page.context().close()
})

test("with a keyboard the figures land in the PIN however quickly they come, and the way back is there", async () => {
  const page = await tablet()
  await who(page).focus()
  await page.keyboard.press("Enter")
  await hasFocus(sheet(page).getByRole("button", { name: "Sari" }))
  await page.keyboard.press("Enter")
  await page.keyboard.type(PIN)
  assert.equal(await pin(page).inputValue(), PIN)
  assert.equal(await page.locator("#wanted").inputValue(), "")
  await page.keyboard.press("Enter")
  await closed(page)
  await hasFocus(who(page))
  assert.match(await who(page).innerText(), /Sari/)
  // Back to Rina, over the list.
  await page.keyboard.press("Enter")
  await sheet(page).getByRole("button", { name: "Rina" }).click()
  await sheet(page).getByRole("button", { name: "Karyawan lain" }).click()
  await sheet(page).getByRole("button", { name: "Nama lain" }).waitFor()
  await page.keyboard.press("Escape")
  await closed(page)
  await isLive(page)
  assertUnbroken(page)
  await page.context().close()
})

test("a wrong PIN is said, its field is empty and waits for the next try; so is one try too many", async () => {
  const page = await tablet()
  await who(page).click()
  await sheet(page).getByRole("button", { name: "Sari" }).click()
  await page.keyboard.type("9999")
  await page.keyboard.press("Enter")
  await sheet(page).getByRole("alert").filter({ hasText: "Nama atau PIN tidak cocok" }).waitFor()
  assert.equal(await pin(page).inputValue(), "")
  await hasFocus(pin(page))
  await page.route(
    "**/api/v1/admin/login",
    (route) =>
      route.fulfill({
        status: 429,
        headers: { "Retry-After": "30" },
        contentType: "application/problem+json",
        body: JSON.stringify({
          code: "too_many_tries",
          title: "",
          detail: "Terlalu banyak percobaan yang salah. Coba lagi dalam 30 detik.",
        }),
      }),
    { times: 1 },
  )
  await page.keyboard.type("9998")
  await page.keyboard.press("Enter")
  await sheet(page).getByRole("alert").filter({ hasText: "Coba lagi dalam 30 detik" }).waitFor()
  assert.equal(await pin(page).inputValue(), "")
  // Rina is still there all the while.
  await page.keyboard.press("Escape")
  await isLive(page)
  assert.match(await who(page).innerText(), /Rina/)
  await page.context().close()
})

test("a name that was never here is typed once, and is on the list the next time", async () => {
  const page = await tablet(["Rina"])
  await who(page).click()
  const name = sheet(page).getByLabel("Nama")
  await hasFocus(name)
  await name.fill("dewi")
  await pin(page).fill(PIN)
  await page.keyboard.press("Enter")
  await closed(page)
  assert.match(await who(page).innerText(), /Dewi/)
  await who(page).click()
  await sheet(page).getByRole("button", { name: "Rina" }).waitFor()
  assert.deepEqual(await page.evaluate(() => JSON.parse(localStorage.getItem("staff_names"))), ["Dewi", "Rina"])
  await page.context().close()
})

test("somebody who does not work at the till is told so, and the screen waits for one who does", async () => {
  const order = await shop.order(["Kopi Tubruk"])
  const page = await tablet(["Budi", "Sari", "Rina"])
  await page.locator(".row", { hasText: order.number }).getByRole("button").first().click()
  const take = async (name) => {
    await sheet(page).getByRole("button", { name }).click()
    await page.keyboard.type(PIN)
    await page.keyboard.press("Enter")
  }
  await who(page).click()
  await take("Budi")
  await sheet(page).getByRole("alert").filter({ hasText: "Budi tidak punya akses" }).waitFor()
  await sheet(page).getByRole("button", { name: "Karyawan lain" }).click()
  await take("Sari")
  await closed(page)
  await isLive(page)
  await page.locator(".detail__plate", { hasText: order.number }).waitFor()
  // Closed instead, there is no session.
  await who(page).click()
  await take("Budi")
  await sheet(page).getByRole("alert").filter({ hasText: "Budi tidak punya akses" }).waitFor()
  await page.keyboard.press("Escape")
  await page.locator(".sign-in .names").waitFor()
  assertUnbroken(page)
  await page.context().close()
})

test("signing out is in the same place, and an end from elsewhere still leads to the sign-in", async () => {
  const page = await tablet()
  await who(page).click()
  await sheet(page).getByRole("button", { name: "Keluar (Rina)" }).click()
  await page.locator(".sign-in .names").waitFor()
  assert.equal(await page.getByText("Anda sudah keluar").count(), 0)
  await page.locator(".sign-in").getByRole("button", { name: "Rina" }).click()
  await page.getByLabel("PIN").fill(PIN)
  await page.getByRole("button", { name: "Masuk" }).click()
  await isLive(page)
  await who(page).click()
  const { body } = await shop.call("GET", "/api/v1/admin/devices", undefined, dewi)
  const rina = body.devices.find(({ staff, is_connected }) => staff.name === "Rina" && is_connected)
  await shop.call("DELETE", `/api/v1/admin/devices/${rina.id}`, undefined, dewi)
  await page.getByText("Anda sudah keluar").waitFor()
  assertUnbroken(page)
  await page.context().close()
})

for (const [colorScheme, width, height] of [
  ["light", 360, 780],
  ["dark", 768, 1024],
]) {
  test(`the sheet is within everybody's reach, in ${colorScheme} at ${width}`, async () => {
    const page = await tablet(["Sari Wulandari Kusumaningrum", "Budi", "Dewi", "Rina"], { colorScheme, width, height })
    await who(page).click()
    const look = async () => {
      assert.deepEqual(await axe(page), [])
      assert.deepEqual(await faintWords(page), [])
      assert.deepEqual(await smallTargets(page), [])
    }
    await look()
    await sheet(page).getByRole("button", { name: "Dewi" }).click()
    await page.keyboard.type("1")
    await page.keyboard.press("Enter")
    await sheet(page).locator(".problem .icon").waitFor()
    await look()
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "200%"
    })
    assert.ok((await tooWide(page)) <= 0)
    assert.ok(
      await page.evaluate(() =>
        [...document.querySelectorAll(".sheet__body")].every((each) => each.scrollWidth <= each.clientWidth),
      ),
    )
    await page.context().close()
  })
}
