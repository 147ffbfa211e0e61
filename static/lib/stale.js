// Served in the place of a script that no longer exists because the page is from before an upgrade: it reloads the
// page. Not twice within ten seconds, so that a page that comes back unchanged does not reload forever.

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
