// Chooses an icon for a category by its name, since shops name their categories freely.

// The first that fits: «es kopi» is a cup, «ayam bakar» is not a loaf.
/** @type {[string, RegExp][]} */
const ICONS = [
  ["cup", /kopi|coffee|espresso|\blatte/],
  ["glass", /minum|drink|\bjus\b|juice|\bteh\b|\btea\b|\bes\b|soda|beverage/],
  ["bowl", /\bmie?\b|bakso|\bsoto|\bsop\b|\bsup\b|soup|noodle|kwetiau|bihun|ramen|meatball/],
  ["snack", /camilan|cemilan|snack|\broti|bread|toast|\bkue|cake|pastry|manis|sweet|dessert|gorengan|jajan|penutup/],
  ["rice", /nasi|rice|lauk|ayam|chicken|ikan|\bfish|seafood|sate|makan|meal|main|paket|food/],
]

/** The icon for a category or a dish. @param {string} name */
export function iconFor(name) {
  const words = name.toLowerCase()
  return ICONS.find(([, means]) => means.test(words))?.[0] ?? "plate"
}
