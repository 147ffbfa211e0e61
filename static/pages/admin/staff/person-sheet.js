// The sheet of a member of the staff: name, role and PIN.

import { html, useLayoutEffect, useRef, useState } from "../../../vendor/preact/standalone.js"
import { IS_OWNER } from "../../../lib/decisions.js"
import { addMember, changeMember, fetchStaff, restoreMember, retireMember } from "../shared/people-api.js"
import { TextInput } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"
import { NewPin } from "../../../components/new-pin.js"
import { ProblemNote, problemText } from "../../../components/problem.js"
import { Sheet } from "../../../components/sheet.js"
import { showToast } from "../../../components/toast.js"
import { message, t } from "../../../components/words.js"
import { useDraft } from "../shared/drafts.js"
import { focusFirstError } from "../shared/focus-error.js"
import { RoleField } from "../shared/role-field.js"
import { UnsavedNote } from "../shared/unsaved-note.js"
import { useIdempotentCreate } from "../shared/use-idempotent-create.js"
import { useSubmit } from "../shared/use-submit.js"
import { LeaveNote } from "./leave-note.js"
import { MAX_NAME_LENGTH, NO_PIN, personProblems, refused } from "./person-rules.js"

/** @import { Member, PersonRole } from "../../../lib/types.js" */
/** @import { Actions, Refreshable } from "../shared/use-actions.js" */

/** The usual first. @type {Record<PersonRole, true>} */
const OFFERED = { cashier: true, waiter: true, kitchen: true, owner: true }
const ROLES = /** @type {PersonRole[]} */ (Object.keys(OFFERED))

/**
 * @param {object} props
 * @param {Member | null} props.member null for a new one
 * @param {boolean} props.gone retired on another screen meanwhile
 * @param {boolean} props.isMe
 * @param {number} props.owners
 * @param {Member[]} props.known
 * @param {Refreshable} props.people
 * @param {Actions} props.actions
 * @param {() => void} props.onClose
 */
export function PersonSheet({ member, gone, isMe, owners, known, people, actions, onClose }) {
  const draft = `person/${member?.id ?? "new"}`
  const server = { name: member?.name ?? "", role: member?.role ?? "cashier" }
  const { values, set, drop, touched, elsewhere } = useDraft(draft, server)
  const [pin, setPin] = useState(member ? null : NO_PIN)
  const [problems, setProblems] = useState(/** @type {import("./person-rules.js").Problems} */ ({}))
  const [leaving, setLeaving] = useState(false)
  const { busy, send } = useSubmit(people.onSignedOut)
  const once = useIdempotentCreate(fetchStaff, known, (each) => each.name)
  useLayoutEffect(focusFirstError, [problems])
  // Its own button is gone by then.
  const opened = useRef(false)
  useLayoutEffect(() => {
    if (opened.current) document.getElementById("person-pin")?.focus()
    opened.current = false
  }, [pin])

  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    // Opened and left empty, the PIN stays as it is.
    const fresh = member && !pin?.pin && !pin?.again ? null : pin
    const wrong = personProblems(values.name, fresh)
    setProblems(wrong)
    if (Object.keys(wrong).length) return
    const body = { name: values.name.trim(), role: values.role, ...(fresh ? { pin: fresh.pin } : {}) }
    const done = await send(async () => {
      if (member && gone) await restoreMember(member.id)
      if (member) await changeMember(member.id, body)
      else await once(body.name, () => addMember({ ...body, pin: fresh?.pin ?? "" }))
      drop()
      await people.sync()
    })
    if (done?.error) return setProblems(refused(done.error))
    if (!done) return
    // Without the job that opens this screen there is nothing more to do here.
    if (isMe && !IS_OWNER[values.role]) return people.onSignedOut()
    if (!member) showToast({ text: message(() => t("people.is_added", { name: body.name })) })
    // A PIN cannot be put back: the one there was is not known.
    else if (fresh) showToast({ text: message(() => t("people.pin_changed", { name: body.name })) })
    else if (touched)
      actions.withUndo(
        message(() => t("admin.is_saved", { name: body.name })),
        () => changeMember(member.id, server),
      )
    onClose()
  }
  const retire = async () => {
    if (!member) return
    if (isMe && owners > 1 && !leaving) return setLeaving(true)
    const done = await send(async () => {
      await retireMember(member.id)
      drop()
      if (!isMe) await people.sync()
    }, "retire")
    if (done?.error) return setProblems({ other: problemText(done.error) })
    if (!done) return
    if (isMe) return people.onSignedOut(true)
    actions.withUndo(
      message(() => t("people.is_retired", { name: member.name })),
      () => restoreMember(member.id),
      "user",
    )
    onClose()
  }
  const field = (/** @type {"name" | "role"} */ of, say = (/** @type {string} */ value) => value) => ({
    id: `person-${of}`,
    problem: problems[of],
    elsewhere: elsewhere.includes(of) ? { text: say(server[of]), onUse: () => set(of, server[of]) } : null,
  })

  const foot = html`
    <${ProblemNote} text=${problems.other ?? ""} />
    ${leaving && html`<${LeaveNote} onStay=${() => setLeaving(false)} />`}
    ${
      member &&
      !gone &&
      html`<button type="button" class="button button--danger button--big foot__aside"
      aria-busy=${busy === "retire" ? "true" : undefined} onClick=${retire}><${Icon} name="stop" />
      ${leaving ? t("people.leave") : t("people.retire")}</button>`
    }
    <button type="submit" form="person-form" class="button button--primary button--big"
      aria-busy=${busy === "save" ? "true" : undefined}>${t("common.save")}</button>`
  return html`
    <${Sheet} title=${member?.name ?? t("people.new")} under=${html`<${UnsavedNote} name=${draft}
      touched=${touched} />`} foot=${foot} onClose=${onClose}>
      <form id="person-form" class="form" noValidate autocomplete="off" onSubmit=${submit}>
        ${gone && html`<p class="banner banner--wait" role="status">${t("admin.gone_elsewhere")}</p>`}
        <${TextInput} ...${field("name")} label=${t("people.name")} hint=${t("people.name_help")}
          most=${MAX_NAME_LENGTH}
          value=${values.name} onText=${(/** @type {string} */ name) => set("name", name)} />
        <${RoleField} ...${field("role", (role) => t(`role.${role}`))} title=${t("people.role")} value=${values.role}
          options=${ROLES.map((role) => ({ role, help: t(`person.${role}`) }))}
            onPick=${(/** @type {PersonRole} */ role) => set("role", role)} />
        ${
          member &&
          !isMe &&
          values.role !== server.role &&
          html`<p class="banner" role="status">
        ${t("people.signs_out", { name: member.name })}</p>`
        }
        ${
          pin
            ? html`<${NewPin} id="person-pin" value=${pin} problems=${problems} onPin=${setPin} />`
            : html`<button type="button" class="button person__pin" onClick=${() => {
                opened.current = true
                setPin(NO_PIN)
              }}><${Icon} name="change" />${t("people.change_pin")}</button>`
        }
        ${
          member &&
          pin &&
          html`<p class="field__hint">
        ${isMe ? t("people.pin_signs_me_out") : t("people.signs_out", { name: member.name })}</p>`
        }
      </form>
    </${Sheet}>`
}
