// The kitchen at work: few taps, each once, each with a way back, and nothing lost when the server cannot be reached.

import assert from "node:assert/strict"
import { after, before, beforeEach, test } from "node:test"
import {
  browser,
  clear,
  close,
  cook,
  DISHES,
  events,
  fetchOrder,
  gone,
  head,
  kitchen,
  line,
  move,
  numbers,
  open,
  press,
  put,
  red,
  screen,
  tappable,
  shop,
  tick,
  ticket,
  undo,
} from "./kitchen-support.js"
import {
  assertUnbroken,
  device,
  goneFrom,
  hasten,
  isLive,
  connectionBadge,
  seenOn,
  until,
  staleOverlay,
} from "./support.js"

before(open)
after(close)
beforeEach(clear)

test("a ticket of three lines is finished with three taps on its lines, or with one on its head", async () => {
  const lines = await cook()
  let taps = 0
  for (const name of DISHES) {
    await line(lines, name).click()
    taps += 1
    if (taps < 3) await ticket(lines).locator(".line--done", { hasText: name }).waitFor()
  }
  await gone(lines)
  assert.equal(taps, 3)
  assert.equal((await fetchOrder(lines.uid)).status, "ready")

  const whole = await cook()
  await tappable()
  await head(whole).click()
  await gone(whole)
  assert.equal((await events(whole.uid)).at(-1).status, "ready")
})

test("the keyboard alone finishes a ticket line by line, and the focus goes on to the next", async () => {
  const [first, second] = [await cook(), await cook(["Kopi Tubruk"])]
  await kitchen.locator(".bar time").click()
  await kitchen.keyboard.press("ArrowRight")
  for (const name of DISHES) {
    await kitchen.keyboard.press("ArrowDown")
    await until(async () =>
      assert.match(
        await kitchen.evaluate(() => document.activeElement.textContent),
        new RegExp(name.replace("+", "\\+")),
      ),
    )
    await kitchen.keyboard.press("Enter")
    if (name !== DISHES.at(-1)) await ticket(first).locator(".line--done", { hasText: name }).waitFor()
  }
  await gone(first)
  await until(async () =>
    assert.equal(await kitchen.evaluate(() => document.activeElement.closest(".ticket")?.dataset.uid), second.uid),
  )
  assert.equal((await fetchOrder(first.uid)).status, "ready")
  assert.equal((await fetchOrder(second.uid)).status, "preparing")
})

test("a line tapped again is taken back", async () => {
  const order = await cook()
  await line(order, "Kopi").click()
  await ticket(order).locator('.line--done[aria-pressed="true"]', { hasText: "Kopi" }).waitFor()
  await line(order, "Kopi").click()
  await ticket(order).locator('.line:not(.line--done)[aria-pressed="false"]', { hasText: "Kopi" }).waitFor()
  assert.equal((await events(order.uid, "order_line_update")).length, 2)
})

test("a double tap is one tap, and does not finish the ticket that slides under the finger", async () => {
  const [first, second] = [await cook(["Kopi Tubruk"]), await cook(["Kopi Tubruk"])]
  await tappable()
  const { x, y } = await head(first).boundingBox()
  await kitchen.mouse.dblclick(x + 40, y + 40, { delay: 15 })
  await gone(first)
  await tappable()
  assert.equal((await events(first.uid)).filter((entry) => entry.status === "ready").length, 1)
  assert.equal((await fetchOrder(second.uid)).status, "preparing")

  await cook(["Kopi Tubruk"])
  await kitchen.keyboard.press("1")
  await kitchen.keyboard.press("1")
  await gone(second)
  await tappable()
  assert.equal((await numbers()).length, 1)

  const order = await cook()
  await line(order, "Kopi").dblclick({ delay: 15 })
  await ticket(order).locator(".line--done", { hasText: "Kopi" }).waitFor()
  assert.equal((await events(order.uid, "order_line_update")).length, 1)
})

test("two tablets that finish the same ticket at the same time finish it once, and neither complains", async () => {
  const other = await screen()
  const order = await cook(DISHES, {}, [kitchen, other])
  await Promise.all([tappable(), tappable(other)])
  // Neither is answered before both have asked.
  let asked = 0
  let bothAsked
  const both = new Promise((resolve) => {
    bothAsked = resolve
  })
  for (const page of [kitchen, other]) {
    await page.route(
      "**/status",
      async (route) => {
        asked += 1
        if (asked === 2) bothAsked()
        await both
        await route.continue()
      },
      { times: 1 },
    )
    await head(order, page).click()
  }
  for (const page of [kitchen, other]) {
    await gone(order, page)
    assert.equal(await page.locator(".toast").count(), 0)
  }
  assert.equal((await events(order.uid)).filter((entry) => entry.status === "ready").length, 1)
  assertUnbroken(other)
  await other.context().close()
})

