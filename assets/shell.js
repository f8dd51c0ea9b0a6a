// The script of every face. (camera.js is for faces with a camera: page and Android.) It does what components cannot:
// 1. a submitted form never navigates (LiveView can't prevent defaults);
// 2. when a new screen or question arrives, focus goes to its heading and the page to its top, so that a screen reader starts there;
// 3. the page carries the language and the direction that the app says it shows;
// 4. the app hears that somebody is there (every few seconds at most), and that the page went out of sight: it locks itself by that.
(function () {
  "use strict";
  document.addEventListener("submit", function (event) { event.preventDefault(); }, true);
  function arrived(heading) {
    window.scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }
  // Only what differs is written: a write is a change, and would be observed again without end.
  function speak(root) {
    if (!root) { return; }
    var page = document.documentElement;
    var lang = root.getAttribute("lang") || "en";
    var dir = root.getAttribute("dir") || "ltr";
    var title = root.getAttribute("data-title") || document.title;
    if (page.lang !== lang) { page.lang = lang; }
    if (page.dir !== dir) { page.dir = dir; }
    if (document.title !== title) { document.title = title; }
  }
  function headingIn(node) {
    if (node.nodeType !== 1) { return null; }
    if (node.matches("h1[data-heading]")) { return node; }
    return node.querySelector("h1[data-heading]");
  }
  var OFTEN = 5000, told = 0;
  function tell(what) {
    var field = document.getElementById("presence");
    if (!field) { return; }
    field.value = what;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  function touched() {
    var now = Date.now();
    if (document.visibilityState === "hidden" || Math.abs(now - told) < OFTEN) { return; }
    told = now;
    tell("here");
  }
  ["pointerdown", "pointermove", "touchstart", "keydown", "wheel"].forEach(function (name) {
    document.addEventListener(name, touched, { capture: true, passive: true });
  });
  document.addEventListener("visibilitychange", function () {
    told = 0;
    if (document.visibilityState === "hidden") { tell("away"); } else { touched(); }
  });
  new MutationObserver(function (changes) {
    var heading = null;
    changes.forEach(function (change) {
      if (change.type === "attributes") { return; }
      Array.prototype.forEach.call(change.addedNodes, function (node) { heading = headingIn(node) || heading; });
    });
    speak(document.querySelector("[data-app]"));
    if (heading && document.contains(heading)) { arrived(heading); }
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["lang", "dir", "data-title"] });
})();
