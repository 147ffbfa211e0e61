// The row of one device: who is signed in, what it is, where it is, and whether it is connected.

import { html } from "../../../vendor/preact/standalone.js"
import { Icon } from "../../../components/icon.js"
import { useNow } from "../../../components/use-now.js"
import { t } from "../../../components/words.js"
import { relativeTime } from "../shared/relative-time.js"
import { ROLE_ICONS } from "../shared/role-field.js"

/** @import { Device } from "../../../lib/types.js" */

/** @param {{device: Device, zone?: string, busy: boolean, onRevoke: () => void}} props */
export function DeviceRow({ device, zone, busy, onRevoke }) {
  const { staff, is_connected, is_this } = device
  const now = useNow(30_000)
  return html`
    <li class="entry">
      <span class="entry__sign"><${Icon} name=${ROLE_ICONS[staff.role]} /></span>
      <div class="entry__text">
        <h4 class="entry__title"><span class="entry__name">${staff.name}</span>${
          is_this &&
          html`<span class="chip">
        ${t("devices.this")}</span>`
        }</h4>
        <p class="quiet">${[t(`role.${staff.role}`), staff.till && t("drawer.number", { n: staff.till }), device.device]
          .filter(Boolean)
          .join(" · ")}</p>
        <p class="quiet">${device.address} · ${
          is_connected
            ? html`<span class="entry__now"><${Icon} name="live" small />${t("devices.connected")}</span>`
            : t("devices.seen", { when: relativeTime(device.last_seen, zone, now) })
        }</p>
      </div>
      <button type="button" class="button button--danger" aria-haspopup=${is_this ? "dialog" : undefined}
        aria-busy=${busy ? "true" : undefined} onClick=${onRevoke}>
        <${Icon} name="stop" />${t("devices.put_out")}<span class="sr"> ${staff.name}, ${device.device}</span>
      </button>
    </li>`
}
