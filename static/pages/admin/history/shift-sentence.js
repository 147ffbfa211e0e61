// Sentences for what happened to a drawer.

import { rupiah } from "../../../lib/money.js"
import { t } from "../../../components/words.js"
import { byWhom } from "./change-words.js"

/** @import { Change } from "../../../lib/types.js" */

/** What happened to a drawer, in a sentence; else empty. @param {Change} change */
export function shiftSentence({ subject, field, name, by, after }) {
  if (subject !== "shift") return ""
  // A minus, since a line may end after a hyphen.
  const amount = rupiah(Number(after)).replace("-", "−")
  // Of what moved, the name is what it was for; of all else the drawer's number.
  const facts = { who: byWhom(by), amount, reason: name }
  const isOff = Number(after) !== 0
  switch (field) {
    case "opened":
      return t("change.shift.opened", facts)
    case "pay_in":
      return t("change.shift.pay_in", facts)
    case "pay_out":
      return t("change.shift.pay_out", facts)
    case "drawer":
      return t("change.shift.drawer", facts)
    case "drop":
      return name ? t("change.shift.drop_for", facts) : t("change.shift.drop", facts)
    case "counted":
      return isOff ? t("change.shift.counted_off", facts) : t("change.shift.counted", facts)
    case "closed":
      return isOff ? t("change.shift.closed_off", facts) : t("change.shift.closed", facts)
    default:
      return ""
  }
}
