// Never silently stale: whatever happens to the wire or the server, no screen shows old as fresh, and each catches up
// by itself.

import assert from "node:assert/strict"
import { after, afterEach, before, test } from "node:test"
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
  seenOn,
  signIn,
  until,
  staleOverlay,
} from "./support.js"
import { openWire } from "./wire.js"

let shop, wire, browser, till
before(async () => {
  shop = await openShop()
  wire = await openWire(shop)
  browser = await openBrowser()
  till = await shop.token("Rina")
})
afterEach(async () => {
  // What a test left broken is not the next one's.
  wire.refusesSockets = false
  wire.comeBack()
  await Promise.all(browser.contexts().map((context) => context.close()))
})
after(async () => {
  await browser?.close()
  await wire?.close()
  await shop?.end()
})

const put = async (path, body) =>
  assert.equal((await shop.call("PUT", `/api/v1/admin/${path}`, body, till)).status, 200, path)
const pay = (uid) => put(`orders/${uid}/confirm-payment`, {})
const paidOrder = async () => {
  const order = await shop.order()
  await pay(order.uid)
  return order
}

/** Every live screen: how one gets there, whether staff work at it, and something that happens, with how it shows. */
const SCREENS = {
  menu: {
    open: (page) => page.goto(wire.url),
    happen: async (page) => {
      const { id, name, is_available } = await shop.dish("Pisang Goreng")
      await put(`menu/${id}/availability`, { is_available: !is_available })
      return page.locator(is_available ? ".item--sold" : ".item:not(.item--sold)", { hasText: name })
    },
  },
  track: {
    open: async (page) => {
      page.order = await shop.order()
      await page.goto(`${wire.url}/t/${page.order.uid}`)
    },
    happen: async (page) => {
      const { body } = await shop.call("GET", `/api/v1/orders/${page.order.uid}`)
      if (body.status === "awaiting_payment") {
        await pay(page.order.uid)
        return page.locator(".now .title", { hasText: "Sedang Disiapkan" })
      }
      const ready = body.status === "preparing"
      await put(`orders/${page.order.uid}/status`, { status: ready ? "ready" : "preparing" })
      return page.locator(ready ? ".ready__word" : ".now .title", {
        hasText: ready ? "Siap Diambil" : "Sedang Disiapkan",
      })
    },
  },
  cashier: {
    staff: true,
    open: (page) => signIn(page, `${wire.url}/cashier`, "Rina"),
    happen: async (page) => page.locator(".row", { hasText: (await shop.order()).number }),
  },
  kitchen: {
    staff: true,
    open: (page) => signIn(page, `${wire.url}/kitchen`, "Budi"),
    happen: async (page) => page.locator(".ticket", { hasText: (await paidOrder()).number }),
  },
  board: {
    staff: true,
    open: (page) => page.goto(`${wire.url}/board`),
    happen: async (page) => page.locator(".prep li", { hasText: (await paidOrder()).number }),
  },
}

/** All of them at once, each on its own device. */
async function openAll() {
  return Promise.all(
    Object.entries(SCREENS).map(async ([name, { open }]) => {
      const page = await device(browser, { width: 1280, height: 800, clock: true })
      page.screen = name
      await open(page)
      return page
    }),
  )
}
const isStaff = (page) => SCREENS[page.screen].staff
/** On each of them something happens; answers where it will be seen. */
async function happenAll(pages) {
  const signs = []
  for (const page of pages) signs.push(await SCREENS[page.screen].happen(page))
  return signs
}
const allSeen = (signs) => Promise.all(signs.map((sign) => sign.first().waitFor()))
const secondsOf = async (page) =>
  Number(/(\d+) d/.exec(await page.locator(".connection-badge--off").first().innerText())?.[1])

test("every screen says that it is live, and what happens shows on it at once", async () => {
  const pages = await openAll()
  for (const page of pages) await isLive(page)
  await allSeen(await happenAll(pages))
  assertUnbroken(...pages)
})

