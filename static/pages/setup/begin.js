// The first part, until the shop has an owner: code, shop, owner, menu. All of it is sent at the end in one request.

import { html, useEffect, useLayoutEffect, useRef, useState } from "../../vendor/preact/standalone.js"
import { Refusal, signIn } from "../../lib/api.js"
import { billOf, fieldOf, MOST_BP, stepsOf, unfitRates } from "./first-start.js"
import { percent } from "../../lib/bill.js"
import { pinProblem } from "../../lib/pin.js"
import { checkSetupCode, setUp } from "../../lib/setup-api.js"
import { ProblemNote, problemText } from "../../components/problem.js"
import { language, message, t } from "../../components/words.js"
import { AskBill } from "./ask-bill.js"
import { AskCode, AskMenu, AskOwner, AskShop } from "./questions.js"
import { Back, Frame, Next } from "./frame.js"

/** @import { Problems } from "../../components/problem.js" */
/** @import { Step } from "./first-start.js" */
/** @import { Draft } from "./draft.js" */

/**
 * @param {{draft: Draft, change: (part: Partial<Draft>) => void, code: string, needsCode: boolean, onOwned: () => void,
 *   onTaken: () => void}} props `code` as it stood in the address
 */
export function Begin({ draft, change, code: given, needsCode, onOwned, onTaken }) {
  const [secret, setSecret] = useState({ code: given, pin: "", again: "" })
  const [codeFits, setCodeFits] = useState(false)
  const [problems, setProblems] = useState(/** @type {Problems} */ ({}))
  const [busy, setBusy] = useState(false)
  /** If the last try got no answer, the owner that it may have created is this person. */
  const unsure = useRef(false)
  const form = useRef(/** @type {HTMLElement | null} */ (null))
  // A reload forgets the PIN: it is asked for again, where it stands.
  useEffect(() => {
    if (draft.step !== "shop") change({ step: "owner" })
  }, [])
  useEffect(() => {
    if (needsCode && !draft.withCode) change({ withCode: true })
  }, [needsCode])
  // Moves the focus to the first field with an error, which shows the message.
  useLayoutEffect(() => {
    if (Object.values(problems).some(Boolean))
      /** @type {HTMLElement | null} */ (form.current?.querySelector("[aria-invalid]"))?.focus()
  }, [problems])

  const withCode = needsCode || draft.withCode || given !== ""
  const steps = stepsOf(withCode)
  const step = stepNow(draft.step, withCode && !codeFits, secret.pin === "")
  const at = steps.indexOf(step)
  const go = (/** @type {Step} */ next) => {
    setProblems({})
    change({ step: next })
  }
  const edit = (/** @type {Partial<Draft>} */ part) => {
    setProblems({})
    change(part)
  }
  const keep = (/** @type {Partial<typeof secret>} */ part) => {
    setProblems({})
    setSecret((before) => ({ ...before, ...part }))
  }

  const checkCode = async () => {
    if (secret.code.replaceAll("-", "") === "") return setProblems({ code: message(() => t("setup.code_missing")) })
    await asked(async () => {
      await checkSetupCode(secret.code)
      setCodeFits(true)
      change({ withCode: true })
    })
  }
  useEffect(() => {
    if (given) checkCode()
  }, [])

  const send = () =>
    asked(async () => {
      const { shop_name, owner_name, menu } = draft
      try {
        await setUp({
          code: secret.code || undefined,
          shop_name,
          locale: draft.locale || language(),
          owner_name,
          pin: secret.pin,
          menu,
          bill: billOf(draft),
        })
      } catch (error) {
        const taken = error instanceof Refusal && error.code === "already_set_up"
        if (taken && unsure.current) await signIn(owner_name.trim(), secret.pin)
        else throw error
      }
      // What is left of another shop at this address ends here.
      change({ step: "phone", phone: "", order: "", key: "", later: false })
      onOwned()
    })

  /** @param {() => Promise<void>} act */
  const asked = async (act) => {
    setBusy(true)
    setProblems({})
    try {
      await act()
    } catch (error) {
      refused(error)
    }
    setBusy(false)
  }
  const refused = (/** @type {unknown} */ error) => {
    if (!(error instanceof Refusal) || error.status >= 500) {
      unsure.current = true
      return setProblems({ "": message(() => t("setup.no_answer")) })
    }
    if (error.code === "already_set_up" || error.status === 401) return onTaken()
    const found = fieldOf(error.problem)
    if (found.step === "code") {
      setCodeFits(false)
      change({ withCode: true })
    } else if (found.field) change({ step: found.step })
    setProblems({ [found.field]: problemText(error) })
  }

  const submit = () => {
    if (busy) return
    if (step === "code") return checkCode()
    if (step === "shop")
      return draft.shop_name.trim() ? go("owner") : setProblems({ shop_name: message(() => t("setup.shop_missing")) })
    if (step === "bill") {
      const between = message(() =>
        t("settings.between", { least: percent(1, language()), most: percent(MOST_BP, language()) }),
      )
      const unfit = unfitRates(draft)
      return unfit.length ? setProblems(Object.fromEntries(unfit.map((field) => [field, between]))) : go("menu")
    }
    if (step === "menu") return send()
    const wrong = pinProblem(secret.pin, secret.again)
    if (!draft.owner_name.trim()) return setProblems({ owner_name: message(() => t("setup.owner_missing")) })
    if (wrong) return setProblems({ [wrong === "short" ? "pin" : "again"]: message(() => t(`pin.${wrong}`)) })
    go("bill")
  }

  const Question = { code: AskCode, shop: AskShop, owner: AskOwner, bill: AskBill, menu: AskMenu }[
    /** @type {"code" | "shop" | "owner" | "bill" | "menu"} */ (step)
  ]
  const before = at > 0 && steps[at - 1] !== "code" ? () => go(steps[at - 1]) : undefined
  return html`
    <div ref=${form}>
      <${Frame} at=${at + 1} of=${steps.length} title=${t(`setup.${step}.title`)} lead=${t(`setup.${step}.lead`)}
        onSubmit=${submit}
        foot=${html`<${Back} onBack=${before} />
        <${Next} busy=${busy}
          words=${busy ? t("common.loading") : step === "menu" ? t("setup.create") : t("setup.next")} />`}>
        <${Question} draft=${draft} change=${edit} secret=${secret} keep=${keep} problems=${problems} />
        <${ProblemNote} text=${problems[""] ?? ""} />
      </${Frame}>
    </div>`
}

/**
 * No owner goes on without the code, nor without a PIN.
 * @param {Step} kept
 * @param {boolean} lacksCode
 * @param {boolean} lacksPin
 * @returns {Step}
 */
function stepNow(kept, lacksCode, lacksPin) {
  if (lacksCode) return "code"
  if (kept === "shop" || kept === "owner") return kept
  if (lacksPin) return "owner"
  return kept === "bill" ? "bill" : "menu"
}
