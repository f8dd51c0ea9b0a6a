// Starts the vault's worker: its script and its program, each by its hash.
//
// What the page sends meanwhile is kept and handed over in order. The program has to set `onmessage` before its `main` returns.
// If it can't be started, the page is told `{"Failed":"<id of a message in boot.ftl>"}` as text.
(function () {
  "use strict";
  const WORKER = "{{worker}}"; // script, program: name and integrity
  const kept = [];
  const keep = (event) => { kept.push(event); };
  self.onmessage = keep;

  const file = ({ name, integrity }) => fetchChecked(name, integrity).catch(() => whyNot(name).then((id) => Promise.reject(id)));

  function able() {
    // eslint-disable-next-line no-restricted-globals -- looked for first
    const synchronous = self.FileSystemFileHandle && "createSyncAccessHandle" in FileSystemFileHandle.prototype;
    return synchronous ? Promise.resolve() : Promise.reject("boot-no-storage");
  }

  function run([program]) {
    importScripts(WORKER.script.name); // just fetched and found right, so it comes from the browser's cache
    return wasm_bindgen({ module_or_path: program });
  }

  function handOver() {
    if (self.onmessage === keep) { throw new Error("the worker's program listens to nothing"); }
    kept.forEach((event) => self.onmessage(event));
  }

  able()
    .then(() => Promise.all([file(WORKER.program), file(WORKER.script)]))
    .then(run)
    .then(handOver)
    .catch((reason) => {
      if (typeof reason !== "string") { console.error(reason); }
      self.postMessage(JSON.stringify({ Failed: typeof reason === "string" ? reason : "boot-stopped" }));
    });
})();
