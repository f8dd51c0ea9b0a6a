// Starts Wayside in a browser. Where that is not possible, it says one sentence: what is wrong and what to do
// (locales/*/boot.ftl).
//
// It offers to the app, as `window.wayside`:
//   version      what the server gave, 64 hexadecimal digits, the same as in bundle.json; null until it is known
//   offline      true once a whole version lies on this device: from then on no start needs a network
//   waiting      true while a newer version lies ready beside the one that runs
//   takeOver()   puts the newer version in charge, then loads this page again. Nothing else does: only the app knows that nobody
//                is in the middle of a draft
//   syncLater()  asks the browser to call when there is signal again (Background Sync), where it can
//   fail(id)     says that sentence instead of the app: its other half, the vault's worker, did not start
//   collect()    makes the browser collect unused memory, in a moment
// and as events on `window`:
//   wayside-offline, wayside-waiting   the value above became true
//   wayside-sync                       there is signal again. Only an open page hears it: the PIN that opens the notes is kept
//                                      nowhere, so a closed app can't sync
//
// Written for browsers that are too old for the rest, so that they show their sentence, too.
(function () {
  "use strict";
  const WORDS = "{{words}}"; // by language: direction, and messages by id
  const HOUR = 3600000;
  const MOMENT = 500; // until the screen has changed
  const PROD = 134217728; // bytes: V8 lets half of that go by
  const html = document.documentElement;
  const main = document.getElementById("main");
  let registration = null;
  let failed = false;

  window.wayside = { version: null, offline: false, waiting: false, takeOver, syncLater, fail, collect };

  // --- words ---------------------------------------------------------------------------------------------------------------------

  function language() {
    let wanted = [].concat(navigator.languages || navigator.language || []);
    try { wanted.unshift(localStorage.getItem("language")); } catch (refused) { /* then the browser's own language */ }
    wanted = wanted.filter(Boolean).map((tag) => tag.split("-")[0].toLowerCase());
    return wanted.find((tag) => tag in WORDS) || "en";
  }

  function say(id, again) {
    const tag = language();
    const words = WORDS[tag];
    const body = document.createElement("div");
    body.className = "body";
    body.lang = tag;
    body.dir = words.direction;
    const text = body.appendChild(document.createElement("p"));
    text.className = "lead";
    text.setAttribute("data-boot", id);
    text.textContent = words[id];
    if (again) {
      text.setAttribute("role", "alert");
      const button = body.appendChild(document.createElement("button"));
      button.className = "btn";
      button.textContent = words["boot-again"];
      button.onclick = () => location.reload();
    }
    main.textContent = "";
    main.appendChild(body);
  }

  // The reason is a message's id, or whatever was thrown.
  function fail(reason) {
    if (failed) { return; }
    failed = true;
    if (typeof reason === "string") { return end(reason); }
    console.error(reason);
    const tooOld = reason instanceof WebAssembly.CompileError || reason instanceof WebAssembly.LinkError;
    return end(tooOld ? "boot-cannot-run" : "boot-stopped");
  }

  function end(id) {
    say(id, true);
    takeOver(); // nothing runs, so there is nothing to interrupt, and a newer version may mend it
  }

  // --- start ---------------------------------------------------------------------------------------------------------------------

  function able() {
    if (!window.isSecureContext) { return Promise.reject("boot-insecure"); }
    if (typeof WebAssembly !== "object" || typeof Worker !== "function") { return Promise.reject("boot-cannot-run"); }
    if (!navigator.storage || !navigator.storage.getDirectory) { return Promise.reject("boot-no-storage"); }
    return navigator.storage.getDirectory().catch(() => Promise.reject("boot-no-storage"));
  }

  function scriptsRan() {
    return new Promise((done) => {
      if (document.readyState === "complete") { done(); }
      document.addEventListener("DOMContentLoaded", done);
    });
  }

  // The browser leaves out a script or style sheet with the wrong hash, without a word.
  function nothingLeftOut() {
    // Some browsers make an empty sheet of a missing one.
    const empty = (link) => !link.sheet || link.sheet.cssRules.length === 0;
    const sheets = Array.from(document.querySelectorAll("link[rel=stylesheet]")).filter(empty);
    const lost = leftOut.concat(sheets)[0];
    if (lost) { return whyNot(lost.src || lost.href).then((id) => Promise.reject(id)); }
    return typeof wasm_bindgen === "undefined" ? Promise.reject("boot-cannot-run") : undefined;
  }

  // The service worker has the program whole, the host has its parts. A kept copy that can't be used is thrown away, so
  // that it is fetched again.
  function fetchProgram() {
    const { parts, partsIntegrity, wholeIntegrity } = html.dataset;
    const whole = programParts.wholeName(parts);
    const kept = navigator.serviceWorker && navigator.serviceWorker.controller
      ? fetch(whole, { integrity: wholeIntegrity, credentials: "same-origin" }).catch((lost) => forget(whole).then(() => Promise.reject(lost)))
      : Promise.reject();
    return kept
      .catch(() => programParts.fetchWhole(parts, partsIntegrity, wholeIntegrity))
      .catch(() => whyNot(parts).then((id) => Promise.reject(id)));
  }

  function forget(name) {
    return caches.keys().then((all) => Promise.all(all.map((one) => caches.open(one).then((cache) => cache.delete(name)))));
  }

  function start() {
    const program = fetchProgram();
    program.catch(() => {}); // an earlier problem is said first
    return able().then(scriptsRan).then(nothingLeftOut).then(() => program).then((response) => {
      main.textContent = "";
      return wasm_bindgen({ module_or_path: response });
    }).then(collect);
  }

  // Memory from a previous page, or from the screens of a vault that was locked, may stay for minutes: 40 to 70 MB
  // beside the 64 that a password takes. A large short-lived allocation makes the garbage collector run now, and costs
  // nothing while nobody touches it. Browsers that can't free it at once are left alone, because some of them do touch
  // it.
  function collect() {
    // eslint-disable-next-line no-restricted-properties -- looked for first
    if (!ArrayBuffer.prototype.transfer) { return; }
    setTimeout(() => {
      try {
        // eslint-disable-next-line no-restricted-properties -- it is there
        new ArrayBuffer(PROD).transfer(0);
      } catch (full) { /* then the collector has run, too */ }
    }, MOMENT);
  }

  // The list of files tells the version, if this page belongs to that list.
  function learnVersion() {
    return fetch("bundle.json", { cache: "no-cache" }).then((response) => response.json()).then((bundle) => {
      const mine = [html.dataset.parts, html.dataset.worker].every((name) => name in bundle.files);
      window.wayside.version = mine ? bundle.version : null;
    });
  }

  // --- the service worker ----------------------------------------------------------------------------------------------------------

  function keepOffline() {
    if (!navigator.serviceWorker) { return Promise.resolve(); }
    navigator.serviceWorker.addEventListener("message", (event) => {
      if (event.data === "wayside-sync") { tell("wayside-sync"); }
    });
    return navigator.serviceWorker.register("sw.js", { updateViaCache: "none" }).then(watch);
  }

  function watch(found) {
    registration = found;
    let asked = performance.now(); // no jump of the clock moves it
    const ask = () => {
      if (document.visibilityState !== "visible" || !navigator.onLine || performance.now() - asked < HOUR) { return; }
      asked = performance.now();
      registration.update().catch(() => {});
    };
    document.addEventListener("visibilitychange", ask);
    window.addEventListener("online", ask);
    registration.addEventListener("updatefound", follow);
    follow();
    look();
  }

  function follow() {
    if (registration.installing) { registration.installing.addEventListener("statechange", look); }
  }

  function look() {
    const now = { offline: Boolean(registration.active), waiting: Boolean(registration.active && registration.waiting) };
    Object.keys(now).forEach((name) => {
      const news = now[name] && !window.wayside[name];
      window.wayside[name] = now[name];
      if (news) { tell("wayside-" + name); }
    });
    if (failed) { takeOver(); }
  }

  function takeOver() {
    const next = registration && registration.active && registration.waiting;
    if (!next) { return; }
    next.addEventListener("statechange", () => { if (next.state === "activated") { location.reload(); } });
    next.postMessage("take-over");
  }

  function syncLater() {
    // eslint-disable-next-line no-restricted-properties -- only Chromium has it, and it is looked for first
    if (registration && registration.sync) { registration.sync.register("wayside-sync").catch(() => {}); }
  }

  function tell(name) { window.dispatchEvent(new Event(name)); }

  // ---------------------------------------------------------------------------------------------------------------------------------

  const leftOut = [];
  window.addEventListener("error", (event) => {
    if (event.target instanceof HTMLScriptElement) { leftOut.push(event.target); }
    if (trapped(event.error)) { fail(event.error); }
  }, true);
  window.addEventListener("unhandledrejection", (event) => { if (trapped(event.reason)) { fail(event.reason); } });
  // After a trap the program does nothing more: the screen would stand still without a word.
  function trapped(error) { return typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError; }

  say("boot-starting", false);
  start().catch(fail);
  learnVersion().catch(() => {});
  keepOffline().catch((error) => console.warn(error));
})();
