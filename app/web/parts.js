// The program in parts: WebAssembly in an order that brotli and gzip make an eighth smaller, cut into pieces that a bad
// line can bring one by one. Page and service worker both load this script. app/web/pack/parts.mjs takes a program
// apart by the same `walkBody` and checks that it comes together again to the byte.
//
//   numbers   the program's length, how many functions it has, the length of every part; as LEB128
//   parts     in a fixed order: what stands before the first function and after the last one, then what the functions are made of,
//             each kind of thing by itself: all opcodes, all calls, all offsets of loads … That is all: a function's length is counted
//   pieces    this, cut: piece00-HASH.wasm and so on. Hosts compress that ending on the way, though no browser could run it
//
// A piece is kept in the cache ARRIVED as soon as it is here and its hash is right, whatever then happens to the others.
// So a line that breaks costs the piece that was on its way, and nothing is fetched twice, by page and service worker
// together. On a slow line one piece comes at a time, and the next is asked for when most of it is here, so that the
// line is never idle; on a fast one there are some beside each other.
//
// `program` everywhere: { name, integrity, pieces: [[name, integrity, size, packed]] }; under `name` it is kept whole,
// `packed` is what brotli makes of the piece.
//
// Refused: a packer like xz or an arithmetic coder of our own. Either has to decode every byte with a model. This only
// puts bytes in their places; the browser's own brotli does the rest. Resuming a file in the middle (Range): what is
// compressed on the way can't be.
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

  // --- the pieces ------------------------------------------------------------------------------------------------------------------

  const ARRIVED = "wayside-arrived";
  const SILENCE = 20000; // ms without a byte, after which a request is given up
  const MOST_OF_IT = 0.85; // of a piece, before the next is asked for
  const FAST = 100; // bytes a ms, from which on pieces come beside each other
  const BESIDE = 4;
  const LONGEST_PAUSE = 30; // s between two attempts

  const wrong = (id) => Object.assign(new Error(id), { id });

  // Without room for a cache, a piece only lives as long as this script.
  const arrived = () => caches.open(ARRIVED);

  async function findKept(piece, into) {
    const found = await arrived().then((cache) => cache.match(piece.name)).then((kept) => kept && kept.arrayBuffer()).catch(() => undefined);
    const bytes = found && new Uint8Array(found);
    if (!bytes || bytes.length !== piece.size || (await hashOf(bytes)) !== piece.integrity) { return false; }
    into.set(bytes);
    return true;
  }

  // One attempt. `heard(share)` is called with how much of it is here.
  async function fetchPiece(piece, into, cache, heard) {
    const line = new AbortController();
    let silent = setTimeout(() => line.abort(), SILENCE);
    try {
      const response = await fetch(piece.name, { cache, credentials: "same-origin", redirect: "manual", signal: line.signal });
      if (!response.ok) { throw wrong(reasonOf(piece.name, response, true)); }
      const reader = response.body.getReader();
      let at = 0;
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        clearTimeout(silent);
        silent = setTimeout(() => line.abort(), SILENCE);
        if (at + next.value.length > into.length) { throw wrong(reasonOf(piece.name, response, false)); }
        into.set(next.value, at);
        at += next.value.length;
        heard(at / into.length);
      }
      // Some hosts end a broken answer as if it were whole: a short one is a broken line, or a web page.
      const right = at === into.length && (await hashOf(into)) === piece.integrity;
      const reason = reasonOf(piece.name, response, right);
      if (reason !== "boot-interrupted") { throw at < into.length && reason === "boot-damaged" ? new Error("the line broke") : wrong(reason); }
    } finally {
      clearTimeout(silent);
      line.abort(); // of an answer that was not wanted, the rest
    }
    await arrived().then((kept) => kept.put(piece.name, new Response(into))).catch(() => {});
  }

  // What is wrong at the host is tried once more, past the browser's cache; a line that breaks so often as `tries` says.
  async function bring(piece, into, tries, heard) {
    let broken = 0;
    for (let refused = false; ; ) {
      try { return await fetchPiece(piece, into, refused ? "reload" : "default", heard); } catch (error) {
        const line = !error.id || error.id === "boot-busy";
        if (line ? ++broken >= tries : refused) { throw error.id ? error : wrong("boot-no-network"); }
        refused = refused || !line;
        heard(0, piece);
      }
      if (broken > 1) { await pause(Math.min(2 ** (broken - 2), LONGEST_PAUSE)); } // a line that broke may be back at once
    }
  }

  function pause(seconds) {
    return new Promise((done) => {
      setTimeout(done, 1000 * seconds);
      self.addEventListener("online", () => done(), { once: true });
    });
  }

  // All pieces in their order. `tell(bytes, all, troubled)` hears how much is here, as it is on the wire, and the piece that
  // did not come at the first attempt.
  async function gather(pieces, tries, tell) {
    const packed = new Uint8Array(pieces.reduce((sum, { size }) => sum + size, 0));
    const all = pieces.reduce((sum, piece) => sum + piece.packed, 0);
    const shares = pieces.map(() => 0);
    const say = (troubled) => tell(Math.round(shares.reduce((sum, one, i) => sum + one * pieces[i].packed, 0)), all, troubled);
    const missing = [];
    let end = 0;
    for (const [at, piece] of pieces.entries()) {
      const into = packed.subarray(end, (end += piece.size));
      if (await findKept(piece, into)) { shares[at] = 1; } else { missing.push({ at, piece, into }); }
    }
    say();
    await new Promise((done, failed) => {
      let coming = 0;
      const begin = () => {
        const next = missing.shift();
        if (!next) { return coming === 0 ? done() : undefined; }
        coming++;
        const begun = performance.now();
        let followed = false;
        const follow = () => { if (!followed) { followed = true; begin(); } };
        const heard = (share, troubled) => {
          shares[next.at] = share;
          say(troubled);
          if (share > MOST_OF_IT) { follow(); }
        };
        bring(next.piece, next.into, tries, heard).then(() => {
          coming--;
          if (followed && coming === 0) { return begin(); }
          follow();
          if (next.piece.packed > FAST * (performance.now() - begun) && coming < BESIDE) { begin(); }
        }).catch(failed);
      };
      begin();
    });
    return packed;
  }

  // --- the whole -------------------------------------------------------------------------------------------------------------------

  // Otherwise the garbage collector would leave these megabytes for minutes: it sees little else that is in use.
  function free(buffer) {
    // eslint-disable-next-line no-restricted-properties -- looked for first
    if (buffer.transfer) { buffer.transfer(0); }
  }

  // The program as if it had come whole, with the hash that it should have; a rejection has the id of a sentence.
  async function fetchWhole(program, tries, tell) {
    const pieces = program.pieces.map(([name, integrity, size, packed]) => ({ name, integrity, size, packed }));
    const packed = await gather(pieces, tries, tell);
    const whole = join(packed);
    if ((await hashOf(whole)) !== program.integrity) { throw wrong("boot-damaged"); }
    const response = new Response(whole, { headers: { "Content-Type": "application/wasm" } }); // which has its own copy
    [packed.buffer, whole.buffer].forEach(free);
    return response;
  }

  return { COUNT, HEAD, TAIL, OPCODE, ARRIVED, walkBody, readNumber, join, fetchWhole };
})();
