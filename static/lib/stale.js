// Stands in for a script of a program that no longer runs: the page is from before an upgrade. Loaded again it is the
// present program's. Not twice within ten seconds: should it come back as it was, it is not loaded forever.

;(function () {
  var KEY = "stale_script_at"
  try {
    if (Date.now() - Number(sessionStorage.getItem(KEY)) < 10000) return
    sessionStorage.setItem(KEY, String(Date.now()))
  } catch (error) {
    return
  }
  location.reload()
})()
