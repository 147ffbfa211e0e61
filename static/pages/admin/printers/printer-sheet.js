// The sheet of a printer: found in the network or typed, its kind, what it prints, and what happens to its waiting jobs
// when it is removed.

import { html, useLayoutEffect, useState } from "../../../vendor/preact/standalone.js"
import { Refusal } from "../../../lib/api.js"
import { toggled } from "../../../lib/toggled.js"
import { FieldMessages, TextInput } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"
import { ProblemNote, problemText } from "../../../components/problem.js"
import { focusIfLost } from "../../../components/use-focus.js"
import { RadioGroup } from "../../../components/radio-group.js"
import { Sheet } from "../../../components/sheet.js"
import { t } from "../../../components/words.js"
import { focusFirstError } from "../shared/focus-error.js"
import { useSubmit } from "../shared/use-submit.js"
import { addPrinter, changePrinter, retirePrinter, searchPrinters } from "./printer-api.js"
import { MAX_ADDRESS_LENGTH, MAX_NAME_LENGTH, NEW, PAPERS, specOf, specProblems, stationsOf } from "./printer-rules.js"

/** @import { Problems } from "../../../components/problem.js" */
/** @import { Message } from "../../../components/words.js" */
/** @import { EditedMenu, FoundPrinter, Printer, PrinterSpec } from "../../../lib/types.js" */
/** @import { Refreshable } from "../shared/use-actions.js" */

const WIDTHS = ["384", "576", "512"]

/**
 * @param {{printer: Printer | null, others: Printer[], menu: EditedMenu | null, printers: Refreshable, onClose: () =>
 *   void}} props `printer` null for a new one
 */
export function PrinterSheet({ printer, others, menu, printers, onClose }) {
  const [spec, setSpec] = useState(/** @type {PrinterSpec} */ (printer ? specOf(printer) : NEW))
  const [problems, setProblems] = useState(/** @type {Problems} */ ({}))
  const [leaving, setLeaving] = useState(false)
  const { busy, send } = useSubmit(printers.onSignedOut)
  useLayoutEffect(() => {
    if (Object.keys(problems).length) focusFirstError()
  }, [problems])
  const set = (/** @type {Partial<PrinterSpec>} */ changed) => setSpec({ ...spec, ...changed })

  const refused = (/** @type {unknown} */ error) => {
    const named = error instanceof Refusal ? (error.problem.field ?? "") : ""
    setProblems({ [["name", "address"].includes(named) ? named : "other"]: problemText(error) })
  }
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const wrong = specProblems(spec)
    setProblems(wrong)
    if (Object.keys(wrong).length) return
    const done = await send(async () => {
      if (printer) await changePrinter(printer.id, spec)
      else await addPrinter(spec)
      await printers.sync()
    })
    if (done?.error) return refused(done.error)
    if (done) onClose()
  }
  const retire = async (/** @type {Record<string, string>} */ jobs = {}, what = "retire") => {
    if (!printer) return
    setProblems({})
    const done = await send(async () => {
      await retirePrinter(printer.id, jobs)
      await printers.sync()
    }, what)
    if (done?.error instanceof Refusal && done.error.code === "printer_has_jobs") return setLeaving(true)
    if (done?.error) return refused(done.error)
    if (done) onClose()
  }
  const isBusy = (/** @type {string} */ what) => (busy === what ? "true" : undefined)
  // With keys, each is an element of its own: a second tap must not hit a button that has replaced the first.
  const acts = leaving
    ? html`
      <p class="banner banner--wait printer-leaves" role="status" tabindex="-1" ref=${focusIfLost}>
      <${Icon} name="alert" />
      <span>${t("printers.has_jobs")}</span></p>
      ${others.map(
        (each) => html`<button key=${each.id} type="button" class="button button--big"
        aria-busy=${isBusy(`move ${each.id}`)}
        onClick=${() => retire({ jobs_to: String(each.id) }, `move ${each.id}`)}><${Icon} name="change" />
        ${t("printer.move_to", { printer: each.name })}</button>`,
      )}
      <button key="drop" type="button" class="button button--danger button--big" aria-busy=${isBusy("drop")}
        onClick=${() => retire({ drop_jobs: "true" }, "drop")}>
      <${Icon} name="trash" />${t("printers.drop_jobs")}</button>
      <button key="back" type="button" class="button button--big"
        onClick=${() => (setProblems({}), setLeaving(false))}>
      <${Icon} name="left" />${t("common.back")}</button>`
    : html`
      ${
        printer &&
        html`<button key="retire" type="button" class="button button--danger button--big foot__aside"
        ref=${focusIfLost}
        aria-busy=${isBusy("retire")} onClick=${() => retire()}><${Icon} name="trash" />
        ${t("printers.retire")}</button>`
      }
      <button key="save" type="submit" form="printer-form" class="button button--primary button--big"
        aria-busy=${isBusy("save")}>${t("common.save")}</button>`
  const foot = html`<${ProblemNote} text=${problems.other ?? ""} />${acts}`
  const yes = (/** @type {"cuts" | "opens_drawer" | "beeps"} */ what) => html`
    <label class="choice"><input type="checkbox" checked=${spec[what]} onChange=${() => set({ [what]: !spec[what] })} />
    <${Icon} name="check" /><span>${t(`printers.can.${what}`)}</span></label>`
  const stations = [...new Set([...stationsOf(menu), ...spec.stations])]
  return html`
    <${Sheet} title=${printer?.name ?? t("printers.add")} foot=${foot} onClose=${onClose}>
      <form id="printer-form" class="form" noValidate autocomplete="off" onSubmit=${submit}>
        <${FindPrinters} onPick=${(/** @type {FoundPrinter} */ found) =>
          set({ way: found.way, address: found.address, ...(spec.name ? {} : { name: nameFor(found) }) })} />
        <${TextInput} id="printer-name" label=${t("printers.name")} hint=${t("printers.name_help")}
          problem=${problems.name} most=${MAX_NAME_LENGTH} value=${spec.name}
          onText=${(/** @type {string} */ name) => set({ name })} />
        <${RadioGroup} name="printer-way" title=${t("printers.way")} value=${spec.way}
          options=${["net", "usb"].map((value) => ({ value, label: t(`printers.way.${value}`) }))}
          onPick=${(/** @type {PrinterSpec["way"]} */ way) => set({ way })} />
        <${TextInput} id="printer-address" label=${t("printers.address")} hint=${t(`printers.address.${spec.way}`)}
          problem=${problems.address} most=${MAX_ADDRESS_LENGTH} value=${spec.address}
          onText=${(/** @type {string} */ address) => set({ address })} />
        <${RadioGroup} name="printer-width" title=${t("printers.width")} value=${spec.width}
          options=${WIDTHS.map((value) => ({ value, label: t(`printers.width.${value}`) }))}
          onPick=${(/** @type {PrinterSpec["width"]} */ width) => set({ width })} />
        <${Ticks} id="printer-papers" title=${t("printers.papers")} words=${PAPERS} chosen=${spec.papers}
          say=${(/** @type {string} */ each) => t(`printers.paper.${each}`)}
          onChoose=${(/** @type {PrinterSpec["papers"]} */ papers) => set({ papers })} />
        ${
          spec.papers.includes("kitchen") &&
          stations.length > 1 &&
          html`<${Ticks} id="printer-stations" title=${t("printers.stations")} hint=${t("printers.stations_help")}
          words=${stations} chosen=${spec.stations} say=${String}
            onChoose=${(/** @type {string[]} */ chosen) => set({ stations: chosen })} />`
        }
        <fieldset class="choices"><legend><span class="head">${t("printers.can")}</span></legend>
        <div class="radio-group">${yes("cuts")}${yes("opens_drawer")}${yes("beeps")}</div></fieldset>
        <${RadioGroup} name="printer-prints" title=${t("printers.prints")} value=${spec.prints}
          options=${["text", "picture"].map((value) => ({ value, label: t(`printers.prints.${value}`) }))}
          onPick=${(/** @type {PrinterSpec["prints"]} */ prints) => set({ prints })} />
      </form>
    </${Sheet}>`
}

