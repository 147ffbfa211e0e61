// A field for the role of a person or a screen, each with a sentence about what it may do.

import { html } from "../../../vendor/preact/standalone.js"
import { FieldMessages } from "../../../components/field.js"
import { Icon } from "../../../components/icon.js"
import { t } from "../../../components/words.js"

/** @import { FieldProps } from "../../../components/field.js" */
/** @import { Role } from "../../../lib/types.js" */

/** The sign each goes by. @type {Record<Role, string>} */
export const ROLE_ICONS = {
  owner: "settings",
  cashier: "cash",
  waiter: "plate",
  kitchen: "pan",
  board: "screen",
  kiosk: "bag",
  display: "eye",
}

/**
 * @param {Pick<FieldProps, "id" | "problem" | "elsewhere"> & {title: string, value: string, options: {role: Role, help:
 *   string}[], onPick: (role: any) => void}} props
 */
export function RoleField({ id, title, value, options, onPick, problem, elsewhere }) {
  return html`
    <fieldset class="choices" id=${id} aria-describedby=${problem ? `${id}-problem` : undefined}>
      <legend><span class="head">${title}</span></legend>
      <div class="roles">
        ${options.map(
          ({ role, help }) => html`
          <label key=${role} class="choice role">
            <input type="radio" name=${id} value=${role} checked=${role === value} onChange=${() => onPick(role)} />
            <span class="role__text"><span class="strong">${t(`role.${role}`)}</span><span class="quiet">
            ${help}</span></span>
            <span class="role__sign"><${Icon} name=${ROLE_ICONS[role]} /></span>
          </label>`,
        )}
      </div>
      <${FieldMessages} id=${id} problem=${problem} elsewhere=${elsewhere} />
    </fieldset>`
}
