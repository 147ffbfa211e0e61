// Which components a page has, and which of them the browser has drawn.

import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

const PAGES = fileURLToPath(new URL("../../../static/pages/", import.meta.url))

/** All folders of pages. */
export const pages = () => readdirSync(PAGES)

/** «folder/file.js Component» of everything that these pages draw. @param {string[]} folders */
export function componentsOf(folders) {
  return folders.flatMap((folder) => {
    const files = readdirSync(PAGES + folder, { recursive: true })
      .map(String)
      .filter((file) => file.endsWith(".js"))
    return files.flatMap((file) => {
      const code = readFileSync(`${PAGES}${folder}/${file}`, "utf8")
      return [...code.matchAll(/^(?:export )?function ([A-Z]\w*)/gm)].map(([, name]) => `${folder}/${file} ${name}`)
    })
  })
}

/** From now on it is noted which components run; answers how to ask for their list, in the words of `componentsOf`. */
export async function watchDrawing(page) {
  const inspector = await page.context().newCDPSession(page)
  await inspector.send("Profiler.enable")
  // By function and not by block: that costs the page nothing.
  await inspector.send("Profiler.startPreciseCoverage", { callCount: true, detailed: false })
  return async () => {
    const { result } = await inspector.send("Profiler.takePreciseCoverage")
    await inspector.detach()
    return result.flatMap(({ url, functions }) => {
      const path = url.split("/pages/")[1]?.split("?")[0]
      if (!path) return []
      return functions
        .filter(({ functionName, ranges }) => /^[A-Z]/.test(functionName) && ranges[0].count > 0)
        .map(({ functionName }) => `${path} ${functionName}`)
    })
  }
}
