// Which modules a page is made of, by what its script imports.

import { readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

export const HOME = fileURLToPath(new URL("../../../static/", import.meta.url))
export const read = (path) => readFileSync(join(HOME, path), "utf8")

/** What a module imports, by path below static/, at once or while it runs. @param {string} file */
export function importsOf(file) {
  return [...read(file).matchAll(/^(?:import|export)\s[^"]*?from "([^"]+)"|\(\) => import\("([^"]+)"\)/gm)].map(
    ([, eager, lazy]) => join(dirname(file), eager ?? lazy),
  )
}

/** The pages that have a script. */
export const scripted = readdirSync(join(HOME, "pages")).filter((page) =>
  readdirSync(join(HOME, "pages", page)).includes("page.js"),
)

/** All modules of a page. @param {string} page */
export function modulesOf(page) {
  const found = new Set()
  const add = (file) => {
    if (found.has(file)) return
    found.add(file)
    importsOf(file).forEach(add)
  }
  add(`pages/${page}/page.js`)
  return [...found]
}
