// While no guest is served: the shop's name and its pictures.

import { html } from "../../vendor/preact/standalone.js"
import { ShopPictures } from "../../components/shop-pictures.js"
import { t } from "../../components/words.js"

/** @import { Menu, Shop } from "../../lib/types.js" */

/** @param {{shop: Shop | null, menu: Menu | null}} props */
export function Idle({ shop, menu }) {
  return html`
    <section class="idle">
      <${ShopPictures} of="idle" menu=${menu} logo=${shop?.logo_url ?? null} />
      <h1 class="idle__name">${shop?.name ?? ""}</h1>
      <p class="idle__say">${t("display.welcome")}</p>
    </section>`
}
