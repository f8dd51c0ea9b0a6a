// Files by their hash. The packer puts this before guard.js, start-worker.js and sw.js; boot.js has it from guard.js.

// As in index.html: "sha256-" and Base64.
function hashOf(bytes) {
  return crypto.subtle.digest("SHA-256", bytes).then((hash) => "sha256-" + btoa(String.fromCharCode.apply(null, new Uint8Array(hash))));
}

// A file whose content has this hash, or a rejection. If the copy in the browser's own cache is damaged, the file is
// fetched once more.
function fetchChecked(name, integrity) {
  const ask = (cache) => fetch(name, { integrity, cache, credentials: "same-origin" });
  return ask("default").catch(() => ask("reload"));
}

// The browser says only "failed" of a file that did not come, whatever the reason. This finds out which, as the id of
// the sentence that says so. The fetch also replaces a bad copy, in the browser's cache and in the service worker's.
//
//   what comes                                  the id
//   nothing                                     boot-no-network
//   a way to another address, or a web page     boot-portal        what a network answers before somebody signs in
//   an error                                    boot-missing, or boot-busy where the host has trouble of its own
//   another content                             boot-damaged
//   the content, by a type that browsers refuse boot-wrong-type
//   the file as it should be                    boot-interrupted
function whyNot(name, integrity) {
  const line = new AbortController();
  const silent = setTimeout(() => line.abort(), 20000); // a line that says nothing is none
  return fetch(name, { cache: "reload", credentials: "same-origin", redirect: "manual", signal: line.signal })
    .then((response) => response.arrayBuffer().then(hashOf).then((hash) => reasonOf(name, response, hash === integrity)))
    .catch(() => "boot-no-network")
    .then((id) => { clearTimeout(silent); return id; });
}

function reasonOf(name, response, right) {
  const type = response.headers.get("Content-Type") || "";
  const wanted = { js: /javascript/, css: /^text\/css/ }[name.split(".").pop()];
  if (response.type === "opaqueredirect" || response.status === 511) { return "boot-portal"; }
  if (response.status >= 500 || response.status === 429 || response.status === 408) { return "boot-busy"; }
  if (!response.ok) { return "boot-missing"; }
  if (!right) { return /html/.test(type) ? "boot-portal" : "boot-damaged"; }
  return wanted && !wanted.test(type) ? "boot-wrong-type" : "boot-interrupted";
}
