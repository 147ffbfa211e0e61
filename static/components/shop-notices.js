// Warnings about the shop's machine, each with its remedy, for as long as the fault lasts. Only two can be dismissed,
// because only people know when they are settled: cards to be reprinted, and whether a clock is right.

import { html, useState } from "../vendor/preact/standalone.js"
import { noticesOf, confirmClock } from "../lib/shop-notices.js"
import { clockTime, fullDay } from "../lib/time.js"
import { Icon } from "./icon.js"
import { problemText } from "./problem.js"
import { ReprintNotice } from "./reprint-notice.js"
import { showToast } from "./toast.js"
import { useNow } from "./use-now.js"
import { language, t } from "./words.js"

/** @import { Shop } from "../lib/types.js" */

/**
 * @param {{shop: Shop | null, isOwner?: boolean, answers?: boolean, children?: any}} props children: where one can read
 *   more, when something is wrong
 */
export function ShopNotices({ shop, isOwner = false, answers = isOwner, children }) {
  const notices = noticesOf(shop)
  return html`
    <div class="shop-notices" role="status">
      ${notices.map((notice) =>
        notice === "clock"
          ? html`<${ClockQuestion} key=${notice} shop=${shop} isOwner=${isOwner} answers=${answers} />`
          : html`
        <p key=${notice} class=${`shop-notice shop-notice--${notice}`}><${Icon} name="alert" /><span><b>
        ${t(`notice.${notice}`)}</b> ${isOwner ? t(`finding.${notice}.help`) : t(`notice.${notice}.help`)}</span></p>`,
      )}
      ${notices.length > 0 && children}
      <${ReprintNotice} shop=${shop} />
    </div>`
}

/**
 * Whether it is really as late as the machine says.
 * @param {{shop: Shop, isOwner?: boolean, answers?: boolean}} props answers: whether an owner reads it
 */
export function ClockQuestion({ shop, isOwner = false, answers = isOwner }) {
  const [busy, setBusy] = useState(false)
  const off = shop.clock_off_by_s ?? 0
  const at = useNow() + off * 1000
  const yes = async () => {
    setBusy(true)
    try {
      await confirmClock(off)
    } catch (error) {
      showToast({ icon: "alert", text: problemText(error) })
    } finally {
      setBusy(false)
    }
  }
  const words = { day: fullDay(at, language(), shop.time_zone), time: clockTime(at, language(), shop.time_zone) }
  return html`
    <div class="shop-notice shop-notice--clock"><${Icon} name="alert" />
      <span><b>${t("notice.clock", words)}</b> ${isOwner ? t("finding.clock.help") : t("notice.clock.help")}</span>
      ${
        answers &&
        html`<button type="button" class="button" aria-busy=${busy ? "true" : undefined} disabled=${busy}
        onClick=${yes}><${Icon} name="check" />${t("notice.clock.yes")}</button>`
      }
    </div>`
}
