// Files by their hash. The packer puts this before boot.js, start-worker.js and sw.js.

// A file whose content has this hash, or a rejection. If the copy in the browser's own cache is damaged, the file is
// fetched once more.
function fetchChecked(name, integrity) {
  const ask = (cache) => fetch(name, { integrity, cache, credentials: "same-origin" });
  return ask("default").catch(() => ask("reload"));
}

// The browser says only "failed" of a file with the wrong hash, of a missing one, and of a lost network. This finds out
// which, as the id of the sentence that says so. The fetch also replaces a bad copy in the browser's cache.
function whyNot(name) {
  return fetch(name, { cache: "reload", credentials: "same-origin" }).then(
    (response) => (response.ok ? "boot-damaged" : "boot-missing"),
    () => "boot-no-network"
  );
}
