// Tells people with a browser that is too old for these pages what to use instead. A script of its own in ES5, because
// such a browser cannot even parse the modules.

;(function () {
  // What the pages need and the oldest browsers have that they are made for: Chromium 92, Safari 15.4 and Firefox 100.
  var fits =
    "noModule" in document.createElement("script") &&
    typeof [].at === "function" &&
    typeof window.HTMLDialogElement === "function" &&
    typeof document.documentElement.replaceChildren === "function" &&
    typeof window.WritableStream === "function"
  var said = false

  /** Runs when the page and its words are loaded. */
  function say() {
    if (said) return
    said = true
    var words = document.querySelector('link[href^="/i18n/"]')
    var request = new XMLHttpRequest()
    request.open("GET", (words && words.getAttribute("href")) || "")
    request.onload = function () {
      show(JSON.parse(request.responseText))
    }
    request.onerror = function () {
      said = false
      setTimeout(say, 2000)
    }
    request.send()
  }

  /** @param {Record<string, string>} words */
  function show(words) {
    /** The keys are asked for as on every page. @param {string} key */
    function t(key) {
      return words[key] || key
    }
    var root = document.getElementById("app")
    if (!root) return
    var screen = document.documentElement.getAttribute("data-screen")
    // An order is there in plain words, as without scripts, and stays true by loading itself again.
    if (screen === "track")
      setTimeout(function () {
        location.reload()
      }, 10000)
    else root.innerHTML = ""
    var note = document.createElement("div")
    note.className = "too-old"
    note.setAttribute("role", "alert")
    /** @param {string} name @param {string} text */
    function add(name, text) {
      var part = document.createElement(name)
      part.textContent = text
      note.appendChild(part)
    }
    add("h2", t("old.title"))
    add("p", t("old.help"))
    // Without the query and the fragment: a code for the first start is a secret.
    add("code", location.protocol + "//" + location.host + location.pathname)
    if (screen === "menu" || screen === "track" || screen === "lookup") add("p", t("old.counter"))
    root.appendChild(note)
  }

  if (!fits) say()
  // If a module still has syntax that this browser cannot read, the message is better than an empty page.
  else
    window.addEventListener("error", function (event) {
      if (/SyntaxError/.test(event.message || "") && !document.querySelector("#app > *:not(.awning)")) say()
    })
})()
