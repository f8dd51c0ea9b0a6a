// Whether a folder is a bundle: what bundle.json promises is there, whole, and nothing else.
import { existsSync, lstatSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { unpack } from "./compress.mjs";
import { INDEX, MANIFEST, SERVICE_WORKER, integrity, isSafe, sha256, version } from "./files.mjs";
import { putTogether } from "./parts.mjs";

// Every sentence says one thing that is wrong; none means that all is well.
export function check(folder) {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) return [`${folder} has no ${MANIFEST}`];
  let bundle;
  try {
    bundle = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return [`${MANIFEST} is not JSON`];
  }
  if (typeof bundle?.files !== "object" || bundle.files === null) return [`${MANIFEST} lists no files`];
  const names = Object.keys(bundle.files);
  const unsafe = names.filter((name) => !isSafe(name)).map((name) => `${JSON.stringify(name)} is no name for a file of a bundle`);
  if (unsafe.length > 0) return unsafe;
  return [
    ...[INDEX, SERVICE_WORKER].filter((name) => !names.includes(name)).map((name) => `${MANIFEST} does not list ${name}`),
    ...names.flatMap((name) => checkFile(folder, name, bundle.files[name])),
    ...[...names, MANIFEST].flatMap((name) => checkPacked(folder, name)),
    ...surplus(folder, names),
    ...(bundle.version === version(bundle.files) ? [] : ["the version is not that of the files"]),
    ...checkServiceWorker(folder, bundle),
    ...checkPieces(folder, names),
  ];
}

function checkFile(folder, name, { sha256: hash, bytes } = {}) {
  const path = join(folder, name);
  if (!existsSync(path) || !lstatSync(path).isFile()) return [`${name} is missing`];
  const content = readFileSync(path);
  if (content.length !== bytes) return [`${name} has ${content.length} bytes, not ${bytes}`];
  if (sha256(content) !== hash) return [`${name} has another content than its hash says`];
  const inName = /-([0-9a-f]{16})\./.exec(name);
  return inName && !hash.startsWith(inName[1]) ? [`${name} has the hash of something else in its name`] : [];
}

function checkPacked(folder, name) {
  return Object.entries(unpack).flatMap(([extension, open]) => {
    const path = join(folder, name + extension);
    if (!existsSync(path)) return [`${name}${extension} is missing`];
    try {
      return existsSync(join(folder, name)) && open(readFileSync(path)).equals(readFileSync(join(folder, name))) ? [] : [`${name}${extension} unpacks to something else`];
    } catch {
      return [`${name}${extension} does not unpack`];
    }
  });
}

function surplus(folder, names) {
  const known = new Set([...names, MANIFEST].flatMap((name) => [name, ...Object.keys(unpack).map((extension) => name + extension)]));
  return readdirSync(folder).filter((name) => !known.has(name)).map((name) => `${name} belongs to no bundle`);
}

// The service worker carries the same list, but for its own hash.
function checkServiceWorker(folder, bundle) {
  const path = join(folder, SERVICE_WORKER);
  if (!existsSync(path)) return [];
  const files = Object.fromEntries(Object.entries(bundle.files).filter(([name]) => name !== SERVICE_WORKER));
  const list = JSON.stringify({ version: bundle.version, files });
  return readFileSync(path, "utf8").includes(list) ? [] : [`${SERVICE_WORKER} carries another list of files`];
}

// The service worker has the hash of the program as it comes out.
function checkPieces(folder, names) {
  const pieces = names.filter((name) => name.startsWith("piece")).sort();
  if (![...pieces, SERVICE_WORKER].every((one) => existsSync(join(folder, one)))) return [];
  try {
    const whole = integrity(putTogether(Buffer.concat(pieces.map((name) => readFileSync(join(folder, name))))));
    return readFileSync(join(folder, SERVICE_WORKER), "utf8").includes(whole) ? [] : [`the pieces make another program than ${SERVICE_WORKER} asks for`];
  } catch (error) {
    return [`the pieces make no program: ${error.message}`];
  }
}
