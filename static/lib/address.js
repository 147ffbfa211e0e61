// The shop's own addresses: how they are written for people, which there are, and which one is printed on the cards.

import { call } from "./api.js"

/** `http://192.168.1.10:8080` -> `192.168.1.10:8080`. @param {string} url */
export function hostOf(url) {
  return url.replace(/^https?:\/\//, "")
}

/** Notes that the printed QR cards say this address. @param {string} url */
export const notePrinted = (url) => call("PUT", "/api/v1/admin/printed-url", { body: { url } })

/**
 * By which addresses the shop can be reached, the likeliest first.
 * @typedef {object} Addresses
 * @property {string} public_url
 * @property {string | null} local_url
 * @property {string | null} printed_url
 * @property {boolean} network_ok
 * @property {boolean} is_fixed
 * @property {string} local_name
 * @property {string | null} announced_name
 * @property {{name: string, kind: "ethernet" | "wifi" | "other" | "inside", address: string, url: string}[]} interfaces
 */

/** @returns {Promise<Addresses>} */
export const fetchAddresses = () => call("GET", "/api/v1/admin/addresses")
