// A shop with a kitchen: orders that are paid, and screens with a session.

import assert from "node:assert/strict"
import { device, isLive, openBrowser, openShop, PIN, until } from "./support.js"
import { sleeping } from "./wire.js"

export const DISHES = ["Soto Ayam + Nasi", "Kopi Tubruk", "Pisang Goreng"]

export let shop, browser, rina, dewi, kitchen

/** For `before`: the shop, and one kitchen screen that stays, with its animations. */
export async function open() {
  shop = await openShop()
  browser = await openBrowser()
  rina = await shop.token("Rina")
  dewi = await shop.token("Dewi")
  kitchen = await screen({ moving: true })
}

/** For `after`. */
export async function close() {
  await browser?.close()
  await shop?.end()
}

/** For `beforeEach`: nothing to cook, and nothing left to be seen. */
export async function clear() {
  const { body } = await shop.call("GET", "/api/v1/admin/orders?status=preparing", undefined, rina)
  for (const { uid } of body.orders) await move(uid, "ready")
  await until(async () => {
    await kitchen.evaluate(() => document.querySelector(".ticket__ok, .line--void.line--changed")?.click())
    assert.equal(await kitchen.locator(".ticket").count(), 0)
  })
}

export const put = (uid, path, body = {}, who = rina) =>
  shop.call("PUT", `/api/v1/admin/orders/${uid}/${path}`, body, who)
export const move = (uid, status, more = {}) => put(uid, "status", { status, ...more })
export const tick = (uid, line, status) => put(uid, `lines/${line}/status`, { status })
export const fetchOrder = async (uid) => (await shop.call("GET", `/api/v1/admin/orders/${uid}`, undefined, rina)).body
export const events = async (uid, type = "order_status_update") =>
  (await fetchOrder(uid)).history.filter((entry) => entry.type === type)

/** A kitchen screen with a session; `prepare` gets the page before it loads. */
export async function screen({ prepare = async () => {}, ...more } = {}) {
  const page = await device(browser, { width: 1280, height: 800, ...more })
  await page.context().request.post(`${shop.url}/api/v1/admin/login`, { data: { name: "Budi", pin: PIN } })
  await prepare(page)
  await page.goto(`${shop.url}/kitchen`)
  await isLive(page)
  return page
}

let keys = 0
const keyed = (who) => ({ ...who, "Idempotency-Key": `kitchen-change-${(keys += 1)}-${Date.now()}` })
const change = async (uid, path, body, who) => {
  const { rev } = await fetchOrder(uid)
  const { status, body: answer } = await shop.call(
    "POST",
    `/api/v1/admin/orders/${uid}/${path}`,
    { ...body, expected_rev: rev },
    keyed(who),
  )
  assert.equal(status, 200, JSON.stringify(answer))
  return answer
}
/** A round, as the till sends it. */
export const addRound = async (uid, names) => {
  const items = []
  for (const name of names) items.push({ menu_item_id: (await shop.dish(name)).id, quantity: 1 })
  return change(uid, "lines", { items }, rina)
}
/** A dish is taken off by the owner, who needs no approval. */
export const takeOff = (uid, line) => change(uid, `lines/${line}/void`, { reason: "Salah pesan" }, dewi)
export const changeDetails = async (uid, details) => {
  const { status, body } = await shop.call("PATCH", `/api/v1/admin/orders/${uid}`, details, rina)
  assert.equal(status, 200, JSON.stringify(body))
}

/** A paid order, and on which screens it has arrived. */
export async function cook(names = DISHES, more = {}, pages = [kitchen]) {
  const order = await shop.order(names, more)
  await put(order.uid, "confirm-payment", { tendered: 10_000_000 })
  for (const page of pages) await ticket(order, page).waitFor()
  return order
}

export const ticket = (order, page = kitchen) =>
  page.locator(`.ticket:not(.ticket--cancelled)[data-uid="${order.uid}"]`)
export const red = (order, page = kitchen) => page.locator(`.ticket--cancelled[data-uid="${order.uid}"]`)
export const head = (order, page = kitchen) => ticket(order, page).locator(".ticket__head")
export const line = (order, name, page = kitchen) => ticket(order, page).locator(".line", { hasText: name })
export const gone = (order, page = kitchen) => ticket(order, page).waitFor({ state: "detached" })
export const numbers = (page = kitchen) => page.locator(".ticket__number").allInnerTexts()
export const tappable = (page = kitchen) => page.locator(".tickets:not(.tap-guarded)").waitFor()
export const press = (name, page = kitchen) => page.getByRole("button", { name, exact: true }).click()
/** The last tap, and not what a toast offers to take back. */
export const undo = (page = kitchen) =>
  page.locator(".bar").getByRole("button", { name: "Urungkan", exact: true }).click()

/** The server's clock, as this page is told it. */
export const ahead = (page, minutes) =>
  page.routeWebSocket(/\/ws/, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((text) => {
      const message = JSON.parse(text)
      if (message.type === "hello")
        message.at = new Date(Date.parse(message.at) + minutes * 60_000 + 5_000).toISOString()
      socket.send(JSON.stringify(message))
    })
  })

/** A kitchen that can fall asleep. */
export async function sleeper() {
  let tablet
  const page = await screen({
    prepare: async (page) => {
      tablet = await sleeping(page)
    },
  })
  return { page, ...tablet }
}

/** Stands in for the loudspeaker: which pitches would have been heard. */
export const listen = (page) =>
  page.addInitScript(() => {
    window.heard = []
    let touched = false
    addEventListener(
      "pointerdown",
      () => {
        touched = true
      },
      true,
    )
    const node = () => ({
      connect: (next) => next,
      start() {},
      stop() {},
      gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} },
      frequency: {
        set value(pitch) {
          window.heard.push(pitch)
        },
      },
    })
    window.AudioContext = class {
      state = "suspended"
      currentTime = 0
      createOscillator = node
      createGain = node
      turn(state) {
        this.state = state
        this.onstatechange?.()
      }
      // A browser lets a page sound only after a touch.
      async resume() {
        if (touched) this.turn("running")
      }
      async suspend() {
        this.turn("suspended")
      }
    }
  })
/** The first touch anywhere is enough. */
export const touch = (page) =>
  until(async () => {
    await page.locator(".bar time").click()
    assert.equal(await page.getByRole("button", { name: "Suara", pressed: true, exact: true }).count(), 1)
  })
export const TONES = { new: "660,880", changed: "520,440", cancelled: "330,262,262" }
