// The words of this page only: they are not carried to customers with the dictionaries.

import { language } from "../../components/words.js"

/** @param {string} id @param {string} en */
export function say(id, en) {
  return language() === "en" ? en : id
}
