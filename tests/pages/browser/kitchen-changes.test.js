// Changes of an order that the kitchen has: a round, a dish that was taken off, another table. Each is seen and heard,
// and nothing that was made is asked for again.

import assert from "node:assert/strict"
import { after, before, beforeEach, test } from "node:test"
import {
  addRound,
  changeDetails,
  clear,
  close,
  dewi,
  events,
  fetchOrder,
  gone,
  head,
  kitchen,
  line,
  listen,
  open,
  screen,
  shop,
  sleeper,
  takeOff,
  tappable,
  ticket,
  TONES,
  touch,
} from "./kitchen-support.js"
import { assertUnbroken, hasten, isLive, until } from "./support.js"

before(async () => {
  await open()
  // So that an order can cost less than before: money that came in is not given back by a change.
  await shop.call("PATCH", "/api/v1/admin/settings", { payment_timing: "after" }, dewi)
})
after(close)
beforeEach(clear)

const [SOTO, KOPI, PISANG] = ["Soto Ayam + Nasi", "Kopi Tubruk", "Pisang Goreng"]

async function cook(names, pages = [kitchen]) {
  const order = await shop.order(names)
  for (const page of pages) await ticket(order, page).waitFor()
  return order
}
const changed = (order, page = kitchen) => ticket(order, page).locator(".line--changed")
const rounds = (order, page = kitchen) => ticket(order, page).locator(".ticket__round").allInnerTexts()
/** What was heard since the last time, and nothing else. */
const heard = async (page, tones) => {
  await until(async () => assert.equal((await page.evaluate(() => window.heard)).join(), tones))
  await page.evaluate(() => {
    window.heard = []
  })
}

test("a round is seen and heard once, only its dishes are new, and a touch says «seen» only", async () => {
  const page = await screen({ prepare: listen })
  await touch(page)
  const order = await cook([SOTO, KOPI], [page])
  await heard(page, TONES.new)
  await line(order, "Soto", page).click()
  await ticket(order, page).locator(".line--done").waitFor()

  await addRound(order.uid, [PISANG])
  await changed(order, page).filter({ hasText: PISANG }).waitFor()
  await heard(page, TONES.new)
  await page.locator("p[role=status]", { hasText: `${order.number}: ada tambahan` }).waitFor()
  assert.deepEqual(await rounds(order, page), ["Tambahan"])
  assert.equal(await changed(order, page).count(), 1)
  assert.equal(await ticket(order, page).locator(".line--done").count(), 1)
  assert.equal(await page.locator(".ticket").count(), 1)

  await page.reload()
  await isLive(page)
  await touch(page)
  await changed(order, page).filter({ hasText: PISANG }).click()
  await changed(order, page).waitFor({ state: "detached" })
  assert.equal((await fetchOrder(order.uid)).lines[2].status, "queued")
  await line(order, "Kopi", page).click()
  await line(order, "Pisang", page).click()
  await gone(order, page)
  assert.equal((await fetchOrder(order.uid)).status, "ready")
  assert.deepEqual(await page.evaluate(() => window.heard), [])
  assertUnbroken(page)
  await page.context().close()
})

test("a round of an order that was called out brings its own dishes back, and starts its own minutes", async () => {
  const page = await screen({ prepare: listen })
  await touch(page)
  const [order, next] = [await cook([SOTO, KOPI], [page]), await cook([KOPI], [page])]
  await tappable(page)
  await head(order, page).click()
  await gone(order, page)
  await until(async () => assert.equal((await fetchOrder(order.uid)).status, "ready"))
  await page.evaluate(() => {
    window.heard = []
  })
  await addRound(order.uid, [PISANG])
  await ticket(order, page).waitFor()
  await heard(page, TONES.new)
  assert.equal(await changed(order, page).count(), 1)
  assert.equal(await ticket(order, page).locator(".line--done").count(), 2)
  assert.deepEqual(await page.locator(".ticket__number").allInnerTexts(), [next.number, order.number])
  await addRound(order.uid, [KOPI])
  await until(async () => assert.deepEqual(await rounds(order, page), ["Tambahan", "Tambahan ke-2"]))

  // The first tap on the head says «seen», the second «made».
  await tappable(page)
  await head(order, page).click()
  await changed(order, page).first().waitFor({ state: "detached" })
  assert.equal((await fetchOrder(order.uid)).status, "preparing")
  await tappable(page)
  await head(order, page).click()
  await gone(order, page)
  await page.context().close()
})

