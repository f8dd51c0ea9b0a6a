#!/usr/bin/env node
// Gives wasm-bindgen's script the short names that wasm-opt gave to the program's imports and exports.
//
//   node app/web/short-names.mjs NAMES SCRIPT OUT   NAMES is what wasm-opt printed
//
// Anything that is not as wasm-bindgen writes it today is an error: else the page would call nothing, or something else.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const MODULE = "a"; // what wasm-opt calls the modules that are imported, all of them

export function shorten(names, script) {
  const { imports, exports } = JSON.parse(names);
  const modules = [...new Set(imports.map(([module]) => module))];
  const given = new Map(imports.map(([, long, short]) => [long, short]));
  const taken = new Map(exports);
  const found = [];
  const module = `${JSON.stringify(modules[0])}: `;
  if (modules.length !== 1 || script.split(module).length !== 2) throw new Error("the script names another module than the program");
  if (/\bwasm(\[|\?\.)|= wasm\b(?!\.)|\bexports\./.test(script)) throw new Error("the script takes exports in a way that is not known here");
  const text = script
    .replace(/^( +)([\w$]+)(?=: function\()/gm, (all, indent, name) => (given.has(name) ? (found.push(name), indent + given.get(name)) : all))
    .replace(/\bwasm\.([\w$]+)/g, (all, name) => {
      if (!taken.has(name)) throw new Error(`the script asks for the export ${name}, which the program does not have`);
      return `wasm.${taken.get(name)}`;
    })
    .replace(module, `${MODULE}: `);
  const missing = [...given.keys()].filter((name) => found.filter((one) => one === name).length !== 1);
  if (missing.length > 0) throw new Error(`the script does not have what the program asks for, or has it twice: ${missing.join(", ")}`);
  return text;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [names, script, out] = process.argv.slice(2);
  writeFileSync(out, shorten(readFileSync(names, "utf8"), readFileSync(script, "utf8")));
}
