// The owner's requests about people: staff, devices and the history.

import { call } from "../../../lib/api.js"

/** @import { About, Change, Device, Member, Pairing, PersonRole, ScreenRole } from "../../../lib/types.js" */

const STAFF = "/api/v1/admin/staff"
const DEVICES = "/api/v1/admin/devices"
const HISTORY = "/api/v1/admin/history"

/** @returns {Promise<Member[]>} */
export const fetchStaff = async () => (await call("GET", STAFF)).staff
/** @param {{name: string, role: PersonRole, pin: string}} body @returns {Promise<Member>} */
export const addMember = (body) => call("POST", STAFF, { body })
/** @param {number} id @param {{name?: string, role?: PersonRole, pin?: string}} body @returns {Promise<Member>} */
export const changeMember = (id, body) => call("PUT", `${STAFF}/${id}`, { body })
/** @param {number} id @returns {Promise<Member>} */
export const retireMember = (id) => call("DELETE", `${STAFF}/${id}`)
/** @param {number} id @returns {Promise<Member>} */
export const restoreMember = (id) => call("POST", `${STAFF}/${id}/restore`)

/** @returns {Promise<Device[]>} the last used first */
export const fetchDevices = async () => (await call("GET", DEVICES)).devices
/** @param {number} id */
export const revokeDevice = (id) => call("DELETE", `${DEVICES}/${id}`)
/** @param {{role: ScreenRole, name: string, till?: number}} body @returns {Promise<Pairing>} */
export const beginPairing = (body) => call("POST", `${DEVICES}/pairing`, { body })

/**
 * A filter of the history: its part, for orders perhaps only their money, and one person or all.
 * @typedef {{about: About, money: boolean, by: string}} HistoryQuery
 */

/**
 * @param {HistoryQuery & {limit: number, cursor?: number | null}} query
 * @returns {Promise<{changes: Change[], next_cursor: number | null}>} the newest first
 */
export const listChanges = ({ limit, cursor, ...query }) =>
  call(
    "GET",
    `${HISTORY}?${new URLSearchParams({
      ...asked(query),
      limit: String(limit),
      ...(cursor ? { cursor: String(cursor) } : {}),
    })}`,
  )
/** Where the same is found as a file, whole. @param {HistoryQuery} query @param {"csv" | "json"} format */
export const historyFile = (query, format) =>
  `/api/v1/admin/export/history?${new URLSearchParams({ ...asked(query), format })}`

/** Nothing said is everything but the orders, by all. @param {HistoryQuery} query @returns {Record<string, string>} */
const asked = ({ about, money, by }) => ({
  ...(about ? { about } : {}),
  ...(money ? { money: "true" } : {}),
  ...(by ? { by } : {}),
})
