// The catalogue of screens leaves no page out. That no component is left out is seen by the looks tests, in the
// browser.

import assert from "node:assert/strict"
import { existsSync } from "node:fs"
import { test } from "node:test"
import { fileURLToPath } from "node:url"
import { AREAS } from "../screens/catalogue.js"
import { pages } from "../screens/components.js"

test("every page is in one area of the catalogue", () => {
  const shown = Object.values(AREAS).flatMap((area) => area.pages)
  // The style guide shows components to developers; a release is without it.
  assert.deepEqual([...shown, "styleguide"].sort(), pages().sort())
})

test("every area of the catalogue is measured", () => {
  for (const name of Object.keys(AREAS)) {
    assert.ok(existsSync(fileURLToPath(new URL(`../browser/looks-${name}.test.js`, import.meta.url))), name)
  }
})
