// The menu on a phone: choose, look once more, send once, and on to the order's own page.

import { html, useEffect, useMemo, useState } from "../../vendor/preact/standalone.js"
import { fetchMenu } from "../../lib/api.js"
import { defaultOptions, itemsById, withLine, withReplaced } from "../../lib/cart.js"
import { Blank } from "../../components/blank.js"
import { CartBar } from "../../components/cart-bar.js"
import { CartLines } from "../../components/cart-lines.js"
import { CheckoutSheet } from "../../components/checkout-sheet.js"
import { ItemSheet } from "../../components/item-sheet.js"
import { mount } from "../../components/page.js"
import { ToastPlace } from "../../components/toast.js"
import { useLive } from "../../components/use-live.js"
import { useShop } from "../../components/use-shop.js"
import { language, t } from "../../components/words.js"
import { Categories, MenuHead, MenuSections, OpenOrders, SearchField, Skeleton } from "./parts.js"
import { useCart } from "./use-cart.js"

/** @import { MenuItem, Menu } from "../../lib/types.js" */

function MenuPage() {
  const lang = language()
  const shop = useShop()
  const [menu, setMenu] = useState(/** @type {Menu | null} */ (null))
  const [wanted, setWanted] = useState("")
  const [opened, setOpened] = useState(/** @type {{item: MenuItem, at?: number} | null} */ (null))
  const [checkout, setCheckout] = useState(false)
  const cart = useCart(shop, menu)

  useEffect(() => { document.title = shop ? t("menu.page_title", { shop: shop.name }) : t("menu.title") }, [shop, lang])
  const state = useLive({
    room: "menu",
    address: `/ws?lang=${lang}`,
    onSnapshot: setMenu,
    onEvent: (event) => { if (event.type === "menu_update") setMenu((now) => now && withItems(now, event.data.items)) },
    poll: async () => ({ data: await fetchMenu() }),
  }, [lang])

  const items = useMemo(() => (menu ? itemsById(menu) : new Map()), [menu])
  const add = (/** @type {MenuItem} */ item) => {
    cart.setLines(withLine(cart.lines, { item: item.id, options: defaultOptions(item), note: "", quantity: 1 }))
  }
  const edit = (/** @type {number} */ at) => setOpened({ item: items.get(cart.lines[at].item), at })
  const done = (/** @type {import("../../lib/cart.js").CartLine} */ line) => {
    cart.setLines(opened?.at === undefined ? withLine(cart.lines, line) : withReplaced(cart.lines, opened.at, line))
    setOpened(null)
  }

  return html`
    <a class="skip button" href="#menu">${t("menu.skip")}</a>
    <${MenuHead} shop=${shop} table=${cart.details.table_number} state=${state} />
    ${menu && html`<${Categories} menu=${menu} />`}
    <div class="two">
      <main id="menu">
        <${SearchField} value=${wanted} onText=${setWanted} />
        <${OpenOrders} />
        ${shop && !shop.takes_orders && html`<div class="banner banner--wait"><p>${t("menu.closed")}</p></div>`}
        ${menu ? html`<${MenuSections} menu=${menu} lines=${cart.lines} wanted=${wanted} onAdd=${add} onOpen=${(/** @type {MenuItem} */ item) => setOpened({ item })} />` : html`<${Skeleton} />`}
      </main>
      ${menu && html`
        <aside class="cart" aria-label=${t("cart.title")}>
          <h2 class="head">${t("cart.title")}</h2>
          ${cart.lines.length === 0
            ? html`<${Blank} icon="bag" title=${t("cart.empty")} />`
            : html`
              <div class="cart__lines"><${CartLines} lines=${cart.lines} menu=${menu} locked=${cart.busy} onChange=${cart.setLines} onEdit=${edit} /></div>
              <button type="button" class="button button--primary button--big button--wide" aria-haspopup="dialog" onClick=${() => setCheckout(true)}>${t("cart.go_on")}</button>`}
        </aside>`}
    </div>
    ${menu && !checkout && html`<${CartBar} lines=${cart.lines} menu=${menu} onOpen=${() => setCheckout(true)} />`}
    ${menu && shop && checkout && cart.lines.length > 0 && html`
      <${CheckoutSheet} lines=${cart.lines} menu=${menu} shop=${shop} details=${cart.details} busy=${cart.busy} problem=${cart.problem}
        onLines=${cart.setLines} onDetails=${cart.setDetails} onEdit=${edit} onSend=${cart.send} onClose=${() => setCheckout(false)} />`}
    ${opened && html`<${ItemSheet} key=${`${opened.item.id}-${opened.at}`} item=${items.get(opened.item.id) ?? opened.item} line=${opened.at === undefined ? undefined : cart.lines[opened.at]} onDone=${done} onClose=${() => setOpened(null)} />`}
    <${ToastPlace} />`
}

/** @param {Menu} menu @param {MenuItem[]} changed @returns {Menu} */
function withItems(menu, changed) {
  const news = new Map(changed.map((item) => [item.id, item]))
  const categories = menu.categories.map((category) => ({
    ...category,
    items: category.items.map((item) => news.get(item.id) ?? item),
  }))
  return { ...menu, categories }
}

mount(MenuPage)
