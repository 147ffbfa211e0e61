// The idle screen: the shop's name, some dishes, and one large button to start.

import { html } from "../../vendor/preact/standalone.js"
import { isOpen } from "../../lib/opening.js"
import { Icon } from "../../components/icon.js"
import { LanguagePair } from "../../components/language-switch.js"
import { ConnectionBadge } from "../../components/connection-badge.js"
import { closedWords } from "../../components/opening-words.js"
import { ShopPictures } from "../../components/shop-pictures.js"
import { useStale } from "../../components/stale-overlay.js"
import { t } from "../../components/words.js"

/** @import { LiveState } from "../../lib/live/freshness.js" */
/** @import { Menu, Shop } from "../../lib/types.js" */

/** @param {{shop: Shop | null, menu: Menu | null, state: LiveState, onStart: () => void}} props */
export function Attract({ shop, menu, state, onStart }) {
  const away = useStale(state)
  const open = Boolean(shop && isOpen(shop) && menu) && !away
  // A touch anywhere starts; the button is for people who look for one, and for the keyboard.
  return html`
    <main class="attract" onClick=${open ? onStart : undefined}>
      <div class="attract__lang" onClick=${(/** @type {Event} */ event) => event.stopPropagation()}>
      <${LanguagePair} /></div>
      <${ShopPictures} of="attract" menu=${menu} logo=${shop?.logo_url ?? null} />
      <h1 class="attract__name" tabindex="-1">${shop?.name ?? ""}</h1>
      ${open || !shop || !menu ? html`<p class="attract__say">${t("kiosk.slogan")}</p>` : null}
      <div class="attract__act" role="status">
        ${
          away
            ? html`<${Notice} icon="offline" title=${t("kiosk.away")} text=${t("kiosk.at_counter")} />`
            : shop && !isOpen(shop)
              ? html`<${Notice} icon="clock" title=${closedWords(shop)} text=${t("kiosk.ask_counter")} />`
              : html`<button type="button" class="button button--primary attract__go" disabled=${!open}>
              ${open ? t("kiosk.start") : t("common.loading")}</button>`
        }
      </div>
      <p class="attract__foot">
        <${ConnectionBadge} state=${state} />
        ${
          shop &&
          open &&
          html`<span>
        ${t("kiosk.pay_with", { methods: shop.payment_methods.map((method) => t(`method.${method}`)).join(", ") })}
        </span>`
        }
      </p>
    </main>`
}

/** @param {{icon: string, title: string, text: string}} props */
function Notice({ icon, title, text }) {
  return html`<div class="attract__notice"><${Icon} name=${icon} /><p><b>${title}</b><br />${text}</p></div>`
}
