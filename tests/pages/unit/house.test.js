// The house rules of static/: who imports whom, what a page may hold, and whose work is carried along.

import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { test } from "node:test"
import { fileURLToPath } from "node:url"
import { CHANNELS, ORDER_STATUSES, ORDER_TYPES, PAYMENT_METHODS, ROLES } from "../../../static/lib/api-words.js"
import { HOME, importsOf, modulesOf, read, scripted } from "./modules.js"

const files = readdirSync(HOME, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(HOME, join(entry.parentPath ?? entry.path, entry.name)))
const ending = (...ends) => files.filter((file) => ends.some((end) => file.endsWith(end)) && !file.startsWith("vendor"))

const FLOORS = {
  lib: ["lib"],
  components: ["components", "lib", "vendor"],
  pages: ["pages", "components", "lib", "vendor"],
}

test("imports point down only, and are relative", () => {
  for (const file of ending(".js")) {
    const floor = file.split("/")[0]
    for (const [, from] of read(file).matchAll(/from "([^"]+)"$/gm))
      assert.match(from, /^\.\.?\/.*\.js$/, `${file} imports ${from}`)
    for (const target of importsOf(file)) {
      assert.ok(files.includes(target), `${file} imports ${target}, which is not there`)
      assert.ok(FLOORS[floor].includes(target.split("/")[0]), `${file} reaches up to ${target}`)
    }
  }
})

test("a page borrows nothing from another page, but for the style guide, which shows the parts of all", () => {
  for (const file of ending(".js").filter(
    (name) => name.startsWith("pages/") && !name.startsWith("pages/styleguide/"),
  )) {
    for (const target of importsOf(file)) {
      if (target.startsWith("pages/")) assert.equal(target.split("/")[1], file.split("/")[1], file)
    }
  }
})

/** Sent by themselves to every page, or written from the API documents. */
const FOR_ALL = ["lib/too-old.js", "lib/stale.js", "lib/api-words.js"]

test("components/ and lib/ hold only what two pages share; what one page uses lives with it", () => {
  const pages = scripted.filter((page) => page !== "styleguide").map((page) => new Set(modulesOf(page)))
  assert.ok(pages.length > 10)
  for (const file of ending(".js").filter((name) => !name.startsWith("pages/") && !FOR_ALL.includes(name))) {
    assert.ok(pages.filter((modules) => modules.has(file)).length > 1, `${file} is used by fewer than two pages`)
  }
})

test("every module of a page is imported", () => {
  const imported = new Set(ending(".js").flatMap(importsOf))
  for (const file of ending(".js").filter((name) => name.startsWith("pages/") && !name.endsWith("/page.js")))
    assert.ok(imported.has(file), file)
})

