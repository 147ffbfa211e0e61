// Formats the hours of a day: `06:00–10:30, 17:00–01:00`.

/** @param {string} text */
export const hoursSaid = (text) => text.replaceAll("-", "–").replaceAll(" ", ", ")
