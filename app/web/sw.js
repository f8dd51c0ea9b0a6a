// The service worker: keeps one whole version of Wayside on this device, so that it starts without a network.
//
// What holds:
// - Installed means complete: every file of BUNDLE was fetched with its hash. A fetch that breaks off goes on where it stopped.
// - The program is kept whole, as it runs, and fetched in parts (parts.js).
// - Only files of this version are kept and served, each fetched by its hash; the page asks for what it starts by its hash, too.
//   A file that the browser or the page threw away is fetched again, by the same hash.
// - A newer version waits until the page says "take-over"; nothing is taken from a page that is in use.
// - What is not in BUNDLE (the relay's /v1/, other origins, anything but GET) passes by untouched.
//
// Refused: sync from here while the app is closed. The notes are sealed with a PIN that is kept nowhere.
(function () {
  "use strict";
  const BUNDLE = "{{bundle}}"; // as in bundle.json, without this file's own hash
  const WHOLE = "{{whole}}"; // integrity of the program, put together
  const POLICY = "{{policy}}";
  const CACHE = "wayside-" + BUNDLE.version;
  const HERE = new URL("./", self.location.href).href;
  const TYPES = {
    css: "text/css; charset=utf-8",
    html: "text/html; charset=utf-8",
    js: "text/javascript; charset=utf-8",
    json: "application/json",
    png: "image/png",
    webmanifest: "application/manifest+json",
  };

  // --- one version, whole --------------------------------------------------------------------------------------------------------

  const integrity = (hex) => "sha256-" + btoa(hex.replace(/../g, (byte) => String.fromCharCode(parseInt(byte, 16))));

  const FILES = {}; // names on the host, by the names under which they are kept
  Object.keys(BUNDLE.files).forEach((name) => { FILES[programParts.wholeName(name)] = name; });

  function fetchFile(kept) {
    const name = FILES[kept];
    const hash = integrity(BUNDLE.files[name].sha256);
    if (name !== kept) { return programParts.fetchWhole(name, hash, WHOLE); }
    return fetchChecked(name === "index.html" ? "./" : name, hash); // some hosts send index.html on to ./, and a page takes no detour
  }

  // One after another: on a weak link the files that came whole are kept, and the next attempt needs only the rest.
  async function keepAll() {
    const cache = await caches.open(CACHE);
    for (const name of Object.keys(FILES)) {
      if (!(await cache.match(name, { ignoreVary: true }))) { await cache.put(name, await fetchFile(name)); }
    }
    // An activation meanwhile may have deleted this cache, and with it the files that were put into it.
    const kept = await (await caches.open(CACHE)).keys();
    if (kept.length < Object.keys(FILES).length) { throw new Error("the cache was thrown away"); }
  }

  async function forgetOlder() {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("wayside-") && name !== CACHE).map((name) => caches.delete(name)));
  }

  // --- serving -------------------------------------------------------------------------------------------------------------------

  async function stored(name) {
    const cache = await caches.open(CACHE);
    const found = await cache.match(name, { ignoreVary: true });
    if (found) { return found; }
    const fetched = await fetchFile(name);
    const copy = fetched.clone();
    cache.put(name, copy).catch(() => {}); // no room: then it is fetched the next time, too
    return fetched;
  }

  // Headers that a plain file server may not send. A policy that the server did send is stricter and stays. The program
  // is passed on with the type that it was kept with.
  async function serve(name) {
    const response = await stored(name);
    const type = TYPES[name.split(".").pop()];
    if (!type) { return response; }
    const headers = new Headers(response.headers);
    headers.set("Content-Type", type);
    headers.set("X-Content-Type-Options", "nosniff");
    if (!headers.has("Content-Security-Policy")) { headers.set("Content-Security-Policy", POLICY); }
    return new Response(response.body, { status: 200, headers });
  }

  function nameOf(request) {
    const url = request.url.split(/[?#]/)[0];
    if (request.method !== "GET" || !url.startsWith(HERE)) { return undefined; }
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
    } else if (name && Object.prototype.hasOwnProperty.call(FILES, name)) {
      event.respondWith(serve(name));
    }
  }

  async function tellPages(what) {
    const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    pages.forEach((page) => page.postMessage(what));
  }

  self.addEventListener("install", (event) => event.waitUntil(keepAll()));
  // The page of the first visit is taken as its own, too: else a newer version would find nobody to wait for.
  self.addEventListener("activate", (event) => event.waitUntil(forgetOlder().then(() => self.clients.claim())));
  self.addEventListener("fetch", answer);
  self.addEventListener("message", (event) => { if (event.data === "take-over") { self.skipWaiting(); } });
  // eslint-disable-next-line no-restricted-properties -- a browser without this event never calls it
  self.addEventListener("sync", (event) => { if (event.tag === "wayside-sync") { event.waitUntil(tellPages("wayside-sync")); } });
})();