test("a digit on the bump bar finishes the ticket of that position, and says «seen» to a cancelled one", async () => {
  const orders = [await cook(), await cook(), await cook()]
  assert.deepEqual(await kitchen.locator(".ticket__key").allInnerTexts(), ["1", "2", "3"])
  await kitchen.locator(".bar time").click()
  await tappable()
  await kitchen.keyboard.press("2")
  await gone(orders[1])
  await move(orders[2].uid, "cancelled", { reason: "Salah pesan" })
  await red(orders[2]).waitFor()
  await tappable()
  await kitchen.keyboard.press("2")
  await red(orders[2]).waitFor({ state: "detached" })
  assert.equal((await fetchOrder(orders[0].uid)).status, "preparing")
})

test("what cannot be sent is refused in words, and the ticket stays until it can", async () => {
  const page = await screen({ clock: true })
  const order = await cook(DISHES, {}, [page])
  await page.route("**/api/v1/admin/orders/**", (route) => route.abort())
  await tappable(page)
  await head(order, page).click()
  await page.locator(".toast", { hasText: `${order.number} belum ditandai` }).waitFor()
  await line(order, "Kopi", page).click()
  assert.equal(await ticket(order, page).locator(".line--done").count(), 0)

  // Without its socket it says so, and every way to finish a ticket answers in words.
  await page.context().setOffline(true)
  await page.evaluate(() => dispatchEvent(new Event("pagehide")))
  await hasten([page], seenOn([page], staleOverlay))
  for (const attempt of [
    () => page.keyboard.press("1"),
    () => page.locator(".floor").click({ position: { x: 200, y: 300 } }),
  ]) {
    await attempt()
    await page.locator(".toast", { hasText: "Belum tersambung" }).waitFor()
    await hasten(
      [page],
      goneFrom([page], (page) => page.locator(".toast")),
    )
  }
  assert.equal((await fetchOrder(order.uid)).status, "preparing")

  await page.unroute("**/api/v1/admin/orders/**")
  await page.context().setOffline(false)
  await hasten([page], seenOn([page], connectionBadge))
  await hasten([page], goneFrom([page], staleOverlay))
  await head(order, page).click()
  await gone(order, page)
  assert.equal((await fetchOrder(order.uid)).status, "ready")
  await page.context().close()
})

test("«Urungkan» takes back the last tap, then the one before, and keeps what could not be taken back", async () => {
  const [one, two] = [await cook(), await cook(["Kopi Tubruk"])]
  await line(one, "Soto").click()
  await ticket(one).locator(".line--done").waitFor()
  await tappable()
  await head(two).click()
  await gone(two)
  await kitchen.route("**/status", (route) => route.abort(), { times: 1 })
  await undo()
  await kitchen.locator(".toast", { hasText: "belum ditandai" }).waitFor()
  await until(async () => {
    await undo()
    assert.equal(await ticket(two).count(), 1)
  })
  assert.deepEqual(await numbers(), [one.number, two.number])
  await until(async () => {
    await undo()
    assert.equal(await ticket(one).locator(".line--done").count(), 0)
  })
  // One's own taps are no news.
  assert.equal(await kitchen.locator(".line--changed").count(), 0)
})

test("«Riwayat» brings a finished ticket back to its place, and shows where that is", async () => {
  const orders = [await cook(), await cook(), await cook()]
  await tappable()
  await head(orders[1]).click()
  await gone(orders[1])
  await kitchen.getByRole("button", { name: "Riwayat" }).click()
  await kitchen.getByRole("dialog").locator("li", { hasText: orders[1].number }).getByRole("button").click()
  await kitchen.locator(`.ticket--back[data-uid="${orders[1].uid}"]`).waitFor()
  assert.deepEqual(
    await numbers(),
    orders.map((order) => order.number),
  )
  // The same order of cards on a screen that only knows the server's list.
  const other = await screen()
  await ticket(orders[2], other).waitFor()
  assert.deepEqual(
    await numbers(other),
    orders.map((order) => order.number),
  )
  await other.context().close()
})

