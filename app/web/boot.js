// Starts Wayside in a browser. Where that is not possible, guard.js says one sentence: what is wrong and what to do.
//
// It offers to the app, as `window.wayside`:
//   version        what the server gave, 64 hexadecimal digits, the same as in bundle.json; null until it is known
//   offline        true while a whole version lies on this device: then no start needs a network. False while it does not;
//                  null until one of the two is known
//   waiting        true while a newer version lies ready beside the one that runs, or another tab changed to one
//   mayTake        whether the newer version may be taken unasked: once a visit, since two hosts with two versions would
//                  go on for ever
//   noRoom         true after a newer version found no room; the one that runs stays whole
//   takeOver()     puts the newer version in charge, then loads this page again. Nothing else does: only the app knows
//                  that nobody is in the middle of a draft
//   syncLater()    asks the browser to call when there is signal again (Background Sync), where it can
//   fail(id)       says that sentence instead of the app: its other half, the vault's worker, did not start
//   workerLost()   the same, where the worker itself did not come: finds out why
//   collect()      makes the browser collect unused memory, in a moment
//   takeFile()     a file that another app handed over, as bytes, once a page; or null. hasFile: whether there is one
//   fileTaken()    a person has taken in the first of them: it need not be offered again
// and as events on `window`:
//   wayside-offline, wayside-waiting, wayside-no-room   one of the values above changed
//   wayside-file                                        a file is there
//   wayside-sync   there is signal again. Only an open page hears it: the PIN that opens the notes is kept nowhere, so a
//                  closed app can't sync
(function () {
  "use strict";
  const PROGRAM = "{{program}}"; // as parts.js describes it
  const HOUR = 3600000;
  const MOMENT = 500; // ms until the screen has changed
  const SILENT = 10000; // ms without a byte, until that is said
  const LONG = 1500; // ms of fetching, until it is shown
  const STALLED = 30000; // ms for a script, after everything else is here
  const MEND = 30000; // ms between two attempts to keep what is missing
  const PROD = 134217728; // bytes: V8 lets half of that go by
  const TOO_LARGE = 67108865; // bytes: the app refuses a file of that size, so no more of it is read
  const TOOK = "wayside-took"; // in sessionStorage: a newer version was taken unasked
  const RECEIVED = "wayside-received"; // the cache with files that another app shared, from sw.js
  const html = document.documentElement;
  const main = document.getElementById("main");
  const files = []; // that other apps handed over
  const shared = []; // where the service worker keeps them; of those that were opened with the app, nothing
  let registration = null;
  let changed = false; // another service worker is in charge than at the start
  let failed = false;

  window.wayside = {
    version: null, offline: null, waiting: false, mayTake: !took(), noRoom: false,
    takeOver, syncLater, fail, workerLost, collect, takeFile: () => files.shift() || null, get hasFile() { return files.length > 0; }, fileTaken,
  };

  // The reason is a message's id, or whatever was thrown.
  function fail(reason) {
    if (failed) { return; }
    stop();
    const id = typeof reason === "string" ? reason : reason && reason.id;
    if (!id) { console.error(reason); }
    guard.say(id || idOf(reason), true);
    guard.goOn(id, html.dataset.worker, html.dataset.workerIntegrity);
  }

  // A browser says only in words that a policy forbade the program.
  function idOf(error) {
    if (guard.forbidden.includes("wasm-eval") || /Content Security Policy/i.test(error)) { return "boot-blocked"; }
    const cannot = error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError;
    return cannot ? "boot-cannot-run" : "boot-stopped";
  }

  // Nothing runs here, so a newer version may mend it. But another tab may be in the middle of something, and a page that
  // is being left is still counted for a moment: so this is asked again and again.
  function stop() {
    failed = true;
    setInterval(takeAlone, 1000);
  }

  // --- start ---------------------------------------------------------------------------------------------------------------------

  async function able() {
    if (!window.isSecureContext) { throw "boot-insecure"; }
    if (typeof WebAssembly !== "object" || typeof Worker !== "function") { throw "boot-cannot-run"; }
    if (!navigator.storage || !navigator.storage.getDirectory) { throw "boot-no-storage"; }
    await navigator.storage.getDirectory().catch(() => { throw "boot-no-storage"; });
  }

  // A script may come over a connection that died without a word: when everything else is here, the page is loaded anew.
  function scriptsRan(program) {
    return new Promise((done) => {
      if (document.readyState === "complete") { done(); }
      document.addEventListener("DOMContentLoaded", done);
      const again = () => { if (document.readyState === "loading") { guard.loadAnew("scripts"); } };
      program.then(() => setTimeout(again, STALLED), () => {});
    });
  }

  // The browser leaves out a script or style sheet with the wrong hash, without a word. True where all are there.
  function nothingLeftOut() {
    // Some browsers make an empty sheet of a missing one, some one of a wrong type that nobody may read.
    const empty = ({ sheet }) => { try { return !sheet || sheet.cssRules.length === 0; } catch (refused) { return true; } };
    const sheets = Array.from(document.querySelectorAll("link[rel=stylesheet]")).filter(empty);
    const [one] = guard.missed.concat(sheets);
    if (!one) { return true; }
    stop();
    guard.explain(one.src || one.href, one.integrity);
    return false;
  }

  // The service worker has the program whole. Interrupted on the way (by a page that is left, a worker that is ended),
  // it is read once more past the worker. A kept one that was read and is not right is replaced when another one is
  // ready, not before.
  async function fetchProgram() {
    const { name, integrity } = PROGRAM;
    if (navigator.serviceWorker && navigator.serviceWorker.controller) {
      const kept = await fetch(name, { integrity, credentials: "same-origin" }).catch(() => null);
      if (kept && kept.ok) { return kept; }
    }
    const kept = await caches.match(name).catch(() => null);
    const bytes = kept && (await kept.arrayBuffer().catch(() => null)); // a bad place on the chip
    if (bytes && (await hashOf(bytes)) === integrity) { return new Response(bytes, { headers: { "Content-Type": "application/wasm" } }); }
    const progress = showProgress();
    try {
      const whole = await programParts.fetchWhole(PROGRAM, Infinity, progress.tell);
      if (kept) { await replace(whole.clone()).catch(() => {}); }
      return whole;
    } finally {
      progress.end();
    }
  }

  async function replace(whole) {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      if (await cache.match(PROGRAM.name)) { await cache.put(PROGRAM.name, whole.clone()); }
    }
  }

  // How much is here, of how much, and for how long it still takes, once it takes long.
  function showProgress() {
    const begun = performance.now();
    const kb = (bytes) => Math.round(bytes / 1000).toLocaleString(guard.language());
    let shown = null;
    let first = null; // how much was here before
    let troubled = null; // the piece that does not come
    let most = 0;
    let silent = 0;
    let over = false; // from then on the screen is the app's
    const say = (id) => {
      if (over || failed || (shown && shown.id === id)) { return; }
      const body = guard.say(id, false);
      const bar = body.appendChild(document.createElement("progress"));
      bar.setAttribute("aria-label", guard.word("boot-here"));
      const text = body.appendChild(document.createElement("p"));
      text.className = "soft";
      shown = { id, bar, text };
    };
    const listen = () => { clearTimeout(silent); silent = over ? 0 : setTimeout(saySilent, SILENT); };
    // Whoever keeps a piece back, or a host in trouble, is no lack of signal.
    const saySilent = async () => {
      const id = troubled ? await guard.keptBack(troubled.name, troubled.integrity) : "boot-no-network";
      say(["boot-blocked", "boot-busy"].includes(id) ? id : "boot-silent");
      listen();
    };
    const tell = (bytes, all, trouble) => {
      const now = performance.now();
      troubled = trouble || troubled;
      if (!trouble) { listen(); }
      if (first === null) { first = { size: bytes, now }; }
      if (bytes <= most) { return; }
      most = bytes;
      if (now - begun < LONG) { return; }
      say("boot-fetching");
      if (!shown) { return; }
      const left = Math.round(((now - first.now) * (all - bytes)) / Math.max(1, bytes - first.size) / 1000);
      shown.bar.max = all;
      shown.bar.value = bytes;
      const clock = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
      shown.text.textContent = kb(bytes) + " / " + kb(all) + " kB · " + guard.word("boot-left") + " " + clock;
    };
    listen();
    return { tell, end: () => { over = true; clearTimeout(silent); } };
  }

  async function start() {
    const program = fetchProgram();
    const worker = fetchWorker();
    [program, worker].forEach((one) => one.catch(() => {})); // an earlier problem is said first
    await able();
    await scriptsRan(program);
    if (!nothingLeftOut()) { return; }
    await worker;
    const response = await program;
    if (typeof wasm_bindgen === "undefined") { throw "boot-cannot-run"; }
    main.textContent = "";
    await wasm_bindgen({ module_or_path: response });
    guard.started();
    collect();
  }

  // A worker's script can't be asked for by its hash. So it is fetched once before: whoever starts the worker then gets
  // it from the browser's cache, and a wrong one is said.
  async function fetchWorker() {
    const { worker, workerIntegrity } = html.dataset;
    await fetchChecked(worker, workerIntegrity).catch(async () => { throw await guard.why(worker, workerIntegrity); });
  }

  async function workerLost() {
    const id = await whyNot(html.dataset.worker, html.dataset.workerIntegrity);
    const forbidden = guard.forbidden.some((uri) => uri.includes(html.dataset.worker));
    const here = forbidden ? "boot-blocked" : "boot-stopped"; // it came, and does not run
    fail(id === "boot-interrupted" ? here : id);
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
  async function learnVersion() {
    const bundle = await (await fetch("bundle.json", { cache: "no-cache" })).json();
    const mine = [PROGRAM.pieces[0][0], html.dataset.worker].every((name) => name in bundle.files);
    window.wayside.version = mine ? bundle.version : null;
  }

  // --- the service worker ----------------------------------------------------------------------------------------------------------

  async function keepOffline() {
    if (!navigator.serviceWorker) { return set("offline", false); }
    const worker = navigator.serviceWorker;
    const before = worker.controller;
    worker.addEventListener("message", (event) => hear(event.data));
    worker.addEventListener("controllerchange", () => { if (before || changed) { otherInCharge(); } changed = true; });
    // A message that came before anybody listened waits until then.
    worker.startMessages();
    takeShared().catch(() => {});
    await register().catch(async (error) => {
      console.warn(error);
      registration = (await worker.getRegistration()) || null; // of an earlier day, and still whole
      if (registration) { watch(registration); } else { set("offline", false); }
    });
    setInterval(() => { if (window.wayside.offline === false && navigator.onLine) { mend().catch(() => {}); } }, MEND);
  }

  async function register() {
    watch(await navigator.serviceWorker.register("sw.js", { updateViaCache: "none" }));
  }

  // What broke off is tried again as long as this page is open.
  async function mend() {
    if (registration && registration.active) { look(); } else { await register(); }
  }

  function hear(message) {
    if (message === "wayside-sync") { tell("wayside-sync"); }
    if (message === "wayside-file") { takeShared().catch(() => {}); }
    if (message === "no-room") { set("noRoom", true); }
    if (message === "whole" || message === "not-whole") { set("offline", message === "whole"); }
  }

  function watch(found) {
    if (registration === found) { look(); return; }
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

  // Installed is not enough: a browser may have thrown the files away since. So the worker is asked to count them.
  function look() {
    if (registration.active) { registration.active.postMessage("whole?"); } else { set("offline", false); }
    if (registration.active && registration.waiting) { set("waiting", true); }
  }

  // Its files are not those that this page was made with. Whoever waited for a moment to change changes now; others are
  // asked.
  function otherInCharge() {
    window.wayside.waiting = true;
    tell("wayside-waiting");
    if (failed && !took()) {
      sessionStorage.setItem(TOOK, "1");
      location.reload();
    }
  }

  function took() {
    try { return sessionStorage.getItem(TOOK) !== null; } catch (refused) { return true; }
  }

  function takeOver() {
    try { sessionStorage.setItem(TOOK, "1"); } catch (refused) { /* then it is never taken unasked */ }
    const next = registration && registration.active && registration.waiting;
    if (!next) { location.reload(); return; } // another tab has put it in charge
    next.addEventListener("statechange", () => { if (next.state === "activated") { location.reload(); } });
    next.postMessage("take-over");
  }

  // The worker sees whether this is the only page.
  function takeAlone() {
    const next = registration && registration.active && registration.waiting;
    if (!next || took()) { return; }
    next.onstatechange = () => {
      if (next.state !== "activated") { return; }
      try { sessionStorage.setItem(TOOK, "1"); } catch (refused) { return; }
      location.reload();
    };
    next.postMessage("take-over-alone");
  }

  function syncLater() {
    // eslint-disable-next-line no-restricted-properties -- only Chromium has it, and it is looked for first
    if (registration && registration.sync) { registration.sync.register("wayside-sync").catch(() => {}); }
  }

  function set(name, value) {
    if (window.wayside[name] === value) { return; }
    window.wayside[name] = value;
    tell({ offline: "wayside-offline", waiting: "wayside-waiting", noRoom: "wayside-no-room" }[name]);
  }

  function tell(name) { window.dispatchEvent(new Event(name)); }

  // --- files from other apps -------------------------------------------------------------------------------------------------------

  // Shared to the installed app: the service worker keeps them until a person has taken them in, whatever becomes of this
  // page.
  async function takeShared() {
    if (!(await caches.has(RECEIVED))) { return; }
    const cache = await caches.open(RECEIVED);
    for (const request of await cache.keys()) {
      if (shared.includes(request.url)) { continue; }
      shared.push(request.url);
      const response = await cache.match(request);
      if (response) { await receive(await response.blob()); }
    }
  }

  async function fileTaken() {
    const url = shared.shift();
    if (url) { await (await caches.open(RECEIVED)).delete(url); }
  }

  async function receive(blob) {
    files.push(new Uint8Array(await blob.slice(0, TOO_LARGE).arrayBuffer()));
    tell("wayside-file");
  }

  // Opened with the installed app, by the system's list of programs for a file.
  // eslint-disable-next-line no-restricted-properties, no-restricted-globals -- only some have it: looked for first
  const queue = window.launchQueue;
  if (queue) {
    // eslint-disable-next-line no-restricted-properties -- it is there
    queue.setConsumer(async (launch) => { for (const file of launch.files) { await receive(await file.getFile()); } });
  }

  // The guard did not come, and with it no sentence but that of index.html. It is fetched past the browser's cache, and
  // the page is loaded anew, once.
  async function fetchGuard() {
    const response = await fetch(document.getElementById("script-guard").src, { cache: "reload" });
    const right = response.ok && /javascript/.test(response.headers.get("Content-Type"));
    if (!right || sessionStorage.getItem("wayside-again") === "guard") { return; }
    sessionStorage.setItem("wayside-again", "guard");
    location.reload();
  }

  // ---------------------------------------------------------------------------------------------------------------------------------

  if (typeof guard === "undefined") { fetchGuard().catch(() => {}); return; }
  window.addEventListener("error", (event) => { if (trapped(event.error)) { fail(event.error); } }, true);
  window.addEventListener("unhandledrejection", (event) => { if (trapped(event.reason)) { fail(event.reason); } });
  // After a trap the program does nothing more: the screen would stand still without a word.
  function trapped(error) { return typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError; }

  if (location.search === "?past") { history.replaceState(null, "", "./"); }
  learnVersion().catch(() => {});
  // Only then: the page and the worker would fetch the same files beside each other.
  start().catch(fail).then(keepOffline).catch((error) => console.warn(error));
})();
