// The pickup board: a sign that calls numbers and nothing else, never looks fresh when it is not, and needs no hand.

import assert from "node:assert/strict"
import { after, before, beforeEach, test } from "node:test"
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
  until,
  staleOverlay,
} from "./support.js"
import { sleeping } from "./wire.js"

let shop, browser, rina
before(async () => {
  shop = await openShop()
  browser = await openBrowser()
  rina = await shop.token("Rina")
})
after(async () => {
  await browser?.close()
  await shop?.end()
})
// Each test begins with an empty board.
beforeEach(async () => {
  for (const status of ["preparing", "ready"]) {
    const { body } = await shop.call("GET", `/api/v1/admin/orders?status=${status}&limit=100`, undefined, rina)
    for (const { uid } of body.orders) {
      if (status === "preparing") await move(uid, "ready")
      await move(uid, "completed")
    }
  }
})

const put = (uid, path, body = {}) => shop.call("PUT", `/api/v1/admin/orders/${uid}/${path}`, body, rina)
const move = (uid, status, more = {}) => put(uid, "status", { status, ...more })
const cook = async (more = {}) => {
  const order = await shop.order(["Kopi Tubruk"], more)
  await put(order.uid, "confirm-payment")
  return order
}
const call = async (more = {}) => {
  const order = await cook(more)
  await move(order.uid, "ready")
  return order
}
const many = async (count, make) => {
  const orders = []
  for (let n = 0; n < count; n++) orders.push(await make())
  return orders
}

/** A board on the wall; `prepare` gets the page before it loads. */
async function sign({ prepare = async () => {}, ...more } = {}) {
  const page = await device(browser, { width: 1920, height: 1080, ...more })
  await prepare(page)
  await page.goto(`${shop.url}/board`)
  await isLive(page)
  return page
}
const newest = (page) => page.locator(".newest")
const ready = (page) => page.locator(".ready li").allInnerTexts()
const preparing = (page) => page.locator(".prep li").allInnerTexts()
const numbersOf = (orders) => orders.map((order) => order.number)

test("numbers go left to right, the newest is largest and beats six times, one picked up is gone at once", async () => {
  const page = await sign({ moving: true })
  const [first, second] = [await cook(), await cook()]
  await until(async () => assert.deepEqual(await preparing(page), numbersOf([first, second])))
  await move(second.uid, "ready")
  await newest(page).filter({ hasText: second.number }).waitFor()
  await move(first.uid, "ready")
  await newest(page).filter({ hasText: first.number }).waitFor()
  assert.deepEqual(await ready(page), [second.number])
  assert.deepEqual(await preparing(page), [])
  const beats = (page) =>
    newest(page).evaluate((each) => [
      getComputedStyle(each).animationName,
      getComputedStyle(each).animationIterationCount,
    ])
  assert.deepEqual(await beats(page), ["beat", "6"])
  await move(first.uid, "completed")
  await newest(page).filter({ hasText: second.number }).waitFor()
  // The newest again, but no news.
  assert.equal((await beats(page))[0], "none")
  await move(second.uid, "completed")
  await newest(page).waitFor({ state: "detached" })
  await page.context().close()
})

/** Stands in for loudspeaker and voice: what would have been heard. */
const listen = (voices) => (page) =>
  page.addInitScript((voices) => {
    window.heard = []
    const node = () => ({
      connect: (next) => next,
      start() {},
      stop() {},
      gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} },
      frequency: {
        set value(pitch) {
          if (pitch === 784) window.heard.push("chime")
        },
      },
    })
    window.AudioContext = class {
      state = "running"
      currentTime = 0
      createOscillator = node
      createGain = node
      async resume() {}
      async suspend() {
        this.state = "suspended"
        this.onstatechange?.()
      }
    }
    window.SpeechSynthesisUtterance = class {
      constructor(text) {
        this.text = text
      }
    }
    const synthesis = new EventTarget()
    synthesis.getVoices = () => voices
    synthesis.speak = ({ text, lang }) => window.heard.push(`${lang}: ${text}`)
    Object.defineProperty(window, "speechSynthesis", { value: synthesis })
  }, voices)
const heard = (page) => page.evaluate(() => window.heard)
const VOICES = [
  { lang: "id-ID", localService: true },
  { lang: "en_GB", localService: true },
]

test("a number that becomes ready chimes, and neither the first sight of the board nor a pick-up does", async () => {
  const there = await call()
  const page = await sign({ prepare: listen([]) })
  await newest(page).filter({ hasText: there.number }).waitFor()
  const order = await call()
  await newest(page).filter({ hasText: order.number }).waitFor()
  await until(async () => assert.deepEqual(await heard(page), ["chime"]))
  await move(order.uid, "completed")
  await newest(page).filter({ hasText: there.number }).waitFor()
  await move(there.uid, "preparing")
  await newest(page).waitFor({ state: "detached" })
  assert.deepEqual(await heard(page), ["chime"])
  // Called back and ready again: that is news.
  await move(there.uid, "ready")
  await until(async () => assert.deepEqual(await heard(page), ["chime", "chime"]))
  await page.context().close()
})

