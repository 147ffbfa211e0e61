// The menu on a phone: choose, check, send once, and go on to the order's page.

import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "../../vendor/preact/standalone.js"
import { IS_TAKEN_AWAY } from "../../lib/decisions.js"
import { fetchMenu } from "../../lib/api.js"
import {
  countOf,
  defaultOptions,
  itemsById,
  missingGroups,
  withLine,
  withQuantity,
  withReplaced,
} from "../../lib/cart.js"
import { takeFirst } from "../../lib/first.js"
import { menuFor } from "../../lib/levels.js"
import { applyMenuUpdate, forGuests } from "../../lib/menu.js"
import { findDishes } from "../../lib/search.js"
import { AddingTo, addsTo } from "./adding.js"
import { CartBar } from "./cart-bar.js"
import { CheckoutSheet } from "./checkout-sheet.js"
import { ReplacedCard } from "./replaced-card.js"
import { CallButtons } from "../../components/call-buttons.js"
import { ItemSheet } from "../../components/item-sheet.js"
import { OpeningBanner } from "../../components/opening-words.js"
import { mount } from "../../components/page.js"
import { priceSaid } from "../../components/price-rows.js"
import { SearchField } from "./search-field.js"
import { showToast, ToastRegion } from "../../components/toast.js"
import { useLive } from "../../components/use-live.js"
import { usePrice } from "../../components/use-price.js"
import { useShop } from "../../components/use-shop.js"
import { language, t } from "../../components/words.js"
import { CartSidebar } from "./cart-sidebar.js"
import { OpenOrders } from "./open-orders.js"
import { Categories, MenuHead, MenuSections, NoMenu, ShopAddress } from "./parts.js"
import { useCard } from "./use-card.js"
import { useCart } from "./use-cart.js"
import { useSheetHistory } from "./use-sheet-history.js"

/** @import { Message } from "../../components/words.js" */
/** @import { CartLine } from "../../lib/cart.js" */
/** @import { MenuItem, Menu } from "../../lib/types.js" */

