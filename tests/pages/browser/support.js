// A real shop and real browsers: the executable itself, a folder of its own, and Chromium on this machine.

import assert from "node:assert/strict"
import { spawn } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { createRequire } from "node:module"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join, sep } from "node:path"
import { after, afterEach, before, beforeEach } from "node:test"
import { fileURLToPath } from "node:url"
import jsqr from "jsqr"
import { chromium } from "playwright-core"
import { PNG } from "pngjs"

const target = (kind) => fileURLToPath(new URL(`../../../target/${kind}/siap`, import.meta.url))
const BINARY =
  process.env.SIAP_BIN ?? [target("release"), target("debug")].find((path) => existsSync(path)) ?? target("debug")
/** A debug build serves its files from the disk, as they are. */
export const IS_DEBUG = BINARY.includes(`${sep}debug${sep}`)
// The headless shell is the same engine without windows and starts in a fraction of the time.
const BROWSERS = ["chromium-headless-shell", "chromium", "google-chrome"]
const CHROMIUM =
  process.env.CHROMIUM_BIN ?? BROWSERS.map((name) => `/usr/bin/${name}`).find((path) => existsSync(path)) ?? BROWSERS[0]
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

// Long enough for a small machine that does other things besides.
const PATIENCE = 15_000
// Longer than any file of tests keeps a device.
const LIFE = 600_000
export const PIN = "2468"

/** A shop with its staff, on a free port, its data somewhere in `folder`. Close it in the test's `after`. */
export async function openShop({
  staff = [
    ["Rina", "cashier"],
    ["Budi", "kitchen"],
    ["Dewi", "owner"],
  ],
  limits = "off",
  folder = tmpdir(),
} = {}) {
  const data = mkdtempSync(join(folder, "siap-pages-"))
  for (const [name, role] of staff)
    await run(["staff", "add", "--data", data, "--name", name, "--role", role, "--pin-stdin"], `${PIN}\n`)
  const shop = new Shop(data)
  shop.limits = limits
  await shop.openAnywhere()
  return shop
}

/**
 * Opens a shop and a browser before the tests of a file, and closes both after them.
 * @param {(opened: {shop: any, browser: any}) => Promise<void>} ready gets both before the first test
 * @param {Parameters<typeof openShop>[0]} [options] of the shop
 */
export function shopForTests(ready, options) {
  let shop, browser
  before(async () => {
    shop = await openShop(options)
    browser = await openBrowser()
    await ready({ shop, browser })
  })
  after(async () => {
    await browser?.close()
    await shop?.end()
  })
}

/** A shop in the middle of a made-up day, the same day each time, with nothing more happening by itself. */
export async function openDemo() {
  const data = mkdtempSync(join(tmpdir(), "siap-demo-"))
  const shop = new Shop(data, { Dewi: "1111", Rina: "2222", Tono: "5555", Budi: "3333", Sari: "4444" })
  await shop.start(["demo", "--fill", "--still", "--listen", "127.0.0.1:0", "--data", data])
  return shop
}

class Shop {
  /** @param {string} data @param {Record<string, string>} [pins] where they are not the tests' own */
  constructor(data, pins = {}) {
    this.data = data
    this.pins = pins
    this.url = ""
    // They are per address, and in a test every customer has the same one.
    this.limits = "off"
  }

  pin(name) {
    return this.pins[name] ?? PIN
  }

  /** On any port that is free: between the look and the opening another program may have taken it. */
  async openAnywhere() {
    for (;;) {
      const refused = await this.open(await freePort()).then(
        () => null,
        (error) => error,
      )
      if (!refused) return
      if (!/is used by another program/.test(refused.message)) throw refused
    }
  }

  /** Starts the program; returns when it listens. */
  async open(port) {
    const address = `127.0.0.1:${port}`
    await this.start(["serve", "--listen", address, "--data", this.data, "--public-url", `http://${address}`])
  }

