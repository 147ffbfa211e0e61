// The owner's requests about printers.

import { call } from "../../../lib/api.js"

/** @import { FoundPrinter, JobState, MissingPrintPictures, Printer } from "../../../lib/types.js" */
/** @import { PrinterSpec, PrintPicture, PrintReason } from "../../../lib/types.js" */

const PRINTERS = "/api/v1/admin/printers"
// A printer that is slow to answer is waited for, and so is a whole network.
const PATIENCE = 40_000

/** @returns {Promise<Printer[]>} */
export const fetchPrinters = async () => (await call("GET", PRINTERS)).printers
/** @param {PrinterSpec} body @returns {Promise<{id: number}>} */
export const addPrinter = (body) => call("POST", PRINTERS, { body })
/** @param {number} id @param {PrinterSpec} body */
export const changePrinter = (id, body) => call("PUT", `${PRINTERS}/${id}`, { body })
/** @param {number} id @param {Record<string, string>} jobs what becomes of what waits */
export const retirePrinter = (id, jobs) => call("DELETE", `${PRINTERS}/${id}?${new URLSearchParams(jobs)}`)
/** @param {number} id @returns {Promise<{state: JobState, reason: PrintReason | null}>} */
export const testPrinter = (id) => call("POST", `${PRINTERS}/${id}/test`, { timeout: PATIENCE })
/** @returns {Promise<FoundPrinter[]>} */
export const searchPrinters = async () => (await call("POST", `${PRINTERS}/search`, { timeout: PATIENCE })).found
/** @returns {Promise<MissingPrintPictures>} */
export const fetchMissingPictures = () => call("GET", "/api/v1/admin/print-pictures")
/** @param {PrintPicture} body @returns {Promise<MissingPrintPictures>} */
export const putPrintPicture = (body) => call("PUT", "/api/v1/admin/print-pictures", { body })
