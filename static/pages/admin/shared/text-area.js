// A field for a few lines of text. Line breaks become spaces: the text is shown as one paragraph.

import { html } from "../../../vendor/preact/standalone.js"
import { Field } from "../../../components/field.js"

/** @import { FieldProps } from "../../../components/field.js" */

/**
 * @param {FieldProps & {value: string, most: number, lang?: string, rows?: number,
 *   onText: (text: string) => void}} props
 */
export function TextArea({ value, most, lang, rows = 2, onText, ...field }) {
  const read = (/** @type {any} */ event) => onText(event.target.value.replace(/\s*[\r\n]+/g, " "))
  return html`
    <${Field} ...${field}>
      ${(/** @type {any} */ attributes) => html`<textarea class="input" ...${attributes} rows=${rows} maxlength=${most}
        lang=${lang} value=${value} onInput=${read}></textarea>`}
    </${Field}>`
}
