// The program in parts: WebAssembly in an order that brotli and gzip make an eighth smaller. The packer puts this
// script before boot.js and sw.js. app/web/pack/parts.mjs takes a program apart by the same `walkBody` and checks that
// it comes together again to the byte.
//
//   numbers   the program's length, how many functions it has, the length of every part; as LEB128
//   parts     in a fixed order: what stands before the first function and after the last one, then what the functions are made of,
//             each kind of thing by itself: all opcodes, all calls, all offsets of loads … That is all: a function's length is counted
//
// The host has the file under an ending that hosts compress on the way, though no browser could run it:
// parts-HASH.wasm, by its own hash. The program that it makes is kept as program-HASH.wasm, with the same HASH and an
// integrity of its own.
//
// Refused: a packer like xz or an arithmetic coder of our own. Either has to decode every byte with a model. This only
// puts bytes in their places; the browser's own brotli does the rest.
const programParts = (function () {
  "use strict";
  const COUNT = 16; // of parts, in this order
  const [HEAD, TAIL, OPCODE, LOCALS, BLOCK, BRANCH, TABLE, CALL, LOCAL, ALIGN, LOAD, STORE, INT, ADDED, LONG, RARE] = new Array(COUNT).keys();
  const MOST_OF_LENGTH = 5; // bytes of a function's length
  const OPERANDS_OF_FC = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1]; // opcodes of two bytes: conversions, memory, tables

  const PLAIN = [[0x45, 0xc4], [0x0f, 0x0f], [0x1a, 0x1b], [0x00, 0x01], [0x05, 0x05], [0xd1, 0xd1]]; // opcodes without operands

  // Goes through one function from its locals to its last `end`. `take(part)` moves one byte from there to here, and gives it;
  // `following()` is the opcode after the number that comes next.
  function walkBody(take, following) {
    const read = (part) => readNumber(() => take(part));
    const number = (part) => { while (take(part) > 127); };
    const numbers = (part, count) => { for (let i = 0; i < count; i++) { number(part); } };
    const bytes = (part, count) => { for (let i = 0; i < count; i++) { take(part); } };
    numbers(LOCALS, 2 * read(LOCALS));
    for (let depth = 0; depth >= 0;) {
      const op = take(OPCODE);
      if (op >= 0x20 && op <= 0x22) { number(LOCAL); }
      else if (op === 0x41) { number(following() === 0x6a ? ADDED : INT); } // what is added to something is of another kind
      else if (op >= 0x28 && op <= 0x3e) { number(ALIGN); number(op < 0x36 ? LOAD : STORE); }
      else if (op === 0x0b) { depth--; }
      else if (op >= 0x02 && op <= 0x04) { depth++; number(BLOCK); }
      else if (op === 0x0c || op === 0x0d) { number(BRANCH); }
      else if (op === 0x10) { number(CALL); }
      else if (op === 0x42) { number(LONG); }
      else if (op === 0x0e) { numbers(TABLE, read(TABLE) + 1); }
      else if (op === 0x11) { numbers(RARE, 2); }
      else if (op === 0x43) { bytes(RARE, 4); }
      else if (op === 0x44) { bytes(RARE, 8); }
      else if (op === 0x1c) { numbers(RARE, read(RARE)); }
      else if ((op >= 0x23 && op <= 0x26) || op === 0x3f || op === 0x40 || op === 0xd0 || op === 0xd2) { number(RARE); }
      else if (op === 0xfc) { numbers(RARE, known(op, OPERANDS_OF_FC[read(OPCODE)])); }
      else if (!PLAIN.some(([first, last]) => op >= first && op <= last)) { known(op); }
    }
  }

  function known(op, operands) {
    if (operands === undefined) { throw new Error("no part is known for the opcode " + op); }
    return operands;
  }

  // LEB128 from whatever gives bytes. Of one above 32 bits the value is wrong; nobody asks for it.
  function readNumber(byte) {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const next = byte();
      value |= (next & 127) << shift;
      if (!(next > 127)) { return value; }
    }
  }

  // The program, from its parts; a Uint8Array each.
  function join(packed) {
    let at = 0;
    const number = () => readNumber(() => packed[at++]);
    const size = number();
    const functions = number();
    const lengths = Array.from({ length: COUNT }, number);
    const next = lengths.map((length) => (at += length) - length);
    if (at !== packed.length) { throw new Error("the program's parts are not whole"); }
    const program = new Uint8Array(size + MOST_OF_LENGTH);
    let end = 0;
    const take = (part) => (program[end++] = packed[next[part]++]);
    const whole = (part) => { for (let i = 0; i < lengths[part]; i++) { take(part); } };
    whole(HEAD);
    for (let i = 0; i < functions; i++) {
      const start = end;
      end += MOST_OF_LENGTH;
      walkBody(take, () => packed[next[OPCODE]]);
      const body = [start + MOST_OF_LENGTH, end];
      end = start;
      let length = body[1] - body[0];
      for (; length > 127; length >>>= 7) { program[end++] = length | 128; }
      program[end++] = length;
      program.copyWithin(end, body[0], body[1]);
      end += body[1] - body[0];
    }
    whole(TAIL);
    return program.subarray(0, size);
  }

  // Otherwise the garbage collector would leave these megabytes for minutes: it sees little else that is in use.
  function free(buffer) {
    // eslint-disable-next-line no-restricted-properties -- looked for first
    if (buffer.transfer) { buffer.transfer(0); }
  }

  // The program as if it had come whole, with the hash that it should have; a rejection as of any other file.
  function fetchWhole(name, integrity, wholeIntegrity) {
    return fetchChecked(name, integrity).then((response) => response.arrayBuffer()).then((packed) => {
      const program = join(new Uint8Array(packed));
      return crypto.subtle.digest("SHA-256", program).then((hash) => {
        const found = "sha256-" + btoa(String.fromCharCode.apply(null, new Uint8Array(hash)));
        if (found !== wholeIntegrity) { throw new Error("the program came together wrong"); }
        const response = new Response(program, { headers: { "Content-Type": "application/wasm" } }); // which has its own copy
        [packed, program.buffer].forEach(free);
        return response;
      });
    });
  }

  // Under which name a file of the host is kept.
  const wholeName = (name) => name.replace(/^parts-/, "program-");

  return { COUNT, HEAD, TAIL, walkBody, readNumber, join, fetchWhole, wholeName };
})();
