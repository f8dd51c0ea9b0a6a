// Names, hashes and the version: what a bundle folder promises. `bundle.mjs` makes by it, `check.mjs` judges by it, the relay too.
//
// bundle.json = { "version": hex, "files": { name: { "sha256": hex, "bytes": n } } }, names sorted.
// The version is the SHA-256 of the lines "<sha256>  <name>\n" of all files but sw.js, so a person can check it by
//   sha256sum $(…all names but sw.js, bundle.json, *.br and *.gz…) | sort -k 2 | sha256sum
import { createHash } from "node:crypto";

export const MANIFEST = "bundle.json";
export const SERVICE_WORKER = "sw.js";
export const INDEX = "index.html";
export const PACKED = [".br", ".gz"];

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
export const integrity = (bytes) => "sha256-" + createHash("sha256").update(bytes).digest("base64");

// Plain names only: no folder, no hidden file, nothing that a shell, a URL or a file system reads differently.
export const isSafe = (name) => /^[a-z0-9][a-z0-9-]*\.[a-z0-9]+$/.test(name);

// `boot.js` with this content is `boot-0123456789abcdef.js`.
export function hashedName(name, bytes) {
  const [stem, extension] = name.split(".");
  return `${stem}-${sha256(bytes).slice(0, 16)}.${extension}`;
}

// Sorted as `sort` does in the C locale: by code unit, which for safe names is by byte.
export const sorted = (names) => [...names].sort((a, b) => (a < b ? -1 : Number(a > b)));

export function version(files) {
  const names = sorted(Object.keys(files)).filter((name) => name !== SERVICE_WORKER);
  return sha256(names.map((name) => `${files[name].sha256}  ${name}\n`).join(""));
}

// `files` is a Map from name to bytes.
export function describe(files) {
  const described = {};
  for (const name of sorted(files.keys())) described[name] = { sha256: sha256(files.get(name)), bytes: files.get(name).length };
  return described;
}