test("only the connection of a page opens sockets", () => {
  for (const file of ending(".js"))
    if (file !== "lib/live/platform.js") assert.doesNotMatch(read(file), /new (WebSocket|EventSource)\(/, file)
})

test("no page holds inline script, inline style or a foreign address", () => {
  for (const file of ending(".html")) {
    const text = read(file)
    assert.doesNotMatch(text, /<script(?![^>]*\ssrc=)/, file)
    assert.doesNotMatch(text, /<style|\sstyle=|\son\w+=/, file)
    assert.doesNotMatch(text, /(?:src|href)="(?:https?:)?\/\//, file)
  }
  for (const file of ending(".js")) assert.doesNotMatch(read(file), /\sstyle=/, file)
})

test("everything a page asks for is there", () => {
  for (const file of ending(".html")) {
    for (const [, address] of read(file)
      .replaceAll("{{lang}}", "id")
      .matchAll(/(?:src|href)="(\/[^"#]*\.[a-z]+)/g)) {
      if (!address.startsWith("/api/")) assert.ok(files.includes(address.slice(1)), `${file} asks for ${address}`)
    }
  }
})

test("every icon that is shown is in the sprite", () => {
  const sprite = read("icons/icons.svg")
  for (const file of ending(".js")) {
    for (const [, name] of read(file).matchAll(/\bicon(?:=|: )"([\w-]+)"|Icon\}\s+name="([\w-]+)"/g)) {
      if (name) assert.ok(sprite.includes(`id="i-${name}"`), `${file} shows ${name}`)
    }
  }
})

test("every vendored file has its licence and says how it was made", () => {
  for (const folder of readdirSync(join(HOME, "vendor"))) {
    const there = files.filter((file) => file.startsWith(`vendor/${folder}/`)).map((file) => file.split("/")[2])
    assert.ok(there.includes("VERSION"), `vendor/${folder} has no VERSION`)
    const libraries = read(`vendor/${folder}/VERSION`).match(/^(@?[\w/-]+) \d+\.\d+\.\d+/gm) ?? []
    assert.ok(libraries.length > 0)
    for (const library of libraries) {
      const name = library.split(" ")[0].split("/").pop()
      assert.ok(there.includes(`LICENSE-${name}`), `${name} is carried without its licence`)
    }
  }
})

test("colours have names, and only the tokens know the raw ones", () => {
  for (const file of ending(".css")) {
    if (file === "styles/tokens.css" || file === "styles/print.css") continue
    const bare = read(file)
      .replace(/#0000|#000\b/g, "")
      .replace(/var\([^()]*(?:\([^()]*\))?[^()]*\)/g, "")
    assert.doesNotMatch(bare, /#[0-9a-f]{3,8}\b|rgba?\(/i, file)
  }
})

/** The brackets after this place, whole. @param {string} text @param {number} from */
function bracketed(text, from) {
  let open = 0
  for (let at = from; at < text.length; at++) {
    if ("([{".includes(text[at])) open++
    if (")]}".includes(text[at]) && --open === 0) return text.slice(from, at + 1)
  }
  return text.slice(from)
}

test("dark is the same colours, whether the device asks for them or the screen is always dark", () => {
  const [, device, screen, ...more] = read("styles/tokens.css").split("/* dark:begin */")
  const tokens = (block) =>
    block
      .slice(0, block.indexOf("/* dark:end */"))
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean)
  assert.ok(tokens(device).length > 30 && more.length === 0)
  assert.deepEqual(tokens(screen), tokens(device))
})

// A key may be pressed between a drawing and the effects that run after it: they would take the focus from a person who
// has moved on.
test("the focus moves with what is drawn or with what was done, and not a moment later", () => {
  const moves = /\.focus\??\.?\(|\.select\(\)|\.showModal\(/
  const bodyAfter = (text, from) => {
    const parameters = text.indexOf("(", from)
    return bracketed(text, text.indexOf("{", parameters + bracketed(text, parameters).length))
  }
  const own = new Map(
    ending(".js").map((file) => {
      const text = read(file)
      const functions = [...text.matchAll(/^(?:export )?function ([a-z]\w*)\(/gm)].filter(
        ([, name]) => !name.startsWith("use"),
      )
      return [file, functions.filter(({ index }) => moves.test(bodyAfter(text, index))).map(([, name]) => name)]
    }),
  )
  assert.ok(own.get("pages/admin/shared/focus-error.js").includes("focusFirstError"))
  for (const [file, mine] of own) {
    const text = read(file)
    const theirs = [...text.matchAll(/^import \{([^}]*)\} from "([^"]+)"/gm)].flatMap(([, names, from]) =>
      names
        .split(",")
        .map((name) => name.trim())
        .filter((name) => own.get(join(dirname(file), from))?.includes(name)),
    )
    const called = new RegExp([moves.source, ...[...mine, ...theirs].map((name) => `\\b${name}\\b`)].join("|"))
    for (const late of text.matchAll(/\b(?:useEffect|requestAnimationFrame|setTimeout|queueMicrotask)\(/g)) {
      const body = bracketed(text, late.index + late[0].length - 1)
      // What listens moves it with what was done.
      if (body.includes("addEventListener(")) continue
      assert.doesNotMatch(body, called, `${file}: ${late[0]}${body.slice(1, 120)}`)
    }
  }
})

const WIDTH = 120

// Prettier leaves templates, comments and texts as long as they are.
test("no line of a script or a stylesheet is wider than 120 columns", () => {
  const tests = fileURLToPath(new URL("../", import.meta.url))
  const own = readdirSync(tests, { recursive: true }).filter((name) => !name.startsWith("node_modules"))
  const all = [...ending(".js", ".css").map((file) => HOME + file), ...own.map((file) => tests + file)]
  const written = all.filter((file) => /\.(?:m?js|css)$/.test(file))
  assert.ok(written.length > 350)
  for (const file of written) {
    const lines = readFileSync(file, "utf8").split("\n")
    const wide = lines.findIndex((line) => line.length > WIDTH)
    assert.equal(wide, -1, `${file}:${wide + 1}`)
  }
})

// With the last test that it knows of, node runs a file's hooks: they would end what the others still need.
test("no test file waits for something between its tests", () => {
  const browser = fileURLToPath(new URL("../browser/", import.meta.url))
  for (const name of readdirSync(browser)) {
    const code = readFileSync(browser + name, "utf8")
    const first = code.search(/^test\(/m)
    if (first >= 0) assert.doesNotMatch(code.slice(first), /^await /m, name)
  }
})

test("a file stays short enough to read without losing the thread", () => {
  for (const file of ending(".js")) {
    if (file === "lib/live/connection.js") continue
    const lines = read(file).split("\n").length
    assert.ok(lines <= 220, `${file} has ${lines} lines`)
  }
})

/** What only a table in lib/decisions.js or a page's own decides. */
const WORDS = [ORDER_STATUSES, ORDER_TYPES, PAYMENT_METHODS, CHANNELS, ROLES].flat()

test("no page compares a status, a role, a payment method, a channel or an order's type with a word", () => {
  const asked = "(?:status|payment_status|order_type|payment_method|method|channel|role|was|code)"
  const asks = new RegExp(`\\b${asked}\\b[\\])]* [!=]== "(?:unpaid|${WORDS.join("|")})"`)
  assert.match('order.status === "ready"', asks)
  assert.match('facts.was !== "completed"', asks)
  for (const file of ending(".js").filter((name) => !name.startsWith("pages/styleguide/")))
    assert.doesNotMatch(read(file), asks, file)
})
