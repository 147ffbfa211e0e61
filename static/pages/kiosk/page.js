// The kiosk: follows the shop and its menu, and serves one customer after another.

import { html, useEffect, useMemo, useState } from "../../vendor/preact/standalone.js"
import { fetchMenu } from "../../lib/api.js"
import { loadAllWords } from "../../lib/i18n.js"
import { applyMenuUpdate, forGuests } from "../../lib/menu.js"
import { mount } from "../../components/page.js"
import { STAFF_STALE_AFTER, useLive } from "../../components/use-live.js"
import { useShop } from "../../components/use-shop.js"
import { language, t } from "../../components/words.js"
import { Visitor } from "./visitor.js"

/** @import { Menu } from "../../lib/types.js" */

function KioskPage() {
  const lang = language()
  const shop = useShop()
  const [whole, setMenu] = useState(/** @type {Menu | null} */ (null))
  const menu = useMemo(() => whole && forGuests(whole, shop), [whole, shop?.stock, shop?.resting_categories])
  const state = useLive(
    {
      room: "menu",
      address: `/ws?lang=${lang}`,
      staleAfter: STAFF_STALE_AFTER,
      onSnapshot: setMenu,
      onEvent: (event) => {
        if (event.type === "menu_update") setMenu((now) => now && applyMenuUpdate(now, event.data))
      },
      poll: async () => ({ data: await fetchMenu() }),
    },
    [lang],
  )
  // Nothing drawn for one visitor is there for the next: not even a function that remembers a name.
  const [turn, setTurn] = useState(0)

  useEffect(() => {
    document.title = t("kiosk.page_title", { shop: shop?.name ?? "" })
  }, [shop, lang])
  useEffect(() => {
    if (state.name === "live") loadAllWords().catch(() => {})
  }, [state.name])

  return html`<${Visitor} key=${turn} first=${turn === 0} shop=${shop} menu=${menu} state=${state}
    onGone=${() => setTurn((now) => now + 1)} />`
}

mount(KioskPage)