test("the oldest card is the one that was paid first, before and after a reload", async () => {
  const [late, early] = [await shop.order(DISHES), await shop.order(DISHES)]
  for (const order of [early, late]) {
    await put(order.uid, "confirm-payment")
    await ticket(order).waitFor()
  }
  assert.deepEqual(await numbers(), [early.number, late.number])
  await kitchen.reload()
  await ticket(late).waitFor()
  assert.deepEqual(await numbers(), [early.number, late.number])
})

test("a station sees its own lines, leaves the rest to the others, and the choice stays on the device", async () => {
  const order = await cook(["Soto Ayam + Nasi", "Kopi Tubruk"])
  await kitchen.getByRole("button", { name: /^Bar \d/ }).click()
  await until(async () => assert.equal(await line(order, "Soto").count(), 0))
  await tappable()
  await head(order).click()
  await gone(order)
  assert.equal((await fetchOrder(order.uid)).status, "preparing")
  await kitchen.reload()
  await kitchen.getByRole("button", { name: /^Bar \d/, pressed: true }).waitFor()
  await kitchen.getByRole("button", { name: /^Semua/ }).click()
  await ticket(order).locator(".line--done", { hasText: "Kopi" }).waitFor()
  await tappable()
  await line(order, "Soto").click()
  await gone(order)
})

test("the totals say what is still to make, over all tickets", async () => {
  const [order] = [await cook(["Kopi Tubruk", "Pisang Goreng"]), await cook(["Kopi Tubruk"])]
  const totals = async () =>
    (await kitchen.locator(".to-make li").allInnerTexts()).map((text) => text.replace(/\s+/g, " "))
  await until(async () => assert.deepEqual(await totals(), ["2 Kopi Tubruk", "1 Pisang Goreng"]))
  await line(order, "Kopi").click()
  await until(async () => assert.deepEqual(await totals(), ["1 Kopi Tubruk", "1 Pisang Goreng"]))
})

test("a line held down is sold out on every phone, and a tap or a sliding finger is not", async () => {
  const phone = await device(browser)
  await phone.goto(shop.url)
  await isLive(phone)
  const sold = phone.locator(".item--sold", { hasText: "Mi Goreng Jawa" })
  const page = await screen({ clock: true })
  const order = await cook(["Mi Goreng Jawa", "Kopi Tubruk"], {}, [page])
  const { x, y } = await line(order, "Mi Goreng", page).boundingBox()
  // A finger that slides on in time, however slow this machine is.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 500))
  await page.mouse.move(x + 60, y + 20)
  await page.mouse.down()
  await page.locator(".line--pressing").waitFor()
  await page.mouse.move(x + 60, y - 60)
  await page.locator(".line--pressing").waitFor({ state: "detached" })
  await page.clock.runFor(2_000)
  await page.mouse.up()
  assert.equal(await page.locator(".toast").count(), 0)
  await page.clock.resume()

  await page.mouse.move(x + 60, y + 20)
  await page.mouse.down()
  await page.locator(".toast", { hasText: "Mi Goreng Jawa ditandai habis" }).waitFor()
  await page.mouse.up()
  await sold.waitFor()
  // The finger that was lifted did not tick the line as well.
  assert.equal(await ticket(order, page).locator(".line--done").count(), 0)
  await page.locator(".toast").getByRole("button", { name: "Urungkan", exact: true }).click()
  await sold.waitFor({ state: "detached" })
  for (const each of [phone, page]) await each.context().close()
})

test("a dish is sold out and back without holding anything down, by keyboard too", async () => {
  const isAvailable = async () => (await shop.dish("Pisang Goreng")).is_available
  await cook(["Pisang Goreng"])
  await kitchen.getByRole("button", { name: "Tandai habis" }).focus()
  await kitchen.keyboard.press("Enter")
  await kitchen.getByRole("button", { name: "Tandai habis: Pisang Goreng" }).focus()
  await kitchen.keyboard.press("Enter")
  await until(async () => assert.equal(await isAvailable(), false))
  await kitchen.getByRole("button", { name: "Ada lagi: Pisang Goreng" }).focus()
  await kitchen.keyboard.press("Enter")
  await until(async () => assert.equal(await isAvailable(), true))
  await kitchen.keyboard.press("Escape")
})

test("nothing broke on the way", () => assertUnbroken(kitchen))
