// Starts the vault's worker: the same program as the page's. Its script comes by its hash, the compiled program from
// the page.
//
// Messages of the page are kept meanwhile and handed over in order. The program has to set `onmessage` before its
// `main` returns. If it can't be started, the page is told the id of a message in boot.ftl, as text. Everything else
// goes as bytes.
(function () {
  "use strict";
  const SCRIPT = "{{script}}"; // name and integrity
  const kept = [];
  const keep = (event) => { kept.push(event); };
  self.onmessage = keep;

  function able() {
    // eslint-disable-next-line no-restricted-globals -- looked for first
    const synchronous = self.FileSystemFileHandle && "createSyncAccessHandle" in FileSystemFileHandle.prototype;
    return synchronous ? Promise.resolve() : Promise.reject("boot-no-storage");
  }

  function fetchScript() {
    return fetchChecked(SCRIPT.name, SCRIPT.integrity).catch(() => whyNot(SCRIPT.name, SCRIPT.integrity).then((id) => Promise.reject(id)));
  }

  // The first thing that the page says, and it says it at once.
  function compiled() {
    return new Promise((done) => {
      if (kept.length > 0) { done(kept.shift().data); return; }
      self.onmessage = (event) => { self.onmessage = keep; done(event.data); };
    });
  }

  function run(program) {
    importScripts(SCRIPT.name); // just fetched and found right, so it comes from the browser's cache
    return wasm_bindgen({ module_or_path: program });
  }

  function handOver() {
    if (self.onmessage === keep) { throw new Error("the worker's program listens to nothing"); }
    kept.forEach((event) => self.onmessage(event));
  }

  able()
    .then(fetchScript)
    .then(compiled)
    .then(run)
    .then(handOver)
    .catch((reason) => {
      if (typeof reason !== "string") { console.error(reason); }
      self.postMessage(typeof reason === "string" ? reason : "boot-stopped");
    });
})();
