// Applies the owner's sound settings of this screen, as soon as they are known and whenever they change.

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
