// The default name of a new screen, and how to tell that it has been paired.

/** @import { Device, ScreenRole } from "../../../lib/types.js" */

/** «Dapur», and «Dapur 2» where there is one already. @param {string} base @param {Device[]} devices */
export function freeName(base, devices) {
  const taken = new Set(devices.map((device) => device.staff.name.toLowerCase()))
  let name = base
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base} ${n}`
  return name
}

/**
 * The screen of this name that was not there before.
 * @param {Device[]} devices
 * @param {Set<number>} before
 * @param {string} name
 * @param {ScreenRole} role
 */
export function newcomer(devices, before, name, role) {
  // As the server writes it: without spaces around it.
  return (
    devices.find(
      ({ id, staff }) =>
        staff.is_screen && staff.role === role && staff.name === name.trim().normalize("NFC") && !before.has(id),
    ) ?? null
  )
}
