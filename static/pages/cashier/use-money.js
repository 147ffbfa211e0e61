// One request that moves money, until it is known what became of it. It is written down before it is sent: after a lost
// answer, a reload or a restart of the server it is asked for again under the same key, and nothing is done twice.

import { useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { isFinal, newKey, Refusal } from "../../lib/api.js"
import { readStored, removeStored, writeStored } from "../../lib/storage.js"
import { problemText } from "../../components/problem.js"
import { message, t } from "../../components/words.js"
import { moveMoney } from "./money-api.js"

/** @import { Message } from "../../components/words.js" */
/** @import { Orders } from "../../lib/orders.js" */
/** @import { Order } from "../../lib/types.js" */
/** @import { AfterMoney, Approval, MoneyRequest } from "./money-api.js" */

/**
 * @typedef {object} Sent
 * @property {string} uid
 * @property {string} number
 * @property {MoneyRequest} request
 * @property {number} rev of the order, as it was on the screen
 * @property {string} key
 * @property {number} at
 * @property {string} by
 * @property {string} [cancels] the reason, where the order is cancelled once its money is back
 */
/**
 * `isEarlier` is money of an earlier day, `isWrong` the PIN.
 * @typedef {{approvers: string[], isEarlier: boolean, problem: Message | "", isWrong?: boolean}} AskedApproval
 */
/** @typedef {ReturnType<typeof useMoney>} MoneyNow */

const KEY = "money"
// The customer still waits for it.
const RESUMED_FOR = 10 * 60_000
// A server that answers nothing is not asked for ever.
const MOST_TRIES = 5

/**
 * @param {object} options
 * @param {Orders} options.orders
 * @param {boolean} options.isLive
 * @param {string} options.me
 * @param {(sent: Sent, answer: AfterMoney) => void} options.onDone
 * @param {(sent: Sent, error: unknown) => void} options.onRefused nothing was done
 */
export function useMoney({ orders, isLive, me, onDone, onRefused }) {
  const [sent, setSent] = useState(() => resumed(readStored(KEY, /** @type {Sent | null} */ (null)), me))
  const [busy, setBusy] = useState(false)
  const [asked, setAsked] = useState(/** @type {AskedApproval | null} */ (null))
  // Two taps in one frame see the same state; this they cannot both take.
  const latest = useRef(sent)
  const sending = useRef(false)
  const tries = useRef(0)
  const keep = (/** @type {Sent | null} */ next) => {
    latest.current = next
    setSent(next)
    if (next) writeStored(KEY, next)
    else removeStored(KEY)
  }

  /** @param {Approval} [approval] */
  const send = async (approval) => {
    const now = latest.current
    if (sending.current || !now) return
    sending.current = true
    setBusy(true)
    try {
      const answer = await moveMoney(now.uid, now.request, { expected_rev: now.rev, key: now.key, approval })
      keep(null)
      setAsked(null)
      onDone(now, answer)
    } catch (error) {
      notDone(now, error, approval)
    } finally {
      sending.current = false
      setBusy(false)
    }
  }

  /** @param {Sent} now @param {unknown} error @param {Approval} [approval] */
  const notDone = (now, error, approval) => {
    const code = error instanceof Refusal ? error.code : ""
    if (code === "approval_needed") {
      // Nothing was done: a page that is loaded again need not ask what became of it.
      removeStored(KEY)
      const { approvers = [], act } = /** @type {Refusal} */ (error).problem
      return setAsked({ approvers, isEarlier: act === "refund_of_earlier_day", problem: "" })
    }
    const isAsked = approval !== undefined
    if (isAsked && (code === "approval_refused" || code === "too_many_tries"))
      return setAsked((before) => before && { ...before, problem: problemText(error), isWrong: true })
    if (isFinal(error)) {
      keep(null)
      setAsked(null)
      return onRefused(now, error)
    }
    if (isAsked)
      setAsked((before) => before && { ...before, problem: message(() => t("money.no_answer")), isWrong: false })
  }

  // What was tapped is finished, also when the page was loaded again or the server was away in between.
  useEffect(() => {
    if (isLive && !asked) send()
  }, [isLive])
  // The room tells that the order has moved: with ours, or without it. The same request says which.
  const rev = (sent && orders.get(sent.uid)?.rev) ?? 0
  useEffect(() => {
    if (busy || !sent || asked || rev <= sent.rev || tries.current >= MOST_TRIES) return
    tries.current += 1
    send()
  }, [rev, busy])

  return {
    busy,
    asked,
    /** What was sent last and is not answered, or waits for an approval. */
    sent,
    /** Whether it is not known what became of the last request. */
    unsure: sent !== null && !busy && !asked,
    send: () => send(),
    /** @param {Order} order @param {MoneyRequest} request @param {string} [cancels] */
    begin: (order, request, cancels) => {
      if (sending.current) return
      // One thing at a time: first it is known what became of the last.
      if (latest.current) return send()
      tries.current = 0
      const { uid, number, rev } = order
      keep({ uid, number, request, rev, key: newKey(), at: Date.now(), by: me, cancels })
      return send()
    },
    approve: send,
    /** Back to what asked for the approval. */
    unask: () => {
      if (sending.current) return
      keep(null)
      setAsked(null)
    },
  }
}

/** @param {Sent | null} sent @param {string} me */
function resumed(sent, me) {
  return sent && sent.by === me && Date.now() - sent.at < RESUMED_FOR ? sent : null
}
