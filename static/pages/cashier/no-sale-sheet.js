// The cash drawer without a sale: why, and the PIN of the owner where that is asked for.

import { html, useState } from "../../vendor/preact/standalone.js"
import { Refusal } from "../../lib/api.js"
import { Icon } from "../../components/icon.js"
import { problemText } from "../../components/problem.js"
import { Sheet } from "../../components/sheet.js"
import { showToast } from "../../components/toast.js"
import { message, t } from "../../components/words.js"
import { ApprovalSheet } from "./approval-sheet.js"
import { openDrawer } from "./print-api.js"
import { ReasonField } from "./reason-field.js"

/** @import { Approval } from "./money-api.js" */
/** @import { AskedApproval } from "./use-money.js" */

const REASONS = ["change", "count", "mistake"]

/** @param {{onClose: () => void}} props */
export function NoSaleSheet({ onClose }) {
  const [reason, setReason] = useState("")
  const [busy, setBusy] = useState(false)
  const [asked, setAsked] = useState(/** @type {AskedApproval | null} */ (null))
  const open = async (/** @type {Approval | undefined} */ approval) => {
    if (busy || !reason.trim()) return
    setBusy(true)
    try {
      await openDrawer({ reason: reason.trim(), ...(approval ? { approval } : {}) })
      showToast({ icon: "cash", text: message(() => t("no_sale.opened")) })
      onClose()
    } catch (error) {
      const code = error instanceof Refusal ? error.code : ""
      const problem = problemText(error)
      if (code === "approval_needed")
        setAsked({ approvers: /** @type {Refusal} */ (error).problem.approvers ?? [], isEarlier: false, problem: "" })
      else if (approval) setAsked((before) => before && { ...before, problem, isWrong: true })
      else showToast({ icon: "alert", text: problem })
    } finally {
      setBusy(false)
    }
  }
  const foot = html`
    <button type="button" class="button button--primary button--big sheet__act" disabled=${!reason.trim()}
      aria-busy=${busy ? "true" : undefined} onClick=${() => open(undefined)}>
      <${Icon} name="cash" />${t("no_sale.open")}</button>`
  if (asked)
    return html`<${ApprovalSheet} what=${t("no_sale.approve")} asked=${asked} busy=${busy} onApprove=${open}
      onClose=${() => setAsked(null)} />`
  return html`
    <${Sheet} title=${t("no_sale.open")} under=${html`<p class="quiet">${t("no_sale.help")}</p>`} foot=${foot}
      onClose=${onClose}>
      <${ReasonField} id="drawer-reason" label=${t("cashier.other_reason")}
        usual=${REASONS.map((each) => t(`no_sale.${each}`))} reason=${reason} onReason=${setReason} />
    </${Sheet}>`
}
