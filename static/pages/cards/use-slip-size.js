// Sets the length of a slip's page to its content: receipt printers cut there, and a stylesheet cannot know the length.

import { useLayoutEffect } from "../../vendor/preact/standalone.js"

// What rounds up between a screen's pixels and a printer's dots.
const SLACK = 3

/** @param {import("./page.js").Format} format @param {unknown[]} again measured again when one of these changes */
export function useSlipSize(format, again) {
  // Before it can be printed.
  useLayoutEffect(() => {
    const width = { slip80: 80, slip58: 58 }[/** @type {string} */ (format)]
    if (!width || !("adoptedStyleSheets" in document)) return
    const cards = [...document.querySelectorAll(".table-card")].map((card) => card.getBoundingClientRect())
    // On a small screen a millimetre is smaller; the card is as wide as its paper.
    const longest = Math.max(0, ...cards.map((card) => (card.height / card.width) * width))
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`@page ${format} { size: ${width}mm ${Math.ceil(longest) + SLACK}mm; margin: 0; }`)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet)
    }
  }, [format, ...again])
}