function MenuPage() {
  const lang = language()
  const shop = useShop()
  const [raw, setMenu] = useState(() => /** @type {Menu | null} */ (takeFirst("menu")))
  const whole = useMemo(() => raw && forGuests(raw, shop), [raw, shop?.stock, shop?.resting_categories])
  const [wanted, setWanted] = useState("")
  const [goal, setGoal] = useState(/** @type {{id: number} | null} */ (null))
  const [opened, setOpened] = useState(/** @type {{item: MenuItem, at?: number} | null} */ (null))
  const [last, setLast] = useState(0)
  const [news, setNews] = useState(/** @type {Message | ""} */ (""))
  const cart = useCart(shop, whole, {
    // On the menu it is a toast; in an open cart it stays until the cart is closed.
    onCartChanges: (text) => {
      setNews(text)
      showToast({ icon: "alert", text, seconds: 10 })
      // The line that was being changed may have gone, or stand elsewhere.
      setOpened((now) => (now?.at === undefined ? now : null))
    },
    // What was refused may have sold out unseen.
    onRefused: () => fetchMenu().then(setMenu, () => {}),
  })
  const { order_type } = cart.details
  const menu = useMemo(() => whole && menuFor(whole, order_type), [whole, order_type])
  const hasOwnTerms = IS_TAKEN_AWAY[order_type] && whole?.take_away_has_own_terms
  const price = usePrice(shop, menu, cart.lines, { order_type, hasOwnTerms })
  const card = useCard(shop, cart, cart.refusal)
  // What was sent and not answered is the first thing to see again.
  const [checkout, setCheckout] = useState(cart.unanswered)
  const closeCart = () => {
    setCheckout(false)
    setNews("")
  }

  const isCartOpen = Boolean(menu && shop && checkout && cart.lines.length > 0)
  useSheetHistory(Number(isCartOpen) + Number(opened !== null), () => (opened ? setOpened(null) : closeCart()))

  useEffect(() => {
    document.title = shop ? t("menu.page_title", { shop: shop.name }) : t("menu.title")
  }, [shop, lang])
  const state = useLive(
    {
      room: "menu",
      address: `/ws?lang=${lang}`,
      onSnapshot: setMenu,
      onEvent: (event) => {
        if (event.type === "menu_update") setMenu((now) => now && applyMenuUpdate(now, event.data))
      },
      poll: async () => ({ data: await fetchMenu() }),
    },
    [lang],
  )
  const reachable = state.name === "live" || state.name === "slow"
  const reachableSince = useMemo(() => Date.now(), [reachable])
  useEffect(() => {
    if (reachable) cart.resume(reachableSince)
  }, [reachable, cart.busy])
  // An empty cart is closed before the menu gets the focus, because nothing behind an open sheet can be focused.
  const emptied = useRef(false)
  useLayoutEffect(() => {
    if (checkout && cart.lines.length === 0) {
      emptied.current = true
      closeCart()
    } else if (emptied.current) {
      emptied.current = false
      document.getElementById("menu")?.focus()
    }
  }, [cart.lines.length, checkout])
  // Only when the menu is whole again, and in place of where one was: «Back» leads out of the menu and not through it.
  useEffect(() => {
    if (goal) location.replace(`#category-${goal.id}`)
  }, [goal])

  const items = useMemo(() => (menu ? itemsById(menu) : new Map()), [menu])
  const found = useMemo(() => (menu ? findDishes(menu, wanted) : []), [menu, wanted])
  const put = (/** @type {CartLine} */ line) => {
    cart.setLines(withLine(cart.lines, line))
    setLast(line.item)
  }
  const add = (/** @type {MenuItem} */ item) =>
    put({ item: item.id, options: defaultOptions(item), note: "", quantity: 1 })
  /** One less of what was put in last. @param {MenuItem} item */
  const less = (item) => {
    const at = cart.lines.map((line) => line.item).lastIndexOf(item.id)
    cart.setLines(withQuantity(cart.lines, at, cart.lines[at].quantity - 1))
  }
  const edit = (/** @type {number} */ at) => setOpened({ item: items.get(cart.lines[at].item), at })
  const done = (/** @type {CartLine} */ line) => {
    if (opened?.at === undefined) put(line)
    else cart.setLines(withReplaced(cart.lines, opened.at, line))
    setOpened(null)
  }
  const send = () => {
    // A dish may have been given a choice to make since it was put in.
    const at = cart.lines.findIndex((line) => missingGroups(items.get(line.item), line.options).length > 0)
    if (at < 0 || cart.unanswered) cart.send()
    else edit(at)
  }
  const goTo = (/** @type {number} */ id, /** @type {Event} */ event) => {
    event.preventDefault()
    setWanted("")
    setGoal({ id })
  }
  const toFirst = () => /** @type {HTMLElement | null} */ (document.querySelector(".item__open"))?.focus()

  return html`
    <a class="skip button" href="#menu">${t("menu.skip")}</a>
    ${
      menu &&
      cart.lines.length > 0 &&
      html`<button type="button" class="skip button" aria-haspopup="dialog"
      onClick=${() => setCheckout(true)}>${t("cart.skip")}</button>`
    }
    <${MenuHead} shop=${shop} table=${cart.details.table_number.trim()} state=${state} />
    ${
      menu &&
      html`<${Categories} menu=${menu} found=${found} resting=${wanted.trim() !== ""} state=${state}
      onGo=${goTo} />`
    }
    <div class="two">
      <main id="menu" tabindex="-1">
        <${SearchField} label=${t("menu.search")} value=${wanted} onText=${setWanted} onEnter=${toFirst} />
        <p class="sr" role="status">
        ${wanted.trim() && menu ? t("menu.found", { n: found.flatMap((category) => category.items).length }) : ""}</p>
        <p class="sr" role="status">
        ${menu && cart.lines.length > 0 ? t("cart.now", { n: countOf(cart.lines), total: priceSaid(price) }) : ""}
        </p>
        <div role="status">${card.state === "dead" && html`<${ReplacedCard} />`}</div>
        ${
          card.state === "valid" &&
          html`<${CallButtons} shop=${shop}
          at=${{ table_token: cart.details.table_token ?? "" }} />`
        }
        ${addsTo ? html`<${AddingTo} />` : html`<${OpenOrders} />`}
        ${shop && html`<${OpeningBanner} shop=${shop} />`}
        ${
          menu
            ? html`<${MenuSections} menu=${menu} found=${found} lines=${cart.lines} last=${last} onAdd=${add}
          onOpen=${(/** @type {MenuItem} */ item) => setOpened({ item })} onLess=${less}
            onCart=${() => setCheckout(true)} onAll=${() => setWanted("")} />`
            : html`<${NoMenu} state=${state} />`
        }
        ${menu && html`<${ShopAddress} shop=${shop} />`}
      </main>
      ${
        menu &&
        html`<${CartSidebar} lines=${cart.lines} menu=${menu} price=${price} locked=${cart.busy || cart.unanswered}
        onChange=${cart.setLines} onEdit=${edit} onGoOn=${() => setCheckout(true)} />`
      }
    </div>
    ${menu && !checkout && html`<${CartBar} lines=${cart.lines} price=${price} onOpen=${() => setCheckout(true)} />`}
    ${
      isCartOpen &&
      html`
      <${CheckoutSheet} lines=${cart.lines} menu=${menu} price=${price} shop=${shop} details=${cart.details}
        busy=${cart.busy} unanswered=${cart.unanswered} problem=${cart.problem} card=${card.state} news=${news}
        onLines=${cart.setLines} onDetails=${cart.setDetails} onEdit=${edit} onSend=${send} onClose=${closeCart} />`
    }
    ${
      opened &&
      html`<${ItemSheet} key=${`${opened.item.id}-${opened.at}`}
      item=${items.get(opened.item.id) ?? { ...opened.item, is_available: false }}
        pictured line=${opened.at === undefined ? undefined : cart.lines[opened.at]} onDone=${done}
          onClose=${() => setOpened(null)} />`
    }
    <${ToastRegion} />`
}

mount(MenuPage)
