#!/usr/bin/env node
// Packs the browser's app into a folder that any file server can serve, and checks such a folder.
//
//   node app/web/pack.mjs [--quick] STAGE OUT   STAGE has program.js and program.wasm (app/web/build makes it)
//   node app/web/pack.mjs --check DIR           says what is wrong with DIR, or its version
//
// --quick compresses little and allows any size: for development. The same input gives the same bytes, whenever and wherever.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { makeBundle } from "./pack/bundle.mjs";
import { check } from "./pack/check.mjs";
import { brotli, compress } from "./pack/compress.mjs";
import { MANIFEST } from "./pack/files.mjs";
import { sizes } from "./pack/table.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
// Bytes of a first visit, by brotli: 1,017,400, and a little more, since another compiler makes other bytes. The aim is 1,000,000. Whoever
// adds to the page takes it from somewhere: this number only goes down.
const MOST = 1_020_000;

// Written beside and then renamed: who serves or reads OUT never sees half of it.
function replace(out, all) {
  const fresh = `${out}.new`;
  const old = `${out}.old`;
  for (const leftover of [fresh, old]) rmSync(leftover, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  for (const [name, bytes] of all) writeFileSync(join(fresh, name), bytes);
  if (existsSync(out)) renameSync(out, old);
  renameSync(fresh, out);
  rmSync(old, { recursive: true, force: true });
}

function pack(stage, out, quick) {
  const files = makeBundle(stage, ROOT, (bytes) => brotli(bytes, quick).length);
  const packed = compress(files, out, quick);
  const { text, firstVisit } = sizes(files, packed);
  console.log(text);
  if (!quick && firstVisit > MOST) throw new Error(`a first visit would take ${firstVisit} bytes; at most ${MOST} are allowed`);
  replace(out, [...files, ...packed]);
  report(out);
}

function report(folder) {
  const wrong = check(folder);
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  const { version } = JSON.parse(readFileSync(join(folder, MANIFEST), "utf8"));
  console.log(`${folder}: version ${version}`);
}

function run(args) {
  const quick = args[0] === "--quick";
  const [first, second, ...more] = quick ? args.slice(1) : args;
  if (!second || more.length > 0) throw new Error("usage: pack.mjs [--quick] STAGE OUT | pack.mjs --check DIR");
  if (first === "--check") return report(second);
  return pack(first, resolve(second), quick);
}

try {
  run(process.argv.slice(2));
} catch (error) {
  console.error(`pack: ${error.message}`);
  process.exitCode = 1;
}
