// The owner's requests about the menu with both languages, its file, the settings, and the shop's health.

import { asProblem, call, Refusal, Unreachable } from "../../../lib/api.js"

/**
 * @import { EditedCategory, EditedGroup, EditedItem, EditedMenu, GroupChange, Health, ImportReport, Report, Repricing,
 *   Settings, SettingsChange, Today } from "../../../lib/types.js"
 */
/** @import { Arrangement } from "./arrange.js" */
/** @import { NamedTable } from "../settings/tables.js" */

const LOGO = "/api/v1/admin/logo"
const MENU = "/api/v1/admin/menu"
// A photo goes over the shop's own Wi-Fi, which may be slow at its far end.
const PHOTO_TIMEOUT = 60_000

/** @returns {Promise<EditedMenu>} */
export const fetchEditedMenu = () => call("GET", MENU)

/** @param {Partial<EditedItem>} body @returns {Promise<EditedItem>} */
export const addItem = (body) => call("POST", MENU, { body })
/** @param {number} id @param {Partial<EditedItem>} body @returns {Promise<EditedItem>} */
export const changeItem = (id, body) => call("PUT", `${MENU}/${id}`, { body })
/** @param {number} id @returns {Promise<EditedItem>} */
export const retireItem = (id) => call("DELETE", `${MENU}/${id}`)
/** @param {number} id @returns {Promise<EditedItem>} */
export const restoreItem = (id) => call("POST", `${MENU}/${id}/restore`)
/** @param {number} id @returns {Promise<EditedItem>} */
export const removePhoto = (id) => call("DELETE", `${MENU}/${id}/photo`)
/** @param {number[]} item_ids @param {boolean} is_available */
export const setAvailabilities = (item_ids, is_available) =>
  call("PUT", `${MENU}/availability`, { body: { item_ids, is_available } })
/** @param {number} expected_rev @param {Arrangement} categories @returns {Promise<EditedMenu>} */
export const arrangeMenu = (expected_rev, categories) =>
  call("PUT", `${MENU}/order`, { body: { expected_rev, categories } })

/** @param {Partial<EditedCategory>} body @returns {Promise<EditedCategory>} */
export const addCategory = (body) => call("POST", `${MENU}/categories`, { body })
/** @param {number} id @param {Partial<EditedCategory>} body @returns {Promise<EditedCategory>} */
export const changeCategory = (id, body) => call("PUT", `${MENU}/categories/${id}`, { body })
/** @param {number} id */
export const retireCategory = (id) => call("DELETE", `${MENU}/categories/${id}`)
/** @param {number} id */
export const restoreCategory = (id) => call("POST", `${MENU}/categories/${id}/restore`)

/** @param {GroupChange} body @returns {Promise<EditedGroup>} */
export const addGroup = (body) => call("POST", `${MENU}/groups`, { body })
/** @param {number} id @param {GroupChange} body @returns {Promise<EditedGroup>} */
export const changeGroup = (id, body) => call("PUT", `${MENU}/groups/${id}`, { body })
/** @param {number} id */
export const retireGroup = (id) => call("DELETE", `${MENU}/groups/${id}`)
/** @param {number} id */
export const restoreGroup = (id) => call("POST", `${MENU}/groups/${id}/restore`)

export const EXPORT_ADDRESS = `${MENU}/export`
export const TABLE_ADDRESS = `${EXPORT_ADDRESS}?format=csv`
/**
 * What the menu is to become: a file as it is, so that the server can name the line of a slip, a table as it is on the
 * disk, other prices, or what it was before the last of these.
 * @typedef {{text: string} | {csv: Blob} | {prices: Repricing} | {undo: true}} MenuSource
 */
/**
 * Shows what that would do, or does it to the menu of a revision.
 * @param {MenuSource} source @param {number} [rev] @returns {Promise<ImportReport>}
 */
export function changeMenu(source, rev) {
  const query = rev === undefined ? "dry_run=true" : `expected_rev=${rev}`
  if ("prices" in source) return call("POST", `${MENU}/prices?${query}`, { body: source.prices })
  if ("undo" in source) return call("POST", `${MENU}/undo?${query}`)
  return call("POST", `${MENU}/import?${query}`, source)
}

/** The business day so far. @returns {Promise<Today>} */
export const fetchToday = () => call("GET", "/api/v1/admin/today")
const REPORT = "/api/v1/admin/report"
/** The sales of some days, the last among them. @param {string} from @param {string} to @returns {Promise<Report>} */
export const fetchReport = (from, to) => call("GET", `${REPORT}?${new URLSearchParams({ from, to })}`)
/** The address of a report's table as a file. @param {string} table @param {string} from @param {string} to */
export const reportFile = (table, from, to) => `${REPORT}/${table}?${new URLSearchParams({ from, to })}`
/**
 * Where the books are a file: the general journal, or invoices for Jurnal.id.
 * @param {string} from @param {string} to @param {"csv" | "jurnal"} format
 */
export const booksFile = (from, to, format) => `/api/v1/admin/books?${new URLSearchParams({ from, to, format })}`
/** How the shop is. @returns {Promise<Health>} */
export const fetchHealth = () => call("GET", "/api/v1/admin/health")

/** @returns {Promise<Settings>} */
export const fetchSettings = () => call("GET", "/api/v1/admin/settings")
/** @param {SettingsChange} body @returns {Promise<Settings>} */
export const changeSettings = (body) => call("PATCH", "/api/v1/admin/settings", { body })
/** @returns {Promise<NamedTable[]>} */
export const fetchTables = async () => asTables(await call("GET", "/api/v1/admin/tables"))
/** @param {NamedTable[]} tables @returns {Promise<NamedTable[]>} */
export const changeTables = async (tables) => asTables(await call("PUT", "/api/v1/admin/tables", { body: { tables } }))
/** @param {{tables: string[], ids: number[]}} answer @returns {NamedTable[]} */
const asTables = ({ tables, ids }) => tables.map((name, at) => ({ id: ids[at], name }))

/** @param {number} id @param {Blob} picture @param {(share: number) => void} onShare @returns {Promise<EditedItem>} */
export const putPhoto = (id, picture, onShare) => putPicture(`${MENU}/${id}/photo`, picture, onShare)
/** @param {Blob} picture @param {(share: number) => void} onShare @returns {Promise<Settings>} */
export const putLogo = (picture, onShare) => putPicture(LOGO, picture, onShare)
/** @returns {Promise<Settings>} */
export const removeLogo = () => call("DELETE", LOGO)

/**
 * Sends a picture, telling how much of it has arrived: `fetch` cannot tell that.
 * @param {string} path
 * @param {Blob} picture
 * @param {(share: number) => void} onShare from 0 to 1
 * @returns {Promise<any>}
 */
function putPicture(path, picture, onShare) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open("PUT", path)
    request.setRequestHeader("Content-Type", picture.type)
    request.setRequestHeader("Accept-Language", document.documentElement.lang)
    request.timeout = PHOTO_TIMEOUT
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onShare(event.loaded / event.total)
    }
    request.onload = () => {
      if (request.status === 200) resolve(JSON.parse(request.responseText))
      else reject(new Refusal(asProblem(request.status, request.responseText)))
    }
    request.onerror = request.ontimeout = () => reject(new Unreachable("photo"))
    request.send(picture)
  })
}
