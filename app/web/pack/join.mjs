// One classic script out of what wasm-bindgen writes for the web: a module and the modules ("snippets") that it imports.
//
// Dioxus brings scripts of its own, which wasm-bindgen gives only to modules (`--target web`). But a module's imports can't carry a
// hash in most browsers, and module workers are younger than everything else that is needed. So each module becomes a function that
// returns its exports. Only the forms that wasm-bindgen and its snippets use are understood; anything else does not compile as a
// classic script, which is checked here.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Script } from "node:vm";

const IMPORT = /^import \{ ([^}]*) \} from '(\.[^']*)';$/gm;
const EXPORT_DECLARATION = /(^|[;}\n]\s*)export\s+((?:async\s+)?function\*?|class|const|let|var)\s+([\w$]+)/g;
const EXPORT_LIST = /(^|[;}\n]\s*)export\s*\{([^}]*)\};?/g;

const pairs = (list) => list.split(",").map((one) => one.trim()).filter(Boolean).map((one) => one.split(/\s+as\s+/));

// `a as b` on export: the object's key is b. On import the same object is taken apart: `b as c` is `b: c`.
const exported = (list) => pairs(list).map(([inside, outside = inside]) => `${outside}: ${inside}`);
const imported = (list) => pairs(list).map(([theirs, ours = theirs]) => `${theirs}: ${ours}`).join(", ");

function asFunction(source, importOne) {
  const names = [];
  const body = source
    .replace(IMPORT, (_, list, path) => `const { ${imported(list)} } = ${importOne(path)};`)
    .replace(EXPORT_DECLARATION, (_, before, kind, name) => (names.push(`${name}: ${name}`), `${before}${kind} ${name}`))
    .replace(EXPORT_LIST, (_, before, list) => (names.push(...exported(list)), before));
  return `(function () {\n"use strict";\n${body}\nreturn { ${names.join(", ")} };\n})()`;
}

function moduleAt(path) {
  return asFunction(readFileSync(path, "utf8"), (other) => moduleAt(join(dirname(path), other)));
}

// The script defines `wasm_bindgen`, the function that starts the program.
export function joinModules(path) {
  const script = `var wasm_bindgen = ${moduleAt(path)}.default;\n`;
  new Script(script, { filename: path }); // throws on an import or export that was not understood
  return script;
}
