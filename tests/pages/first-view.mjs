// How long a cheap phone takes until a page can be used, over an emulated shop Wi-Fi: medians, a line for each page and
// program. node first-view.mjs [--rounds 5] [program …]; without a program, the one that the page tests would take.
//
// Programs take turns in each round, so that what else the machine does meets them alike. Next to them stands a page
// that is a bare list of the same dishes without script: the limit. Chromium is slowed down through its own tools
// (CDP).

import { spawnSync } from "node:child_process"
import { createServer } from "node:http"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { watchRequests } from "./browser/requests.js"

const ROUND_TRIP = 40 // ms
const MBIT = 5
const SLOWER = 6
const ROUNDS = 5
/** Over plain HTTP a browser takes gzip and no brotli, unless the host is its own machine: the shop has a name. */
const NAME = "siap.local"
/** When the last request is this old, nothing more comes. */
const SILENCE = 1_000 // ms

/** Where each page is, who opens it, and what must be there, and can be used, for it to be usable. */
const PAGES = {
  menu: { path: "/?table=7", usable: ".item__add:not([disabled])" },
  track: { path: async (shop) => `/t/${(await shop.order()).uid}`, usable: ".connection-badge--on" },
  admin: { path: "/admin", who: "Dewi", usable: ".connection-badge--on" },
}

const args = process.argv.slice(2)
const at = args.indexOf("--rounds")
const rounds = at < 0 ? ROUNDS : Number(args.splice(at, 2)[1])
// The shop of the page tests takes its program from the environment: each program is measured by a process of its own.
if (args.length > 0) {
  const results = args.map(() => [])
  for (let round = 0; round < rounds; round++) {
    args.forEach((program, n) => {
      const env = { ...process.env, SIAP_BIN: program, FIRST_VIEW_AS_JSON: "1" }
      const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), "--rounds", "1"], {
        env,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "inherit"],
      })
      results[n].push(...JSON.parse(child.stdout))
    })
  }
  args.forEach((program, n) => {
    console.log(program)
    print(results[n])
  })
} else {
  const seen = []
  await measure(seen)
  if (process.env.FIRST_VIEW_AS_JSON) console.log(JSON.stringify(seen))
  else print(seen)
}

/** @param {any[]} seen gets what was measured, view by view */
async function measure(seen) {
  const { device, openBrowser, openShop, PIN } = await import("./browser/support.js")
  const shop = await openShop()
  const bare = await serveBareList(shop)
  const browser = await openBrowser([`--host-resolver-rules=MAP ${NAME} 127.0.0.1`])
  const named = (/** @type {string} */ url) => url.replace("127.0.0.1", NAME)

  /** Opens a page in a context and answers how it went. */
  async function view(context, address, usable) {
    const page = await context.newPage()
    const asked = await watchRequests(page)
    const { cdp } = asked
    await cdp.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: ROUND_TRIP,
      downloadThroughput: MBIT * 125_000,
      uploadThroughput: MBIT * 125_000,
    })
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWER })
    await page.addInitScript((usable) => {
      const look = () => {
        if (!document.querySelector(usable)) return requestAnimationFrame(look)
        // It is painted in this frame, and can be tapped from the next on.
        requestAnimationFrame(() => {
          window.usableAfter = performance.now()
        })
      }
      look()
    }, usable)
    await page.goto(address)
    const after = await (await page.waitForFunction(() => window.usableAfter)).jsonValue()
    while (Date.now() - asked.lastAt < SILENCE) await new Promise((resolve) => setTimeout(resolve, 100))
    const times = asked.times()
    const before = times.filter((time) => (time - times[0]) * 1_000 <= after).length
    await page.close()
    return { after, before, requests: times.length, bytes: asked.bytes() }
  }

  try {
    for (let round = 0; round < (args.length ? 1 : rounds); round++) {
      for (const [name, { path, who, usable }] of Object.entries({ bare: { path: "", usable: "li" }, ...PAGES })) {
        const first = await device(browser, { width: 360, height: 780 })
        const context = first.context()
        await first.close()
        if (who) {
          await context.request.post(`${shop.url}/api/v1/admin/login`, { data: { name: who, pin: PIN } })
          const cookies = await context.cookies()
          await context.addCookies(cookies.map(({ domain, ...cookie }) => ({ ...cookie, domain: NAME })))
        }
        const address =
          name === "bare" ? named(bare.url) : named(shop.url) + (typeof path === "string" ? path : await path(shop))
        seen.push({ name, visit: "cold", ...(await view(context, address, usable)) })
        seen.push({ name, visit: "again", ...(await view(context, address, usable)) })
        await context.close()
      }
    }
  } finally {
    await browser.close()
    bare.close()
    await shop.end()
  }
}

/** A page with the dishes of the menu and nothing else. */
async function serveBareList(shop) {
  const { body: menu } = await shop.call("GET", "/api/v1/menu")
  const escaped = (text) => String(text).replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
  const items = menu.categories.flatMap((category) => category.items)
  const list = items
    .map((item) => `<li><b>${escaped(item.name)}</b> ${escaped(item.description ?? "")} Rp${item.price}</li>`)
    .join("\n")
  const page = gzipSync(`<!doctype html>
<html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Menu</title><link rel="icon" href="data:,">
<ul>
${list}
</ul>`)
  const server = createServer((_, answer) => {
    answer
      .writeHead(200, {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Encoding": "gzip",
        "Cache-Control": "no-store",
      })
      .end(page)
  })
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)))
  return { url: `http://127.0.0.1:${/** @type {any} */ (server.address()).port}/`, close: () => server.close() }
}

/** The median of each figure, by page and visit. @param {any[]} seen */
function print(seen) {
  const median = (values) => values.sort((a, b) => a - b)[values.length >> 1]
  for (const view of new Set(seen.map(({ name, visit }) => `${name} ${visit}`))) {
    const all = seen.filter(({ name, visit }) => `${name} ${visit}` === view)
    const of = (figure) => median(all.map((each) => each[figure]))
    console.log(
      `${view.padEnd(12)} usable after ${of("after").toFixed(0).padStart(5)} ms, ${String(of("before")).padStart(
        3,
      )} requests before, ${String(of("requests")).padStart(
        3,
      )} in all, ${(of("bytes") / 1_000).toFixed(1).padStart(6)} kB`,
    )
  }
}
