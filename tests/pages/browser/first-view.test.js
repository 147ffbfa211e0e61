// What each page asks for and weighs on its way to a phone, the first time and the second, and that it carries nothing
// of the others. How long it takes is measured by first-view.mjs: bytes and requests are the same on every machine,
// times are not.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { modulesOf } from "../unit/modules.js"
import { usedKeys } from "../unit/used-keys.js"
import { watchRequests } from "./requests.js"
import { device, IS_DEBUG, isLive, openBrowser, openShop, PIN } from "./support.js"
import { openWire } from "./wire.js"

// As a phone sees it: a name on the shop's network, over plain http, where no browser asks for more than gzip.
const NAME = "siap.local"
/** Bytes over the wire and requests with the socket, of a browser that has nothing yet. */
const MOST = { menu: { bytes: 100_000, requests: 12 }, admin: { bytes: 200_000, requests: 15 } }
/** And when it has been there before. */
const MOST_AGAIN = { menu: { requests: 3 } }
/**
 * So many pages are opened at a time, each over a wire of its own that counts its bytes: most of it is waiting for
 *   silence.
 */
const LANES = 4
/** A debug build sends every module by itself. */
const skip = IS_DEBUG && "a debug build has no bundles"

let shop, wires, browser
before(async () => {
  shop = await openShop()
  wires = await Promise.all(Array.from({ length: LANES }, () => openWire(shop)))
  browser = await openBrowser([`--host-resolver-rules=MAP ${NAME} 127.0.0.1`])
})
after(async () => {
  await browser?.close()
  await Promise.all((wires ?? []).map((wire) => wire.close()))
  await shop?.end()
})

const PAGES = {
  menu: "/?table=7",
  track: async () => `/t/${(await shop.order()).uid}`,
  lookup: "/t",
  cashier: ["/cashier", "Rina"],
  kitchen: ["/kitchen", "Budi"],
  board: "/board",
  kiosk: "/kiosk",
  display: ["/display", "Rina"],
  admin: ["/admin", "Dewi"],
  cards: ["/admin/cards", "Dewi"],
  setup: "/setup",
  pair: "/pair",
  help: "/help/id/2-sehari-hari",
  hp: async () =>
    new URL((await shop.call("POST", "/api/v1/admin/phone-checks", {}, await shop.token("Dewi"))).body.url).pathname,
}
// What hears nothing from the server, and has no connection badge.
const STILL = { lookup: "form", setup: ".closed", pair: "form", hp: ".reached", help: ".handbook" }

/** What is all HTML. */
const WITHOUT_SCRIPT = ["hp", "help"]

const isStatic = ({ file }) => /\.(js|css|json|svg|webmanifest)$/.test(file) && !file.startsWith("/api/")

/**
 * A device that has never been here, on a wire that no other uses meanwhile, and what it saw of a page at each of two
 *   visits.
 */
async function visits(name, wire) {
  const page = await device(browser, { width: 360, height: 780 })
  const context = page.context()
  const base = wire.url.replace("127.0.0.1", NAME)
  const [path, who] = [PAGES[name]].flat().map((each) => (typeof each === "function" ? each() : each))
  if (who) await context.request.post(`${wire.url}/api/v1/admin/login`, { data: { name: who, pin: PIN } })
  // A session's cookie belongs to the name it was given under.
  const cookies = await context.cookies()
  await context.addCookies(cookies.map(({ domain, ...cookie }) => ({ ...cookie, domain: NAME })))
  const address = base + (await path)
  const first = await view(page, name, address, wire)
  await page.close()
  const again = await view(await context.newPage(), name, address, wire)
  await context.close()
  return { first, again }
}

async function view(page, name, address, wire) {
  const answers = []
  const hosts = new Set()
  const asked = await watchRequests(page)
  const note = (what) => {
    hosts.add(new URL(what.url()).hostname)
  }
  page.on("request", note)
  page.on("websocket", note)
  page.on("requestfinished", (request) => answers.push(request.response()))
  const before = wire.bytes
  await page.goto(address)
  if (STILL[name]) await page.locator(STILL[name]).waitFor()
  else await isLive(page)
  await page.waitForLoadState("networkidle")
  const bytes = wire.bytes - before
  const files = []
  for (const answer of await Promise.all(answers))
    files.push({ file: new URL(answer.url()).pathname, headers: await answer.allHeaders() })
  return { bytes, files, hosts: [...hosts], requests: asked.times().length }
}

