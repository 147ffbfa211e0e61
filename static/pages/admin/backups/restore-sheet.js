// The preview of a backup before it is restored, then the progress of the restore until the shop is open again.

import { html, useEffect, useRef, useState } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { figures, size } from "../shared/number.js"
import { previewBackup, restoreBackup } from "./backup-api.js"
import { Icon } from "../../../components/icon.js"
import { ProblemNote, problemText } from "../../../components/problem.js"
import { Sheet } from "../../../components/sheet.js"
import { showToast } from "../../../components/toast.js"
import { language, message, t } from "../../../components/words.js"
import { Facts } from "../shared/facts.js"
import { momentOf } from "./backup-words.js"
import { BackupProgress } from "./backup-progress.js"

/** @import { Message } from "../../../components/words.js" */
/** @import { Shop } from "../../../lib/types.js" */
/** @import { Backup, BackupDoing, BackupPreview, FailedRestore } from "../../../lib/types.js" */

/**
 * @param {{backup: Backup, source: "here" | "second", doing: BackupDoing | null, lastFailure: FailedRestore | null,
 *   shop: Shop | null, look: () => Promise<void>, onSignedOut: () => void, onClose: () => void}} props
 */
export function RestoreSheet({ backup, source, doing, lastFailure, shop, look, onSignedOut, onClose }) {
  const [preview, setPreview] = useState(/** @type {BackupPreview | null} */ (null))
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const [working, setWorking] = useState(false)
  const epoch = useRef(shop?.epoch)
  const failureBefore = useRef(lastFailure?.at)
  const zone = shop?.time_zone
  const moment = momentOf(backup, zone)
  const failed = (/** @type {unknown} */ error) => {
    if (error instanceof Refusal && error.status === 401) return onSignedOut()
    setWorking(false)
    setProblem(problemText(error))
  }
  useEffect(() => {
    previewBackup(backup.name, source).then(setPreview, failed)
  }, [])
  // The room of the shop itself says when it is another.
  useEffect(() => {
    if (!working || !shop || shop.epoch === epoch.current) return
    showToast({ icon: "check", text: message(() => t("backups.restored", { moment })) })
    look()
    onClose()
  }, [shop?.epoch, working])
  // The last step can fail after the answer; the shop is then open again, unchanged.
  useEffect(() => {
    if (!working || !lastFailure || lastFailure.at === failureBefore.current) return
    setWorking(false)
    const { detail } = lastFailure
    setProblem(message(() => t("backups.restore_failed", { detail })))
  }, [lastFailure?.at, working])
  const restore = () => {
    failureBefore.current = lastFailure?.at
    setProblem("")
    setWorking(true)
    restoreBackup(backup.name, source).then(look, failed)
    look()
  }
  const foot = html`
    <button type="button" class="button" disabled=${working} onClick=${onClose}>${t("common.close")}</button>
    <button type="button" class="button button--danger" disabled=${working || !preview} onClick=${restore}>
    <${Icon} name="history" />${t("backups.restore_now")}</button>`
  return html`
    <${Sheet} title=${t("backups.restore_title")} under=${html`<p class="quiet">
    ${moment}</p>`} foot=${foot} onClose=${() => {
      if (!working) onClose()
    }}>
      ${preview && html`<${Held} preview=${preview} zone=${zone} />`}
      ${!preview && !problem && html`<p class="quiet" role="status">${t("common.loading")}</p>`}
      <div class="banner"><p>${t("backups.restore_help")}</p></div>
      ${working && html`<${BackupProgress} doing=${doing ?? { what: "restoring", step: "opening" }} />`}
      <${ProblemNote} text=${problem} />
    </${Sheet}>`
}

/** @param {{preview: BackupPreview, zone?: string}} props */
function Held({ preview, zone }) {
  const { shop_name, orders, newest_order_at, items, staff, photos, photos_missing, bytes } = preview
  const n = (/** @type {number} */ amount) => figures(amount, language())
  return html`
    <${Facts} facts=${[
      [t("backups.shop"), shop_name],
      [
        t("backups.orders"),
        newest_order_at
          ? t("backups.orders_until", { n: n(orders), moment: momentOf({ at: newest_order_at }, zone) })
          : n(orders),
      ],
      [t("backups.items"), n(items)],
      [t("backups.staff"), n(staff)],
      [
        t("backups.photos"),
        photos_missing ? t("backups.photos_missing", { n: n(photos), missing: n(photos_missing) }) : n(photos),
      ],
      [t("backups.size"), size(bytes, language())],
    ]} />`
}
