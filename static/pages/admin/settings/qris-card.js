// The card of the shop's QRIS code: pasted or read from a photo; it shows at once who is paid.

import { html, useEffect, useRef, useState } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { Icon } from "../../../components/icon.js"
import { problemText } from "../../../components/problem.js"
import { message, t } from "../../../components/words.js"
import { changeSettings } from "../shared/owner-api.js"
import { FileInput } from "../shared/photo-field.js"
import { PriceField } from "../shared/price-field.js"
import { TextArea } from "../shared/text-area.js"
import { checkQris, readQrisPhoto } from "./qris-api.js"
import { SettingCard } from "./setting-card.js"
import { SettingFields } from "./setting-fields.js"
import { patchOf, problemsOf, rowsOf, valuesOf } from "./setting-rules.js"
import { hintOf, labelOf } from "./setting-words.js"

/** @import { Message } from "../../../components/words.js" */
/** @import { CheckedQris } from "../../../lib/types.js" */
/** @import { CardTools } from "./setting-card.js" */
/** @import { SettingRow } from "./setting-table.js" */
/** @import { Values } from "./setting-rules.js" */
/** @import { CardProps } from "./settings-cards.js" */

const CODE = "qris.code"
const MOST = "qris.most_amount"
const LONGEST = 512
/** Between the last letter and the question, in milliseconds. */
const PAUSE = 400

/** @param {CardProps} props */
export function QrisCard({ settings, ...rest }) {
  const rows = rowsOf("qris")
  const row = (/** @type {string} */ key) => /** @type {SettingRow} */ (rows.find((each) => each.key === key))
  const save = (/** @type {Values} */ changes) => changeSettings(patchOf(changes))
  const check = (/** @type {Values} */ values) => problemsOf(rows, values)
  return html`
    <${SettingCard} name="qris" title=${t("qris.title")} server=${valuesOf(settings, rows)} check=${check} save=${save}
      ...${rest}>
      ${(/** @type {CardTools} */ tools) => html`
        <p class="field__hint">${t("qris.lead")}</p>
        <${CodeField} row=${row(CODE)} tools=${tools} />
        <${SettingFields} rows=${rows.filter(({ kind }) => kind === "flag")} tools=${tools} />
        <${PriceField} ...${tools.field(MOST)} label=${labelOf(row(MOST))}
          hint=${hintOf(row(MOST), tools.values[MOST])} value=${tools.values[MOST]}
          onPrice=${(/** @type {number | null} */ most) => tools.set(MOST, most)} />`}
    </${SettingCard}>`
}

/** @param {{row: SettingRow, tools: CardTools}} props */
function CodeField({ row, tools: { values, set, field } }) {
  const code = /** @type {string} */ (values[CODE])
  const { found, problem, isChecking } = useChecked(code)
  const [reading, setReading] = useState(false)
  const [unread, setUnread] = useState(/** @type {Message | ""} */ (""))
  const change = (/** @type {string} */ text) => {
    setUnread("")
    set(CODE, text)
  }
  const pick = async (/** @type {any} */ event) => {
    const file = event.target.files[0]
    // The same file may be chosen again.
    event.target.value = ""
    if (!file) return
    setReading(true)
    setUnread("")
    try {
      const read = await readQrisPhoto(file)
      change(read.code)
    } catch (error) {
      setUnread(error instanceof Refusal ? problemText(error) : message(() => t("qris.unreadable_photo")))
    } finally {
      setReading(false)
    }
  }
  const own = field(CODE)
  return html`
    <${TextArea} ...${own} problem=${own.problem ?? (unread || problem)} label=${labelOf(row)} hint=${hintOf(row, code)}
      most=${LONGEST + 1} rows=${4} value=${code} onText=${change} />
    <div class="qris-found" role="status">
      ${
        found &&
        html`
        <p><b>${t("qris.paid_to", { name: found.merchant.name, city: found.merchant.city })}</b></p>
        <p class="quiet">${t("qris.is_yours")}</p>`
      }
      ${(reading || isChecking) && html`<p class="quiet">${reading ? t("qris.reading") : t("qris.checking")}</p>`}
    </div>
    <div class="photo__actions">
      <${FileInput} id="qris-photo" icon="camera" label=${t("qris.photo")} busy=${reading} onPick=${pick} />
      ${
        code &&
        html`<button type="button" class="button" onClick=${() => change("")}><${Icon} name="trash" />
      ${t("qris.remove")}</button>`
      }
    </div>`
}

/** The merchant of a code, requested while it is typed. @param {string} code */
function useChecked(code) {
  const [found, setFound] = useState(/** @type {CheckedQris | null} */ (null))
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const [isChecking, setChecking] = useState(false)
  const turn = useRef(0)
  useEffect(() => {
    const mine = ++turn.current
    setFound(null)
    setProblem("")
    setChecking(Boolean(code.trim()))
    if (!code.trim()) return
    const timer = setTimeout(async () => {
      try {
        const checked = await checkQris(code)
        if (mine === turn.current) setFound(checked)
      } catch (error) {
        // Without an answer it is checked when it is saved.
        if (mine === turn.current && error instanceof Refusal) setProblem(problemText(error))
      } finally {
        if (mine === turn.current) setChecking(false)
      }
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [code])
  return { found, problem, isChecking }
}