test("a server that stops is seen everywhere, in seconds, and covered for staff; then all catch up", async () => {
  const pages = await openAll()
  for (const page of pages) await isLive(page)
  const same = await Promise.all(pages.map(mark))
  await shop.close()
  for (const page of pages) {
    const first = await until(() => secondsOf(page))
    await hasten([page], async () => assert.ok((await secondsOf(page)) > first, page.screen))
    assert.equal(await page.locator(".connection-badge--on").count(), 0, page.screen)
  }
  const staff = pages.filter(isStaff)
  await hasten(staff, seenOn(staff, staleOverlay))
  for (const page of staff) {
    assert.match(await page.locator(".stale-overlay").innerText(), /sejak \d\d\.\d\d/, page.screen)
  }
  await shop.reopen()
  till = await shop.token("Rina")
  const signs = await happenAll(pages)
  await hasten(pages, seenOn(pages, connectionBadge))
  await allSeen(signs)
  await hasten(pages, goneFrom(pages, staleOverlay))
  for (const unchanged of same) await unchanged()
  assertUnbroken(...pages)
})

test("where no socket gets through, every screen asks, says it is slow, and comes back when one does", async () => {
  wire.refusesSockets = true
  wire.cut()
  wire.refused = 0
  const pages = await Promise.all(
    Object.entries(SCREENS).map(async ([name, { open, staff }]) => {
      const page = await device(browser, { width: 1280, height: 800, clock: true })
      page.screen = name
      // Who signs in waits for the mark to say that it is live, and here it never will.
      if (staff && name !== "board") {
        await page
          .context()
          .request.post(`${wire.url}/api/v1/admin/login`, {
            data: { name: name === "cashier" ? "Rina" : "Budi", pin: "2468" },
          })
        await page.goto(`${wire.url}/${name}`)
      } else await open(page)
      return page
    }),
  )
  const slow = (page) => page.locator(".connection-badge--slow")
  await hasten(pages, seenOn(pages, slow))
  assert.ok(wire.refused >= 3 * pages.length, `${wire.refused} were tried`)
  for (const page of pages) assert.equal(await page.locator(".connection-badge--on").count(), 0, page.screen)
  const signs = await happenAll(pages)
  await hasten(pages, () => Promise.all(signs.map(async (sign) => assert.ok(await sign.first().isVisible()))))
  await seenOn(pages, slow)()
  wire.refusesSockets = false
  for (const page of pages) await page.evaluate(() => dispatchEvent(new Event("online")))
  for (const page of pages) await isLive(page)
  assertUnbroken(...pages)
})

test("after an hour in the pocket nothing old looks fresh for a single frame, and what was missed comes", async () => {
  const pages = await openAll()
  for (const page of pages) await isLive(page)
  // The phone sleeps: its sockets die on the way, and it is not told.
  wire.goDead()
  const signs = await happenAll(pages)
  const asleep = pages.map(async (page) =>
    page.evaluate(async () => {
      const now = Date.now
      Date.now = () => now() + 3_600_000
      // In the same breath as the wake-up: no timer of the page has run since.
      document.dispatchEvent(new Event("visibilitychange"))
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
      return [...document.querySelectorAll(".connection-badge")].map((each) => each.className)
    }),
  )
  for (const [at, marks] of (await Promise.all(asleep)).entries()) {
    assert.ok(
      marks.length > 0 && marks.every((look) => look.includes("connection-badge--off")),
      `${pages[at].screen} shows ${marks}`,
    )
  }
  wire.comeBack({ dead: true })
  for (const page of pages) await isLive(page)
  await allSeen(signs)
  assertUnbroken(...pages)
})

test("a wire that dies without a word is noticed, and staff screens are covered", async () => {
  const pages = await openAll()
  for (const page of pages) await isLive(page)
  wire.silent = true
  const signs = await happenAll(pages)
  await hasten(
    pages,
    seenOn(pages, (page) => page.locator(".connection-badge--off")),
  )
  const staff = pages.filter(isStaff)
  await hasten(staff, seenOn(staff, staleOverlay))
  wire.comeBack()
  await hasten(pages, seenOn(pages, connectionBadge))
  await allSeen(signs)
  await hasten(pages, goneFrom(pages, staleOverlay))
})

test("a device without network never shows old as fresh, and needs nobody's help afterwards", async () => {
  const pages = await openAll()
  for (const page of pages) await isLive(page)
  for (const page of pages) await page.context().setOffline(true)
  wire.cut()
  for (const page of pages) await page.locator(".connection-badge--off").first().waitFor()
  const signs = await happenAll(pages)
  for (const page of pages) assert.equal(await page.locator(".connection-badge--on").count(), 0, page.screen)
  for (const page of pages) await page.context().setOffline(false)
  await hasten(pages, seenOn(pages, connectionBadge))
  await allSeen(signs)
})
