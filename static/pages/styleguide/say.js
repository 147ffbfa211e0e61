// Words of this page only, which are not in the dictionaries and so not sent to customers.

import { language } from "../../components/words.js"

/** @param {string} id @param {string} en */
export function say(id, en) {
  return language() === "en" ? en : id
}