test("a dish that was taken off is struck through and sounds until it is acknowledged", async () => {
  const page = await screen({ prepare: listen, clock: true })
  await touch(page)
  const order = await cook([SOTO, KOPI], [page])
  const sounds = (tones) =>
    hasten([page], async () => assert.equal((await page.evaluate(() => window.heard)).join(), tones))
  const silence = () =>
    page.evaluate(() => {
      window.heard = []
    })
  await sounds(TONES.new)
  await silence()
  await takeOff(order.uid, 1)
  const off = changed(order, page).filter({ hasText: "Dibatalkan" })
  await off.waitFor()
  await sounds(TONES.cancelled)
  assert.match(
    await off.locator(".line__name").evaluate((each) => getComputedStyle(each).textDecorationLine),
    /through/,
  )
  await page.locator("p[role=status]", { hasText: `${order.number}: ${SOTO} dibatalkan` }).waitFor()
  // And again, until it is acknowledged.
  await silence()
  await sounds(TONES.cancelled)
  await page.reload()
  await off.waitFor()

  const before = (await events(order.uid, "order_line_update")).length
  await hasten([page], () => assert.doesNotReject(page.locator(".tickets:not(.tap-guarded)").waitFor({ timeout: 100 })))
  await off.click()
  await off.waitFor({ state: "detached" })
  await ticket(order, page).locator("div.line--void", { hasText: "Soto" }).waitFor()
  assert.equal((await events(order.uid, "order_line_update")).length, before)
  await silence()
  for (let second = 0; second < 35; second++) await page.clock.runFor(1_000)
  assert.deepEqual(await page.evaluate(() => window.heard), [])
  await page.context().close()
})

test("an order that is ready because a dish was taken off stays until that is acknowledged", async () => {
  const order = await cook([SOTO, KOPI])
  await line(order, "Kopi").click()
  await ticket(order).locator(".line--done").waitFor()
  await takeOff(order.uid, 1)
  await changed(order).filter({ hasText: "Dibatalkan" }).waitFor()
  assert.equal((await fetchOrder(order.uid)).status, "ready")
  await kitchen.reload()
  await changed(order).filter({ hasText: "Dibatalkan" }).click()
  await gone(order)
  assert.equal((await fetchOrder(order.uid)).status, "ready")
})

test("another table, take-away and another note are told with what they were, until touched", async () => {
  const order = await cook([SOTO, KOPI])
  const moved = ticket(order).locator(".ticket__moved")
  await changeDetails(order.uid, { table_number: "9" })
  await moved.filter({ hasText: "Meja 5 → Meja 9" }).waitFor()
  await changeDetails(order.uid, { order_type: "take_away" })
  await moved.filter({ hasText: "Meja 5 → Bungkus" }).waitFor()
  await kitchen.reload()
  await moved.filter({ hasText: "Meja 5 → Bungkus" }).click()
  await moved.waitFor({ state: "detached" })
  assert.match(await head(order).innerText(), /Bungkus/)
  await changeDetails(order.uid, { note: "alergi kacang" })
  await moved.filter({ hasText: "Catatan diubah: alergi kacang" }).waitFor()
  await tappable()
  await head(order).click()
  await moved.waitFor({ state: "detached" })
  assert.equal((await fetchOrder(order.uid)).status, "preparing")
  await ticket(order).locator(".ticket__note", { hasText: "alergi kacang" }).waitFor()
})

test("a kitchen that slept sees the same when it is awake", async () => {
  const { page, sleep, wake } = await sleeper()
  const [order, finished] = [await cook([SOTO, KOPI], [page]), await cook([SOTO, KOPI], [page])]
  sleep()
  await addRound(order.uid, [PISANG])
  await takeOff(order.uid, 1)
  await changeDetails(order.uid, { table_number: "9" })
  await shop.call("PUT", `/api/v1/admin/orders/${finished.uid}/lines/2/status`, { status: "done" }, dewi)
  await takeOff(finished.uid, 1)
  await page.clock.fastForward("00:10:00")
  await page.locator(".stale-overlay").waitFor()
  assert.equal(await changed(order, page).count(), 0)
  wake()
  await until(async () => {
    await page.clock.runFor(1_000)
    assert.equal(await page.locator(".stale-overlay").count(), 0)
  })
  await isLive(page)
  await changed(order, page).filter({ hasText: PISANG }).waitFor()
  await changed(order, page).filter({ hasText: "Dibatalkan" }).waitFor()
  await changed(order, page).filter({ hasText: "Meja 5 → Meja 9" }).waitFor()
  assert.deepEqual(await rounds(order, page), ["Tambahan"])
  await changed(finished, page).filter({ hasText: "Dibatalkan" }).waitFor()
  assertUnbroken(page)
  await page.context().close()
})
