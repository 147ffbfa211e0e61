// What changes while somebody cooks: seen, heard, and kept until it is touched — through a reload, a sleep and a
// restart.

import assert from "node:assert/strict"
import { after, before, beforeEach, test } from "node:test"
import {
  browser,
  clear,
  close,
  cook,
  DISHES,
  events,
  gone,
  head,
  kitchen,
  line,
  listen,
  move,
  open,
  press,
  red,
  screen,
  shop,
  sleeper,
  tappable,
  tick,
  ticket,
  TONES,
  touch,
  undo,
} from "./kitchen-support.js"
import {
  assertUnbroken,
  device,
  goneFrom,
  hasten,
  isLive,
  connectionBadge,
  mark,
  PIN,
  seenOn,
  until,
  staleOverlay,
} from "./support.js"

before(open)
after(close)
beforeEach(clear)

const changed = (order, page = kitchen) => ticket(order, page).locator(".line--changed")

test("a line that is to be made after all flashes until it is touched, and the touch says «seen» only", async () => {
  const order = await cook()
  await tick(order.uid, 1, "done")
  await ticket(order).locator(".line--done").waitFor()
  await tick(order.uid, 1, "queued")
  await changed(order).filter({ hasText: "Buat lagi" }).waitFor()
  const shown = () =>
    changed(order).evaluate((each) => ({
      name: getComputedStyle(each).animationName,
      times: getComputedStyle(each).animationIterationCount,
    }))
  assert.deepEqual(await shown(), { name: "flash", times: "infinite" })
  await kitchen.reload()
  await changed(order).waitFor()

  const before = (await events(order.uid, "order_line_update")).length
  await changed(order).click()
  await changed(order).waitFor({ state: "detached" })
  await until(async () => assert.equal(await ticket(order).locator(".line--done").count(), 0))
  assert.equal((await events(order.uid, "order_line_update")).length, before)
  await line(order, "Soto").click()
  await ticket(order).locator(".line--done").waitFor()
})

test("where nothing may move, a changed line stands still in its frame, with its icon and its words", async () => {
  const page = await screen()
  const order = await cook(DISHES, {}, [page])
  await tick(order.uid, 1, "done")
  await ticket(order, page).locator(".line--done").waitFor()
  await tick(order.uid, 1, "queued")
  await changed(order, page).filter({ hasText: "Buat lagi" }).waitFor()
  const { animation, frame } = await changed(order, page).evaluate((each) => ({
    animation: getComputedStyle(each).animationName,
    frame: getComputedStyle(each).boxShadow,
  }))
  assert.equal(animation, "none")
  assert.match(frame, /inset/)
  assert.equal(await changed(order, page).locator(".line__change use").getAttribute("href"), "#i-change")
  await page.context().close()
})

test("an order the counter calls back is marked whole, and one the cook brings back is not", async () => {
  const order = await cook()
  await tappable()
  await head(order).click()
  await gone(order)
  await move(order.uid, "preparing")
  await until(async () => assert.equal(await changed(order).count(), 3))
  await changed(order).first().click()
  await until(async () => assert.equal(await changed(order).count(), 0))
  await tappable()
  await head(order).click()
  await gone(order)
  await undo()
  await ticket(order).waitFor()
  assert.equal(await changed(order).count(), 0)
})

test("a line ticked on another tablet is marked for a moment, and the mark goes by itself", async () => {
  const page = await screen({ prepare: (page) => page.clock.install() })
  const order = await cook(DISHES, {}, [page])
  await tick(order.uid, 2, "done")
  await changed(order, page).filter({ hasText: "Selesai di layar lain" }).waitFor()
  await page.clock.fastForward(11_000)
  await changed(order, page).waitFor({ state: "detached" })
  await ticket(order, page).locator(".line--done").waitFor()
  await page.context().close()
})

test("a cancelled order turns red where it lies, says why, and stays through a reload until understood", async () => {
  const [order, next] = [await cook(), await cook()]
  await move(order.uid, "cancelled", { reason: "Salah pesan" })
  await red(order).getByText("Salah pesan").waitFor()
  assert.deepEqual(await kitchen.locator(".ticket__key").allInnerTexts(), ["1", "2"])
  await kitchen.reload()
  await ticket(next).waitFor()
  await red(order).getByText("Salah pesan").waitFor()
  await tappable()
  await red(order).getByRole("button", { name: "Mengerti" }).click()
  await red(order).waitFor({ state: "detached" })
  await kitchen.reload()
  await ticket(next).waitFor()
  assert.equal(await red(order).count(), 0)
})

test("what was cancelled while the screen was away is red when it is back; what was picked up leaves", async () => {
  const [cancelled, taken, stays] = [await cook(), await cook(), await cook()]
  await kitchen.goto("about:blank")
  await move(cancelled.uid, "cancelled", { reason: "Tidak jadi" })
  await move(taken.uid, "ready")
  await move(taken.uid, "completed")
  await kitchen.goto(`${shop.url}/kitchen`)
  await ticket(stays).waitFor()
  await red(cancelled).getByText("Tidak jadi").waitFor()
  await gone(taken)
  assert.equal(await red(taken).count(), 0)
})

test("what is cancelled while no socket works is red as well", async () => {
  const page = await device(browser, { width: 1280, height: 800, clock: true })
  await page.context().request.post(`${shop.url}/api/v1/admin/login`, { data: { name: "Budi", pin: PIN } })
  await page.routeWebSocket(/\/ws/, (socket) => socket.close())
  await page.goto(`${shop.url}/kitchen`)
  await hasten(
    [page],
    seenOn([page], (page) => page.locator(".connection-badge--slow")),
  )
  const order = await cook(DISHES, {}, [])
  await hasten(
    [page],
    seenOn([page], (page) => ticket(order, page)),
  )
  await move(order.uid, "cancelled", { reason: "Salah pesan" })
  await hasten(
    [page],
    seenOn([page], (page) => red(order, page).getByText("Salah pesan")),
  )
  await page.context().close()
})

