// Who in the kitchen makes it: one of the stations there are, or a new one.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { TextInput } from "../../../components/field.js"
import { SelectInput } from "../shared/select-input.js"
import { t } from "../../../components/words.js"

/** @import { FieldProps } from "../../../components/field.js" */

const OTHER = "\n"

/**
 * @param {FieldProps & {value: string | null, known: string[], like?: string, onStation: (station: string | null) =>
 *   void}} props `like` names what leaving it open means
 */
export function StationField({ value, known, like, onStation, ...field }) {
  const [typing, setTyping] = useState(false)
  const isOther =
    typing || Boolean(value !== null && value !== "" && !known.includes(value)) || (!like && known.length === 0)
  const options = [
    ...(like ? [{ value: "", label: like }] : []),
    ...known.map((station) => ({ value: station, label: station })),
    { value: OTHER, label: t("admin.other_station") },
  ]
  const pick = (/** @type {string} */ picked) => {
    setTyping(picked === OTHER)
    onStation(picked === OTHER || picked === "" ? (like ? null : "") : picked)
  }
  const { problem, ...plain } = field
  return html`
    ${
      known.length + (like ? 1 : 0) > 0 &&
      html`<${SelectInput} ...${plain} problem=${isOther ? "" : problem}
      value=${isOther ? OTHER : (value ?? "")} options=${options} onPick=${pick} />`
    }
    ${
      isOther &&
      html`
      <${TextInput} id=${`${field.id}-other`} label=${t("admin.new_station")} hint=${t("admin.new_station_help")}
        problem=${problem} value=${value ?? ""} most=${20} onText=${(/** @type {string} */ text) => onStation(text)} />`
    }`
}
