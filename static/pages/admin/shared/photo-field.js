// A field for the photo of a dish: take or choose it, see it as customers will, move it within the frame, or remove it.

import { html, useRef, useState } from "../../../vendor/preact/standalone.js"
import { isHeic } from "./picture.js"
import { Icon } from "../../../components/icon.js"
import { message, t, textOf } from "../../../components/words.js"
import { makePhoto, openPhoto } from "./photo-maker.js"

/** @import { Message } from "../../../components/words.js" */
/** @import { OpenedPhoto } from "./photo-maker.js" */

/**
 * @param {object} props
 * @param {string | null} props.value the address of the photo, or the photo itself when it is not sent yet
 * @param {string | null} props.saved the address the server has
 * @param {number | null} props.share how much of it has been sent, while it is
 * @param {Message | string} props.problem
 * @param {(photo: string | null) => void} props.onPhoto
 */
export function PhotoField({ value, saved, share, problem, onPhoto }) {
  const [making, setMaking] = useState(false)
  const [unreadable, setUnreadable] = useState(/** @type {Message | ""} */ (""))
  const [shift, setShift] = useState(0.5)
  const [opened, setOpened] = useState(/** @type {OpenedPhoto | null} */ (null))
  // Chosen twice in a row: only the later one counts.
  const turn = useRef(0)

  /** @param {() => Promise<OpenedPhoto>} open @param {number} at @param {Message} whenNot */
  const make = async (open, at, whenNot) => {
    const mine = ++turn.current
    setMaking(true)
    setUnreadable("")
    try {
      const photo = await open()
      const made = await makePhoto(photo, at)
      if (mine !== turn.current) return
      setOpened(photo)
      setShift(at)
      onPhoto(made)
    } catch {
      if (mine === turn.current) setUnreadable(whenNot)
    } finally {
      if (mine === turn.current) setMaking(false)
    }
  }
  const pick = (/** @type {any} */ event) => {
    const file = event.target.files[0]
    // The same file may be chosen again.
    event.target.value = ""
    if (file)
      make(
        () => openPhoto(file),
        0.5,
        message(() => (isHeic(file) ? t("photo.heic") : t("photo.unreadable", { name: file.name }))),
      )
  }
  const isNew = Boolean(value?.startsWith("data:"))
  const wrong = textOf(unreadable || problem)

  return html`
    <div class="photo" role="group" aria-label=${t("photo.title")}>
      <div class="photo__frame" aria-busy=${making ? "true" : undefined}>
        ${
          value
            ? html`<img src=${value} alt=${t("photo.now")} width="800" height="600" />`
            : html`<${Icon}
          name="image" />`
        }
      </div>
      <div class="photo__actions">
        <${FileInput} id="photo-take" icon="camera" label=${t("photo.take")} camera busy=${making} onPick=${pick} />
        <${FileInput} id="photo-choose" icon="image" label=${value ? t("photo.other") : t("photo.choose")}
          busy=${making}
          onPick=${pick} />
        ${
          value &&
          html`<button type="button" class="button" onClick=${() => {
            setOpened(null)
            onPhoto(isNew ? saved : null)
          }}><${Icon} name=${isNew ? "undo" : "trash"} />${isNew ? t("photo.not_this") : t("photo.remove")}</button>`
        }
        ${
          !value &&
          saved &&
          html`<button type="button" class="button" onClick=${() => onPhoto(saved)}>
        <${Icon} name="undo" />${t("common.undo")}</button>`
        }
      </div>
      ${
        isNew &&
        opened &&
        isCut(opened) &&
        html`
        <label class="photo__shift"><span>${t("photo.shift")}</span>
          <input type="range" min="0" max="1" step="0.1" value=${shift} onChange=${(/** @type {any} */ event) =>
            make(
              async () => opened,
              Number(event.target.value),
              message(() => t("photo.unreadable", { name: "" })),
            )} />
        </label>`
      }
      ${
        share !== null &&
        html`<progress class="photo__share" max="1" value=${share}
        aria-label=${t("photo.sending")}></progress>`
      }
      <p class=${wrong ? "problem" : "quiet"} role="status">
        ${wrong && html`<${Icon} name="alert" />`}
        ${
          wrong ||
          (making
            ? t("photo.making")
            : share !== null
              ? t("photo.sending")
              : !value && saved
                ? t("photo.will_go")
                : isNew
                  ? t("photo.will_come")
                  : "")
        }
      </p>
    </div>`
}

/** Whether the frame shows clearly less than the whole photo. @param {OpenedPhoto} photo */
function isCut({ width, height }) {
  return Math.abs(width / height - 4 / 3) > 0.1
}

/**
 * A button that asks for a picture.
 * @param {{id: string, icon: string, label: string, camera?: boolean, busy: boolean, onPick: (event: Event) => void}}
 *   props
 */
export function FileInput({ id, icon, label, camera = false, busy, onPick }) {
  return html`
    <span class=${`photo__pick ${camera ? "photo__pick--camera" : ""}`}>
      <input type="file" id=${id} accept="image/*" capture=${camera ? "environment" : undefined} disabled=${busy}
        onChange=${onPick} />
      <label class="button" for=${id}><${Icon} name=${icon} />${label}</label>
    </span>`
}
