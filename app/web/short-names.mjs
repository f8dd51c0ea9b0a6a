#!/usr/bin/env node
// Gives wasm-bindgen's script the short names that wasm-opt gave to the program's imports and exports.
//
//   node app/web/short-names.mjs NAMES SCRIPT OUT   NAMES is what wasm-opt printed
//
// A name that is not found is an error: the program would not start.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const MODULE = "a"; // what wasm-opt calls the only module that is imported

export function shorten(names, script) {
  const { imports, exports } = JSON.parse(names);
  const [from] = new Set(imports.map(([module]) => module));
  const given = new Map(imports.map(([, long, short]) => [long, short]));
  const taken = new Map(exports);
  const missing = new Set([...given.keys()]);
  const text = script
    .replace(/^( +)([\w$]+)(?=: )/gm, (all, indent, name) => (missing.delete(name), given.has(name) ? indent + given.get(name) : all))
    .replace(/\bwasm\.([\w$]+)/g, (all, name) => {
      if (!taken.has(name)) throw new Error(`the script asks for the export ${name}, which the program does not have`);
      return `wasm.${taken.get(name)}`;
    })
    .replace(`${JSON.stringify(from)}: `, `${MODULE}: `);
  if (missing.size > 0) throw new Error(`the script does not have what the program asks for: ${[...missing].join(", ")}`);
  return text;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [names, script, out] = process.argv.slice(2);
  writeFileSync(out, shorten(readFileSync(names, "utf8"), readFileSync(script, "utf8")));
}
