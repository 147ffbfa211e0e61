// Makes `inert` work in browsers without it (Chromium before 102, Safari before 15.5, Firefox before 112): what is
// under it gets no focus and no key. Pointer events are blocked in parts.css.

export function polyfillInert() {
  if ("inert" in HTMLElement.prototype) return
  const isInert = (/** @type {Event} */ event) =>
    event.target instanceof Element && event.target.closest("[inert]") !== null
  addEventListener(
    "focusin",
    (event) => {
      if (isInert(event)) /** @type {HTMLElement} */ (event.target).blur()
    },
    true,
  )
  for (const kind of ["keydown", "click", "submit"]) {
    addEventListener(
      kind,
      (event) => {
        if (!isInert(event)) return
        event.preventDefault()
        event.stopImmediatePropagation()
      },
      true,
    )
  }
}
