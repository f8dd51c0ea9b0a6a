// The sentences before the program runs, and why it does not. It runs before every other script of the page, so that
// whatever does not come is said; when `boot.js` itself does not come, this says so.
//
// What holds:
// - One sentence at a time (locales/*/boot.ftl), and a button that opens the page again, past the service worker where
//   there is a network: a kept copy that can't start is not met twice.
// - A file that was lost on the way is fetched past the browser's cache (checked.js). Is it right this time, the page is
//   loaded anew, by itself once; a file that is right and still does not run is forbidden by somebody.
// - Without a network the page waits for one, and goes on by itself. A file that does not come although the page itself
//   would is kept back by somebody.
// - Words are there for browsers that are too old for the rest: ES2015, and nothing newer.
const guard = (function () {
  "use strict";
  const WORDS = "{{words}}"; // by language: direction, and messages by id
  const AGAIN = "wayside-again"; // in sessionStorage: the file for which this page was loaded anew
  const PAST = "./?past"; // the service worker leaves this one to the host
  const PAUSE = 5000; // ms between two looks for a network
  const main = document.getElementById("main");
  const missed = []; // scripts that did not come
  const forbidden = []; // what a policy of this page kept from it
  let unread = false; // a script of ours is in words that this browser does not know

  function language() {
    let wanted = [].concat(navigator.languages || navigator.language || []);
    try { wanted.unshift(localStorage.getItem("language")); } catch (refused) { /* then the browser's own language */ }
    wanted = wanted.filter(Boolean).map((tag) => tag.split("-")[0].toLowerCase());
    return wanted.find((tag) => tag in WORDS) || "en";
  }

  const word = (id) => WORDS[language()][id];

  // Says it, and gives the element for what else is to be shown there. `again`: the end of this start, with a button.
  function say(id, again) {
    const body = document.createElement("main");
    body.className = "body";
    body.appendChild(document.createElement("h1")).textContent = document.title;
    body.lang = language();
    body.dir = word("direction");
    const text = body.appendChild(document.createElement("p"));
    text.className = "lead";
    text.setAttribute("data-boot", id);
    text.setAttribute("role", again ? "alert" : "status");
    text.textContent = word(id);
    if (again) {
      const button = body.appendChild(document.createElement("button"));
      button.className = "btn";
      button.textContent = word("boot-again");
      button.onclick = openAgain;
    }
    main.textContent = "";
    main.appendChild(body);
    return body;
  }

  function openAgain() {
    return fetch(PAST, { cache: "reload" }).then(
      (response) => { if (response.ok) { location.replace(PAST); } else { location.reload(); } },
      () => location.reload()
    );
  }

  // --- a file that did not come --------------------------------------------------------------------------------------------------

  // The id of the sentence that says why. It does not come where the page is loaded anew.
  function why(name, integrity) {
    const plain = name.split("/").pop();
    return whyNot(name, integrity).then((id) => {
      if (id !== "boot-interrupted" && id !== "boot-no-network") { return id; }
      if (forbidden.some((uri) => uri.indexOf(plain) >= 0)) { return "boot-blocked"; }
      return id === "boot-interrupted" ? loadAnew(plain) || "boot-blocked" : keptBack(name, integrity);
    });
  }

  function keptBack(name, integrity) {
    return fetch(PAST, { cache: "reload" })
      .then(() => whyNot(name, integrity))
      .then((id) => (id === "boot-no-network" ? "boot-blocked" : id), () => "boot-no-network");
  }

  // Once a file and visit; then null. Where nothing can be kept, a person has to press the button.
  function loadAnew(file) {
    try {
      if (sessionStorage.getItem(AGAIN) === file) { return null; }
      sessionStorage.setItem(AGAIN, file);
    } catch (refused) { return "boot-interrupted"; }
    location.reload();
    return new Promise(() => {});
  }

  // What is in the way may become something else meanwhile.
  function waitFor(name, integrity, said) {
    setTimeout(() => whyNot(name, integrity).then((id) => {
      if (id === "boot-interrupted") { location.reload(); return; }
      if (id !== said) { say(id, true); }
      waitFor(name, integrity, id);
    }), PAUSE);
  }

  // Says why a file did not come. Where there is no network, the page goes on as soon as there is one.
  function explain(name, integrity) {
    return why(name, integrity).then((id) => {
      say(id, true);
      goOn(id, name, integrity);
    });
  }

  function goOn(id, name, integrity) {
    if (id === "boot-no-network" || id === "boot-busy") { waitFor(name, integrity, id); }
  }

  // --- boot.js -------------------------------------------------------------------------------------------------------------------

  window.addEventListener("error", (event) => {
    if (event.target instanceof HTMLScriptElement) { missed.push(event.target); }
    if (event.error instanceof SyntaxError) { unread = true; }
  }, true);
  document.addEventListener("securitypolicyviolation", (event) => { forbidden.push(event.blockedURI); });
  document.addEventListener("DOMContentLoaded", () => {
    if (window.wayside) { return; }
    const boot = document.getElementById("script-boot");
    if (unread || typeof fetch === "undefined" || typeof AbortController === "undefined") { say("boot-cannot-run", true); }
    else if (!window.isSecureContext) { say("boot-insecure", true); }
    else { explain(boot.src, boot.integrity); }
  });
  say("boot-starting", false);

  return {
    say, word, why, explain, goOn, keptBack, loadAnew, language, missed, forbidden,
    started() { try { sessionStorage.removeItem(AGAIN); } catch (refused) { /* then it was not kept, either */ } },
  };
})();
