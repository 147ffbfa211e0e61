// What each page weighs on its way to a phone, and that it carries nothing of the others.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { gzipSync } from "node:zlib"
import { device, IS_DEBUG, isLive, openBrowser, openShop, PIN } from "./support.js"
import { openWire } from "./wire.js"

// As a phone sees it: a name on the shop's network, over plain http, where no browser asks for more than gzip.
const NAME = "siap.local"
const MOST_FOR_THE_MENU = 150_000
/** So many pages are opened at a time, each over a wire of its own that counts its bytes: most of it is waiting for silence. */
const LANES = 4

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
  admin: ["/admin", "Dewi"],
  cards: ["/admin/cards", "Dewi"],
  setup: "/setup",
  pair: "/pair",
  hp: async () => new URL((await shop.call("POST", "/api/v1/admin/phone-checks", {}, await shop.token("Dewi"))).body.url).pathname,
}
// What hears nothing from the server, and has no live mark.
const STILL = { lookup: "form", setup: ".closed", pair: "form", hp: ".reached" }

const isStatic = ({ file }) => /\.(js|css|json|svg)$/.test(file) && !file.startsWith("/api/")

/** Opens a page for the first time ever over a wire that no other page uses meanwhile, and answers what came. */
async function firstView(name, wire) {
  const page = await device(browser, { width: 360, height: 780 })
  const base = wire.url.replace("127.0.0.1", NAME)
  const [path, who] = [PAGES[name]].flat().map((each) => (typeof each === "function" ? each() : each))
  if (who) await page.context().request.post(`${wire.url}/api/v1/admin/login`, { data: { name: who, pin: PIN } })
  // A session's cookie belongs to the name it was given under.
  const cookies = await page.context().cookies()
  await page.context().addCookies(cookies.map(({ domain, ...cookie }) => ({ ...cookie, domain: NAME })))
  const answers = []
  const hosts = new Set()
  page.on("request", (request) => hosts.add(new URL(request.url()).hostname))
  page.on("websocket", (socket) => hosts.add(new URL(socket.url()).hostname))
  page.on("requestfinished", (request) => answers.push(request.response()))
  const before = wire.bytes
  await page.goto(base + (await path))
  if (STILL[name]) await page.locator(STILL[name]).waitFor()
  else await isLive(page)
  await page.waitForLoadState("networkidle")
  const bytes = wire.bytes - before
  let packed = 0
  const files = []
  for (const answer of await Promise.all(answers)) {
    const body = await answer.body()
    const headers = await answer.allHeaders()
    const file = new URL(answer.url()).pathname
    files.push({ file, size: body.length, encoding: headers["content-encoding"] })
    // What a release would send: the same, packed as hard, behind the same head.
    packed += Math.min(body.length, gzipSync(body, { level: 9 }).length) + JSON.stringify(headers).length
  }
  await page.context().close()
  return { bytes: IS_DEBUG ? packed : bytes, files, hosts: [...hosts], plain: files.reduce((sum, each) => sum + each.size, 0) }
}

/** Every page seen for the first time, by its name: it takes long, and all tests ask for the same. */
let views
const firstViews = () => (views ??= (async () => {
  const seen = {}
  const names = Object.keys(PAGES)
  await Promise.all(wires.map(async (wire) => {
    for (let name = names.shift(); name; name = names.shift()) seen[name] = await firstView(name, wire)
  }))
  return seen
})())

// More than 10 s for the first of these tests: twelve pages are loaded by browsers that have never seen them.
test("the first view of the menu weighs less than 150 kB, and every page is known by its weight", async (context) => {
  const { bytes: menu } = (await firstViews()).menu
  assert.ok(menu > 10_000 && menu < MOST_FOR_THE_MENU, `${menu} bytes`)
  for (const [name, { bytes, plain, files }] of Object.entries(await firstViews())) {
    context.diagnostic(`${name.padEnd(8)} ${(bytes / 1000).toFixed(1).padStart(6)} kB on the wire, ${(plain / 1000).toFixed(1).padStart(6)} kB unpacked, ${String(files.length).padStart(3)} files`)
  }
})

test("no page asks any host but the shop", async () => {
  for (const [name, { hosts }] of Object.entries(await firstViews())) assert.deepEqual(hosts, [NAME], name)
})

test("files are known by a tag, and a release sends them compressed, as hard as the browser can read", async () => {
  const sent = Object.values(await firstViews()).flatMap(({ files }) => files.filter(isStatic))
  for (const { file, size, encoding } of IS_DEBUG ? [] : sent) if (size > 1_500) assert.equal(encoding, "gzip", file)
  for (const { file, size } of new Map(sent.map((each) => [each.file, each])).values()) {
    const answer = await fetch(shop.url + file, { headers: { "Accept-Encoding": "gzip, br" } })
    await answer.arrayBuffer()
    assert.ok(answer.headers.get("etag"), file)
    if (!IS_DEBUG && size > 1_500) assert.equal(answer.headers.get("content-encoding"), "br", file)
  }
})

test("a page carries its own scripts and no other page's", async () => {
  for (const [name, { files }] of Object.entries(await firstViews())) {
    const foreign = files.map(({ file }) => file).filter((file) => file.startsWith("/pages/") && !file.startsWith(`/pages/${name}/`))
    assert.deepEqual(foreign, [], name)
    const twice = files.filter(isStatic).map(({ file }) => file).filter((file, at, all) => all.indexOf(file) !== at)
    assert.deepEqual(twice, [], `${name} fetches nothing twice`)
  }
})
