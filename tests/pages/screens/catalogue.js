// Every screen of Siap in every state, each once: where it is used, and how to get there. What is measured, pictured
// and told of screens is taken from here; `looks.test.js` fails on a component that no screen of the catalogue shows.

import * as board from "./board.js"
import * as display from "./display.js"
import * as firstStart from "./first-start.js"
import * as guest from "./guest.js"
import * as help from "./help.js"
import * as kiosk from "./kiosk.js"
import * as kitchen from "./kitchen.js"
import * as owner from "./owner.js"
import * as till from "./till.js"

export const PHONE = { width: 360, height: 780 }
const TABLET = { width: 768, height: 1024 }
const WIDE = { width: 1280, height: 800 }
const DESK = { width: 1920, height: 1080 }
const UPRIGHT = { width: 1080, height: 1920 }

/**
 * @typedef {(page: any) => Promise<void>} Reach gets a fresh device to the state, in the device's language
 * @typedef {object} Area where a group of screens is used
 * @property {() => Promise<{screens: Record<string, Reach>, shops: {end: () => Promise<void>}[]}>} open
 * @property {string[]} pages the folders of `static/pages` that it shows
 * @property {{width: number, height: number}[]} sizes the first is the usual one, the last the largest
 * @property {number} target the least pixels of what one taps
 * @property {{least: number, leastLarge: number}} contrast of words, and of large words (WCAG 1.4.3 and, read from
 *   afar, 1.4.6)
 * @property {boolean} ownTheme its colours are chosen for the screen, and do not follow the device
 * @property {boolean} letters it follows the size of letters that its reader prefers, and not its screen's
 */
const usual = {
  sizes: [PHONE, TABLET, DESK, WIDE],
  target: 48,
  contrast: { least: 4.5, leastLarge: 3 },
  ownTheme: false,
  letters: true,
}
const fromAfar = { ...usual, contrast: { least: 7, leastLarge: 4.5 }, ownTheme: true }

/** @type {Record<string, Area>} */
export const AREAS = {
  guest: { ...usual, pages: ["menu", "track", "lookup"], open: guest.open },
  "first-start": { ...usual, pages: ["setup", "pair", "hp"], open: firstStart.open },
  till: { ...usual, pages: ["cashier"], open: till.open },
  owner: { ...usual, pages: ["admin", "cards"], open: owner.open },
  kitchen: { ...fromAfar, pages: ["kitchen"], target: 64, open: kitchen.open },
  // Its links are words of a sentence, which WCAG 2.5.8 lets be lower than a finger.
  help: { ...usual, pages: ["help"], target: 24, open: help.open },
  board: {
    ...fromAfar,
    pages: ["board"],
    sizes: [WIDE, PHONE, TABLET, UPRIGHT, DESK],
    letters: false,
    open: board.open,
  },
  // Screens of tills: none stands upright, and the smallest are those of the terminals with two.
  display: {
    ...usual,
    pages: ["display"],
    sizes: [WIDE, { width: 800, height: 480 }, { width: 1024, height: 600 }, DESK],
    letters: false,
    open: display.open,
  },
  kiosk: {
    ...usual,
    pages: ["kiosk"],
    sizes: [WIDE, PHONE, TABLET, UPRIGHT, DESK, { width: 1024, height: 600 }],
    open: kiosk.open,
  },
}
