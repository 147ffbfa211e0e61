// Words for when a backup was made and why.

import { clockTime, dayName } from "../../../lib/time.js"
import { language, t } from "../../../components/words.js"

/** @import { Backup } from "../../../lib/types.js" */

/** @param {Pick<Backup, "at">} backup @param {string} [zone] */
export function momentOf({ at }, zone) {
  return t("health.moment", { day: dayName(at, language(), zone), time: clockTime(at, language(), zone) })
}
