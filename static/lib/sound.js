// Short tones, synthesised on the spot: nothing to download, nothing to license. A browser lets a page play sound only
// after a tap.

/** @type {AudioContext | null} */
let context = null

/** Each sound: pitch in hertz, and when it starts in seconds. */
const SOUNDS = {
  new: [
    [660, 0],
    [880, 0.16],
  ],
  changed: [
    [520, 0],
    [440, 0.18],
  ],
  cancelled: [
    [330, 0],
    [262, 0.22],
    [262, 0.44],
  ],
  ready: [
    [784, 0],
    [988, 0.16],
    [1319, 0.32],
  ],
}

// As loud as a tablet's small loudspeaker bears when three tones ring together.
const LOUDEST = 0.5
// Until the shop has answered, the default of a new shop.
let house = { isSilenced: false, loudness: 0.7 * LOUDEST }

/** @type {Set<() => void>} */
const listeners = new Set()

/**
 * Hears whenever sound comes or goes: a phone call or a locked screen takes it away.
 * @param {() => void} listener
 * @returns {() => void}
 */
export function onSound(listener) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Holds to what the owner decided for this screen. @param {boolean} maySound @param {number} percent how loud */
export function applySoundSettings(maySound, percent) {
  house = { isSilenced: !maySound, loudness: (percent / 100) * LOUDEST }
  for (const listener of listeners) listener()
}

/** Whether the owner has this screen make no sound. */
export function isSilenced() {
  return house.isSilenced
}

/** Whether a sound would be heard now. */
export function isArmed() {
  return context?.state === "running"
}

/** Call from a tap; says whether it worked. */
export async function arm() {
  try {
    if (!context) {
      context = new AudioContext()
      context.onstatechange = () => {
        for (const listener of listeners) listener()
      }
    }
    await context.resume()
  } catch {
    // No loudspeaker, or not allowed: the screen says everything a sound would.
  }
  return isArmed()
}

export async function disarm() {
  await context?.suspend()
}

/** @param {keyof typeof SOUNDS} name */
export function play(name) {
  if (!context || !isArmed() || house.isSilenced) return
  for (const [pitch, start] of SOUNDS[name]) tone(context, pitch, context.currentTime + start)
}

/** @param {AudioContext} audio @param {number} pitch @param {number} at */
function tone(audio, pitch, at) {
  const source = audio.createOscillator()
  const volume = audio.createGain()
  source.frequency.value = pitch
  source.type = "triangle"
  // A soft end: a tone cut off hard clicks in cheap loudspeakers.
  volume.gain.setValueAtTime(house.loudness, at)
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.32)
  source.connect(volume).connect(audio.destination)
  source.start(at)
  source.stop(at + 0.34)
}
