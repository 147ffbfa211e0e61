// Chromium as it was, driven over its own protocol: what drives today's browsers asks for things that these do not
// know.

import assert from "node:assert/strict"
import { execFileSync, spawn } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { brotliDecompressSync } from "node:zlib"
import { until } from "./support.js"

const PACKAGES = { 92: "chromium-92", 80: "chromium-80" }

/** Unpacks the browser that a package brings, once a machine. @param {number} version */
function unpacked(version) {
  const packed = join(dirname(createRequire(import.meta.url).resolve(`${PACKAGES[version]}/package.json`)), "bin")
  const place = join(tmpdir(), `siap-chromium-${version}-${process.getuid?.() ?? 0}`)
  if (existsSync(join(place, "chromium"))) return place
  const fresh = mkdtempSync(`${place}-`)
  writeFileSync(join(fresh, "chromium"), brotliDecompressSync(readFileSync(join(packed, "chromium.br"))), {
    mode: 0o755,
  })
  mkdirSync(join(fresh, "swiftshader"))
  const software = brotliDecompressSync(readFileSync(join(packed, "swiftshader.tar.br")))
  execFileSync("tar", ["xf", "-", "-C", join(fresh, "swiftshader")], { input: software })
  try {
    renameSync(fresh, place)
  } catch (error) {
    // Another test has unpacked it meanwhile.
    rmSync(fresh, { recursive: true, force: true })
    if (!existsSync(join(place, "chromium"))) throw error
  }
  return place
}

/** @param {92 | 80} version */
export async function openOldBrowser(version) {
  const browser = new OldBrowser(version)
  const { product } = await browser.send("Browser.getVersion")
  assert.match(product, new RegExp(`/${version}\\.`))
  return browser
}

class OldBrowser {
  constructor(version) {
    const profile = mkdtempSync(join(tmpdir(), "siap-old-"))
    const flags = [
      "--headless",
      "--no-sandbox",
      "--no-zygote",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--no-first-run",
      "--lang=id",
      `--user-data-dir=${profile}`,
      "--remote-debugging-pipe",
      "about:blank",
    ]
    this.child = spawn(join(unpacked(version), "chromium"), flags, {
      stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
    })
    this.said = ""
    this.child.stderr.on("data", (text) => {
      this.said = (this.said + text).slice(-2_000)
    })
    this.gone = new Promise((resolve) => this.child.once("exit", resolve)).then(() => {
      rmSync(profile, { recursive: true, force: true })
      for (const { reject } of this.waiting.values()) reject(new Error(`the browser has gone: ${this.said}`))
    })
    this.waiting = new Map()
    this.listeners = new Set()
    this.asked = 0
    let rest = ""
    this.child.stdio[4].on("data", (text) => {
      const messages = (rest + text).split("\0")
      rest = messages.pop()
      for (const message of messages) this.hear(JSON.parse(message))
    })
  }

  hear({ id, result, error, ...event }) {
    if (id === undefined) return this.listeners.forEach((listener) => listener(event))
    const { resolve, reject } = this.waiting.get(id)
    this.waiting.delete(id)
    if (error) reject(new Error(error.message))
    else resolve(result)
  }

  send(method, params = {}, sessionId = undefined) {
    const id = ++this.asked
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      this.child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    })
  }

  /** A device of its own. */
  async device({ width = 390, height = 844 } = {}) {
    const { browserContextId } = await this.send("Target.createBrowserContext")
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank", browserContextId, width, height })
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true })
    const page = new OldPage(this, sessionId)
    for (const domain of ["Page", "Runtime", "Network"]) await page.send(`${domain}.enable`)
    await page.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false })
    return page
  }

  async close() {
    this.child.kill("SIGTERM")
    await this.gone
  }
}

class OldPage {
  constructor(browser, session) {
    this.browser = browser
    this.session = session
    /** What broke on it. @type {string[]} */
    this.broken = []
    browser.listeners.add(({ sessionId, method, params }) => {
      if (sessionId === session && method === "Runtime.exceptionThrown")
        this.broken.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text)
    })
  }

  send(method, params) {
    return this.browser.send(method, params, this.session)
  }

  async goto(url) {
    await this.send("Page.navigate", { url })
    await until(async () =>
      assert.equal(
        await this.ask((url) => location.href.startsWith(url) && document.readyState === "complete", url),
        true,
      ),
    )
  }

  /** Runs a function on the page, written in what the old browser knows. */
  async ask(what, ...given) {
    const expression = `(${what})(${given.map((each) => JSON.stringify(each)).join()})`
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  /** Waits until a part is there, says this and can be seen; answers its words. */
  async sees(part, words = "") {
    return until(async () => {
      const texts = await this.ask(
        (part) =>
          Array.from(document.querySelectorAll(part))
            .filter((each) => each.getClientRects().length > 0)
            .map((each) => each.innerText),
        part,
      )
      const found = texts.find((text) => text.includes(words))
      assert.ok(found !== undefined, `${part} with «${words}» among ${JSON.stringify(texts)}; broken: ${this.broken}`)
      return found
    })
  }

  /** A real press of the mouse, on the first that says this. */
  async click(part, words = "") {
    await this.sees(part, words)
    const at = await this.ask(
      (part, words) => {
        const there = Array.from(document.querySelectorAll(part)).find(
          (each) => each.getClientRects().length > 0 && each.innerText.includes(words),
        )
        there.scrollIntoView({ block: "center" })
        const { left, top, width, height } = there.getBoundingClientRect()
        return { x: left + width / 2, y: top + height / 2 }
      },
      part,
      words,
    )
    for (const type of ["mousePressed", "mouseReleased"])
      await this.send("Input.dispatchMouseEvent", { type, ...at, button: "left", clickCount: 1 })
  }

  async press(key) {
    await this.send("Input.dispatchKeyEvent", { type: "keyDown", key, text: key.length === 1 ? key : undefined })
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", key })
  }
}
