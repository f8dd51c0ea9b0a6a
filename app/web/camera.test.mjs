// When the page's camera is open and when it is not, and what is told of it: node --test app/web/camera.test.mjs
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

const SOURCE = readFileSync(join(dirname(fileURLToPath(import.meta.url)), "../../assets/camera.js"), "utf8");
const settled = () => new Promise((done) => setImmediate(done));

// As much of a page as the script asks for.
class Page {
  constructor({ camera = async () => new Stream(), formats = ["qr_code"], codes = async () => [], devices = true } = {}) {
    this.opened = [];
    this.asked = [];
    this.timers = [];
    this.heard = {};
    this.video = null;
    this.document = {
      hidden: false,
      documentElement: {},
      createElement: () => new Canvas(),
      querySelector: (what) => (what === "video[data-camera]" ? this.video : assert.fail(what)),
      addEventListener: (name, heard) => { this.heard[name] = heard; },
    };
    const open = async (wanted) => {
      this.asked.push(wanted);
      const stream = await camera();
      this.opened.push(stream);
      return stream;
    };
    const page = this;
    const globals = {
      document: this.document,
      navigator: devices ? { mediaDevices: { getUserMedia: open } } : {},
      MutationObserver: class { constructor(changed) { page.changed = changed; } observe() {} },
      addEventListener: (name, heard) => { this.heard[name] = heard; },
      setTimeout: (work, _, ...given) => this.timers.push(() => work(...given)),
      btoa: (text) => Buffer.from(text, "latin1").toString("base64"),
    };
    if (formats) {
      globals.BarcodeDetector = class {
        static getSupportedFormats() { return Promise.resolve(formats); }
        detect(video) { return codes(video); }
      };
    }
    globals.window = globals;
    vm.runInNewContext(SOURCE, globals);
    this.camera = globals.waysideCamera;
  }

  // The app draws the camera's element, or takes it away.
  async draw(video) {
    this.video = video;
    this.changed();
    await settled();
  }

  async hide() {
    this.document.hidden = true;
    this.heard.visibilitychange();
    await settled();
  }

  async wait() {
    this.timers.splice(0).forEach((work) => work());
    await settled();
  }

  get open() { return this.opened.filter((stream) => stream.track.live).length; }
}

class Stream {
  constructor() { this.track = { live: true, stop() { this.live = false; } }; }
  getTracks() { return [this.track]; }
}

const drawn = [];

class Canvas {
  getContext() {
    return {
      drawImage: (_, ...given) => drawn.push(given),
      getImageData: (x, y, wide, high) => ({ data: new Uint8Array(4 * wide * high).fill(100) }),
    };
  }
}

const video = (more) => ({ readyState: 4, videoWidth: 1280, videoHeight: 720, srcObject: null, play: async () => {}, ...more });
const failing = (name) => async () => { throw Object.assign(new Error("no"), { name }); };

test("nothing is asked for before the camera's element is there, and sound never is", async () => {
  const page = new Page();
  page.changed();
  await settled();
  assert.deepEqual(page.asked, []);
  await page.draw(video());
  assert.equal(page.open, 1);
  assert.equal(page.asked[0].audio, false);
  page.changed();
  await settled();
  assert.equal(page.asked.length, 1, "another change of the page");
});

test("the camera closes when its element goes", async () => {
  const page = new Page();
  await page.draw(video());
  await page.draw(null);
  assert.equal(page.open, 0);
  await page.draw(video());
  assert.equal(page.open, 1);
});

test("a camera that is granted after its element went is closed at once", async () => {
  let grant;
  const page = new Page({ camera: () => new Promise((done) => { grant = done; }) });
  await page.draw(video());
  await page.draw(null);
  grant(new Stream());
  await settled();
  assert.equal(page.opened.length, 1);
  assert.equal(page.open, 0);
});

test("the camera closes when the app is hidden, and says so", async () => {
  const page = new Page();
  await page.draw(video());
  await page.hide();
  assert.equal(page.open, 0);
  assert.equal(page.camera.look(), "hidden");
});

