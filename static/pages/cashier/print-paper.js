// A receipt to the browser's printer. It is drawn outside of the page, for the time it is printed: a browser prints the
// page, and a sheet that is open over it only in part.

import { html, render } from "../../vendor/preact/standalone.js"
import { PaperSheet } from "./paper-sheet.js"

/** @import { Receipt } from "../../lib/types.js" */

// What rounds up between a screen's pixels and a printer's dots.
const SLACK = 3

/**
 * @param {Receipt} receipt
 * @param {string | null | undefined} logo
 * @param {string} width of the paper, in millimetres
 */
export function printPaper(receipt, logo, width) {
  const place = document.createElement("div")
  place.className = "printed-paper"
  place.style.setProperty("--paper", width)
  document.body.append(place)
  render(html`<${PaperSheet} receipt=${receipt} logo=${logo} />`, place)
  const size = "adoptedStyleSheets" in document ? new CSSStyleSheet() : null
  if (size) document.adoptedStyleSheets = [...document.adoptedStyleSheets, size]
  document.documentElement.classList.add("prints-paper")
  addEventListener(
    "afterprint",
    () => {
      document.documentElement.classList.remove("prints-paper")
      if (size) document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== size)
      render(null, place)
      place.remove()
    },
    { once: true },
  )
  // As long as what stands on it: printers for receipts cut there. It is measured where it is drawn but not seen.
  place.classList.add("printed-paper--measured")
  const { width: wide = 1, height = 0 } = place.firstElementChild?.getBoundingClientRect() ?? {}
  place.classList.remove("printed-paper--measured")
  const long = Math.ceil((height / wide) * Number(width)) + SLACK
  size?.replaceSync(`@page { size: ${width}mm ${long}mm; margin: 0; }`)
  print()
}
