// Coming to a screen of the shop: by a name that is tapped where the device knows its people, and a PIN; and going
// again.

import assert from "node:assert/strict"
import { test } from "node:test"
import { assertUnbroken, device, isLive, PIN, shopForTests, signIn, until } from "./support.js"

let shop, browser
shopForTests(
  async (opened) => {
    ;({ shop, browser } = opened)
  },
  {
    staff: [
      ["Rina", "cashier"],
      ["Sari", "cashier"],
      ["Budi", "kitchen"],
      ["Dewi", "owner"],
    ],
  },
)

/** A device that these people used before. */
async function tablet(path, names = []) {
  const page = await device(browser, { width: 768, height: 1024, hasTouch: true })
  await page.addInitScript((names) => {
    if (!localStorage.getItem("staff_names")) localStorage.setItem("staff_names", JSON.stringify(names))
  }, names)
  await page.goto(shop.url + path)
  return page
}
const wrong = (page) => page.getByRole("alert").filter({ hasText: "Nama atau PIN tidak cocok" }).waitFor()
const pin = (page) => page.getByLabel("PIN")
const enter = (page) => page.getByRole("button", { name: "Masuk" }).click()
const tile = (page, name) => page.getByRole("button", { name, exact: true })

for (const path of ["/cashier", "/kitchen", "/admin", "/admin/cards"]) {
  test(`${
    path
  }: a wrong PIN keeps the name that was typed, also on a device that another person used before`, async () => {
    const page = await tablet(path, ["Rina"])
    // The only name that the device knows is filled in already; another person says that it is not theirs.
    await page.locator(".sign-in__who", { hasText: "Rina" }).waitFor()
    await page.getByRole("button", { name: "Karyawan lain" }).click()
    const name = page.getByLabel("Nama")
    await name.fill("Dewi")
    for (const tried of ["9999", "9998"]) {
      await pin(page).fill(tried)
      await enter(page)
      await wrong(page)
      await until(async () => assert.equal(await pin(page).inputValue(), ""))
      assert.equal(await name.inputValue(), "Dewi")
    }
    await pin(page).fill(PIN)
    await enter(page)
    await page.locator(".sign-in").waitFor({ state: "detached" })
    assertUnbroken(page)
  })
}

test("a person who used the device before taps their name, and types the PIN on large keys", async () => {
  const page = await tablet("/cashier", ["Rina", "Sari"])
  await tile(page, "Sari").tap()
  const press = async (figures) => {
    for (const figure of figures)
      await page.locator(".key-pad").getByRole("button", { name: figure, exact: true }).tap()
  }
  await press("9999")
  await enter(page)
  await wrong(page)
  await page.locator(".sign-in__who", { hasText: "Sari" }).waitFor()
  await press(PIN)
  await enter(page)
  await isLive(page)
  assert.match(await page.locator(".top__who").innerText(), /Sari/)
  assertUnbroken(page)
})

test("by keys alone, a name is chosen, the PIN typed, and the way back is there", async () => {
  const page = await tablet("/kitchen", ["Rina", "Budi"])
  await tile(page, "Budi").focus()
  await page.keyboard.press("Enter")
  await page.keyboard.type(PIN)
  await page.keyboard.press("Enter")
  await isLive(page)
  assertUnbroken(page)
  const again = await tablet("/kitchen", ["Rina", "Budi"])
  await tile(again, "Rina").click()
  await again.getByRole("button", { name: "Karyawan lain" }).click()
  await tile(again, "Nama lain").click()
  await again.getByLabel("Nama").waitFor()
  assertUnbroken(again)
})

test("a name that was used here is there to tap the next time", async () => {
  const page = await device(browser, { width: 768, height: 1024 })
  await signIn(page, `${shop.url}/cashier`, "Rina")
  await page.locator(".top__who").click()
  await page.getByRole("button", { name: "Keluar (Rina)" }).click()
  await page.locator(".sign-in__who", { hasText: "Rina" }).waitFor()
  await page.getByRole("button", { name: "Karyawan lain" }).click()
  await page.getByLabel("Nama").fill("sari")
  await pin(page).fill(PIN)
  await enter(page)
  await isLive(page)
  assert.deepEqual(await page.evaluate(() => JSON.parse(localStorage.getItem("staff_names"))), ["Sari", "Rina"])
})

test("the owner's person sign asks before it signs out, and leads to the own PIN", async () => {
  const page = await device(browser, { width: 1280, height: 800 })
  await signIn(page, `${shop.url}/admin`, "Dewi")
  const sign = page.getByRole("button", { name: "Dewi: PIN saya, keluar" })
  const sheet = page.getByRole("dialog")
  await sign.click()
  await sheet.getByRole("heading", { name: "Dewi" }).waitFor()
  await page.keyboard.press("Escape")
  await sheet.waitFor({ state: "detached" })
  await isLive(page)
  await sign.click()
  await sheet.getByRole("button", { name: "Ganti PIN saya" }).click()
  const save = sheet.getByRole("button", { name: "Simpan" })
  await sheet.getByLabel("PIN sekarang").fill("0000")
  await sheet.getByLabel("PIN baru", { exact: true }).fill("8642")
  await sheet.getByLabel("PIN sekali lagi").fill("8624")
  await save.click()
  await sheet.getByText("Kedua PIN tidak sama").waitFor()
  await sheet.getByLabel("PIN sekali lagi").fill("8642")
  await save.click()
  await sheet.getByText("PIN yang sekarang tidak cocok").waitFor()
  await sheet.getByLabel("PIN sekarang").fill(PIN)
  await save.click()
  await sheet.waitFor({ state: "detached" })
  await page.getByText("PIN Anda sudah diganti").first().waitFor()
  const signedIn = await shop.call("POST", "/api/v1/admin/login", { name: "Dewi", pin: "8642" })
  assert.equal(signedIn.status, 200)
  const back = { pin: "8642", new_pin: PIN }
  await page.evaluate(
    (body) =>
      fetch("/api/v1/admin/me/pin", {
        method: "PUT",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      }),
    back,
  )
  await sign.click()
  await sheet.getByRole("button", { name: "Keluar (Dewi)" }).click()
  await page.locator(".sign-in").waitFor()
  assertUnbroken(page)
})
