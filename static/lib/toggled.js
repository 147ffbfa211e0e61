// Toggles one entry of a list of selected ones.

/** Without the one if it was among them, else with it at the end. @template T @param {T[]} list @param {T} one */
export const toggled = (list, one) => (list.includes(one) ? list.filter((each) => each !== one) : [...list, one])
