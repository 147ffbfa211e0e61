// The section of devices: paired screens and signed-in devices, each of which can be signed out with one touch.

import { html } from "../../../vendor/preact/standalone.js"
import { fetchDevices, revokeDevice } from "../shared/people-api.js"
import { EmptyState } from "../../../components/empty-state.js"
import { Icon } from "../../../components/icon.js"
import { showToast } from "../../../components/toast.js"
import { message, t } from "../../../components/words.js"
import { useActions } from "../shared/use-actions.js"
import { usePolling } from "../shared/use-polling.js"
import { DeviceRow } from "./device-row.js"
import { OwnSheet } from "./own-sheet.js"
import { PairSheet } from "./pair-sheet.js"

/** @import { Device } from "../../../lib/types.js" */
/** @import { Shop } from "../../../lib/types.js" */
/** @import { MenuEditor } from "../menu/use-edited-menu.js" */
/** @import { HashRoute } from "../use-hash-route.js" */

const LOOK_EVERY = 5_000
/** A person stands between two screens and waits. */
const WAIT_EVERY = 2_000

/** @param {{route: HashRoute, editor: MenuEditor, shop: Shop | null, stale: boolean}} props */
export function DevicesSection({ route, editor, shop, stale }) {
  const pairing = route.kind === "pair"
  const devices = usePolling(fetchDevices, pairing ? WAIT_EVERY : LOOK_EVERY, editor.onSignedOut)
  const actions = useActions(devices)
  if (!devices.found) return html`<${EmptyState} icon="reconnect" title=${t("common.loading")} />`

  const own = devices.found.find((each) => each.is_this)
  const home = () => route.close("devices")
  const revoke = async (/** @type {Device} */ device) => {
    if (device.is_this) return route.open("devices/own")
    const { name, is_screen } = device.staff
    if (!(await actions.perform(() => revokeDevice(device.id), `revoke ${device.id}`))) return
    showToast({
      icon: "stop",
      text: message(() => (is_screen ? t("devices.screen_out", { name }) : t("devices.person_out", { name }))),
    })
  }
  const part = (
    /** @type {string} */ id,
    /** @type {string} */ title,
    /** @type {string} */ help,
    /** @type {Device[]} */ some,
  ) => html`
    <section class="card more entries-card" aria-labelledby=${id}>
      <div class="entries-card__head"><h3 class="head" id=${id}>${title}</h3><p class="quiet">${help}</p></div>
      <ul class="entries">
        ${some.map(
          (each) => html`<${DeviceRow} key=${each.id} device=${each} zone=${shop?.time_zone}
          busy=${actions.isBusy(`revoke ${each.id}`)} onRevoke=${() => revoke(each)} />`,
        )}
      </ul>
    </section>`
  const screens = devices.found.filter((each) => each.staff.is_screen)
  return html`
    <div class="page page--narrow" inert=${stale}>
      <div class="tools tools--bare"><h2 class="head">${t("devices.title")}</h2></div>
      ${part(
        "screens",
        t("devices.screens"),
        screens.length ? t("devices.screens_help") : t("devices.no_screens"),
        screens,
      )}
      ${part(
        "sessions",
        t("devices.people"),
        t("devices.people_help"),
        devices.found.filter((each) => !each.staff.is_screen),
      )}
    </div>
    <div class="dock" inert=${stale}>
      <button type="button" class="button button--primary button--big" onClick=${() => route.open("devices/pair")}>
      <${Icon} name="screen" />${t("devices.pair")}</button>
    </div>
    ${
      pairing &&
      html`<${PairSheet} devices=${devices.found} tills=${shop?.shifts.tills ?? 1}
      onSignedOut=${editor.onSignedOut} onClose=${home} />`
    }
    ${
      route.kind === "own" &&
      own &&
      html`<${OwnSheet} device=${own} onSignedOut=${editor.onSignedOut}
      onClose=${home} />`
    }`
}
