// Moves the focus to the first field with an error after a refused save.

export function focusFirstError() {
  const field = /** @type {HTMLElement | null} */ (document.querySelector("[aria-invalid=true]"))
  if (field) field.focus()
  else document.querySelector("form .problem")?.scrollIntoView({ block: "nearest" })
}
