// Files by their hash. The packer puts this before boot.js, start-worker.js and sw.js.

// A file whose content has this hash, or a rejection. What lies damaged in the browser's own cache is asked for once more.
function fetchChecked(name, integrity) {
  const ask = (cache) => fetch(name, { integrity, cache, credentials: "same-origin" });
  return ask("default").catch(() => ask("reload"));
}

// The browser says only "failed" of a file with the wrong hash, of one that is not there, and of a network that is gone. This finds
// out which, as the id of the sentence that says so. What it fetches for that replaces a bad copy in the browser's cache.
function whyNot(name) {
  return fetch(name, { cache: "reload", credentials: "same-origin" }).then(
    (response) => (response.ok ? "boot-damaged" : "boot-missing"),
    () => "boot-no-network"
  );
}
