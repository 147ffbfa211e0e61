// The QR cards of the tables: with one a phone joins the Wi-Fi and opens the menu with its table known. They are
// chosen, previewed and printed here, and made again when the shop's address or Wi-Fi changes.

import { html, useEffect, useState } from "../../vendor/preact/standalone.js"
import { IS_OWNER } from "../../lib/decisions.js"
import { fetchShop } from "../../lib/api.js"
import { readStored, writeStored } from "../../lib/storage.js"
import { EmptyState } from "../../components/empty-state.js"
import { Icon } from "../../components/icon.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { ConnectionBadge } from "../../components/connection-badge.js"
import { mount } from "../../components/page.js"
import { ReprintNotice } from "../../components/reprint-notice.js"
import { StaffOnly } from "../../components/staff-only.js"
import { ToastRegion } from "../../components/toast.js"
import { useLive } from "../../components/use-live.js"
import { useStale, StaleOverlay } from "../../components/stale-overlay.js"
import { language, t } from "../../components/words.js"
import { Choices } from "./choices.js"
import { NO_TABLE, Paper } from "./paper.js"
import { useCards } from "./use-cards.js"

/** @import { Shop, Staff } from "../../lib/types.js" */
/** @import { PrintCard } from "./paper.js" */

const KEY = "cards"

/** @typedef {"a4" | "a6" | "slip80" | "slip58"} Format */
/** @typedef {{format: Format, languages: string[], wifi: boolean}} Wishes */

/** @param {{staff: Staff, onSignedOut: (byOwnHand?: boolean) => void}} props */
function Cards({ staff, onSignedOut }) {
  const [shop, setShop] = useState(/** @type {Shop | null} */ (null))
  const state = useLive(
    {
      room: "shop",
      onSnapshot: setShop,
      onEvent: (event) => {
        if (event.type === "shop_update") setShop(event.data)
      },
      poll: async () => ({ data: await fetchShop() }),
    },
    [],
  )
  const stale = useStale(state)
  const { deck, busy, renew } = useCards(shop, onSignedOut)
  const [kept, setKept] = useState(() => readStored(KEY, /** @type {Partial<Wishes>} */ ({})))
  // Those that are not to be printed: a table that is new is, without being asked for.
  const [left, setLeft] = useState(/** @type {Set<number> | null} */ (null))
  useEffect(() => {
    document.title = t("cards.page_title", { shop: shop?.name ?? "" })
  }, [shop, language()])

  if (!deck || !shop) return html`<main><${EmptyState} icon="reconnect" title=${t("common.loading")} /></main>`
  /** @type {Wishes} */
  const wishes = { format: "a4", languages: [shop.locale], wifi: true, ...kept }
  const wish = (/** @type {Partial<Wishes>} */ change) => {
    setKept({ ...kept, ...change })
    writeStored(KEY, { ...kept, ...change })
  }
  /** @type {PrintCard[]} */
  const all = [...deck.cards, { id: NO_TABLE, table_number: "", url: deck.menu_url, qr: deck.menu_qr }]
  // The one without a table is for shops that have none, and on request.
  const out = left ?? new Set(deck.cards.length ? [NO_TABLE] : [])
  const chosen = all.filter((card) => !out.has(card.id))
  const isOwner = IS_OWNER[staff.role]
  const printAll = () => {
    writeStored("cards_printed", true)
    print()
  }

  return html`
    <header class="top">
      <a class="button button--icon" href=${isOwner ? "/admin#tables" : "/cashier"} aria-label=${t("cards.back")}>
      <${Icon} name="left" /></a>
      <div class="top__name"><h1 class="head">${t("cards.title")}</h1><${ConnectionBadge} state=${state} /></div>
      <${LanguageSwitch} />
    </header>
    <main class="stale">
      <div class="news" role="status" inert=${stale}><${ReprintNotice} shop=${shop} isWherePrinted /></div>
      <div class="work" inert=${stale}>
        <${Choices} deck=${deck} all=${all} out=${out} onOut=${setLeft} wishes=${wishes} onWish=${wish}
          isOwner=${isOwner} />
        <div class="print">
          <button type="button" class="button button--primary button--big" disabled=${chosen.length === 0}
            onClick=${printAll}><${Icon} name="print" />${t("cards.print", { n: chosen.length })}</button>
          <p class="quiet">${t(`cards.how.${wishes.format}`)}</p>
        </div>
        <${Paper} cards=${chosen} deck=${deck} wishes=${wishes} busy=${busy} onRenew=${isOwner ? renew : null} />
      </div>
      <${StaleOverlay} state=${state} timeZone=${shop.time_zone} />
    </main>
    <${ToastRegion} />`
}

mount(() => html`<${StaffOnly} title=${t("cards.title")} roles=${["owner", "cashier"]} Screen=${Cards} />`)
