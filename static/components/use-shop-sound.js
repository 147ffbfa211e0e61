// What the owner decided about the sounds of this screen, held to as soon as it is known and whenever it changes.

import { useEffect } from "../vendor/preact/standalone.js"
import { applySoundSettings } from "../lib/sound.js"

/** @import { Shop, Speaker } from "../lib/types.js" */

/** @param {Shop | null} shop @param {Speaker} screen */
export function useShopSound(shop, screen) {
  const { screens, volume_percent } = shop?.sounds ?? {}
  useEffect(() => {
    if (screens && volume_percent) applySoundSettings(screens.includes(screen), volume_percent)
  }, [screens?.join(), volume_percent])
}
