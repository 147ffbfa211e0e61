// The card of the shop's logo: chosen and made small here, then shown on the menu, on the kiosk and on the cards.

import { html, useState } from "../../../vendor/preact/standalone.js"
import { putLogo, removeLogo } from "../shared/owner-api.js"
import { isHeic } from "../shared/picture.js"
import { Icon } from "../../../components/icon.js"
import { message, t, textOf } from "../../../components/words.js"
import { FileInput } from "../shared/photo-field.js"
import { makeLogo, openPhoto } from "../shared/photo-maker.js"

/** @import { Message } from "../../../components/words.js" */
/** @import { CardProps } from "./settings-cards.js" */

/** @param {CardProps} props */
export function LogoCard({ settings, actions, onSaved }) {
  const [making, setMaking] = useState(false)
  const [share, setShare] = useState(/** @type {number | null} */ (null))
  const [problem, setProblem] = useState(/** @type {Message | ""} */ (""))
  const now = settings.logo_url
  const busy = making || actions.isBusy("logo")

  /** @param {Blob | null} picture */
  const hang = (picture) => async () => {
    if (picture) await putLogo(picture, setShare).finally(() => setShare(null))
    else await removeLogo()
    await onSaved()
  }
  /** @param {Blob | null} picture @param {Message} said */
  const change = async (picture, said) => {
    // Fetched before it is taken down, for the way back.
    const before = now
      ? await fetch(now)
          .then((answer) => answer.blob())
          .catch(() => null)
      : null
    if (await actions.perform(hang(picture), "logo")) actions.withUndo(said, hang(before), picture ? "check" : "trash")
  }
  const pick = async (/** @type {any} */ event) => {
    const file = event.target.files[0]
    // The same file may be chosen again.
    event.target.value = ""
    if (!file || busy) return
    setMaking(true)
    setProblem("")
    try {
      await change(
        await makeLogo(await openPhoto(file)),
        message(() => t("logo.is_set")),
      )
    } catch {
      setProblem(message(() => (isHeic(file) ? t("photo.heic") : t("photo.unreadable", { name: file.name }))))
    } finally {
      setMaking(false)
    }
  }
  return html`
    <section class="card setting" aria-labelledby="logo-title">
      <h3 class="head" id="logo-title">${t("setting.logo_url")}</h3>
      <div class="logo">
        <div class="logo__frame" aria-busy=${busy ? "true" : undefined}>
        ${now ? html`<img src=${now} alt=${t("logo.now")} />` : html`<${Icon} name="image" />`}</div>
        <div class="logo__actions">
          <p class="field__hint">${t("logo.help")}</p>
          <div class="photo__actions">
            <${FileInput} id="logo-choose" icon="image" label=${now ? t("logo.other") : t("logo.choose")} busy=${busy}
              onPick=${pick} />
            ${
              now &&
              html`<button type="button" class="button" aria-disabled=${busy ? "true" : undefined} onClick=${() => {
                if (!busy)
                  change(
                    null,
                    message(() => t("logo.is_removed")),
                  )
              }}><${Icon} name="trash" />${t("logo.remove")}</button>`
            }
          </div>
          ${
            share !== null &&
            html`<progress class="photo__share" max="1" value=${share}
            aria-label=${t("photo.sending")}></progress>`
          }
          <p class=${problem ? "problem" : "quiet"} role="status">${problem && html`<${Icon} name="alert" />`}
          ${textOf(problem) || (share !== null ? t("photo.sending") : making ? t("photo.making") : "")}</p>
        </div>
      </div>
    </section>`
}