test("a red card out of sight is told of below the others, and one tap leads to it", async () => {
  const page = await screen({ width: 768, height: 700 })
  const orders = []
  for (let n = 0; n < 8; n++) orders.push(await cook(DISHES, {}, [page]))
  await move(orders[7].uid, "cancelled", { reason: "Salah pesan" })
  const strip = page.locator(".offscreen-tickets", { hasText: `${orders[7].number} batal` })
  await strip.click()
  await strip.waitFor({ state: "detached" })
  assert.ok(await red(orders[7], page).evaluate((each) => each.getBoundingClientRect().top < innerHeight))
  await page.context().close()
})

test("after an hour's sleep the screen first says that it is old, and then catches up with everything", async () => {
  const { page, sleep, wake } = await sleeper()
  const [cancelled, finished, unmade] = [
    await cook(DISHES, {}, [page]),
    await cook(DISHES, {}, [page]),
    await cook(DISHES, {}, [page]),
  ]
  await tick(unmade.uid, 1, "done")
  await ticket(unmade, page).locator(".line--done").waitFor()
  const same = await mark(page)
  sleep()
  await move(cancelled.uid, "cancelled", { reason: "Tidak jadi" })
  await move(finished.uid, "ready")
  await tick(unmade.uid, 1, "queued")
  const fresh = await cook(DISHES, {}, [])
  await page.clock.fastForward("01:00:00")
  await page.locator(".stale-overlay").waitFor()
  assert.equal(await page.locator(".connection-badge--on").count(), 0)
  assert.equal(await ticket(fresh, page).count(), 0)

  wake()
  // Its clock runs on: the next look finds the silence, and the next try finds the server.
  await until(async () => {
    await page.clock.runFor(1_000)
    assert.equal(await page.locator(".stale-overlay").count(), 0)
  })
  await isLive(page)
  await ticket(fresh, page).waitFor()
  await gone(finished, page)
  await red(cancelled, page).getByText("Tidak jadi").waitFor()
  await changed(unmade, page).filter({ hasText: "Buat lagi" }).waitFor()
  await same()
  await page.context().close()
})

test("new, changed and cancelled sound different; they can be tried, turned off, and stay off", async () => {
  const page = await screen({ prepare: listen })
  const heard = async (tone) => {
    await until(async () => assert.equal((await page.evaluate(() => window.heard)).join(), tone))
    await page.evaluate(() => {
      window.heard = []
    })
  }
  await page.getByRole("button", { name: "Nyalakan suara", pressed: false }).waitFor()
  await touch(page)
  const order = await cook(DISHES, {}, [page])
  await heard(TONES.new)
  await tick(order.uid, 1, "done")
  await ticket(order, page).locator(".line--done").waitFor()
  await tick(order.uid, 1, "queued")
  await heard(TONES.changed)
  await move(order.uid, "cancelled", { reason: "Salah pesan" })
  await heard(TONES.cancelled)

  await press("Atur", page)
  for (const [name, tone] of [
    ["Baru", TONES.new],
    ["Berubah", TONES.changed],
    ["Batal", TONES.cancelled],
  ]) {
    await press(name, page)
    await heard(tone)
  }
  await press("Suara menyala", page)
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: "Suara mati" }).waitFor()
  await page.reload()
  await isLive(page)
  await page.locator(".bar time").click()
  await cook(DISHES, {}, [page])
  await page.getByRole("button", { name: "Suara mati" }).waitFor()
  assert.deepEqual(await page.evaluate(() => window.heard), [])
  await page.context().close()
})

test("many at once sound once for each kind, one after the other, the gravest first", async () => {
  const orders = [await cook(), await cook()]
  const page = await screen({ prepare: listen })
  for (const order of orders) await ticket(order, page).waitFor()
  await touch(page)
  await page.evaluate(() => dispatchEvent(new Event("pagehide")))
  for (const { uid } of orders) await move(uid, "cancelled", { reason: "Salah pesan" })
  for (const _ of orders) await cook(DISHES, {}, [])
  await page.evaluate(() => dispatchEvent(new Event("pageshow")))
  await until(async () =>
    assert.equal((await page.evaluate(() => window.heard)).join(), `${TONES.cancelled},${TONES.new}`),
  )
  await page.context().close()
})

test("after the server was stopped and started again the screen is as it was, without a touch", async () => {
  const page = await screen({ clock: true })
  const [order, cancelled] = [await cook(DISHES, {}, [page]), await cook(DISHES, {}, [page])]
  await tick(order.uid, 1, "done")
  await ticket(order, page).locator(".line--done").waitFor()
  await move(cancelled.uid, "cancelled", { reason: "Salah pesan" })
  await red(cancelled, page).waitFor()
  const same = await mark(page)
  await shop.close()
  await hasten([page], seenOn([page], staleOverlay))
  await page.keyboard.press("1")
  await page.locator(".toast", { hasText: "Belum tersambung" }).waitFor()
  await shop.reopen()
  await hasten([page], seenOn([page], connectionBadge))
  await hasten([page], goneFrom([page], staleOverlay))
  await red(cancelled, page).waitFor()
  await tappable(page)
  await head(order, page).click()
  await gone(order, page)
  await same()
  assertUnbroken(page, kitchen)
  await page.context().close()
})
