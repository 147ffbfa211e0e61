// What each page weighs on its way to a phone, and that it carries nothing of the others.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { gzipSync } from "node:zlib"
import { device, IS_DEBUG, isLive, openBrowser, openShop, PIN } from "./support.js"
import { openWire } from "./wire.js"

// As a phone sees it: a name on the shop's network, over plain http, where no browser asks for more than gzip.
const NAME = "siap.local"
const MOST_FOR_THE_MENU = 150_000

let shop, wire, browser
before(async () => {
  shop = await openShop()
  wire = await openWire(shop)
  browser = await openBrowser([`--host-resolver-rules=MAP ${NAME} 127.0.0.1`])
})
after(async () => {
  await browser?.close()
  await wire?.close()
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

/** Opens a page for the first time ever, and answers what came. */
async function firstView(name) {
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

test("the first view of the menu weighs less than 150 kB, and every page is known by its weight", async (context) => {
  const rows = []
  for (const name of Object.keys(PAGES)) {
    const { bytes, files, plain, hosts } = await firstView(name)
    rows.push(`${name.padEnd(8)} ${(bytes / 1000).toFixed(1).padStart(6)} kB on the wire, ${(plain / 1000).toFixed(1).padStart(6)} kB unpacked, ${String(files.length).padStart(3)} files`)
    assert.deepEqual(hosts, [NAME], `${name} asks nobody but the shop`)
    if (name === "menu") assert.ok(bytes > 10_000 && bytes < MOST_FOR_THE_MENU, `${bytes} bytes`)
    if (IS_DEBUG) continue
    for (const { file, size, encoding } of files.filter(isStatic)) if (size > 1_500) assert.equal(encoding, "gzip", file)
  }
  for (const row of rows) context.diagnostic(row)
})

test("a page carries its own scripts and no other page's", async () => {
  for (const name of Object.keys(PAGES)) {
    const { files } = await firstView(name)
    const foreign = files.map(({ file }) => file).filter((file) => file.startsWith("/pages/") && !file.startsWith(`/pages/${name}/`))
    assert.deepEqual(foreign, [], name)
    const twice = files.filter(isStatic).map(({ file }) => file).filter((file, at, all) => all.indexOf(file) !== at)
    assert.deepEqual(twice, [], `${name} fetches nothing twice`)
  }
})
