// Which components a page has, and which of them the browser has drawn.

import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

const PAGES = fileURLToPath(new URL("../../../static/pages/", import.meta.url))

/** All folders of pages. */
export const pages = () => readdirSync(PAGES)

/** «folder Component» of everything that these pages draw. @param {string[]} folders */
export function componentsOf(folders) {
  return folders.flatMap((folder) => {
    const files = readdirSync(PAGES + folder, { recursive: true })
      .map(String)
      .filter((file) => file.endsWith(".js"))
    const found = files.flatMap((file) => {
      const code = readFileSync(`${PAGES}${folder}/${file}`, "utf8")
      return [...code.matchAll(/^(?:export )?function ([A-Z]\w*)/gm)].map(([, name]) => `${folder} ${name}`)
    })
    // A release sends one script of a page, where only their names tell them apart.
    assert.deepEqual(
      found.filter((each, index) => found.indexOf(each) !== index),
      [],
      "two components of one page have one name",
    )
    return found
  })
}

/** The scripts of pages that give away how their language is changed, by their address. */
const telling = new Map()

/** A page's script, and after it how its language is changed. */
async function toldBy(route) {
  const response = await route.fetch()
  const script = await response.text()
  const before = script.slice(0, script.indexOf("async function switchLanguage("))
  const [, module] = [...before.matchAll(/^const (\$m\d+) = \(\(\) => \{$/gm)].at(-1)
  // Nothing of how it came: the browser is to take it as it is.
  return { contentType: "text/javascript", body: `${script}\nglobalThis.switchLanguage = ${module}.switchLanguage` }
}

/**
 * From now on it is noted which components run; answers how to ask for their list, in the words of `componentsOf`. The
 * page's script also gives away how its language is changed, which would take a second way to the screen otherwise.
 */
export async function watchDrawing(page) {
  await page.route(/\/pages\/\w+-[0-9a-f]{16}\.js$/, async (route) => {
    const address = route.request().url()
    if (!telling.has(address)) telling.set(address, await toldBy(route))
    await route.fulfill(telling.get(address))
  })
  const inspector = await page.context().newCDPSession(page)
  await inspector.send("Profiler.enable")
  // By function and not by block: that costs the page nothing.
  await inspector.send("Profiler.startPreciseCoverage", { callCount: true, detailed: false })
  return async () => {
    const { result } = await inspector.send("Profiler.takePreciseCoverage")
    await inspector.detach()
    return result.flatMap(({ url, functions }) => {
      const [, folder] = url.match(/\/pages\/(\w+)(?:-lazy)?-[0-9a-f]{16}\.js/) ?? []
      if (!folder) return []
      return functions
        .filter(({ functionName, ranges }) => /^[A-Z]/.test(functionName) && ranges[0].count > 0)
        .map(({ functionName }) => `${folder} ${functionName}`)
    })
  }
}
