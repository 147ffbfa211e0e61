// Requests about cash drawers. Each has an idempotency key, so that a lost answer can be asked for again.

import { call } from "./api.js"

/** @import { CashMove, CashMoveKind, Denomination, Drawer, Shift, ShiftCount, ShiftList } from "./types.js" */

const SHIFTS = "/api/v1/admin/shifts"

/** By notes and coins, or as a sum. @typedef {{counted?: number, pieces?: Denomination[]}} CountBody */
/** @typedef {{kind: CashMoveKind, amount?: number, reason?: string}} MoveBody */
/** @typedef {{count_id: number, reason?: string, handed_over?: number}} CloseBody */
/**
 * `shift` is the one it is about; none where a drawer is opened.
 * @typedef {{what: "open", body: CountBody} | {what: "moves", shift: number, body: MoveBody}
 *   | {what: "counts", shift: number, body: CountBody} | {what: "close", shift: number, body: CloseBody}} DrawerRequest
 */
/** @typedef {Shift | CashMove | ShiftCount} DrawerAnswer */

/** @returns {Promise<Drawer>} */
export const fetchDrawer = () => call("GET", `${SHIFTS}/current`)
/** @param {number} id @returns {Promise<Shift>} */
export const fetchShift = (id) => call("GET", `${SHIFTS}/${id}`)
/** @param {number | null} before the newest where it is null @returns {Promise<ShiftList>} */
export const listShifts = (before) => call("GET", before === null ? SHIFTS : `${SHIFTS}?before=${before}`)

/**
 * @param {DrawerRequest} request
 * @param {{key: string, approval?: {name: string, pin: string}}} how
 * @returns {Promise<DrawerAnswer>}
 */
export const moveDrawer = (request, { key, approval }) =>
  call("POST", request.what === "open" ? SHIFTS : `${SHIFTS}/${request.shift}/${request.what}`, {
    body: approval ? { ...request.body, approval } : request.body,
    key,
  })
