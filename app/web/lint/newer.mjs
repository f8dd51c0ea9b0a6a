// What is newer than the oldest browsers that Wayside supports, by MDN's data. What the linters forbid comes from here.
import data from "@mdn/browser-compat-data/forLegacyNode";

// As app/web/README.md says. MDN lists the same browsers on phones apart.
const BROWSERS = { chrome: 108, firefox: 111, safari: 16.4 };
const PHONES = { chrome_android: 108, firefox_android: 111, safari_ios: 16.4 };

// Both faces share what is in assets. Android 11 came with WebView 83, and not every phone gets a newer one.
export const BROWSER_JS = { ...BROWSERS, ...PHONES };
export const SHARED_JS = { ...BROWSER_JS, webview_android: 83 };
// Without phones: there MDN takes for lacking what has no sense there, as a pointer's shape.
export const SHARED_CSS = { ...BROWSERS, chrome: 83 };

const version = (text) => Number.parseFloat(String(text).replace("≤", "")); // NaN where there is none

// A prefix, another name or a flag is no support. Support in part is one: most such gaps are small.
function knows(statement, oldest) {
  const { version_added: added, version_removed: removed, prefix, alternative_name: renamed, flags } = statement;
  return !prefix && !renamed && !flags && version(added) <= oldest && !(version(removed) <= oldest);
}

// The browsers that lack a feature, in words; empty if none does.
function lacking(feature, oldest) {
  const support = feature.__compat?.support ?? {};
  const lacks = ([browser, number]) => browser in support && ![support[browser]].flat().some((one) => knows(one, number));
  return Object.entries(oldest).filter(lacks).map((one) => one.join(" ")).join(", ");
}

const parts = (feature) => Object.entries(feature).filter(([name]) => name !== "__compat");
// A prefix says itself that it is for one engine.
const newer = (features, oldest) => parts(features).filter(([name, one]) => !name.startsWith("-") && lacking(one, oldest)).map(([name]) => name);

// --- CSS ---------------------------------------------------------------------------------------------------------------------------

export function newerCss(oldest) {
  const { properties, selectors, "at-rules": atRules } = data.css;
  return {
    properties: newer(properties, oldest),
    values: parts(properties).map(([name, property]) => [name, newer(property, oldest)]).filter(([, values]) => values.length > 0),
    selectors: newer(selectors, oldest),
    atRules: newer(atRules, oldest),
    mediaFeatures: newer(atRules.media, oldest),
  };
}

// --- JavaScript --------------------------------------------------------------------------------------------------------------------

const interfaces = [data.api, data.javascript.builtins, data.webassembly.api].flatMap(parts).map(([name, feature]) => ({ name, feature }));
const membersOf = ({ name: owner, feature }) => parts(feature).map(([name, one]) => ({ owner, name: name.replace(/_static$/, ""), feature: one }));
const members = interfaces.flatMap(membersOf);
const SCOPES = ["Window", "WorkerGlobalScope", "DedicatedWorkerGlobalScope", "ServiceWorkerGlobalScope"];

// A linter does not know what a value is. So a name is too new only if it is on everything that has it.
function alwaysNewer(features, oldest) {
  const found = new Map();
  for (const { name, feature } of features) found.set(name, found.get(name) === "" ? "" : lacking(feature, oldest));
  return [...found].filter(([name, lack]) => lack && /^\w+$/.test(name)).map(([name, lack]) => ({ name, lack }));
}

export function newerJs(oldest) {
  const globals = alwaysNewer([...interfaces, ...members.filter(({ owner }) => SCOPES.includes(owner))], oldest);
  const properties = alwaysNewer(members, oldest);
  // `Response.json` is too new although other things had a `json` before.
  const said = new Set([...globals, ...properties].map(({ name }) => name));
  const rest = members.filter(({ owner, name }) => !said.has(owner) && !said.has(name));
  const ofOwners = rest.map(({ owner, name, feature }) => ({ owner, name, lack: lacking(feature, oldest) })).filter(({ lack }) => lack);
  return { globals, properties, ofOwners };
}
