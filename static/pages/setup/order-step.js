// The last step: a test order goes through the whole shop before the first customer's does.

import { html, useState } from "../../vendor/preact/standalone.js"
import { isCancelled } from "../../lib/decisions.js"
import { fetchOrder } from "../../lib/api.js"
import { isThrough } from "./first-start.js"
import { usualPrice } from "../../lib/cart.js"
import { rupiah } from "../../lib/money.js"
import { Icon } from "../../components/icon.js"
import { ConnectionBadge } from "../../components/connection-badge.js"
import { ProblemNote } from "../../components/problem.js"
import { useLive } from "../../components/use-live.js"
import { useShop } from "../../components/use-shop.js"
import { t } from "../../components/words.js"
import { Back, Frame, Next } from "./frame.js"
import { Stations } from "./stations.js"
import { useFirstDish, usePlacing } from "./use-test-order.js"

/** @import { Message } from "../../components/words.js" */
/** @import { Order } from "../../lib/types.js" */
/** @import { Draft } from "./draft.js" */

/**
 * @typedef {{at: number, of: number, draft: Draft, change: (part: Partial<Draft>) => void, busy: boolean, problem:
 *   Message | "", onLater: () => void, onFinish: () => void}} OrderStepProps
 */

/** @param {OrderStepProps} props */
export function OrderStep(props) {
  return props.draft.order
    ? html`<${Following} key=${props.draft.order} ...${props} />`
    : html`<${Placing} ...${props} />`
}

/** @param {OrderStepProps} props */
function Placing({ at, of, draft, change, busy, problem, onLater, onFinish }) {
  const dish = useFirstDish()
  const placing = usePlacing(draft, change)
  const empty = dish === null
  const foot = html`
    <${Back} onBack=${() => change({ step: "phone" })} />
    <button type="button" class="button button--plain" onClick=${onLater}>${t("setup.later")}</button>
    ${
      empty
        ? html`<${Next} busy=${busy} words=${t("setup.finish_without")} />`
        : html`<${Next} busy=${placing.busy} disabled=${!dish}
          words=${placing.busy ? t("common.loading") : t("setup.order.send")} />`
    }`
  return html`
    <${Frame} at=${at} of=${of} title=${t("setup.order.title")} lead=${t("setup.order.lead")} foot=${foot}
      onSubmit=${empty ? onFinish : placing.place}>
      ${
        empty &&
        html`
        <div class="note note--wait">
          <p class="strong">${t("setup.order.empty")}</p>
          <p>${t("setup.order.empty_help")}</p>
          <a class="button" href="/admin#menu" target="_blank" rel="noopener">${t("setup.order.fill")}
          <span class="sr"> ${t("setup.new_tab")}</span></a>
        </div>`
      }
      ${
        dish &&
        html`
        <div class="note note--dish"><${Icon} name="plate" /><p><b>1× ${dish.name}</b> <span class="money">
        ${rupiah(usualPrice(dish))}</span><br /><span class="quiet">${t("setup.order.no_sale")}</span></p></div>`
      }
      <${ProblemNote} text=${placing.problem || problem} />
    </${Frame}>`
}

/** @param {OrderStepProps} props */
function Following({ at, of, draft, change, busy, problem, onLater, onFinish }) {
  const uid = draft.order
  const shop = useShop()
  const [order, setOrder] = useState(/** @type {Order | null} */ (null))
  const show = (/** @type {Order} */ next) => setOrder((known) => (known && known.rev > next.rev ? known : next))
  const state = useLive(
    {
      room: `order:${uid}`,
      onSnapshot: (data) => show(data.order ?? data),
      onEvent: (event) => event.data.order && show(event.data.order),
      poll: async () => {
        const data = await fetchOrder(uid)
        return { data: { order: data }, seq: data.rev, epoch: data.epoch }
      },
    },
    [uid],
  )
  const gone = state.name === "gone" || (order !== null && isCancelled(order))
  const ready = order !== null && isThrough(order)
  const foot = html`
    <${Back} onBack=${() => change({ step: "phone" })} />
    <button type="button" class="button button--plain" onClick=${onLater}>${t("setup.later")}</button>
    ${
      gone
        ? html`<${Next} words=${t("setup.order.again")} />`
        : html`<${Next} busy=${busy} disabled=${!ready}
      words=${t("setup.finish")} />`
    }`
  return html`
    <${Frame} at=${at} of=${of} title=${t("setup.order.title")}
      lead=${ready && !gone ? t("setup.order.all_done") : t("setup.order.follow")} foot=${foot}
        onSubmit=${gone ? () => change({ order: "" }) : onFinish}>
      <p class="step__live"><${ConnectionBadge} state=${state} /></p>
      ${
        gone
          ? html`<div class="note note--wait" role="status"><p class="strong">${t("setup.order.cancelled")}</p></div>`
          : order && html`<${Stations} order=${order} shop=${shop} state=${state} />`
      }
      <${ProblemNote} text=${problem} />
    </${Frame}>`
}
