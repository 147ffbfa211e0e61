// Requests of the first start, and of a screen that is being paired.

import { call } from "./api.js"

/** @import { Shop, Staff } from "./types.js" */

/** @param {string} code */
export const checkSetupCode = (code) => call("POST", "/api/v1/setup/code", { body: { code } })

/**
 * Makes the shop and its owner, who is signed in by it.
 * @typedef {{code?: string, shop_name: string, locale: string, owner_name: string, pin: string, menu: "starter" |
 *   "empty", bill: Partial<Shop["bill"]>}} FirstStart
 * @param {FirstStart} body
 * @returns {Promise<{staff: Staff}>}
 */
export const setUp = (body) => call("POST", "/api/v1/setup", { body })
export const finishSetup = () => call("POST", "/api/v1/setup/finish")

/** @returns {Promise<{token: string, url: string}>} an address that only a phone can open which reached the shop */
export const beginPhoneCheck = () => call("POST", "/api/v1/admin/phone-checks")
/**
 * @typedef {{opened_at: string | null, address: string | null, device: string | null, host: string | null}} PhoneCheck
 */
/** @param {string} token @returns {Promise<PhoneCheck>} */
export const fetchPhoneCheck = (token) => call("GET", `/api/v1/admin/phone-checks/${encodeURIComponent(token)}`)
/** A picture, for the owner only. @param {string} text */
export const qrOfText = (text) => `/api/v1/admin/qr.svg?${new URLSearchParams({ text })}`

/** @param {string} code @returns {Promise<{staff: Staff}>} */
export const pairScreen = (code) => call("POST", "/api/v1/pair", { body: { code } })
