// Everything that the pages use exists in the oldest browsers they support, according to MDN's tables
// (@mdn/browser-compat-data): interfaces, members, properties and syntax. What is missing there and does no harm is in
// a list, each with its reason.

import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { test } from "node:test"
import { fileURLToPath } from "node:url"

const { api, css, html, javascript } = createRequire(import.meta.url)("@mdn/browser-compat-data")

/** Stated in README and handbook, and in static/lib/too-old.js. */
const OLDEST = { chrome: 92, safari: 15.4, safari_ios: 15.4, firefox: 100 }

const HOME = fileURLToPath(new URL("../../../", import.meta.url))
const STATIC = `${HOME}static/`
const files = readdirSync(STATIC, { recursive: true })
  .map(String)
  .filter((name) => !name.startsWith("vendor"))
const read = (name) => readFileSync(STATIC + name, "utf8")
const scripts = files.filter((name) => name.endsWith(".js")).map((name) => [name, read(name)])
const sheets = files
  .filter((name) => name.endsWith(".css"))
  .map((name) => [name, read(name).replace(/\/\*[^]*?\*\//g, "")])

// Asked for before it is used, or only better with it.
const SCRIPTS_MAY = {
  adoptedStyleSheets: "lib looks for it first; without it a slip is as long as the printer makes it",
  replaceSync: "behind adoptedStyleSheets",
  imageSmoothingQuality: "a property that is set and ignored",
  supportedValuesOf: "called only where it is; the zones of Indonesia are a list of our own",
  vibrate: "called only where it is; never on an iPhone",
  transferSize:
    "compared only; where it is unknown, what the page brought is shown until its room has told what is so now",
  cause: "a field of a room's event, and not the one of an Error",
}
// What is left out by a browser that does not know it, and looks plainer there.
const SHEETS_MAY = {
  ":has": "marks what is chosen or focused once more; the mark itself and the focus ring do without",
  "container-type": "sizes have a value before, from the window's width",
  container: "the same",
  "@container": "the same",
  cqi: "the same",
  "text-wrap": "where lines break",
  hyphens: "where words break",
  "scrollbar-width": "a bar more to see",
  "accent-color": "a colour",
  "backdrop-filter": "behind the overlay's own ground",
  resize: "iOS has no handle",
  cursor: "iOS has no pointer",
  "user-select": "next to -webkit-user-select",
  "-webkit-touch-callout": "iOS only",
  mask: "next to -webkit-mask",
  outline: "its corners are square there",
  "overscroll-behavior": "a page that can be pulled",
  "box-decoration-break": "a ticket that runs on has no frame where it is broken",
  "break-after": "where a ticket is broken",
  overflow: "«clip» stands after «hidden»",
  dvh: "stands after vh",
  svh: "stands after vh",
  size: "print only: the owner's own browser prints the cards",
  page: "print only",
  "@page": "print only",
  "align-self": "start and end are flex-start and flex-end there",
  "align-content": "the same",
  "place-items": "the same",
}
const ATTRIBUTES_MAY = {
  inert: "lib/inert-polyfill.js holds it where it is not known",
  autocapitalize: "a phone's keyboard only",
  autocorrect: "a phone's keyboard only",
  autofocus: "lib and components set the focus themselves, too",
  translate: "lib/translated.js holds without it",
}

const number = (version) =>
  version === true
    ? 0
    : typeof version === "string" && version !== "preview"
      ? Number.parseFloat(version.replace("≤", ""))
      : Infinity
/** In which of the oldest browsers something is not there. */
function lacking({ support }) {
  return Object.entries(OLDEST)
    .filter(([browser, oldest]) => {
      const all = [support[browser]]
        .flat()
        .filter((one) => one && !one.flags && !one.prefix && !one.alternative_name && !one.version_removed)
      return Math.min(Infinity, ...all.map((one) => number(one.version_added))) > oldest
    })
    .map(([browser]) => browser)
}
const isMissing = (all) => all.length > 0 && all.every((one) => lacking(one).length > 0)

/** Every name of the platform, and all that it may be. */
function names() {
  const globals = new Map(),
    members = new Map()
  const note = (map, name, compat) => {
    if (compat) map.set(name, [...(map.get(name) ?? []), compat])
  }
  for (const [name, parts] of [...Object.entries(api), ...Object.entries(javascript.builtins)]) {
    note(globals, name, parts.__compat)
    for (const [member, part] of Object.entries(parts))
      if (member !== "__compat") note(members, member.replace(/_static$|_event$/, ""), part.__compat)
  }
  return { globals, members }
}

test("no script uses what the oldest browsers lack", () => {
  const { globals, members } = names()
  const code = scripts.map(([name, text]) => [
    name,
    text
      .replace(/^\s*(?:\/\/|\*|\/\*\*).*$/gm, "")
      .replace(/\/\*\*.*?\*\//g, "")
      .replace(/"[^"\n]*"/g, '""'),
  ])
  // Names of the pages' own: a field of an answer, a property, a variable.
  const everything = [read("lib/api-types.d.ts"), ...scripts.map(([, text]) => text)].join("\n")
  const own = (name) =>
    new RegExp(
      `(?<![.\\w"'-])${
        name
      }(?=["']?\\??\\s*[:=,}(\\])]|\\s+=)|[{,]\\s*${name}\\b|@property \\{[^\\n]*\\} \\[?${name}\\b`,
    ).test(everything)
  const wrong = []
  for (const [file, text] of code) {
    for (const [, name] of text.matchAll(/\??\.(\w+)\b/g)) {
      if (!(name in SCRIPTS_MAY) && isMissing(members.get(name) ?? []) && !own(name)) wrong.push(`${file}: .${name}`)
    }
    for (const [, name] of text.matchAll(/(?<![.\w"'`-])([A-Za-z]\w+)(?=[.(])/g)) {
      if (isMissing(globals.get(name) ?? []) && !own(name)) wrong.push(`${file}: ${name}`)
    }
  }
  assert.deepEqual([...new Set(wrong)], [])
})

// Newer than Safari 15.4 or Firefox 100. That Chromium 92 reads every module is tried in Chromium 92.
const NEW_SYNTAX = [
  [/\(\?<[=!]/, "a lookbehind in a regular expression (Safari 16.4)"],
  [/\/[dgimsuy]*v[dgimsuy]*(?=[\s,;).])(?<=[^\w)\]]\/[^/\n]+\/[dgimsuyv]*)/, "the flag v of a regular expression"],
  [/\bstatic\s*\{/, "a static block (Safari 16.4)"],
  [/^\s*(?:await\s+)?using\s+\w+\s*=/m, "using"],
  [/\bimport\b[^;\n]*\bwith\s*\{/, "attributes of an import"],
  [/^\s*@\w+\s*(?:class|\()/m, "a decorator"],
]
test("no script is written in what the oldest browsers cannot read", () => {
  for (const [file, text] of scripts)
    for (const [what, name] of NEW_SYNTAX) assert.doesNotMatch(text, what, `${file}: ${name}`)
})

test("no sheet needs what the oldest browsers lack", () => {
  const wrong = []
  const tell = (file, name, compat) => {
    if (compat && !(name in SHEETS_MAY) && lacking(compat).length > 0) wrong.push(`${file}: ${name}`)
  }
  for (const [file, text] of sheets) {
    for (const [, name, value] of text.matchAll(/(?<=[{;\s])(-?[a-z][\w-]*)\s*:\s*([^;{}]+)(?=[;}])/g)) {
      const property = css.properties[name]
      if (!property || name in SHEETS_MAY) continue
      tell(file, name, property.__compat)
      for (const [, word] of value.matchAll(/(?<![\w-])([a-z][a-z-]+)(?![\w(-])/g))
        tell(file, `${name}: ${word}`, property[word]?.__compat)
      for (const [, call] of value.matchAll(/(?<![\w-])([a-z][a-z-]+)\(/g)) {
        for (const [type, part] of Object.entries(css.types))
          tell(file, `${call}()`, type === call ? part.__compat : part[call]?.__compat)
      }
    }
    for (const [, unit] of text.matchAll(/[\d.](cq\w+|[dsl]v[hwib]|r?lh|rcap|rch|rex|ric)\b/g))
      if (!(unit in SHEETS_MAY)) wrong.push(`${file}: the unit ${unit}`)
    for (const [, name] of text.matchAll(/@([\w-]+)/g)) tell(file, `@${name}`, css["at-rules"][name]?.__compat)
    for (const [, name] of text.matchAll(/:{1,2}([a-z][\w-]+)(?=[^;{}]*\{)/g))
      tell(file, `:${name}`, css.selectors[name]?.__compat)
    if (/[{;]\s*(?:&|[.#][\w-]+\s*\{)/.test(text.replace(/@[^{]+\{/g, ""))) wrong.push(`${file}: a rule within a rule`)
  }
  assert.deepEqual([...new Set(wrong)], [])
})

test("no page needs an attribute that the oldest browsers lack", () => {
  const wrong = []
  for (const [name, part] of Object.entries(html.global_attributes)) {
    if (!part.__compat || name in ATTRIBUTES_MAY || lacking(part.__compat).length === 0) continue
    for (const file of files.filter((file) => /\.(?:js|html)$/.test(file)))
      if (new RegExp(`<[^>]*\\s${name}=`).test(read(file))) wrong.push(`${file}: ${name}`)
  }
  assert.deepEqual(wrong, [])
})

test("the oldest browsers stand in README, handbook and the words of those that are older", () => {
  const places = [
    "README.md",
    "docs/handbook/en/1-setting-up.md",
    "docs/handbook/id/1-memasang.md",
    "static/i18n/id.json",
    "static/i18n/en.json",
  ]
  for (const place of places) {
    const text = readFileSync(HOME + place, "utf8").replaceAll(/\s+/g, " ")
    for (const word of [`Chrome ${OLDEST.chrome}`, `Safari ${OLDEST.safari}`, `Firefox ${OLDEST.firefox}`])
      assert.ok(text.includes(word), `${word} in ${place}`)
  }
})
