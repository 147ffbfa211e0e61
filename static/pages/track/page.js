// The tracking page of one order: number, status and steps first, everything else below.

import { html, useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { isReady } from "../../lib/decisions.js"
import { fetchOrder, Refusal } from "../../lib/api.js"
import { takeFirst } from "../../lib/first.js"
import { wasTouched } from "../../lib/program.js"
import { play } from "../../lib/sound.js"
import { EmptyState } from "../../components/empty-state.js"
import { LanguageSwitch } from "../../components/language-switch.js"
import { ConnectionBadge } from "../../components/connection-badge.js"
import { useBusy } from "../../components/update-notice.js"
import { mount } from "../../components/page.js"
import { useLive } from "../../components/use-live.js"
import { useShop } from "../../components/use-shop.js"
import { useShopSound } from "../../components/use-shop-sound.js"
import { useSound } from "../../components/use-sound.js"
import { language, t } from "../../components/words.js"
import { hint, OrderView } from "./order-view.js"
import { ReadyView } from "./ready-view.js"
import { useOwnLanguage } from "./use-own-language.js"

/** @import { LiveState } from "../../lib/live/freshness.js" */
/** @import { Order, OrderStatus, Shop } from "../../lib/types.js" */

const uid = location.pathname.split("/").filter(Boolean).pop() ?? ""

/** Whether a customer waits for the bell. @type {Record<OrderStatus, boolean>} */
const BELL_COMES = { awaiting_payment: true, preparing: true, ready: false, completed: false, cancelled: false }

/** As the server wrote it into the page, else asked for while the words load. @type {Order | null} */
let first = takeFirst("order")
let unknown = false

function TrackPage() {
  const [told, setOrder] = useState(first)
  const shop = useShop()
  const order = useOwnLanguage(told, shop)
  useShopSound(shop, "customer")
  const [cause, setCause] = useState("")

  /** @param {Order} next @param {string | null} [why] */
  const show = (next, why) => {
    setOrder((known) => (known && known.rev > next.rev ? known : next))
    setCause(why ?? "")
  }
  const state = useLive(
    {
      room: `order:${uid}`,
      from: first ? { since: first.rev, epoch: first.epoch } : {},
      onSnapshot: (data) => show(data.order ?? data),
      onEvent: (event) => event.data.order && show(event.data.order, event.data.cause),
      poll: async () => {
        const data = await fetchOrder(uid)
        return { data: { order: data }, seq: data.rev, epoch: data.epoch }
      },
    },
    [],
  )
  useAttention(order)
  // After a reload the browser may not let the bell ring before the next touch, and a customer waits for it.
  useBusy(useSound().sound === "on" && wasTouched() && order !== null && BELL_COMES[order.status], true)

  if (unknown || state.name === "gone")
    return html`<${EmptyState} icon="search" title=${t("track.unknown")}><p>${t("track.unknown_help")}</p>
    <a class="button" href="/t">${t("track.look_up")}</a></${EmptyState}>`
  if (!order)
    return html`<${EmptyState} icon="offline" title=${t("track.no_answer")}>
      <${ConnectionBadge} state=${state} /></${EmptyState}>`
  return html`
    <${Said} order=${order} cause=${cause} />
    ${
      isReady(order)
        ? html`<${ReadyView} order=${order} shop=${shop} state=${state} />`
        : html`
        <${TrackHead} shop=${shop} state=${state} />
        <${OrderView} order=${order} shop=${shop} state=${state} cause=${cause} onOrder=${show} />`
    }`
}

/**
 * The same for screen readers: the element stays while the page changes around it, or changes would not be read out.
 * @param {{order: Order, cause: string}} props
 */
function Said({ order, cause }) {
  return html`<p class="sr" role="status">
  ${t(`status.${order.status}`)}. ${cause === "recall" ? t("track.recalled") : hint(order)}</p>`
}

/** @param {{shop: Shop | null, state: LiveState}} props */
function TrackHead({ shop, state }) {
  return html`
    <div class="shop">
      <div class="awning" aria-hidden="true"></div>
      <div class="shop__row"><div><p class="strong">${shop?.name ?? ""}</p><${ConnectionBadge} state=${state} /></div>
      <${LanguageSwitch} /></div>
    </div>`
}

/**
 * The tab says where the order is; when it becomes ready the tab blinks, and the phone rings if it may.
 * @param {Order | null} order
 */
function useAttention(order) {
  const before = useRef(order)
  const ready = order !== null && isReady(order)
  const label = order ? t(`status.${order.status}`) : ""
  useEffect(() => {
    if (!order) return
    document.body.classList.toggle("full", ready)
    document.title = `${order.number} · ${label}`
    if (!ready) return
    if (before.current && !isReady(before.current)) {
      play("ready")
      // Only after a touch, and not on every phone: the whole green screen says it anyway.
      navigator.vibrate?.([200, 100, 200, 100, 400])
    }
    let on = false
    const blink = setInterval(() => {
      on = !on
      document.title = on ? `★ ${label}` : `${order.number} · ${label}`
    }, 1_000)
    return () => clearInterval(blink)
  }, [order?.status, language()])
  useEffect(() => {
    before.current = order
  })
}

const asked =
  first === null &&
  fetchOrder(uid).then(
    (order) => {
      first = order
    },
    // Nothing heard: the socket goes on trying. A clear «no» is believed.
    (error) => {
      unknown = error instanceof Refusal && error.status === 404
    },
  )
mount(TrackPage, asked)
