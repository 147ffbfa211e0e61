// A screen that belongs to the shop: paired once with a code, and from then on without a person and always there.

import assert from "node:assert/strict"
import { test } from "node:test"
import { assertUnbroken, device, isLive, shopForTests, until } from "./support.js"

let shop, browser, owner
shopForTests(async (opened) => {
  ;({ shop, browser } = opened)
  owner = await shop.token("Dewi")
})

let screens = 0
const invite = async (role) => {
  const { status, body } = await shop.call(
    "POST",
    "/api/v1/admin/devices/pairing",
    { role, name: `Layar ${++screens}` },
    owner,
  )
  assert.equal(status, 201, JSON.stringify(body))
  return body
}
/** What is there when the screen does its job. */
const AT_WORK = { kitchen: ".bar", board: ".board", kiosk: ".attract__go", display: ".idle__name" }

for (const role of Object.keys(AT_WORK)) {
  test(`the code in the address makes this screen a ${role}, is used up by it, and outlives a restart`, async () => {
    const { code, url } = await invite(role)
    const page = await device(browser, { width: 1280, height: 800 })
    await page.goto(`${shop.url}/`)
    await page.goto(`${shop.url}${new URL(url).pathname}${new URL(url).hash}`)
    await page.waitForURL(`${shop.url}/${role}`)
    await page.locator(AT_WORK[role]).waitFor()
    await isLive(page)
    assert.equal(await page.evaluate(async () => (await (await fetch("/api/v1/admin/me")).json()).staff.role), role)
    await shop.close()
    await shop.reopen()
    await page.reload()
    await page.locator(AT_WORK[role]).waitFor()
    await isLive(page)
    // Back does not lead to a code that opens nothing any more. (A kiosk leads nowhere at all.)
    await page.goBack()
    assert.equal(page.url(), `${shop.url}/${role === "kiosk" ? role : ""}`)
    const second = await device(browser)
    await second.goto(`${shop.url}/pair#${code}`)
    await second.locator("#code-problem", { hasText: /sudah dipakai/ }).waitFor()
    assert.equal(second.url(), `${shop.url}/pair`)
    assertUnbroken(page, second)
  })
}

test("the code is typed in small letters without its dash, after a wrong one that says what to do", async () => {
  const { code } = await invite("kitchen")
  const page = await device(browser, { width: 768, height: 1024 })
  await page.goto(`${shop.url}/kitchen`)
  await page.getByRole("link", { name: "Pasangkan layar ini" }).click()
  const field = page.getByLabel("Kode dari layar pemilik")
  await page.getByRole("button", { name: "Pasangkan" }).click()
  await page.locator("#code-problem", { hasText: "Ketik dulu kodenya" }).waitFor()
  await field.pressSequentially("aaaa-1111")
  assert.equal(await field.inputValue(), "AAAA-1111")
  await page.keyboard.press("Enter")
  await page.locator("#code-problem", { hasText: /Minta kode baru/ }).waitFor()
  await until(async () => assert.equal(await page.evaluate(() => document.activeElement.id), "code"))
  // What was wrong is selected: typing goes over it.
  await page.keyboard.type(code.replace("-", "").toLowerCase())
  await page.keyboard.press("Enter")
  await page.waitForURL(`${shop.url}/kitchen`)
  await isLive(page)
  assertUnbroken(page)
})

test("nobody signs out of a paired kitchen; its owner ends it, and then it can be paired anew", async () => {
  const { url } = await invite("kitchen")
  const page = await device(browser, { width: 1280, height: 800 })
  await page.goto(`${shop.url}/pair${new URL(url).hash}`)
  await isLive(page)
  await page.getByRole("button", { name: "Atur" }).click()
  await page
    .getByRole("dialog")
    .getByText(/Layar ini dipasangkan sebagai Layar \d+/)
    .waitFor()
  assert.equal(await page.getByRole("button", { name: /^Keluar/ }).count(), 0)
  await page.keyboard.press("Escape")
  const { body } = await shop.call("GET", "/api/v1/admin/devices", undefined, owner)
  const [screen] = body.devices.filter((each) => each.staff.is_screen && each.is_connected)
  assert.equal((await shop.call("DELETE", `/api/v1/admin/devices/${screen.id}`, undefined, owner)).status, 204)
  await page.getByRole("link", { name: "Pasangkan layar ini" }).waitFor()
  await page.getByRole("alert").filter({ hasText: "Anda sudah keluar" }).waitFor()
  // Whoever works there by name still signs out by hand.
  await page.getByLabel("Nama").fill("Budi")
  await page.getByLabel("PIN").fill(shop.pin("Budi"))
  await page.getByRole("button", { name: "Masuk" }).click()
  await isLive(page)
  await page.getByRole("button", { name: "Atur" }).click()
  await page.getByRole("button", { name: "Keluar (Budi)" }).click()
  await page.getByLabel("PIN").waitFor()
  assertUnbroken(page)
})

test("another code scanned in the same tab is taken as well", async () => {
  const page = await device(browser)
  await page.goto(`${shop.url}/pair#AAAA-1111`)
  await page.locator("#code-problem").waitFor()
  const { code } = await invite("board")
  await page.evaluate((code) => {
    location.hash = code
  }, code)
  await page.waitForURL(`${shop.url}/board`)
  await isLive(page)
  assertUnbroken(page)
})

test("without an answer the code stays where it is, and is sent again with one tap", async () => {
  const { code } = await invite("board")
  const page = await device(browser)
  await page.route("**/api/v1/pair", (route) => route.abort(), { times: 1 })
  await page.goto(`${shop.url}/pair#${code}`)
  await page.locator("#code-problem").waitFor()
  assert.equal(await page.getByLabel("Kode dari layar pemilik").inputValue(), code)
  await page.getByRole("button", { name: "Pasangkan" }).click()
  await page.waitForURL(`${shop.url}/board`)
  assertUnbroken(page)
})