test("the system's own question may hide the page for a moment, but not for long", async () => {
  for (const [back, open] of [[true, 1], [false, 0]]) {
    const page = new Page();
    page.document.hidden = true;
    await page.draw(video());
    page.document.hidden = !back;
    await page.wait();
    assert.equal(page.open, open);
  }
});

test("a camera that is taken away is told of", async () => {
  const page = new Page();
  await page.draw(video());
  page.opened[0].track.onended();
  assert.equal(page.camera.look(), "busy");
});

test("each failure has its word, and the word stays", async () => {
  const words = {
    NotAllowedError: "refused", SecurityError: "refused", NotFoundError: "missing", OverconstrainedError: "missing",
    NotReadableError: "busy", AbortError: "busy", TypeError: "unsupported",
  };
  for (const [name, word] of Object.entries(words)) {
    const page = new Page({ camera: failing(name) });
    const read = page.camera.read();
    await page.draw(video());
    assert.equal(page.camera.look(), word, name);
    assert.equal(await read, word, name);
    await page.hide();
    assert.equal(page.camera.look(), word, name);
    assert.equal(page.asked.length, 1, "it is not asked again");
  }
});

test("where there is no camera to ask for, that is said", async () => {
  const page = new Page({ devices: false });
  assert.equal(page.camera.canRead, false);
  await page.draw(video());
  assert.equal(page.camera.look(), "unsupported");
});

test("a picture is the middle square, in grey", async () => {
  const page = new Page();
  assert.equal(page.camera.look(), "");
  const shown = video({ readyState: 1 });
  await page.draw(shown);
  assert.equal(page.camera.look(), "", "it has not begun");
  shown.readyState = 4;
  const [side, grey] = page.camera.look().split(" ");
  assert.equal(side, "720");
  assert.deepEqual(Buffer.from(grey, "base64"), Buffer.alloc(720 * 720, 100));
  page.camera.look();
  page.camera.look();
  page.camera.look();
  assert.deepEqual(drawn, [1, 0.95, 0.9, 1].map((part) => [(1280 - 720 * part) / 2, (720 - 720 * part) / 2, 720 * part, 720 * part, 0, 0, 720, 720]));
  await page.draw(null);
  await page.draw(video({ videoWidth: 320, videoHeight: 480 }));
  assert.match(page.camera.look(), /^320 /);
});

test("the browser reads until there is a code; then the camera closes", async () => {
  let seen = [];
  const page = new Page({ codes: async () => seen });
  assert.equal(page.camera.canRead, true);
  const read = page.camera.read();
  await page.draw(video());
  await page.wait();
  assert.equal(page.open, 1);
  seen = [{ rawValue: "" }, { rawValue: "WAYSIDE1RABC" }];
  await page.wait();
  assert.equal(await read, "found WAYSIDE1RABC");
  assert.equal(page.open, 0);
  await page.wait();
  assert.deepEqual(page.timers, [], "it goes on looking");
});

test("a picture that the browser can't read is no reason to stop, a missing reader is", async () => {
  let first = true;
  const page = new Page({ codes: async () => { if (first) { first = false; throw new Error("blurred"); } return [{ rawValue: "X" }]; } });
  const read = page.camera.read();
  await page.draw(video());
  await page.wait();
  await page.wait();
  await page.wait();
  assert.equal(await read, "found X");
  const blind = new Page({ formats: ["ean_13"] });
  assert.equal(await blind.camera.read(), "unsupported");
  assert.equal(new Page({ formats: null }).camera.canRead, false);
});

test("who cancels and looks again is answered for the second time only", async () => {
  let seen = [];
  const page = new Page({ codes: async () => seen });
  const first = page.camera.read();
  await page.draw(video());
  await page.draw(null);
  assert.equal(await first, "hidden");
  const second = page.camera.read();
  await page.draw(video());
  seen = [{ rawValue: "X" }];
  await page.wait();
  await page.wait();
  assert.equal(await second, "found X");
});
