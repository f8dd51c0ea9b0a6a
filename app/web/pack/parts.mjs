// Takes a program apart as parts.js describes, by the very script that puts it together in the browser.
import { readFileSync } from "node:fs";

const script = readFileSync(new URL("../parts.js", import.meta.url), "utf8");
const { COUNT, HEAD, TAIL, walkBody, readNumber, join, wholeName } = new Function(`${script}; return programParts;`)();

export { wholeName };
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
