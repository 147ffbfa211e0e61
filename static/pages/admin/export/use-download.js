// Downloads one file at a time, and reports its progress and its result.

import { useEffect, useRef, useState } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { fetchExport } from "./file-rules.js"
import { problemText } from "../../../components/problem.js"
import { message, t } from "../../../components/words.js"

/** @import { Message } from "../../../components/words.js" */

/**
 * @typedef {object} Download
 * @property {"idle" | "going" | "done" | "empty" | "handed" | "failed"} state `handed` to the browser itself, since it
 *   is large
 * @property {number} done rows that have come
 * @property {number} rows
 * @property {string} name
 * @property {Message | ""} problem
 */

/** @type {Download} */
const IDLE = { state: "idle", done: 0, rows: 0, name: "", problem: "" }

/** @param {() => void} onSignedOut */
export function useDownload(onSignedOut) {
  const [download, setDownload] = useState(IDLE)
  const going = useRef(/** @type {AbortController | null} */ (null))
  useEffect(() => () => going.current?.abort(), [])

  const begin = async (/** @type {string} */ address) => {
    if (going.current) return
    const stop = new AbortController()
    going.current = stop
    setDownload({ ...IDLE, state: "going" })
    try {
      const { rows, name, file } = await fetchExport(address, stop.signal, (done, all) =>
        setDownload({ ...IDLE, state: "going", done, rows: all }),
      )
      if (rows === 0) return setDownload({ ...IDLE, state: "empty" })
      const url = file ? URL.createObjectURL(file) : address
      save(url, name)
      if (file) setTimeout(() => URL.revokeObjectURL(url), 60_000)
      setDownload({ ...IDLE, state: file ? "done" : "handed", done: rows, rows, name })
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) onSignedOut()
      if (stop.signal.aborted) return setDownload(IDLE)
      setDownload({
        ...IDLE,
        state: "failed",
        problem: error instanceof Refusal ? problemText(error) : message(() => t("export.broken")),
      })
    } finally {
      going.current = null
    }
  }
  return { download, begin, stop: () => going.current?.abort() }
}

/** As if a link to it had been followed. @param {string} url @param {string} name */
function save(url, name) {
  const link = document.createElement("a")
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
}