test("the number is said in the page's language where that is wanted, and the wish stays on the device", async () => {
  const page = await sign({ prepare: listen(VOICES) })
  await call()
  await newest(page).waitFor()
  assert.deepEqual(await heard(page), ["chime"])
  await page.getByRole("button", { name: "Suara dan bahasa" }).click()
  await page.getByRole("button", { name: "Sebutkan nomor yang siap" }).click()
  await page.keyboard.press("Escape")
  const spoken = (number, lang) => {
    const spelled = [...number.replace("-", "")].join(", ")
    return lang === "id-ID" ? `id-ID: Nomor ${spelled}. Silakan diambil.` : `en_GB: Now serving number ${spelled}.`
  }
  const first = await call()
  await until(async () => assert.equal((await heard(page)).at(-1), spoken(first.number, "id-ID")))
  await page.reload()
  await isLive(page)
  await newest(page).waitFor()
  await page.getByRole("button", { name: "Suara dan bahasa" }).click()
  await page.getByRole("button", { name: "Sebutkan nomor yang siap", pressed: true }).waitFor()
  await page.getByRole("button", { name: /English/ }).click()
  await page.keyboard.press("Escape")
  const second = await call()
  await until(async () => assert.deepEqual(await heard(page), ["chime", spoken(second.number, "en_GB")]))
  // Turned off, it is silent altogether.
  await page.getByRole("button", { name: "Sound and language" }).click()
  await page.getByRole("button", { name: "Sound on" }).click()
  await page.keyboard.press("Escape")
  const third = await call()
  await newest(page).filter({ hasText: third.number }).waitFor()
  assert.equal((await heard(page)).length, 2)
  await page.context().close()
})

test("a device without a voice for the language says so, and chimes", async () => {
  const page = await sign({
    prepare: listen([
      { lang: "en-US", localService: true },
      { lang: "id-ID", localService: false },
    ]),
  })
  await page.getByRole("button", { name: "Suara dan bahasa" }).click()
  assert.equal(await page.getByRole("button", { name: "Sebutkan nomor yang siap" }).isDisabled(), true)
  await page.getByText("tidak punya suara bahasa Indonesia").waitFor()
  await page.getByRole("button", { name: "Coba bel" }).click()
  await until(async () => assert.deepEqual(await heard(page), ["chime"]))
  await page.context().close()
})

test("more than twelve ready numbers turn by themselves, with a mark that says which part it is", async () => {
  const orders = await many(30, call)
  const page = await sign({ prepare: (page) => page.clock.install() })
  await newest(page)
    .filter({ hasText: orders.at(-1).number })
    .waitFor()
  const seen = new Map()
  for (let look = 0; look < 10; look++) {
    const [part, ...shown] = await page.evaluate(() =>
      [...document.querySelectorAll(".ready .page-mark [aria-hidden], .ready li")].map((each) => each.textContent),
    )
    assert.ok(shown.length <= 12)
    seen.set(part, shown)
    await page.clock.runFor(4_000)
  }
  assert.deepEqual([...seen.keys()].sort(), ["1/3", "2/3", "3/3"])
  assert.deepEqual([...seen.values()].flat().sort(), numbersOf(orders.slice(0, -1)).sort())
  await page.context().close()
})

test("an empty board says what will be there, in both fields, and only once it knows that it is empty", async () => {
  let answer
  const page = await device(browser, { width: 1920, height: 1080 })
  await page.routeWebSocket(/\/ws/, (socket) => {
    const server = socket.connectToServer()
    const waiting = []
    server.onMessage((text) => (answer ? socket.send(text) : waiting.push(text)))
    page.letThrough = () => {
      answer = true
      for (const text of waiting) socket.send(text)
    }
  })
  await page.goto(`${shop.url}/board`)
  await page.getByRole("heading", { name: "Silakan diambil" }).waitFor()
  await until(async () => assert.equal(await page.locator(".none").count(), 0))
  page.letThrough()
  for (const words of ["Dapur sedang santai", "Belum ada yang siap"]) await page.getByText(words).waitFor()
  await page.context().close()
})