/** Both visits of every page, by its name: it takes long, and all tests ask for the same. */
let views
const allViews = () =>
  (views ??= (async () => {
    const seen = {}
    const names = Object.keys(PAGES)
    await Promise.all(
      wires.map(async (wire) => {
        for (let name = names.shift(); name; name = names.shift()) seen[name] = await visits(name, wire)
      }),
    )
    return seen
  })())

// More than 10 s for the first of these tests: thirteen pages are loaded by browsers that have never seen them.
test(
  "a page asks for no more, and weighs no more, than a phone in the shop's Wi-Fi has patience for",
  { skip },
  async (context) => {
    const views = await allViews()
    for (const [name, { first, again }] of Object.entries(views)) {
      context.diagnostic(
        `${name.padEnd(8)} ${String(first.requests).padStart(2)} requests, ${(first.bytes / 1000)
          .toFixed(1)
          .padStart(6)} kB; again ${String(again.requests).padStart(
          2,
        )} and ${(again.bytes / 1000).toFixed(1).padStart(6)} kB`,
      )
    }
    for (const [name, { bytes, requests }] of Object.entries(MOST)) {
      const { first } = views[name]
      assert.ok(first.bytes > 10_000 && first.bytes <= bytes, `${name}: ${first.bytes} bytes`)
      assert.ok(first.requests <= requests, `${name}: ${first.requests} requests`)
    }
    for (const [name, { requests }] of Object.entries(MOST_AGAIN))
      assert.ok(views[name].again.requests <= requests, `${name} again: ${views[name].again.requests} requests`)
  },
)

test("no page asks any host but the shop", async () => {
  for (const [name, { first }] of Object.entries(await allViews())) assert.deepEqual(first.hosts, [NAME], name)
})

test("a release's files are named by their content, kept forever, and sent compressed", { skip }, async () => {
  const sent = Object.values(await allViews()).flatMap(({ first }) => first.files.filter(isStatic))
  const addresses = new Map(sent.map(({ file, headers }) => [file, headers]))
  assert.ok(addresses.size > 20, "every page has some")
  for (const [file, headers] of addresses) {
    // Drawings are named by scripts.
    if (file.startsWith("/art/")) continue
    assert.match(file, /-[0-9a-f]{16}[./]/)
    assert.match(headers["cache-control"], /immutable/, file)
    if (Number(headers["content-length"]) > 300) assert.equal(headers["content-encoding"], "gzip", file)
  }
})

test("a page has one script of its own and nothing of another page, and fetches nothing twice", { skip }, async () => {
  for (const [name, { first }] of Object.entries(await allViews())) {
    const files = first.files.filter(isStatic).map(({ file }) => file)
    const scripts = files.filter((file) => file.endsWith(".js")).map((file) => file.replace(/-[0-9a-f]{16}/, ""))
    assert.deepEqual(
      scripts.sort(),
      WITHOUT_SCRIPT.includes(name) ? [] : ["/lib/too-old.js", `/pages/${name}.js`],
      name,
    )
    assert.deepEqual(
      files.filter((file, at, all) => all.indexOf(file) !== at),
      [],
      `${name} fetches nothing twice`,
    )
  }
})

test("a page's dictionary has every word that its modules say", { skip }, async () => {
  for (const [name, { first }] of Object.entries(await allViews())) {
    if (WITHOUT_SCRIPT.includes(name)) continue
    const [address] = first.files.map(({ file }) => file).filter((file) => file.startsWith("/i18n/"))
    const said = usedKeys([...modulesOf(name), "lib/too-old.js"])
    assert.ok(said.size > 5, name)
    for (const language of ["id", "en"]) {
      const words = await (await fetch(shop.url + address.replace(/\w+\.json$/, `${language}.json`))).json()
      assert.deepEqual(
        [...said].filter((key) => !(key in words)),
        [],
        `${name}, ${language}`,
      )
    }
  }
})

test("the style that stands in a page is allowed, and no other", { skip }, async () => {
  const page = await device(browser)
  await page.goto(shop.url)
  await isLive(page)
  const colour = () => page.evaluate(() => getComputedStyle(document.querySelector("h1")).color)
  const before = await colour()
  assert.equal(await page.evaluate(() => document.styleSheets.length), 1)
  await page.evaluate(() => {
    const style = document.createElement("style")
    style.textContent = "h1 { color: rgb(1, 2, 3) }"
    document.head.append(style)
  })
  assert.equal(await colour(), before)
  assert.notEqual(before, "rgb(1, 2, 3)")
  const policy = (await fetch(shop.url)).headers.get("content-security-policy")
  assert.match(policy, /script-src 'self';/)
  assert.match(policy, /style-src 'self' 'sha256-[\w+/]{43}=';/)
})
