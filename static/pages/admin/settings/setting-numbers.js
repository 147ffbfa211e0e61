// Formats the numbers of settings: «5,5%», «Rp10.000», «10.000». Apart from the words of settings, because the rules of
// settings need them as well.

import { percent } from "../../../lib/bill.js"
import { rupiah } from "../../../lib/money.js"
import { figures } from "../shared/number.js"
import { language } from "../../../components/words.js"

/** @import { SettingRow } from "./setting-table.js" */

/** Those whose unit is a part of the number. @type {Record<string, (n: number) => string>} */
const WITH_UNIT = { basis_points: (n) => percent(n, language()), rupiah }

/** Nothing where the unit is a word after it. @param {SettingRow} row @param {number} n */
export const withUnit = ({ unit = "" }, n) => WITH_UNIT[unit]?.(n)

/** What the number may be at least or at most. @param {SettingRow} row @param {number} n */
export const boundOf = (row, n) => withUnit(row, n) ?? figures(n, language())
