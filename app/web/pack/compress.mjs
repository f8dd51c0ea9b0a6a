// Brotli and gzip once at build time, so that a small server or any file host sends few bytes without work.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from "node:zlib";
import { sha256 } from "./files.mjs";

export const unpack = { ".br": brotliDecompressSync, ".gz": gunzipSync };

// The packer asks for some files twice: how long they are packed stands in others.
const made = new Map();
export function brotli(bytes, quick) {
  const hash = sha256(bytes);
  if (!made.has(hash)) made.set(hash, packBrotli(bytes, quick));
  return made.get(hash);
}

function packBrotli(bytes, quick) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quick ? 5 : 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_LGBLOCK]: 16, // small blocks: the program's parts are of many kinds, one after the other
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params });
}

const pack = { ".br": brotli, ".gz": (bytes, quick) => gzipSync(bytes, { level: quick ? 1 : 9 }) };

// The best compression takes long: what the previous bundle has of the same file is taken over.
function kept(path, bytes, extension) {
  if (!existsSync(path)) return undefined;
  const packed = readFileSync(path);
  try {
    return unpack[extension](packed).equals(bytes) ? packed : undefined;
  } catch {
    return undefined;
  }
}

export function compress(files, previous, quick) {
  const packed = new Map();
  for (const [name, bytes] of files) {
    for (const extension of Object.keys(pack)) {
      const old = quick ? undefined : kept(join(previous, name + extension), bytes, extension);
      packed.set(name + extension, old ?? pack[extension](bytes, quick));
    }
  }
  return packed;
}
