// The screen of a section. The first section's is there with the page; the others are fetched together when one of them
// is opened, and every second until they are there.

import { useEffect, useState } from "../../vendor/preact/standalone.js"
import { TodaySection } from "./today/today-section.js"

const RETRY_MS = 1_000

const fetchOthers = () => import("./other-sections.js")

/** Nothing until it is there. @param {string} section */
export function useSectionScreen(section) {
  const [others, setOthers] = useState(/** @type {Record<string, any>} */ ({}))
  const isMissing = section !== "today" && !(section in others)
  useEffect(() => {
    if (!isMissing) return
    let timer = 0
    const ask = () =>
      fetchOthers().then(
        ({ OTHER_SCREENS }) => setOthers(OTHER_SCREENS),
        () => {
          timer = window.setTimeout(ask, RETRY_MS)
        },
      )
    ask()
    return () => clearTimeout(timer)
  }, [isMissing])
  return section === "today" ? TodaySection : others[section]
}
