// Takes a program apart as parts.js describes, by the very script that puts it together in the browser.
import { readFileSync } from "node:fs";

const script = readFileSync(new URL("../parts.js", import.meta.url), "utf8");
const { COUNT, HEAD, TAIL, walkBody, readNumber, join, wholeName } = new Function(`${script}; return programParts;`)();

export { wholeName };
export const putTogether = (packed) => Buffer.from(join(packed));

const CODE = 10; // the section with the functions

export function takeApart(program) {
  const parts = Array.from({ length: COUNT }, () => []);
  let at = 8; // after the magic and the version
  const number = () => readNumber(() => program[at++]);
  let end = program.length;
  let functions = 0;
  while (at < program.length) {
    const kind = program[at++];
    const size = number();
    if (kind === CODE) {
      end = at + size;
      functions = number();
      break;
    }
    at += size;
  }
  const head = program.subarray(0, at);
  const take = (part) => {
    parts[part].push(program[at]);
    return program[at++];
  };
  const following = () => {
    let last = at;
    while (program[last] > 127) last++;
    return program[last + 1];
  };
  for (let i = 0; i < functions; i++) {
    const size = number();
    const start = at;
    walkBody(take, following);
    if (at !== start + size) throw new Error(`function ${i} of the program is not understood`);
  }
  if (functions > 0 && at !== end) throw new Error("the program's functions are not understood");
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
