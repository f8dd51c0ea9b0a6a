// Takes a program apart as parts.js describes, by the very script that puts it together in the browser.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const script = readFileSync(new URL("../parts.js", import.meta.url), "utf8");
const { COUNT, HEAD, TAIL, OPCODE, walkBody, readNumber, join } = new Function(`${script}; return programParts;`)();

export const putTogether = (packed) => Buffer.from(join(packed));

const MAGIC = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]); // and the version
const CODE = 10; // the section with the functions

export function takeApart(program) {
  const parts = Array.from({ length: COUNT }, () => []);
  let at = 8;
  if (!program.subarray(0, at).equals(MAGIC)) throw new Error("the program is no WebAssembly");
  const present = (place) => {
    if (place >= program.length) throw new Error("the program ends too early");
    return program[place];
  };
  const number = () => readNumber(() => present(at++));
  let code = { start: program.length, end: program.length };
  while (at < program.length) {
    const kind = present(at++);
    const size = number();
    if (kind === CODE) code = { start: at, end: at + size };
    at += size;
  }
  if (at !== program.length) throw new Error("the program ends too early");
  at = code.start;
  const functions = at < code.end ? number() : 0;
  const head = program.subarray(0, at);
  const take = (part) => {
    const byte = present(at++);
    parts[part].push(byte);
    return byte;
  };
  const following = () => {
    let last = at;
    while (present(last) > 127) last++;
    return present(last + 1);
  };
  for (let i = 0; i < functions; i++) {
    const size = number();
    const start = at;
    walkBody(take, following);
    if (at !== start + size) throw new Error(`function ${i} of the program is not understood`);
  }
  if (at !== code.end) throw new Error("the program's functions are not understood");
  parts[HEAD] = head;
  parts[TAIL] = program.subarray(at);
  const numbers = [program.length, functions, ...parts.map((part) => part.length)];
  const packed = Buffer.concat([...numbers.map(leb), ...parts.map((part) => Buffer.from(part))]);
  if (!putTogether(packed).equals(program)) throw new Error("the program does not come together again as it was");
  return packed;
}

function leb(value) {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return Buffer.from([...bytes, value]);
}

// --- pieces ------------------------------------------------------------------------------------------------------------------------

// Bytes of a piece, packed, more or less. Each is packed by itself, which costs more the smaller they are, and a line that breaks loses
// half of one each time. Opcodes are cut into larger ones: there a cut costs 7 kB, elsewhere 1.
const most = (part) => (part === OPCODE ? 140_000 : 75_000);

// Cuts what `takeApart` made, at the borders of its parts where they are large: there brotli would begin anew in any case.
export function cut(packed) {
  let at = 0;
  const number = () => readNumber(() => packed[at++]);
  number();
  number();
  const lengths = Array.from({ length: COUNT }, number);
  const pieces = [];
  let open = { start: 0, size: 0 }; // of small parts, and the numbers before them
  const close = (end) => {
    if (end > open.start) pieces.push(packed.subarray(open.start, end));
    open = { start: end, size: 0 };
  };
  for (const [part, length] of lengths.entries()) {
    const size = estimate(packed.subarray(at, at + length));
    if (open.size + size > most(part)) close(at);
    const end = at + length;
    const count = Math.round(size / most(part));
    for (let i = 1; i < count; i++) close(at + Math.floor((length * i) / count));
    if (count > 0) close(end);
    else open.size += size;
    at = end;
  }
  close(at);
  return pieces;
}

const estimate = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
