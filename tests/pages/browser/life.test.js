// One order from the phone to the counter, seen on every screen, without a reload — also when the server goes and comes
// back.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import {
  assertUnbroken,
  device,
  goneFrom,
  hasten,
  isLive,
  connectionBadge,
  mark,
  openBrowser,
  openShop,
  orderOnPage,
  seenOn,
  signIn,
  staleOverlay,
} from "./support.js"

let shop, browser, phone, cashier, kitchen, board
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
  phone = await device(browser, { clock: true })
  cashier = await device(browser, { width: 1280, height: 800, clock: true })
  kitchen = await device(browser, { width: 1280, height: 800, clock: true })
  board = await device(browser, { width: 1280, height: 720, clock: true })
  await signIn(cashier, `${shop.url}/cashier`, "Rina")
  await signIn(kitchen, `${shop.url}/kitchen`, "Budi")
  await board.goto(`${shop.url}/board`)
})
after(async () => {
  await browser?.close()
  await shop?.end()
})

/** The whole way of one order; `between` happens while it waits for its payment. */
async function live(between = async () => {}) {
  await phone.goto(`${shop.url}/?table=7`)
  const uid = await orderOnPage(phone, ["Nasi Goreng Kampung", "Kopi Tubruk"])
  await phone.getByText("Menunggu Pembayaran").first().waitFor()
  await isLive(phone)
  const number = await phone.getByRole("heading", { level: 1 }).innerText()
  const unchanged = await mark(phone)

  const row = cashier.locator(".row", { hasText: number })
  await row.locator(".chip--new").waitFor()
  await between()

  await row.getByRole("button").first().click()
  await cashier.getByRole("button", { name: /Terima pembayaran/ }).click()
  await cashier.getByRole("button", { name: /Tandai lunas/ }).click()
  await cashier.locator(".detail .change").waitFor()

  await phone.locator(".now .title", { hasText: "Sedang Disiapkan" }).waitFor()
  await phone.getByText("0 dari 2 selesai").waitFor()
  await board.locator(".prep li", { hasText: number }).waitFor()

  const ticket = kitchen.getByRole("article", { name: number })
  await ticket.getByRole("button", { name: /Nasi Goreng Kampung/ }).click()
  await phone.getByText("1 dari 2 selesai").waitFor()
  await ticket.getByRole("button", { name: /Kopi Tubruk/ }).click()
  await ticket.waitFor({ state: "detached" })

  await phone.locator(".ready__word", { hasText: "Siap Diambil" }).waitFor()
  await board.locator(".newest", { hasText: number }).waitFor()
  await cashier.locator(".detail").getByRole("button", { name: "Sudah diambil" }).click()
  await phone.locator(".now .title", { hasText: "Selesai" }).waitFor()
  await board.locator(".ready", { hasText: number }).waitFor({ state: "detached" })

  await unchanged()
  const { body } = await shop.call("GET", `/api/v1/orders/${uid}`)
  assert.equal(body.status, "completed")
  assert.equal(body.payment_status, "paid")
}

test("an order goes from the phone to the counter and every screen follows", async () => {
  await live()
  assertUnbroken(phone, cashier, kitchen, board)
})

test("the screens go on by themselves after the server was stopped and started again", async () => {
  const still = [await mark(cashier), await mark(kitchen), await mark(board)]
  await live(async () => {
    await shop.close()
    await phone.locator(".connection-badge--off").waitFor()
    await cashier.locator(".connection-badge--off").waitFor()
    await hasten([cashier], seenOn([cashier], staleOverlay))
    await shop.reopen()
    const pages = [phone, cashier, kitchen, board]
    await hasten(pages, seenOn(pages, connectionBadge))
    await hasten([cashier], goneFrom([cashier], staleOverlay))
  })
  for (const same of still) await same()
  assertUnbroken(phone, cashier, kitchen, board)
})