test("no name of a customer is on the board, in its pages, its sockets or its requests", async () => {
  const NAME = "Zubaedah-Rahasia"
  const said = []
  const page = await sign({
    prepare: async (page) => {
      page.on("websocket", (socket) => {
        socket.on("framereceived", ({ payload }) => said.push(String(payload)))
        socket.on("framesent", ({ payload }) => said.push(String(payload)))
      })
      page.on("response", async (answer) => said.push(answer.url(), await answer.text().catch(() => "")))
    },
  })
  const orders = await many(3, () => cook({ customer_name: NAME, note: NAME, table_number: "77" }))
  await move(orders[0].uid, "ready")
  await newest(page).filter({ hasText: orders[0].number }).waitFor()
  await page.reload()
  await newest(page).filter({ hasText: orders[0].number }).waitFor()
  const everything = [...said, await page.content()].join("\n")
  assert.ok(everything.includes(orders[0].number))
  for (const secret of [NAME, orders[0].uid, orders[0].code])
    assert.ok(!everything.includes(secret), `${secret} is told to the board`)
  await page.context().close()
})

const SIZES = [
  [1920, 1080],
  [1280, 720],
  [1366, 768],
  [1080, 1920],
  [768, 1024],
  [360, 780],
]

test("on every screen, upright or not, all numbers are whole, nothing scrolls, and no cursor lies there", async () => {
  await many(20, call)
  await many(14, cook)
  for (const [width, height] of SIZES) {
    const page = await sign({ width, height })
    await newest(page).waitFor()
    const wrong = await page.evaluate(() => {
      const whole = (each) => {
        const { left, right, top, bottom } = each.getBoundingClientRect()
        const field = each.closest("ul, section").getBoundingClientRect()
        return (
          left >= field.left - 1 &&
          right <= field.right + 1 &&
          top >= field.top - 1 &&
          bottom <= field.bottom + 1 &&
          each.scrollWidth <= each.clientWidth + 1
        )
      }
      const cut = [...document.querySelectorAll(".board li, .board h1, .board h2, .newest, .foot")]
        .filter((each) => !whole(each))
        .map((each) => each.textContent)
      const scrolls =
        document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth
      return { cut, scrolls, cursor: getComputedStyle(document.querySelector(".board")).cursor }
    })
    assert.deepEqual(wrong, { cut: [], scrolls: false, cursor: "none" }, `${width} × ${height}`)
    await page.context().close()
  }
})

test("from five metres on a large screen: the newest above 200 pixels, every other number above 80", async () => {
  await many(15, call)
  await many(14, cook)
  const page = await sign()
  await newest(page).waitFor()
  const size = (what) =>
    page
      .locator(what)
      .first()
      .evaluate((each) => parseFloat(getComputedStyle(each).fontSize))
  assert.ok((await size(".newest .plate")) >= 200)
  for (const what of [".ready li", ".prep li"]) assert.ok((await size(what)) >= 80, what)
  await page.context().close()
})

test("a cursor is seen while it moves, and goes", async () => {
  const page = await sign({ prepare: (page) => page.clock.install() })
  const cursor = () => page.locator(".board").evaluate((each) => getComputedStyle(each).cursor)
  await page.mouse.move(100, 100)
  assert.equal(await cursor(), "auto")
  await page.clock.runFor(3_100)
  assert.equal(await cursor(), "none")
  await page.context().close()
})

test("a board that hears nothing says since when, and after an hour's sleep shows what is true", async () => {
  let tablet
  const [old, stays] = [await call(), await call()]
  const page = await sign({
    prepare: async (page) => {
      tablet = await sleeping(page)
    },
  })
  await newest(page).filter({ hasText: stays.number }).waitFor()
  const same = await mark(page)
  tablet.sleep()
  await move(old.uid, "completed")
  const fresh = await call()
  await page.clock.fastForward("01:00:00")
  await page.locator(".stale-overlay", { hasText: /sejak \d\d\.\d\d/ }).waitFor()
  assert.equal(await page.locator(".connection-badge--on").count(), 0)
  tablet.wake()
  await until(async () => {
    await page.clock.runFor(1_000)
    assert.equal(await page.locator(".stale-overlay").count(), 0)
  })
  await isLive(page)
  await newest(page).filter({ hasText: fresh.number }).waitFor()
  assert.deepEqual(await ready(page), [stays.number])
  await same()
  await page.context().close()
})

test("a board goes on by itself after the server was stopped and started again", async () => {
  const order = await call()
  const page = await sign({ clock: true })
  await newest(page).filter({ hasText: order.number }).waitFor()
  const same = await mark(page)
  await shop.close()
  await hasten([page], seenOn([page], staleOverlay))
  await shop.reopen()
  await hasten([page], seenOn([page], connectionBadge))
  await hasten([page], goneFrom([page], staleOverlay))
  const next = await call()
  await newest(page).filter({ hasText: next.number }).waitFor()
  await same()
  assertUnbroken(page)
  await page.context().close()
})
