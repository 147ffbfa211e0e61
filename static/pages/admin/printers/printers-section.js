// The section of printers: where each is, what it prints, and whether it works.

import { html, useEffect, useState } from "../../../vendor/preact/standalone.js"
import { clockTime, serverNow } from "../../../lib/time.js"
import { EmptyState } from "../../../components/empty-state.js"
import { Icon } from "../../../components/icon.js"
import { ProblemNote, problemText } from "../../../components/problem.js"
import { showToast } from "../../../components/toast.js"
import { language, message, t, textOf } from "../../../components/words.js"
import { usePolling } from "../shared/use-polling.js"
import { drawMissing } from "./print-pictures.js"
import { fetchPrinters, testPrinter } from "./printer-api.js"
import { PrinterSheet } from "./printer-sheet.js"

/** @import { EditedMenu, Printer, Shop } from "../../../lib/types.js" */
/** @import { Message } from "../../../components/words.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */
/** @import { HashRoute } from "../use-hash-route.js" */

const LOOK_EVERY = 5_000

/** @param {{route: HashRoute, editor: MenuEditor, menu: EditedMenu | null, shop: Shop | null, stale: boolean}} props */
export function PrintersSection({ route, editor, menu, shop, stale }) {
  const printers = usePolling(fetchPrinters, LOOK_EVERY, editor.onSignedOut)
  const [testing, setTesting] = useState(0)
  if (!printers.found) return html`<${EmptyState} icon="reconnect" title=${t("common.loading")} />`
  const test = async (/** @type {Printer} */ { id, name }) => {
    if (testing) return
    setTesting(id)
    try {
      const { state, reason } = await testPrinter(id)
      const at = serverNow()
      const text = message(() =>
        reason
          ? `${name}: ${t(`printer.${reason}`, { time: clockTime(at, language(), shop?.time_zone) })}`
          : t(`printers.test.${state}`, { name }),
      )
      showToast({ icon: reason ? "alert" : "print", text, seconds: 12 })
    } catch (error) {
      showToast({ icon: "alert", text: problemText(error) })
    } finally {
      setTesting(0)
      printers.sync()
    }
  }
  const home = () => route.close("printers")
  const chosen = printers.found.find((each) => String(each.id) === route.id) ?? null
  return html`
    <div class="page page--narrow" inert=${stale}>
      <div class="tools tools--bare"><h2 class="head">${t("printers.title")}</h2></div>
      <${Undrawn} />
      ${
        printers.found.length === 0
          ? html`<${EmptyState} icon="print" title=${t("printers.none")}><p>${t("printers.none_help")}</p>
            </${EmptyState}>`
          : html`<ul class="card more entries">${printers.found.map(
              (each) => html`<${PrinterRow} key=${each.id} printer=${each} zone=${shop?.time_zone}
              busy=${testing === each.id} onTest=${() => test(each)}
              onOpen=${() => route.open(`printers/printer/${each.id}`)} />`,
            )}</ul>`
      }
      <p><a class="button button--plain" href="#settings/printing">${t("printers.settings")}</a></p>
    </div>
    <div class="dock" inert=${stale}>
      <button type="button" class="button button--primary button--big"
        onClick=${() => route.open("printers/printer/new")}><${Icon} name="plus" />${t("printers.add")}</button>
    </div>
    ${
      route.kind === "printer" &&
      (chosen || route.id === "new") &&
      html`<${PrinterSheet} key=${route.address} printer=${chosen} others=${printers.found.filter(
        (each) => each.id !== chosen?.id,
      )} menu=${menu} printers=${printers} onClose=${home} />`
    }`
}

/** Draws what has to be drawn before it can be printed, and says why it could not. */
function Undrawn() {
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  useEffect(() => {
    drawMissing().catch((error) =>
      setProblem(message(() => t("printers.undrawn", { problem: textOf(problemText(error)) }))),
    )
  }, [])
  return problem && html`<${ProblemNote} text=${problem} />`
}

/**
 * @param {{printer: Printer, zone?: string, busy: boolean, onTest: () => void, onOpen: () => void}} props
 */
function PrinterRow({ printer, zone, busy, onTest, onOpen }) {
  const { name, address, width, papers, state, reason, since, waiting, asks } = printer
  const time = since ? clockTime(since, language(), zone) : ""
  const facts = [t(`printers.width.${width}`), ...papers.map((each) => t(`printers.paper.${each}`))]
  const open = [waiting > 0 && t("printer.waiting", { n: waiting }), asks > 0 && t("printer.asks", { n: asks })].filter(
    Boolean,
  )
  return html`
    <li class="entry">
      <span class="entry__sign"><${Icon} name="print" /></span>
      <div class="entry__text">
        <h3 class="entry__title"><span class="entry__name">${name}</span>
        ${
          state === "trouble" &&
          reason &&
          html`<span class="chip chip--wait"><${Icon} name="alert" />${t(`printer.${reason}`, { time })}</span>`
        }</h3>
        <p class="quiet">${address}</p>
        <p class="quiet">${[...facts, ...open].join(" · ")}</p>
      </div>
      <div class="printer-acts">
        <button type="button" class="button" aria-haspopup="dialog" onClick=${onOpen}><${Icon} name="note" />
        ${t("printers.edit")}<span class="sr"> ${name}</span></button>
        <button type="button" class="button" aria-busy=${busy ? "true" : undefined} onClick=${onTest}>
        <${Icon} name=${busy ? "reconnect" : "print"} />${t("printers.test")}<span class="sr"> ${name}</span></button>
      </div>
    </li>`
}
