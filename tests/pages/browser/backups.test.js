// Backups as the owner sees them: made with a tap, missed when the stick is pulled out, and brought back with every
// screen.

import assert from "node:assert/strict"
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, test } from "node:test"
import { assertUnbroken, axe, device, enterAs, isLive, openBrowser, openShop, until } from "./support.js"

let shop, browser
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

/** @param {string} name @param {string} path */
async function open(name, path, size = { width: 1280, height: 900 }) {
  const page = await device(browser, size)
  await enterAs(page, shop, name, path)
  return page
}
const finding = (page, text) => page.locator(".finding", { hasText: text })

/**
 * Has a backup made, and waits until it is everywhere and the page lists it: two of one minute look alike. Its name.
 */
async function backUp(page) {
  const dewi = await shop.token("Dewi")
  const list = async () => (await shop.call("GET", "/api/v1/admin/backups", undefined, dewi)).body
  const [before] = (await list()).backups
  await page.getByRole("button", { name: "Cadangkan sekarang" }).click()
  const name = await until(async () => {
    const {
      doing,
      backups: [newest],
      second,
    } = await list()
    assert.equal(doing, null)
    assert.notEqual(newest.name, before?.name)
    if (second) assert.equal(second.backups[0]?.name, newest.name)
    return newest.name
  })
  await page.reload()
  return name
}

test("a tap makes a backup, and the list and the health page know it at once", async () => {
  const page = await open("Dewi", "/admin#backups")
  await finding(page, "Belum ada cadangan").waitFor()
  await page.getByRole("button", { name: "Cadangkan sekarang" }).click()
  await finding(page, "Cadangan terakhir:").waitFor()
  await page.getByRole("button", { name: /^Pulihkan \w+, / }).waitFor()
  assert.deepEqual(await axe(page), [])
  await page.goto(`${shop.url}/admin#health`)
  await page.locator(".facts > div", { hasText: "Cadangan terakhir" }).locator("dd", { hasText: "kB" }).waitFor()
  assertUnbroken(page)
  await page.context().close()
})

// More than 10 s: a backup is flushed to its disk four times.
test("a stick that is pulled out is missed on the till and by the owner, and forgiven when it is back", async () => {
  const stick = mkdtempSync(join(tmpdir(), "stick-"))
  const [page, till] = [await open("Dewi", "/admin#backups"), await open("Rina", "/cashier")]
  await page.getByLabel("Folder lain").fill("/nirgendwo")
  await page.getByRole("button", { name: "Pakai folder ini" }).click()
  await page.getByText("Folder itu tidak ada").first().waitFor()
  await page.getByLabel("Folder lain").fill(stick)
  await page.getByRole("button", { name: "Pakai folder ini" }).click()
  await page.locator(".backups__chosen", { hasText: "Cadangan terakhir:" }).waitFor()

  renameSync(join(stick, "siap-backups"), join(stick, "gone"))
  await page.getByRole("button", { name: "Cadangkan sekarang" }).click()
  await till.getByText("USB cadangan tidak terpasang.").waitFor()
  await finding(page, "USB cadangan tidak terpasang").waitFor()
  assert.deepEqual(await axe(page), [])

  renameSync(join(stick, "gone"), join(stick, "siap-backups"))
  await page.getByRole("button", { name: "Cadangkan sekarang" }).click()
  await till.getByText("USB cadangan tidak terpasang.").waitFor({ state: "detached" })
  await page.getByRole("button", { name: "Jangan pakai lagi" }).click()
  const dewi = await shop.token("Dewi")
  const chosen = async () => (await shop.call("GET", "/api/v1/admin/backups", undefined, dewi)).body.second?.place
  await page.locator(".backups__chosen").waitFor({ state: "detached" })
  await page.getByRole("button", { name: "Urungkan" }).click()
  await page.locator(".backups__chosen").waitFor()
  assert.equal(await chosen(), stick)
  // The tests that follow begin without one.
  await shop.call("PUT", "/api/v1/admin/backups/place", { place: "" }, dewi)
  rmSync(stick, { recursive: true })
})

test("a backup is shown before it is brought back, and then every open page shows what it held", async () => {
  const kept = await shop.order()
  const [page, till] = [await open("Dewi", "/admin#backups"), await open("Rina", "/cashier")]
  const name = await backUp(page)
  const preview = await shop.call("GET", `/api/v1/admin/backups/${name}`, undefined, await shop.token("Dewi"))
  const held = preview.body.orders
  const lost = await shop.order()
  const phone = await device(browser, { width: 360, height: 780 })
  await phone.goto(`${shop.url}/t/${kept.uid}`)
  await isLive(phone)
  await till
    .locator(".row", { hasText: String(lost.number) })
    .first()
    .waitFor()

  await page
    .getByRole("button", { name: /^Pulihkan \w+, / })
    .first()
    .click()
  const sheet = page.locator("dialog")
  await sheet.locator(".facts dd", { hasText: `${held}, terakhir` }).waitFor()
  assert.deepEqual(await axe(page), [])
  await sheet.getByRole("button", { name: "Pulihkan sekarang" }).click()
  await page
    .getByText(/^Dipulihkan ke /)
    .first()
    .waitFor()
  await sheet.waitFor({ state: "detached" })
  await page.getByText("Sebelum dipulihkan").first().waitFor()
  await till.locator(".row", { hasText: String(lost.number) }).waitFor({ state: "detached" })
  await till
    .locator(".row", { hasText: String(kept.number) })
    .first()
    .waitFor()
  await isLive(phone)
  await phone.getByText(String(kept.number)).first().waitFor()
  await page.goto(`${shop.url}/admin#history`)
  await page.getByText("Dipulihkan dari cadangan").first().waitFor()
  await Promise.all([page, till, phone].map((each) => each.context().close()))
})

// More than 10 s: the shop closes and opens again, and a backup is made first.
test("a restore whose last step fails says so in the sheet and after it, and the shop is as it was", async () => {
  const stick = mkdtempSync(join(tmpdir(), "stick-"))
  const kept = await shop.order()
  const page = await open("Dewi", "/admin#backups")
  await page.getByLabel("Folder lain").fill(stick)
  await page.getByRole("button", { name: "Pakai folder ini" }).click()
  await page.locator(".backups__chosen").waitFor()
  await backUp(page)
  const there = page.locator("section", { has: page.locator("#backups-second") })

  // The present shop is to be kept there.
  const [backups, away] = [join(shop.data, "backups"), join(shop.data, "away")]
  renameSync(backups, away)
  writeFileSync(backups, "in the way")
  await there
    .getByRole("button", { name: /^Pulihkan \w+, / })
    .first()
    .click()
  const sheet = page.locator("dialog")
  await sheet.locator(".facts").waitFor()
  await sheet.getByRole("button", { name: "Pulihkan sekarang" }).click()
  await sheet.getByText("Cadangan itu tidak bisa dipulihkan").waitFor()
  await sheet.locator("progress").waitFor({ state: "detached" })
  await sheet.locator(".sheet__foot").getByRole("button", { name: "Tutup" }).click()
  await sheet.waitFor({ state: "detached" })
  await page.getByText("Cadangan itu tidak bisa dipulihkan").waitFor()
  assert.deepEqual(await axe(page), [])
  assert.equal((await shop.call("GET", `/api/v1/orders/${kept.uid}`)).status, 200)
  rmSync(backups)
  renameSync(away, backups)
  await page.getByRole("button", { name: "Jangan pakai lagi" }).click()
  rmSync(stick, { recursive: true })
  await page.context().close()
})
