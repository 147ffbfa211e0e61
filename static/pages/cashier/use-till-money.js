// The money of the order that is open at the till: what is asked for, what came of it, and what another till did in the
// meantime.

import { useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { IN_CASH, isCancelled } from "../../lib/decisions.js"
import { Refusal } from "../../lib/api.js"
import { rupiah } from "../../lib/money.js"
import { discountLabel } from "../../components/bill-rows.js"
import { showToast } from "../../components/toast.js"
import { message, t } from "../../components/words.js"
import { thankGuest } from "./customer-display.js"
import { isOwed } from "./order-money.js"
import { explain, MONEY_IS_SAID_FOR, sayPaidElsewhere, UNDO_FOR } from "./use-actions.js"
import { useMoney } from "./use-money.js"

/** @import { Orders } from "../../lib/orders.js" */
/** @import { Order, Shop } from "../../lib/types.js" */
/** @import { Handed } from "./change.js" */
/** @import { AfterMoney } from "./money-api.js" */
/** @import { Actions } from "./use-actions.js" */
/** @import { Sent } from "./use-money.js" */

/**
 * @param {object} options
 * @param {Orders} options.orders
 * @param {(order: Order) => void} options.put
 * @param {boolean} options.isLive
 * @param {string} options.me
 * @param {Shop | null} options.shop
 * @param {Order | undefined} options.order that is open
 * @param {boolean} options.paying
 * @param {Actions} options.actions
 * @param {() => void} options.onSettled nothing more is to be paid
 * @param {() => void} options.onDone with a sheet
 * @param {(order: Order, line: number) => void} options.onVoided
 * @param {(order: Order | undefined, line: number, error: unknown) => boolean} options.onNotVoided says why, if it can
 */
export function useTillMoney({
  orders,
  put,
  isLive,
  me,
  shop,
  order,
  paying,
  actions,
  onSettled,
  onDone,
  onVoided,
  onNotVoided,
}) {
  const [handed, setHanded] = useState(/** @type {Handed | null} */ (null))
  const shown = useRef("")
  shown.current = order?.uid ?? ""

  /** @param {Sent} sent @param {AfterMoney} answer */
  const done = ({ uid, number, request, cancels }, { change = 0, refund, claim, ...now }) => {
    put(now)
    const { kind, body } = request
    // After a reload, or with another order on the screen.
    const isElsewhere = uid !== shown.current
    if (isElsewhere && (kind === "payments" || kind === "refunds" || kind === "settlement"))
      sayDone(number, kind === "payments", now.payments?.at(-1)?.amount ?? 0, change)
    if (kind === "void") {
      onDone()
      onVoided(now, request.line)
    } else if (kind === "payments") {
      const { method } = body
      setHanded(IN_CASH[method] ? { uid, what: "change", method, amount: change, of: change } : null)
      counted.current = { uid, payments: now.payments?.length ?? 0 }
      if (!isElsewhere) thankGuest(now)
      if (!isOwed(now)) onSettled()
    } else if (kind === "refunds") {
      setHanded({ uid, what: "refund", method: body.method, amount: change, of: refund?.total ?? change })
      onDone()
      if (cancels) actions.cancel(now, cancels)
    } else if (kind === "settlement") {
      setHanded({ uid, what: "refund", method: body.method, amount: change, of: claim?.amount ?? change })
      onDone()
    } else if (kind === "correction" || kind === "claims") {
      onDone()
      const said =
        kind === "claims"
          ? message(() => t("claim.recorded", { number, amount: rupiah(body.amount) }))
          : message(() => t("correct.done", { number, method: t(`method.${body.method}`) }))
      showToast({ icon: "check", text: said, seconds: UNDO_FOR })
    } else {
      onDone()
      const discount = now.discounts?.at(-1)
      if (!discount) return
      const line = now.lines.find((each) => each.id === discount.line_id)
      showToast({
        icon: "percent",
        text: message(() =>
          t("discount.given", { discount: discountLabel(discount, line), number, total: rupiah(now.total_amount) }),
        ),
        seconds: UNDO_FOR,
        action: { label: message(() => t("common.undo")), run: () => actions.takeBack(now, discount) },
      })
    }
  }

  /** @param {Sent} sent @param {unknown} error */
  const refused = ({ uid, request }, error) => {
    const now = error instanceof Refusal ? error.problem.order : undefined
    onDone()
    if (request.kind === "void" && uid === shown.current && onNotVoided(orders.get(uid), request.line, error)) return
    if (request.kind !== "payments" || !now || isOwed(now) || isCancelled(now)) return explain(error, put)
    put(now)
    onSettled()
    sayPaidElsewhere(now, shop)
  }

  const money = useMoney({ orders, isLive, me, onDone: done, onRefused: refused })

  // The room tells it before any answer does; where nothing was sent from here, it was another screen.
  const counted = useRef({ uid: "", payments: 0 })
  const payments = order?.payments?.length ?? 0
  const asks = money.sent?.uid === order?.uid
  useEffect(() => {
    const before = counted.current
    if (!order || !paying) {
      counted.current = { uid: order?.uid ?? "", payments }
      return
    }
    if (asks) return
    counted.current = { uid: order.uid, payments }
    if (isCancelled(order)) {
      onSettled()
      showToast({
        icon: "stop",
        text: message(() => t("cashier.was_cancelled", { number: order.number })),
        seconds: MONEY_IS_SAID_FOR,
      })
    } else if (!isOwed(order)) {
      onSettled()
      setHanded(null)
      sayPaidElsewhere(order, shop)
    } else if (before.uid === order.uid && payments > before.payments) {
      setHanded(null)
      const amount = rupiah(order.payments?.at(-1)?.amount ?? 0)
      showToast({
        icon: "alert",
        text: message(() => t("cashier.part_elsewhere", { amount, number: order.number })),
        seconds: MONEY_IS_SAID_FOR,
      })
    }
  }, [paying, order?.uid, order?.rev, asks])

  return {
    ...money,
    handedFor: (/** @type {Order | undefined} */ shown) => (handed && handed.uid === shown?.uid ? handed : null),
    forgetHanded: () => setHanded(null),
  }
}

/**
 * What was done for an order that is not on the screen, and what to hand out for it.
 * @param {string} number
 * @param {boolean} isTaken
 * @param {number} amount
 * @param {number} out
 */
function sayDone(number, isTaken, amount, out) {
  const text = message(() =>
    isTaken
      ? [t("money.taken", { number, amount: rupiah(amount) }), out > 0 && `${t("pay.change")} ${rupiah(out)}`]
          .filter(Boolean)
          .join(" · ")
      : t("money.given_back", { number, amount: rupiah(out) }),
  )
  showToast({ icon: "cash", text, seconds: MONEY_IS_SAID_FOR })
}