/** What a found printer may be called. @param {FoundPrinter} found */
const nameFor = ({ way, name }) => (way === "usb" ? name.slice(0, MAX_NAME_LENGTH) : "")

/**
 * Several of a few words.
 * @param {{id: string, title: string, hint?: string, words: string[], chosen: string[], say: (word: string) => string,
 *   onChoose: (chosen: any) => void}} props
 */
function Ticks({ id, title, hint = "", words, chosen, say, onChoose }) {
  return html`
    <fieldset class="choices" aria-describedby=${hint ? `${id}-hint` : undefined}>
      <legend><span class="head">${title}</span></legend>
      <div class="radio-group">
        ${words.map(
          (word) => html`
          <label key=${word} class="choice"><input type="checkbox" checked=${chosen.includes(word)}
            onChange=${() => onChoose(toggled(chosen, word))} /><${Icon} name="check" /><span>${say(word)}</span>
          </label>`,
        )}
      </div>
      <${FieldMessages} id=${id} hint=${hint} />
    </fieldset>`
}

/** Looks through the shop's own network, when asked to. @param {{onPick: (found: FoundPrinter) => void}} props */
function FindPrinters({ onPick }) {
  const [found, setFound] = useState(/** @type {FoundPrinter[] | null} */ (null))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const look = async () => {
    if (busy) return
    setBusy(true)
    setProblem("")
    try {
      setFound(await searchPrinters())
    } catch (error) {
      setProblem(problemText(error))
    } finally {
      setBusy(false)
    }
  }
  return html`
    <div class="printer-search" aria-live="polite">
      <button type="button" class="button button--big" aria-busy=${busy ? "true" : undefined} onClick=${look}>
      <${Icon} name=${busy ? "reconnect" : "search"} />${busy ? t("printers.searching") : t("printers.search")}</button>
      <${ProblemNote} text=${problem} />
      ${found?.length === 0 && html`<p class="quiet">${t("printers.found_none")}</p>`}
      ${found?.map(
        (each) => html`
        <button key=${each.address} type="button" class="button" onClick=${() => onPick(each)}>
        <${Icon} name="print" />${each.name || each.address}</button>`,
      )}
    </div>`
}
