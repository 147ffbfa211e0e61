// The files of the program that this page came from, by the hashed names in the page's head; another version has other
// names.

import { noteMissingFile } from "./program.js"

/** The version that has this file no longer runs. */
export class MissingAsset extends Error {}

/** The addresses of those below a folder that the page's head has the browser fetch ahead. @param {string} folder */
export function preloadedUrls(folder) {
  const links = /** @type {NodeListOf<HTMLLinkElement>} */ (
    document.querySelectorAll(`link[rel="preload"][href^="/${folder}/"]`)
  )
  return [...links].map((link) => new URL(link.href).pathname)
}

/** @param {string} address */
export async function fetchAsset(address) {
  const answer = await fetch(address)
  if (answer.ok) return answer
  if (answer.status !== 404) throw new Error(`${answer.status} for ${address}`)
  noteMissingFile(address)
  throw new MissingAsset(address)
}
