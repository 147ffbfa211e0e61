// The cash drawer at which this till stands: what is in it, and one request about it until it is known what became of
// that. What was typed and what was sent is kept with the browser, so that a page that is loaded again goes on where it
// was, and nothing moves twice.

import { useEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { isFinal, newKey, Refusal } from "../../lib/api.js"
import { fetchDrawer, fetchShift, moveDrawer } from "../../lib/shift-api.js"
import { readStored, removeStored, writeStored } from "../../lib/storage.js"
import { chooseTill, till } from "../../lib/till.js"
import { problemText } from "../../components/problem.js"
import { message, t } from "../../components/words.js"

/** @import { Message } from "../../components/words.js" */
/** @import { CashMoveKind, Drawer, Shift, Shop } from "../../lib/types.js" */
/** @import { DrawerRequest } from "../../lib/shift-api.js" */
/** @import { Approval } from "./money-api.js" */
/** @import { AskedApproval } from "./use-money.js" */

/**
 * `pieces` by the value of a note, `sum` where only that is said.
 * @typedef {{pieces: Record<string, number>, sum: number | null}} Count
 */
/**
 * Empty while no sheet is open; a move has the name of its kind.
 * @typedef {"" | "home" | CashMoveKind | "count" | "result" | "closed"} Step
 */
/** @typedef {{by: string, at: number, step: Step, count: Count, closed: number}} Kept `closed` is the shift */
/** @typedef {{request: DrawerRequest, key: string, by: string, at: number}} Sent */
/** @typedef {ReturnType<typeof useDrawer>} DrawerNow */

const [KEPT, SENT] = ["drawer", "drawer_sent"]
// Who counts is called away, and comes back.
const KEPT_FOR = 60 * 60_000
/** @type {Count} */
export const NOTHING = { pieces: {}, sum: null }

/**
 * What was kept of this person, if it is not long ago.
 * @template {{by: string, at: number}} T
 * @param {T | null} kept @param {string} me
 */
const recent = (kept, me) => (kept && kept.by === me && Date.now() - kept.at < KEPT_FOR ? kept : null)

/** @param {{shop: Shop | null, isLive: boolean, me: string}} options */
export function useDrawer({ shop, isLive, me }) {
  const [drawer, setDrawer] = useState(/** @type {Drawer | null} */ (null))
  const first = useRef(recent(readStored(KEPT, /** @type {Kept | null} */ (null)), me)).current
  const [step, setStep] = useState(/** @type {Step} */ (first?.step ?? ""))
  const [count, setCount] = useState(first?.count ?? NOTHING)
  const [closed, setClosed] = useState(/** @type {Shift | null} */ (null))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const [asked, setAsked] = useState(/** @type {AskedApproval | null} */ (null))
  const sent = useRef(recent(readStored(SENT, /** @type {Sent | null} */ (null)), me))
  const sending = useRef(false)

  const reload = () => fetchDrawer().then(setDrawer, () => {})
  // The shop is told again on every screen when a drawer is opened or closed.
  useEffect(() => {
    if (shop && till() > shop.shifts.tills) chooseTill(1)
    reload()
  }, [shop, isLive])
  useEffect(() => {
    if (first?.step === "closed" && first.closed) fetchShift(first.closed).then(setClosed, () => go(""))
  }, [])
  useEffect(() => {
    if (!step) return removeStored(KEPT)
    writeStored(KEPT, { by: me, at: Date.now(), step, count, closed: closed?.id ?? 0 })
  }, [step, count, closed])

  const go = (/** @type {Step} */ next) => {
    setProblem("")
    setStep(next)
    if (next === "home" || next === "count") reload()
    if (next === "") setCount(NOTHING)
  }
  const keep = (/** @type {Sent | null} */ next) => {
    sent.current = next
    if (next) writeStored(SENT, next)
    else removeStored(SENT)
  }

  /** @param {DrawerRequest} request @param {any} answer */
  const done = async (request, answer) => {
    if (request.what === "close") setClosed(answer)
    await reload()
    if (request.what === "counts") return go("result")
    setCount(NOTHING)
    go(request.what === "close" ? "closed" : request.what === "open" ? "" : "home")
  }
  /** @param {Approval} [approval] */
  const send = async (approval) => {
    const now = sent.current
    if (sending.current || !now) return
    sending.current = true
    setBusy(true)
    setProblem("")
    try {
      const answer = await moveDrawer(now.request, { key: now.key, approval })
      keep(null)
      setAsked(null)
      await done(now.request, answer)
    } catch (error) {
      notDone(error, approval)
    } finally {
      sending.current = false
      setBusy(false)
    }
  }
  /** @param {unknown} error @param {Approval} [approval] */
  const notDone = (error, approval) => {
    const code = error instanceof Refusal ? error.code : ""
    if (code === "approval_needed") {
      removeStored(SENT)
      return setAsked({
        approvers: /** @type {Refusal} */ (error).problem.approvers ?? [],
        problem: "",
        isEarlier: false,
      })
    }
    if (approval && (code === "approval_refused" || code === "too_many_tries"))
      return setAsked((before) => before && { ...before, problem: problemText(error), isWrong: true })
    if (!isFinal(error)) {
      if (approval)
        setAsked((before) => before && { ...before, problem: message(() => t("money.no_answer")), isWrong: false })
      return setProblem(message(() => t("drawer.no_answer")))
    }
    keep(null)
    setAsked(null)
    reload()
    if (code === "count_again") setStep("count")
    if (code === "shift_closed" || code === "shift_open") setStep("home")
    setProblem(problemText(error))
  }
  // What was tapped is finished, also when the page was loaded again or the server was away in between.
  useEffect(() => {
    if (isLive && !asked) send()
  }, [isLive])

  const shift = drawer?.shift ?? null
  // Another screen may have closed it in the meantime.
  const shown = drawer && !shift && step !== "" && step !== "closed" ? "home" : step
  return {
    drawer,
    shift,
    step: /** @type {Step} */ (shown),
    count,
    closed,
    busy,
    problem,
    asked,
    /** What waits for an approval. */
    sent: () => sent.current,
    /** Whether it is not known what became of the last request. */
    unsure: problem !== "" && sent.current !== null && !busy,
    go,
    setCount,
    again: () => send(),
    approve: send,
    unask: () => {
      if (sending.current) return
      keep(null)
      setAsked(null)
    },
    /** @param {DrawerRequest} request */
    begin: (request) => {
      if (sending.current) return
      // One thing at a time: first it is known what became of the last.
      if (!sent.current) keep({ request, key: newKey(), by: me, at: Date.now() })
      return send()
    },
    /** @param {number} number */
    choose: (number) => {
      chooseTill(number)
      setDrawer(null)
      setCount(NOTHING)
      return reload()
    },
  }
}