  async start(args) {
    const child = spawn(BINARY, args, {
      env: { ...process.env, SIAP_LIMITS: this.limits },
      stdio: ["ignore", "pipe", "pipe"],
    })
    this.child = child
    this.gone = new Promise((resolve) => child.once("exit", resolve))
    let said = ""
    child.stderr.on("data", (text) => {
      said += text
    })
    this.url = await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`the shop did not open:\n${said}`)), PATIENCE)
      child.stdout.on("data", (text) => {
        said += text
        // As long as it says how far it is, it is on its way.
        late.refresh()
        const found = /listening on (http:\/\/\S+)/.exec(said)
        if (!found) return
        clearTimeout(late)
        resolve(found[1])
      })
      child.once("exit", (code) => reject(new Error(`the shop ended with ${code}:\n${said}`)))
    })
  }

  /** Stops the program as its owner would. */
  async close() {
    this.child.kill("SIGTERM")
    await this.gone
  }

  isOpen() {
    return this.child.exitCode === null && this.child.signalCode === null
  }

  /** Opens it again, at the same address, with all it knew. */
  async reopen() {
    await this.open(new URL(this.url).port)
  }

  async end() {
    await this.close()
    rmSync(this.data, { recursive: true, force: true })
  }

  /** A request as a script would make it. */
  async call(method, path, body, headers = {}) {
    const answer = await fetch(this.url + path, {
      method,
      headers: { "Content-Type": "application/json", "Accept-Language": "id", ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await answer.text()
    return { status: answer.status, body: text ? JSON.parse(text) : null, headers: answer.headers }
  }

  /**
   * Gives the shop a picture of its own; answers where it is.
   * @param {{mimeType: string, buffer: Buffer}} picture
   * @param {Record<string, string>} headers of the owner
   */
  async hangLogo({ mimeType, buffer }, headers) {
    const answer = await fetch(`${this.url}/api/v1/admin/logo`, {
      method: "PUT",
      headers: { "Content-Type": mimeType, ...headers },
      body: buffer,
    })
    assert.equal(answer.status, 200)
    return (await answer.json()).logo_url
  }

  /** The session of a member of staff, for scripts. */
  async token(name) {
    const { body } = await this.call("POST", "/api/v1/admin/login", { name, pin: this.pin(name), want: "token" })
    return { Authorization: `Bearer ${body.token}` }
  }

  /** A dish of the menu, by its Indonesian name. */
  async dish(name) {
    const { body } = await this.call("GET", "/api/v1/menu")
    const found = body.categories.flatMap((category) => category.items).find((item) => item.name === name)
    assert.ok(found, `${name} is on the menu`)
    return found
  }

  /** An order a customer placed with a phone. */
  async order(names = ["Nasi Goreng Kampung"], more = {}) {
    const items = []
    for (const name of names) items.push({ menu_item_id: (await this.dish(name)).id, quantity: 1 })
    const { status, body } = await this.call("POST", "/api/v1/orders", {
      items,
      payment_method: "cash",
      order_type: "dine_in",
      table_number: "5",
      ...more,
    })
    assert.equal(status, 201, JSON.stringify(body))
    return body
  }
}

/** A port without a listener; the shop is opened on it twice, and its QR codes name it. */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** Runs the executable to its end. */
function run(args, input) {
  return new Promise((resolve, reject) => {
    const child = spawn(BINARY, args, { stdio: ["pipe", "pipe", "pipe"] })
    let said = ""
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (text) => {
        said += text
      })
    child.on("error", reject)
    child.on("exit", (code) => (code === 0 ? resolve(said) : reject(new Error(said))))
    child.stdin.end(input)
  })
}

/** One browser for a file of tests. @param {string[]} [more] flags */
export function openBrowser(more = []) {
  const flags = [
    ...more,
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ]
  if (process.getuid?.() === 0) flags.push("--no-sandbox")
  return chromium.launch({ executablePath: CHROMIUM, args: flags })
}

// The devices of the tests that are running, the innermost last. One that a test has opened is closed with it, or it
// would go on drawing and asking during the tests that follow; one that a file has opened stays.
const running = []
// The scripts that take the pictures use this module without tests.
if (process.env.NODE_TEST_CONTEXT) {
  beforeEach(() => {
    running.push(new Set())
  })
  afterEach(async () => {
    await Promise.all([...running.pop()].map((context) => context.close()))
  })
}

/**
 * A device with its own cookies, storage and size. Anything that breaks on it fails the test. With `clock` the test can
 * let its time pass; `moving` shows the animations, which take a fifth of the processor time of a test.
 */
export async function device(browser, { width = 390, height = 844, clock = false, moving = false, ...more } = {}) {
  const reducedMotion = moving ? "no-preference" : "reduce"
  const context = await browser.newContext({ viewport: { width, height }, locale: "id-ID", reducedMotion, ...more })
  context.setDefaultTimeout(PATIENCE)
  // An answer that a test holds back or rewrites may still be on its way.
  const close = context.close.bind(context)
  context.close = async (...how) => {
    await Promise.all([context, ...context.pages()].map((each) => each.unrouteAll({ behavior: "ignoreErrors" })))
    await close(...how)
  }
  // Some answers of a browser have no limit of their own: a test that waits for one fails here.
  const overdue = setTimeout(() => context.close(), LIFE).unref()
  const devices = running.at(-1)
  devices?.add(context)
  context.once("close", () => {
    clearTimeout(overdue)
    devices?.delete(context)
  })
  const page = await context.newPage()
  if (clock) await page.clock.install()
  page.broken = []
  page.on("pageerror", (error) => page.broken.push(String(error)))
  page.on("console", (message) => {
    // A refused or dropped request is the test's own doing, and so is a server that was stopped.
    if (message.type() === "error" && !/Failed to load resource|WebSocket connection/.test(message.text()))
      page.broken.push(message.text())
  })
  return page
}

/** Fails when anything broke on the page. */
export function assertUnbroken(...pages) {
  for (const page of pages) assert.deepEqual(page.broken, [], page.url())
}

/** Signs in at a staff screen. */
export async function signIn(page, address, name) {
  await page.goto(address)
  await page.getByLabel("Nama").fill(name)
  await page.getByLabel("PIN").fill(PIN)
  await page.getByRole("button", { name: "Masuk" }).click()
  await isLive(page)
}

/** Opens a screen of the staff with a session that begins there and then. */
/** By what each section of the admin screen is reached: the group it stands in, which opens with its first. */
const GROUPS = {
  Menu: ["Menu", "Pilihan"],
  Toko: ["Pengaturan", "Meja", "Alamat", "Tes HP"],
  Tim: ["Karyawan", "Perangkat"],
  Lainnya: ["Riwayat", "Unduh data", "Cadangan", "Kesehatan"],
}

/** To a section of the admin screen, as one taps there. */
export async function goTo(page, part) {
  const [group] = Object.entries(GROUPS).find(([, parts]) => parts.includes(part))
  const tap = (navigation, name) =>
    page.getByRole("navigation", { name: navigation }).getByRole("link", { name }).click()
  await tap("Bagian admin", group)
  await tap(group, part)
}

export async function enterAs(page, shop, name, path) {
  await page.context().request.post(`${shop.url}/api/v1/admin/login`, { data: { name, pin: shop.pin(name) } })
  await page.goto(shop.url + path)
  await isLive(page)
}

/** At the till: opens an order. */
export const openOrder = (page, { uid }) => page.locator(`#row-${uid}`).click()
/** And begins to take its money. */
export const beginPayment = (page) => page.locator(".detail:not(.tap-guarded) .actions__main").click()

/** Waits until the page is connected and says so. */
export async function isLive(page) {
  await page.locator(".connection-badge--on").first().waitFor()
}

/** Lets a page come without what the server wrote into it, as one that the browser had kept and does not believe. */
export async function withoutFirst(page, address) {
  await page.route(address, async (route) => {
    const answer = await route.fetch()
    const html = await answer.text()
    await route.fulfill({ response: answer, body: html.replace(/(<script [^>]*id="first">).*(?=<\/script>)/, "$1{}") })
  })
}

/** Puts a dish into the cart as it is usually chosen: with one tap, or two where the menu asks first. */
export async function add(page, name) {
  const plus = page.getByRole("button", {
    name: new RegExp(`^Tambah ${escaped(name)}$|^${escaped(name)}, \\d+ di pesanan`),
  })
  const asks = (await plus.getAttribute("aria-haspopup")) === "dialog"
  await plus.click()
  if (asks) await page.getByRole("dialog", { name }).locator(".button--primary").click()
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")

/** How people type: many times slower than any scanner. */
export const BY_HAND = { delay: 70 }

/** Between one thing that is typed and the next, in milliseconds. */
const PAUSE = 300
/**
 * When the last key was pressed, by the clock of each page's keys: it may be ahead of ours.
 * @type {WeakMap<object, number>}
 */
const lastKeys = new WeakMap()

/**
 * Types as a scanner does, so many milliseconds apart, even while the page is busy. The page gets all keys at once,
 * each with its own time.
 * @param {string} [ending] the key it ends with, if it does
 * @param {boolean} [ahead] whether the next key comes from here as well, and so need not wait until our clock is as far
 */
export async function scan(page, code, { apart = 8, ending = "Enter", ahead = false } = {}) {
  const keys = await page.context().newCDPSession(page)
  // Some time after what was typed before.
  const first = Math.max(Date.now(), lastKeys.get(page) ?? 0) + PAUSE
  const CODES = { Enter: 13, Tab: 9 }
  const press = (key, n) =>
    keys.send("Input.dispatchKeyEvent", {
      type: "keyDown",
      key,
      text: key === "Enter" ? "\r" : key.length === 1 ? key : undefined,
      windowsVirtualKeyCode: CODES[key],
      timestamp: (first + n * apart) / 1000,
    })
  const all = [...code, ...(ending ? [ending] : [])]
  await Promise.all(all.map(press))
  await keys.detach()
  const last = first + all.length * apart
  lastKeys.set(page, last)
  // By then the page no longer waits for another key, and the next key typed by hand is later by the clock of the keys,
  // too.
  await new Promise((resolve) => setTimeout(resolve, ahead ? PAUSE : last - Date.now() + PAUSE))
}

/** Orders on the page from the open menu to its tracking page; answers the uid. */
export async function orderOnPage(page, names) {
  for (const name of names) await add(page, name)
  await page.getByRole("button", { name: /Lihat pesanan|Lanjut/ }).click()
  await page.getByRole("button", { name: /Pesan sekarang/ }).click()
  await page.waitForURL(/\/t\/[a-z0-9]{26}$/)
  return page.url().split("/").pop()
}

/** The page has not been loaded again since it was marked. */
export async function mark(page) {
  await page.evaluate(() => {
    window.sameAsBefore = true
  })
  return async () => assert.equal(await page.evaluate(() => window.sameAsBefore), true, "the page was loaded again")
}

/** Asks again, frame after frame, until what is claimed holds. */
export async function until(claim, patience = PATIENCE) {
  const end = Date.now() + patience
  for (;;) {
    try {
      return await claim()
    } catch (error) {
      if (Date.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

// Seconds of a page's clock that pass at once.
const AT_ONCE = 15

/**
 * Lets the time of pages with a `clock` pass a second at a time until what is claimed holds: at once at first, then
 * more slowly each time. The server has no such clock: on a busy machine the page would give up each answer before it
 * can come, and so that it gets one at last, the end is far away.
 */
export function hasten(pages, claim) {
  let passed = 0
  return until(async () => {
    await Promise.all(pages.map((page) => page.clock.runFor(1_000)))
    passed += 1
    if (passed > AT_ONCE) await new Promise((resolve) => setTimeout(resolve, (passed - AT_ONCE) * 100))
    return claim()
  }, 4 * PATIENCE)
}
/** The claim that something is seen on each of some pages. @param {(page: any) => any} [part] */
export const seenOn = (pages, part) => () =>
  Promise.all(pages.map(async (page) => assert.ok(await part(page).first().isVisible(), page.url())))
/** The claim that something is nowhere on them. */
export const goneFrom = (pages, part) => () =>
  Promise.all(pages.map(async (page) => assert.equal(await part(page).count(), 0, page.url())))
export const connectionBadge = (page) => page.locator(".connection-badge--on")
export const staleOverlay = (page) => page.locator(".stale-overlay")

/**
 * Waits until a page has drawn itself at its size, and until every colour has become what it is to be: half way from
 * light to dark it is not what was chosen. A frame is known by an observer, as the clock of a page may stand still.
 */
export const settled = (page) =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) {
      await new Promise((resolve) => {
        const observer = new ResizeObserver(() => {
          observer.disconnect()
          resolve(undefined)
        })
        observer.observe(document.documentElement)
      })
    }
    await Promise.allSettled(
      document
        .getAnimations()
        .filter((each) => each instanceof CSSTransition)
        .map((each) => each.finished),
    )
  })

/** Everything axe objects to, in one line each. @param {Record<string, {enabled: boolean}>} [rules] */
export async function axe(page, rules = {}) {
  await settled(page)
  // Run past the page's own policy: axe is the inspector, not part of the page.
  if (await page.evaluate(() => !("axe" in window))) await page.evaluate(AXE)
  const { violations } = await page.evaluate(
    (rules) =>
      window.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        rules,
        resultTypes: ["violations"],
      }),
    rules,
  )
  return violations.map(
    (each) => `${each.id}: ${each.help} — ${each.nodes.map((node) => node.target.join(" ")).join(" | ")}`,
  )
}

/** What the QR code in a picture says. @param {Buffer | PNG} picture the bytes of a PNG, or what was read of them */
export function decode(picture) {
  const { data, width, height } = Buffer.isBuffer(picture) ? PNG.sync.read(picture) : picture
  return jsqr(new Uint8ClampedArray(data), width, height)?.data ?? null
}
