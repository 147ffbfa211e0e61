// Requests about the tables' cards and the Wi-Fi printed on them.

import { call } from "./api.js"

const CARDS = "/api/v1/admin/cards"

/**
 * @typedef {{name: string, password: string, security: "wpa" | "open", is_hidden: boolean}} Wifi no name is no Wi-Fi
 */
/** @typedef {{size: number, path: string}} Code a QR code in modules, with the light edge around it */
/** @typedef {{id: number, table_number: string, token: string, url: string, qr: Code}} Card */
/**
 * @typedef {{shop_name: string, street_address: string, logo_url: string | null, public_url: string, wifi: Wifi,
 *   wifi_qr: Code | null, menu_url: string, menu_qr: Code, cards: Card[]}} Deck
 */

/** @returns {Promise<Deck>} */
export const fetchCards = () => call("GET", CARDS)
/** @param {number[]} ids the tables whose cards are worthless from now on @returns {Promise<Deck>} */
export const renewCards = (ids) => call("POST", `${CARDS}/renew`, { body: { ids } })
/** @param {Pick<Card, "id" | "token">[]} cards as they were before @returns {Promise<Deck>} */
export const restoreCards = (cards) => call("POST", `${CARDS}/restore`, { body: { cards } })

/** @returns {Promise<Wifi>} */
export const fetchWifi = () => call("GET", `${CARDS}/wifi`)
/** @param {Partial<Wifi>} body @returns {Promise<Wifi>} */
export const changeWifi = (body) => call("PUT", `${CARDS}/wifi`, { body })
