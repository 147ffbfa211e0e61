// The screens of one visit at the kiosk, from the first touch to the number; after that all its data is dropped.

import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "../../vendor/preact/standalone.js"
import { IS_TAKEN_AWAY } from "../../lib/decisions.js"
import { switchLanguage } from "../../lib/i18n.js"
import { menuFor } from "../../lib/levels.js"
import { goTo, NUMBER_SHOWN_FOR, stepBack, withDetails, withLines, withType } from "./visit.js"
import { ItemSheet } from "../../components/item-sheet.js"
import { closedWords } from "../../components/opening-words.js"
import { useBusy } from "../../components/update-notice.js"
import { PadField } from "./pad-field.js"
import { showToast, ToastRegion } from "../../components/toast.js"
import { useTapGuard } from "../../components/use-tap-guard.js"
import { language, message, t, textOf } from "../../components/words.js"
import { Attract } from "./attract.js"
import { CartPanel } from "./cart-panel.js"
import { Done } from "./done.js"
import { AskName, AskPayment } from "./checkout.js"
import { KioskHead, Loading } from "./head.js"
import { MenuGrid } from "./menu-grid.js"
import { IdlePrompt } from "./idle-prompt.js"
import { useCartActions } from "./use-cart-actions.js"
import { useBackLock } from "./use-back-lock.js"
import { useIdleTimeout } from "./use-idle-timeout.js"
import { usePrice } from "../../components/use-price.js"
import { useVisit } from "./use-visit.js"
import { AskTable, AskOrderType } from "./order-type.js"

/** @import { LiveState } from "../../lib/live/freshness.js" */
/** @import { Menu, OrderType, PaymentMethod, Shop } from "../../lib/types.js" */
/** @import { Step } from "./visit.js" */

// Until the shop has said otherwise.
const IDLE = 60

/** @param {{first: boolean, shop: Shop | null, menu: Menu | null, state: LiveState, onGone: () => void}} props */
export function Visitor({ first, shop, menu: whole, state, onGone }) {
  const [shelf, setShelf] = useState(/** @type {number | null} */ (null))
  const idle = shop?.kiosk_idle_s ?? IDLE
  const { visit, problem, waiting, change, send, wipe, restore } = useVisit(idle)
  const { step, details } = visit
  const { order_type } = details
  const menu = useMemo(() => whole && menuFor(whole, order_type), [whole, order_type])
  const hasOwnTerms = IS_TAKEN_AWAY[order_type] && whole?.take_away_has_own_terms
  const price = usePrice(shop, menu, visit.lines, { order_type, hasOwnTerms })
  const actions = useCartActions(menu, visit, change, price)

  // The first screen, without a customer, has nothing to forget and stays as it is drawn.
  const used = useRef(false)
  if (step !== "attract") used.current = true

  const begin = () => {
    wipe()
    setShelf(null)
    actions.close()
    actions.say("")
  }
  const end = () => {
    begin()
    if (shop) speak(shop.locale)
    if (used.current) onGone()
  }
  const restart = () => {
    const before = visit
    begin()
    if (before.lines.length > 0)
      showToast({
        icon: "trash",
        text: message(() => t("kiosk.restarted")),
        action: { label: message(() => t("common.undo")), run: () => restore(before) },
      })
  }
  const { left, stay } = useIdleTimeout(step, idle, end)
  const asked = left !== null && step !== "attract" && step !== "done"
  const go = (/** @type {Step} */ next) => change((now) => goTo(now, next))
  const back = () => change(stepBack)
  useBackLock(() => (asked ? stay() : actions.opened ? actions.close() : back()))

  useEffect(() => {
    if (shop && step === "attract") speak(shop.locale)
  }, [shop?.locale])
  useEffect(() => {
    /** @type {PaymentMethod[]} */
    const methods = shop?.payment_methods ?? []
    if (methods.length > 0 && !methods.includes(details.payment_method))
      change((now) => withDetails(now, { payment_method: methods[0] }))
  }, [shop, details.payment_method])
  useBusy(step !== "attract", true)
  useStepFocus(step, first)
  const tappable = useTapGuard(step)

  const closed = shop ? closedWords(shop) : ""
  const next = () => (step === "pay" ? send() : go(step === "name" ? "pay" : "name"))
  const atCart = step === "menu" || step === "name" || step === "pay"
  const screen = () => {
    if (step === "type")
      return html`<${AskOrderType} state=${state}
        onPick=${(/** @type {OrderType} */ type) => change((now) => withType(now, type))} onBack=${back} />`
    if (step === "table") {
      return html`<${AskTable} state=${state} tables=${shop?.tables ?? []} table=${details.table_number} onBack=${back}
        onTable=${(/** @type {string} */ table_number) => change((now) => withDetails(now, { table_number }))}
          onDone=${() => go("menu")} />`
    }
    if (step === "done" && visit.order)
      return html`<${Done} order=${visit.order} shop=${shop} left=${left ?? NUMBER_SHOWN_FOR} onDone=${end} />`
    if (!atCart)
      return html`<${Attract} shop=${shop} menu=${menu} state=${state} onStart=${() => {
        begin()
        go("type")
      }} />`
    if (!menu || !shop) return html`<${Loading} state=${state} />`
    return html`
      <${KioskHead} shop=${shop} visit=${visit} state=${state} onWhere=${() => go("type")} onRestart=${restart} />
      ${
        step === "menu" &&
        html`<${MenuGrid} menu=${menu} lines=${visit.lines} state=${state} wanted=${shelf}
        onCategory=${setShelf} onTap=${actions.tap} />`
      }
      ${
        step === "name" &&
        html`<${AskName} name=${details.customer_name} onBack=${back} onNext=${next}
        onName=${(/** @type {string} */ customer_name) => change((now) => withDetails(now, { customer_name }))} />`
      }
      ${
        step === "pay" &&
        html`<${AskPayment} shop=${shop} details=${details} locked=${visit.sent} onBack=${back}
        onMethod=${(/** @type {PaymentMethod} */ payment_method) =>
          change((now) => withDetails(now, { payment_method }))} />`
      }
      <${CartPanel} visit=${visit} menu=${menu} price=${price} closed=${closed} problem=${problem} waiting=${waiting}
        onLines=${actions.setLines}
        onEdit=${actions.edit} onNext=${next} />`
  }

  return html`
    <div
      class=${`kiosk ${
        atCart && menu && shop ? `kiosk--cart kiosk--${step}` : "kiosk--whole"
      } ${tappable ? "" : "tap-guarded"}`}>
      <div class="awning" aria-hidden="true"></div>
      ${screen()}
      <${ToastRegion} />
    </div>
    <p class="sr" role="status">${textOf(actions.said)}</p>
    ${
      actions.opened &&
      html`<${ItemSheet} item=${actions.opened.item} pictured line=${actions.opened.line} Field=${PadField}
      onDone=${actions.done} onClose=${actions.close} />`
    }
    ${asked && html`<${IdlePrompt} left=${left} onStay=${stay} onEnd=${end} />`}`
}

/** @param {string} wanted */
function speak(wanted) {
  if (language() !== wanted) switchLanguage(wanted).catch(() => {})
}

/**
 * The heading of each step is read first, and the keys go on from there; but a page that was just opened takes no
 *   focus.
 * @param {Step} step
 * @param {boolean} opened
 */
function useStepFocus(step, opened) {
  const first = useRef(opened)
  useLayoutEffect(() => {
    if (!first.current)
      /** @type {HTMLElement | null} */ (document.querySelector("#app h1"))?.focus({ preventScroll: true })
    first.current = false
  }, [step])
}
