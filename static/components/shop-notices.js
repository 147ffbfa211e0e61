// What is wrong with the shop's machine and what to do about it, for as long as it is so. Nothing to tap away but the cards to
// print again, which only people know of: the remedy is what ends it.

import { html } from "../vendor/preact/standalone.js"
import { noticesOf } from "../lib/shop-notices.js"
import { Icon } from "./icon.js"
import { ReprintNotice } from "./reprint-notice.js"
import { t } from "./words.js"

/** @import { Shop } from "../lib/types.js" */

/** @param {{shop: Shop | null, isOwner?: boolean, children?: any}} props children: where one can read more, when something is wrong */
export function ShopNotices({ shop, isOwner = false, children }) {
  const notices = noticesOf(shop)
  return html`
    <div class="shop-notices" role="status">
      ${notices.map((notice) => html`
        <p key=${notice} class=${`shop-notice shop-notice--${notice}`}><${Icon} name="alert" /><span><b>${t(`notice.${notice}`)}</b> ${isOwner ? t(`finding.${notice}.help`) : t(`notice.${notice}.help`)}</span></p>`)}
      ${notices.length > 0 && children}
      <${ReprintNotice} shop=${shop} />
    </div>`
}
