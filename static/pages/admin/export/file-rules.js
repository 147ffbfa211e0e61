// The addresses of export files, and the download of one with a count of its rows.

import { asProblem, Refusal, Unreachable } from "../../../lib/api.js"
import { language } from "../../../lib/i18n.js"

/** @import { ExportKind } from "../../../lib/types.js" */
/** @typedef {"csv" | "json"} Form */

// More rows than these fill the memory of a phone: the browser then fetches the file by itself, straight to its disk.
export const MAX_ROWS = 200_000
const LINE_FEED = 10

/** @param {ExportKind} what @param {{format: Form, from?: string, to?: string}} query */
export function exportAddress(what, { format, from, to }) {
  return `/api/v1/admin/export/${
    what
  }?${new URLSearchParams({ format, ...(from ? { from } : {}), ...(to ? { to } : {}) })}`
}

/**
 * @typedef {object} Fetched
 * @property {number} rows how many it has
 * @property {string} name what it is called
 * @property {Blob | null} file nothing if it has more rows than are kept here
 */

/**
 * Fetches a file whole, or throws: half of one is not given.
 * @param {string} address
 * @param {AbortSignal} signal
 * @param {(done: number, rows: number) => void} tell how many rows have come
 * @returns {Promise<Fetched>}
 */
export async function fetchExport(address, signal, tell) {
  const stop = new AbortController()
  signal.addEventListener("abort", () => stop.abort())
  try {
    const answer = await fetch(address, {
      headers: { "Accept-Language": language() },
      signal: stop.signal,
      cache: "no-store",
    })
    if (!answer.ok) throw new Refusal(asProblem(answer.status, await answer.text()))
    const rows = Number(answer.headers.get("Siap-Rows"))
    const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "siap"
    if (rows > MAX_ROWS || !answer.body) {
      stop.abort()
      return { rows, name, file: null }
    }
    tell(0, rows)
    const kind = answer.headers.get("Content-Type") ?? ""
    const parts = await read(answer.body, (lines) => tell(Math.min(lines, rows), rows))
    return { rows, name, file: new Blob(parts, { type: kind }) }
  } catch (error) {
    throw error instanceof Refusal ? error : new Unreachable(String(error))
  }
}

/**
 * Every part of a stream; throws when it breaks off.
 * @param {ReadableStream<Uint8Array>} body
 * @param {(lines: number) => void} tell
 */
async function read(body, tell) {
  /** @type {BlobPart[]} */
  const parts = []
  const reader = body.getReader()
  for (let lines = 0; ;) {
    const { done, value } = await reader.read()
    if (done) return parts
    parts.push(/** @type {BlobPart} */ (value))
    for (const byte of value) if (byte === LINE_FEED) lines += 1
    tell(lines)
  }
}
