// After a saving that was refused, the focus goes to the first field that has something to be put right.

export function focusFirstError() {
  const field = /** @type {HTMLElement | null} */ (document.querySelector("[aria-invalid=true]"))
  if (field) field.focus()
  else document.querySelector("form .problem")?.scrollIntoView({ block: "nearest" })
}
