// What ships as JavaScript. A line that looks first whether a thing is there says so: eslint-disable-next-line, the rule, `--`, the reason.
// A name of our own may be that of a newer thing, too: give it another.
import { BROWSER_JS, SHARED_JS, newerJs } from "./newer.mjs";

const say = (lack) => `MDN: not in ${lack}.`;

function known(oldest) {
  const { globals, properties, ofOwners } = newerJs(oldest);
  return {
    "no-restricted-globals": ["error", { globals: globals.map(({ name, lack }) => ({ name, message: say(lack) })), checkGlobalObject: true }],
    "no-restricted-properties": [
      "error",
      ...properties.map(({ name, lack }) => ({ property: name, message: say(lack) })),
      ...ofOwners.map(({ owner, name, lack }) => ({ object: owner, property: name, message: say(lack) })),
    ],
  };
}

function scripts(files, ecmaVersion, rules) {
  return { files, languageOptions: { ecmaVersion, sourceType: "script", globals: { self: "readonly", window: "readonly" } }, rules };
}

export default [
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  // The last edition that Chromium 83 reads whole.
  scripts(["assets/*.js"], 2020, known(SHARED_JS)),
  // The last that Chrome 108, Firefox 111 and Safari 16.4 read whole.
  scripts(["app/web/*.js"], 2022, known(BROWSER_JS)),
  // These tell a browser that it is too old, so it has to be able to read them.
  scripts(["app/web/guard.js", "app/web/checked.js"], 2015, {}),
];
