// The owner's pages: the day so far, the menu, the shop, its staff, and lists to look things up in. For phones as much
// as for a desk.

import { html, useEffect } from "../../vendor/preact/standalone.js"
import { EmptyState } from "../../components/empty-state.js"
import { mount } from "../../components/page.js"
import { ReprintNotice } from "../../components/reprint-notice.js"
import { StaffOnly } from "../../components/staff-only.js"
import { ClockQuestion, ShopNotices } from "../../components/shop-notices.js"
import { ToastRegion } from "../../components/toast.js"
import { useShop } from "../../components/use-shop.js"
import { useStale, StaleOverlay } from "../../components/stale-overlay.js"
import { language, t } from "../../components/words.js"
import { Frame, Parts } from "./frame.js"
import { useDrawnNames } from "./printers/print-pictures.js"
import { placeOf } from "./sections.js"
import { useEditedMenu } from "./menu/use-edited-menu.js"
import { useHashRoute } from "./use-hash-route.js"
import { useSectionScreen } from "./use-section-screen.js"

/** @import { Staff } from "../../lib/types.js" */

/** Which say themselves what is wrong with the machine. */
const TELLS_FINDINGS = ["today", "health"]
/** Which need no menu. */
const WITHOUT_MENU = ["today", "shifts", "report", "tax", "health", "phone"]

/** @param {{staff: Staff, onSignedOut: (byOwnHand?: boolean) => void}} props */
function Admin({ staff, onSignedOut }) {
  const route = useHashRoute()
  const editor = useEditedMenu(onSignedOut)
  const shop = useShop()
  const stale = useStale(editor.state)
  useDrawnNames(editor.menu, shop)
  const { group, section } = placeOf(route.section)
  const Screen = useSectionScreen(section.name)

  useEffect(() => {
    document.title = t("admin.page_title", { part: section.title(), shop: shop?.name ?? "" })
  }, [section, shop, language()])
  useEffect(() => {
    scrollTo(0, 0)
  }, [section])

  return html`
    <a class="skip button" href="#work" onClick=${skip}>${t("admin.skip")}</a>
    <${Frame} group=${group} section=${section.name} state=${editor.state} shop=${shop} staff=${staff}
      onSignedOut=${onSignedOut} />
    <main class="work stale" id="work" tabindex="-1">
      <${Parts} group=${group} section=${section.name} />
      ${
        TELLS_FINDINGS.includes(section.name)
          ? html`<div class="shop-notices" role="status">
          ${shop && !shop.clock_ok && html`<${ClockQuestion} shop=${shop} isOwner />`}
          <${ReprintNotice} shop=${shop} /></div>`
          : html`<${ShopNotices} shop=${shop} isOwner><a href="#health">${t("notice.more")}</a></${ShopNotices}>`
      }
      ${
        Screen && (editor.menu || WITHOUT_MENU.includes(section.name))
          ? html`<${Screen} key=${section.name} route=${route} editor=${editor} menu=${editor.menu}
            shop=${shop} staff=${staff} stale=${stale} />`
          : html`<${EmptyState} icon="reconnect" title=${t("common.loading")} />`
      }
      <${StaleOverlay} state=${editor.state} timeZone=${shop?.time_zone} />
    </main>
    <${ToastRegion} />`
}

/** The address after «#» is the route, so the skip link must not change it. @param {Event} event */
function skip(event) {
  event.preventDefault()
  document.getElementById("work")?.focus()
}

mount(() => html`<${StaffOnly} title=${t("admin.title")} roles=${["owner"]} Screen=${Admin} />`)
