// The defaults of a new printer, and the errors of its form.

import { message, t } from "../../../components/words.js"

/** @import { Message } from "../../../components/words.js" */
/** @import { EditedMenu, Printer, PrinterSpec } from "../../../lib/types.js" */

export const MAX_NAME_LENGTH = 30
export const MAX_ADDRESS_LENGTH = 120

/** The papers that most shops print, by name. @type {PrinterSpec["papers"]} */
export const PAPERS = ["kitchen", "receipt", "bill", "report"]

/** @type {PrinterSpec} of 58 mm, which is what most warungs have */
export const NEW = {
  name: "",
  way: "net",
  address: "",
  width: "384",
  prints: "text",
  cuts: false,
  opens_drawer: false,
  beeps: false,
  papers: PAPERS,
  stations: [],
}

/** What of it is sent. @param {Printer | PrinterSpec} printer @returns {PrinterSpec} */
export const specOf = ({ name, way, address, width, prints, cuts, opens_drawer, beeps, papers, stations }) => ({
  name,
  way,
  address,
  width,
  prints,
  cuts,
  opens_drawer,
  beeps,
  papers,
  stations,
})

/** @param {PrinterSpec} spec @returns {Record<string, Message>} */
export function specProblems({ name, address }) {
  return {
    ...(name.trim() ? {} : { name: message(() => t("admin.name_missing")) }),
    ...(address.trim() ? {} : { address: message(() => t("printers.address_missing")) }),
  }
}

/** The stations of the menu, each once; an item without one has its category's. @param {EditedMenu | null} menu */
export function stationsOf(menu) {
  const categories = menu?.categories ?? []
  const stations = categories.flatMap(({ station, items }) => [station, ...items.map((item) => item.station)])
  return [...new Set(stations.flatMap((station) => station ?? []))].sort()
}
