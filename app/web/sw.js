// The service worker: keeps one whole version of Wayside on this device, so that it starts without a network.
//
// What holds:
// - Installed means complete: every file of BUNDLE was fetched with its hash. A fetch that breaks off goes on where it stopped.
// - The program is kept whole, as it runs, and fetched in pieces (parts.js); those that the page has brought are not
//   fetched again.
// - Only files of this version are kept and served, each fetched by its hash; the page asks for what it starts by its hash, too.
//   A file that the browser or the page threw away is fetched again, by the same hash. A page that asks learns whether
//   all of them are here.
// - What a host said beside the files is not kept, nor is its policy: it would hold for every start until the next
//   version. The only exception is the relay's own policy, to the letter: stricter than the bundle's, and known to work.
// - A newer version waits until the page says "take-over"; nothing is taken from a page that is in use. Where it finds no
//   room it goes, says so, and the older one stays whole.
// - What is not in BUNDLE (the relay's /v1/, other origins, anything but GET) passes by untouched, and so does "./?past":
//   that way a page reaches its host past this worker. Files that another app shares are kept for the page, as they came.
//
//   a page says       what follows
//   take-over         this version is in charge
//   take-over-alone   the same, if that page is the only one
//   whole?            the files are counted, and fetched where some are missing; "whole" or "not-whole" comes back
//
// Refused: sync from here while the app is closed. The notes are sealed with a PIN that is kept nowhere.
(function () {
  "use strict";
  const BUNDLE = "{{bundle}}"; // as in bundle.json, without this file's own hash
  const PROGRAM = "{{program}}"; // as parts.js describes it, but for what BUNDLE says
  const PARTS = "{{parts}}"; // that script
  const POLICY = "{{policy}}";
  const RELAYS_POLICY = "{{relay's policy}}";
  // Kept by the browser with this script. Its name is that of its content, and what it makes is judged by a hash.
  importScripts(PARTS);
  const CACHE = "wayside-" + BUNDLE.version;
  const RECEIVED = "wayside-received";
  const RECEIVE = "receive"; // as in the manifest
  const NO_ROOM = "there is no room for this version";
  const MOST_RECEIVED = 3; // files that wait for the page
  const TRIES = 3; // on a line that breaks; later the browser asks again
  const HERE = new URL("./", self.location.href).href;
  const TYPES = {
    css: "text/css; charset=utf-8",
    html: "text/html; charset=utf-8",
    js: "text/javascript; charset=utf-8",
    json: "application/json",
    png: "image/png",
    wasm: "application/wasm",
    webmanifest: "application/manifest+json",
  };

  // As a relay says them, whatever the host says.
  const HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
  };

  // --- one version, whole --------------------------------------------------------------------------------------------------------

  const integrity = (hex) => "sha256-" + btoa(hex.replace(/../g, (byte) => String.fromCharCode(parseInt(byte, 16))));

  PROGRAM.pieces = PROGRAM.pieces.map(([name, packed]) => {
    const { sha256, bytes: size } = BUNDLE.files[name]; // eslint-disable-line no-restricted-properties -- not a request
    return [name, integrity(sha256), size, packed];
  });
  const PIECES = new Set(PROGRAM.pieces.map(([name]) => name));
  const KEPT = Object.keys(BUNDLE.files).filter((name) => !PIECES.has(name)).concat(PROGRAM.name);

  async function fetchFile(name) {
    if (name === PROGRAM.name) { return programParts.fetchWhole(PROGRAM, TRIES, () => {}); }
    // Some hosts send index.html on to ./, and a page takes no detour.
    const fetched = await fetchChecked(name === "index.html" ? "./" : name, integrity(BUNDLE.files[name].sha256));
    const policy = fetched.headers.get("Content-Security-Policy") === RELAYS_POLICY ? RELAYS_POLICY : POLICY;
    const headers = { "Content-Type": TYPES[name.split(".").pop()], "Content-Security-Policy": policy, ...HEADERS };
    return new Response(await fetched.blob(), { headers });
  }

  // One after another: on a weak link the files that came whole are kept, and the next attempt needs only the rest.
  async function keepAll() {
    const cache = await caches.open(CACHE);
    for (const name of KEPT) {
      if (await cache.match(name)) { continue; }
      const file = await fetchFile(name);
      await cache.put(name, file).catch(() => { throw new Error(NO_ROOM); });
    }
    // An activation meanwhile may have deleted this cache, and with it the files that were put into it.
    if (!(await isWhole())) { throw new Error("the cache was thrown away"); }
    await caches.delete(programParts.ARRIVED);
  }

  async function isWhole() {
    if (!(await caches.has(CACHE))) { return false; } // to open it would make it
    const kept = await (await caches.open(CACHE)).keys();
    return kept.length >= KEPT.length;
  }

  // A newer version that came into charge has deleted what was here.
  async function isReplaced() {
    const names = await caches.keys();
    return !names.includes(CACHE) && names.some((name) => /^wayside-[0-9a-f]{64}$/.test(name));
  }

  // A newer version looks for room before it fetches, so that a full phone does not pay for it at every start.
  async function install() {
    const begun = await caches.has(CACHE);
    try {
      if (self.registration.active && !(await hasRoom())) { throw new Error(NO_ROOM); }
      await keepAll();
    } catch (error) {
      if (error.message === NO_ROOM && self.registration.active) {
        const mine = begun ? [programParts.ARRIVED] : [CACHE, programParts.ARRIVED];
        await Promise.all(mine.map((name) => caches.delete(name)));
        await tellPages("no-room");
      }
      throw error;
    }
  }

  // eslint-disable-next-line no-restricted-properties -- looked for first; without it, whatever comes is tried
  const room = async () => (navigator.storage.estimate ? navigator.storage.estimate() : null);

  // The files twice: the program's pieces, and the program.
  async function hasRoom() {
    const needed = Object.values(BUNDLE.files).reduce((sum, file) => sum + file["bytes"], 0); // eslint-disable-line no-restricted-properties -- not a request
    const told = await room();
    return !told || told.quota - told.usage > 2 * needed; // eslint-disable-line no-restricted-properties -- looked for first
  }

  async function forgetOlder() {
    const names = await caches.keys();
    const older = names.filter((name) => name.startsWith("wayside-") && ![CACHE, RECEIVED].includes(name));
    await Promise.all(older.map((name) => caches.delete(name)));
  }

  async function sayWhether(page) {
    if (await isReplaced()) { return; }
    if (!(await isWhole())) {
      page.postMessage("not-whole");
      await keepAll();
    }
    page.postMessage("whole");
  }

  // --- serving -------------------------------------------------------------------------------------------------------------------

  // A lost program is brought by the page, which can say how far it is.
  async function serve(name) {
    const cache = await caches.open(CACHE);
    const found = await cache.match(name);
    if (found) { return found; }
    if (name === PROGRAM.name) { return Response.error(); }
    const fetched = await fetchFile(name);
    cache.put(name, fetched.clone()).catch(() => {}); // no room: then it is fetched the next time, too
    return fetched;
  }

  // A page asks so that could not use what is kept here. A right one takes its place; else the page sees what its host says.
  async function renew(name) {
    const hash = integrity(BUNDLE.files[name].sha256);
    const answer = await fetch(name, { cache: "reload", credentials: "same-origin", redirect: "manual" });
    const right = answer.ok && (await hashOf(await answer.clone().arrayBuffer())) === hash;
    if (right) { await (await caches.open(CACHE)).delete(name); }
    return right ? serve(name) : answer;
  }

  function nameOf(request) {
    const [url, rest] = request.url.split(/[?#]/);
    if (request.method !== "GET" || !url.startsWith(HERE) || rest === "past") { return undefined; }
    return url.slice(HERE.length) || "index.html";
  }

  // If index.html is gone from the cache and the server has only a newer one, that newer version is loaded whole, past this worker:
  // its files have other names.
  function answer(event) {
    const name = nameOf(event.request);
    if (name === "bundle.json") {
      event.respondWith(new Response(JSON.stringify(BUNDLE), { headers: { "Content-Type": TYPES.json } }));
    } else if (name === "index.html") {
      event.respondWith(serve(name).catch(() => fetch(event.request)));
    } else if (name === PROGRAM.name) {
      event.respondWith(serve(name));
    } else if (KEPT.includes(name)) {
      event.respondWith(event.request.cache === "reload" ? renew(name) : serve(name));
    } else if (event.request.method === "POST" && event.request.url === HERE + RECEIVE) {
      event.respondWith(receive(event.request));
    }
  }

  // A courier's file, which is sealed: the page takes it from the cache, where it waits for a closed one.
  async function receive(request) {
    try { await keepReceived(await request.formData()); } catch (error) { console.warn(error); } // the page has no file to offer, then
    return Response.redirect("./", 303);
  }

  // Any page of the web may post something here, so only the newest few are kept.
  async function keepReceived(form) {
    const cache = await caches.open(RECEIVED);
    const files = form.getAll("file").filter((file) => file instanceof File);
    for (const [at, file] of files.slice(-MOST_RECEIVED).entries()) { await cache.put(RECEIVE + "/" + Date.now() + "-" + at, new Response(file)); }
    const all = await cache.keys();
    await Promise.all(all.slice(0, Math.max(0, all.length - MOST_RECEIVED)).map((one) => cache.delete(one)));
    await tellPages("wayside-file");
  }

  async function pages() {
    return self.clients.matchAll({ type: "window", includeUncontrolled: true });
  }

  async function tellPages(what) {
    (await pages()).forEach((page) => page.postMessage(what));
  }

  const DO = {
    "take-over": () => self.skipWaiting(),
    "take-over-alone": async () => { if ((await pages()).length === 1) { await self.skipWaiting(); } },
    "whole?": (page) => sayWhether(page),
  };

  self.addEventListener("install", (event) => event.waitUntil(install()));
  // The page of the first visit is taken as its own, too: else a newer version would find nobody to wait for.
  self.addEventListener("activate", (event) => event.waitUntil(forgetOlder().then(() => self.clients.claim())));
  self.addEventListener("fetch", answer);
  self.addEventListener("message", (event) => { if (event.data in DO) { event.waitUntil(DO[event.data](event.source)); } });
  // eslint-disable-next-line no-restricted-properties -- a browser without this event never calls it
  self.addEventListener("sync", (event) => { if (event.tag === "wayside-sync") { event.waitUntil(tellPages("wayside-sync")); } });
})();
