// The camera, for reading a QR code, in every face the same. It lives exactly as long as an element <video data-camera> is on the page:
// where one appears the camera is asked for (so only after a tap), and where it goes the camera is closed.
//
// It offers to the app, as `window.waysideCamera`:
//   canRead   true where the browser itself reads QR codes, as far as that shows without asking
//   read()    a promise of the word that ends it; the browser reads
//   look()    what there is now, for a program that reads by itself: the word that ended it; or a picture, its side and its shades of
//             grey in base64; or nothing yet
// The words are: found TEXT, refused, missing, busy, unsupported, hidden.
//
// Pictures are square, the middle of what the camera sees, as the page shows it. None is kept.
(function () {
  "use strict";
  const SIDE = 720; // SIDE in app/src/platform/camera.rs
  const PAUSE = 250;
  const PARTS = [1, 0.95, 0.9]; // of the picture, in turn: a code that lies still is seen in several sizes
  const canvas = document.createElement("canvas");
  let run = null; // { video, stream, word }: the camera of the element that is there
  let turn = 0;
  let waits = null; // resolves what read() promised

  // --- one camera ----------------------------------------------------------------------------------------------------------------

  function begin(video) {
    const mine = { video, stream: null, word: "" };
    run = mine;
    const devices = navigator.mediaDevices;
    if (!devices || !devices.getUserMedia) { end(mine, "unsupported"); return; }
    const wanted = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } };
    devices.getUserMedia({ audio: false, video: wanted }).then((stream) => {
      if (mine.word || run !== mine) { close(stream); return; }
      mine.stream = stream;
      stream.getTracks().forEach((track) => { track.onended = () => end(mine, "busy"); });
      video.muted = true;
      video.srcObject = stream;
      const playing = video.play();
      if (playing) { playing.catch(() => {}); } // the element went
      // While the person was asked, the page may have been hidden for a moment.
      setTimeout(() => { if (document.hidden) { end(mine, "hidden"); } }, 2000);
    }, (error) => end(mine, reason(error.name)));
  }

  function reason(name) {
    if (name === "NotAllowedError" || name === "SecurityError") { return "refused"; }
    if (name === "NotFoundError" || name === "OverconstrainedError") { return "missing"; }
    if (name === "NotReadableError" || name === "AbortError") { return "busy"; }
    return "unsupported";
  }

  function close(stream) {
    stream.getTracks().forEach((track) => { track.onended = null; track.stop(); });
  }

  // The first word stays.
  function end(mine, word) {
    if (mine.stream) { close(mine.stream); }
    mine.stream = null;
    mine.video.srcObject = null;
    mine.word = mine.word || word;
    if (mine === run && waits) { waits(mine.word); waits = null; }
  }

  function hide() {
    if (run && run.stream) { end(run, "hidden"); }
  }

  // --- reading -------------------------------------------------------------------------------------------------------------------

  function ready(video) { return video.readyState >= 2 && video.videoWidth > 0; }

  function look() {
    if (!run) { return ""; }
    if (run.word || !run.stream || !ready(run.video)) { return run.word; }
    return picture(run.video);
  }

  function picture(video) {
    const wide = video.videoWidth;
    const high = video.videoHeight;
    const side = Math.min(SIDE, wide, high);
    const middle = Math.min(wide, high) * PARTS[turn % PARTS.length];
    turn += 1;
    canvas.width = side;
    canvas.height = side;
    const room = canvas.getContext("2d", { willReadFrequently: true });
    room.drawImage(video, (wide - middle) / 2, (high - middle) / 2, middle, middle, 0, 0, side, side);
    const seen = room.getImageData(0, 0, side, side).data;
    canvas.width = 0;
    let grey = "";
    for (let row = 0; row < side; row += 1) {
      const shades = new Uint8Array(side);
      for (let at = 0; at < side; at += 1) {
        const from = 4 * (row * side + at);
        shades[at] = (2 * seen[from] + 5 * seen[from + 1] + seen[from + 2]) >> 3;
      }
      grey += String.fromCharCode.apply(null, shades);
    }
    return side + " " + btoa(grey);
  }

  function read() {
    return new Promise((done) => {
      waits = done;
      if (run && run.word) { end(run, run.word); return; }
      detector().then(search, () => {
        if (run) { end(run, "unsupported"); }
        done("unsupported");
      });
    });
  }

  // eslint-disable-next-line no-restricted-globals, no-restricted-properties -- where it is missing, nobody calls read()
  const Detector = window.BarcodeDetector;

  function detector() {
    // eslint-disable-next-line no-restricted-properties -- it belongs to the detector
    return Detector.getSupportedFormats().then((formats) => {
      return formats.includes("qr_code") ? new Detector({ formats: ["qr_code"] }) : Promise.reject(new Error("no QR codes"));
    });
  }

  function search(reader) {
    const mine = run;
    if (!waits || (mine && mine.word)) { return; }
    const again = () => setTimeout(search, PAUSE, reader);
    if (!mine || !mine.stream || !ready(mine.video)) { again(); return; }
    // eslint-disable-next-line no-restricted-properties -- it belongs to the detector
    reader.detect(mine.video).then((codes) => {
      const code = codes.find((one) => one.rawValue);
      if (code) { end(mine, "found " + code.rawValue); }
    }).catch(() => {}).then(again); // a picture that it can't read is no reason to stop
  }

  // -------------------------------------------------------------------------------------------------------------------------------

  new MutationObserver(() => {
    const video = document.querySelector("video[data-camera]");
    if (run && run.video === video) { return; }
    if (run) { end(run, "hidden"); }
    run = null;
    if (video) { begin(video); }
  }).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("visibilitychange", () => { if (document.hidden) { hide(); } });
  window.addEventListener("pagehide", hide);

  window.waysideCamera = { canRead: Boolean(Detector && navigator.mediaDevices), read, look };
})();
