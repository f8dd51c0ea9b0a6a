// Runs in the page before its own scripts: listens to the worker, asks it beside the page, taps like a person, and watches how
// long the page's thread is busy at a stretch.
(() => {
  "use strict";
  // `FromWorker` and `Notice` in the order of their variants: messages are postcard bytes, which Rust reads and writes.
  const STARTED = 0;
  const ANSWER = 2;
  const NOTICE = 3;
  const SYNC = 1;
  const BEAT = 16;
  const probe = window.probe = { sync: null, started: false, wire: 0 };
  const asked = new Map();
  let worker = null;

  // --- the worker ----------------------------------------------------------------------------------------------------------------

  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      worker = this;
      probe.started = false;
      this.addEventListener("message", ({ data }) => hear(data, performance.now()));
    }
  };

  function hear(bytes, at) {
    if (bytes[0] === STARTED) { probe.started = true; }
    if (bytes[0] === NOTICE && bytes[1] === SYNC) { probe.sync = Array.from(bytes); }
    if (bytes[0] === ANSWER) {
      let number = 0;
      for (let place = 1, unit = 1; ; place += 1, unit *= 128) {
        number += (bytes[place] & 127) * unit;
        if (bytes[place] < 128) { break; }
      }
      const { resolve, begun } = asked.get(number) || {};
      asked.delete(number);
      if (resolve) { resolve([at - begun, Array.from(bytes)]); }
    }
  }

  probe.ask = ({ number, bytes }) => new Promise((resolve) => {
    asked.set(number, { resolve, begun: performance.now() });
    worker.postMessage(Uint8Array.from(bytes));
  });

  // Requests one after the other, each once: how long each took, and its answer.
  probe.askAll = async (requests) => {
    const answers = [];
    for (const request of requests) { answers.push(await probe.ask(request)); }
    return answers;
  };

  // --- a person -------------------------------------------------------------------------------------------------------------------

  const byId = (testid) => document.querySelector(`[data-testid='${testid}']`);
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));

  // Milliseconds until `there()` is true, looked at whenever the page changes.
  const until = (there, begun) => new Promise((resolve) => {
    const look = () => {
      if (!there()) { return false; }
      resolve(performance.now() - begun);
      return true;
    };
    if (look()) { return; }
    const observer = new MutationObserver(() => { if (look()) { observer.disconnect(); } });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });

  probe.type = (testid, text) => {
    const field = byId(testid);
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // One press, until what it leads to is shown.
  probe.press = (testid, there) => {
    const begun = performance.now();
    byId(testid).click();
    return until(there, begun);
  };

  probe.listShown = () => byId("clients") !== null;

  const SUBSTANCES = ["tobacco", "alcohol", "cannabis", "cocaine", "amphetamines", "inhalants", "sedatives", "hallucinogens", "opioids"];
  let taps = 0;
  probe.answer = () => {
    const substance = SUBSTANCES[taps % SUBSTANCES.length];
    const answer = Math.floor(taps / SUBSTANCES.length) % 2 === 0 ? "yes" : "no";
    taps += 1;
    const testid = `answer-q1.${substance}-${answer}`;
    return probe.press(testid, () => byId(testid) && byId(testid).dataset.state === "on");
  };

  // Types a search and waits for its result: a number of clients that no other search has. Then everybody again.
  probe.search = async (text, count) => {
    const begun = performance.now();
    probe.type("field-search", text);
    const shown = await until(() => byId("clients-count") && byId("clients-count").dataset.count === count, begun);
    probe.type("field-search", "");
    await until(() => byId("clients-count") && byId("clients-count").dataset.count !== count, performance.now());
    return shown;
  };

  // Goes on tapping until `stop`: answers at first; after `half` the interview is left and clients are searched.
  probe.person = { answers: [], searches: [], half: false, stop: false, done: false };
  probe.live = async (code) => {
    const person = probe.person;
    while (!person.half && !person.stop) {
      person.answers.push(await probe.answer());
      await wait(150);
    }
    await probe.press("screening-stop", () => byId("client-code") !== null);
    await probe.press("go-back", () => byId("field-search") !== null);
    do {
      person.searches.push(await probe.search(code, "1"));
      await wait(150);
    } while (!person.stop);
    person.done = true;
  };

  // When each of these was first there, from the start of this page.
  probe.shown = {};
  for (const testid of ["start-join", "field-passphrase"]) {
    until(() => byId(testid) !== null, 0).then((at) => { probe.shown[testid] = at; });
  }

  // --- the page's thread -----------------------------------------------------------------------------------------------------------

  const busy = { tasks: [], beats: 0, gap: 0, frame: 0 };
  let lastBeat = performance.now();
  let lastFrame = lastBeat;
  setInterval(() => {
    const now = performance.now();
    busy.gap = Math.max(busy.gap, now - lastBeat - BEAT);
    busy.beats += 1;
    lastBeat = now;
  }, BEAT);
  const frame = (now) => {
    busy.frame = Math.max(busy.frame, now - lastFrame);
    lastFrame = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => busy.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask", buffered: true });

  // What was seen since the last call.
  probe.busy = () => {
    const seen = { tasks: busy.tasks.slice(), beats: busy.beats, gap: busy.gap, frame: busy.frame };
    Object.assign(busy, { tasks: [], beats: 0, gap: 0, frame: 0 });
    return seen;
  };
})();
