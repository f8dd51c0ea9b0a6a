// What the packer promises, tried on a small stand-in for the program: node --test app/web/pack.test.mjs
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { brotliCompressSync } from "node:zlib";
import { check } from "./pack/check.mjs";
import { fillScript, fillText, fillWords } from "./pack/fill.mjs";
import { hashedName, integrity, isSafe, version } from "./pack/files.mjs";
import { cut, putTogether, takeApart } from "./pack/parts.mjs";
import { readWords } from "./pack/words.mjs";
import { shorten } from "./short-names.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const PROGRAM = "var wasm_bindgen = () => \"kept\";\n";

// Numbers below 2^28 as the format has them.
function leb(value) {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return [...bytes, value];
}
// WebAssembly by its form alone: a section before the code, functions without locals of these opcodes and operands, one after.
function program(functions) {
  const bodies = functions.map((code) => [0, ...code]).flatMap((body) => [...leb(body.length), ...body]);
  const section = (kind, content) => [kind, ...leb(content.length), ...content];
  const code = section(10, [...leb(functions.length), ...bodies]);
  return Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...section(0, [1, 2, 3]), ...code, ...section(11, [0, 1, 2])]);
}

let room;
let bundle;
const folder = (name) => join(room, name);
const write = (path, text) => (mkdirSync(dirname(path), { recursive: true }), writeFileSync(path, text));
const run = (...args) => spawnSync(process.execPath, [join(HERE, "pack.mjs"), ...args], { encoding: "utf8" });
const list = () => JSON.parse(readFileSync(join(bundle, "bundle.json"), "utf8"));
const script = (stem) => Object.keys(list().files).find((name) => name.startsWith(`${stem}-`) && name.endsWith(".js"));

before(() => {
  room = mkdtempSync(join(tmpdir(), "wayside-pack-"));
  bundle = folder("bundle");
  write(folder("stage/program.js"), PROGRAM);
  write(folder("stage/program.wasm"), program([[0x0b]]));
  const made = run(folder("stage"), bundle);
  assert.equal(made.status, 0, made.stderr);
});
after(() => rmSync(room, { recursive: true }));

// A copy to spoil, and what is then said of it.
function spoiled(spoil) {
  const copy = mkdtempSync(folder("spoiled-"));
  cpSync(bundle, copy, { recursive: true });
  spoil(copy);
  return check(copy);
}

test("a fresh bundle is whole", () => {
  assert.deepEqual(check(bundle), []);
  assert.equal(run("--check", bundle).status, 0);
});

test("two runs give the same bytes", () => {
  assert.equal(run(folder("stage"), folder("again")).status, 0);
  assert.deepEqual(readdirSync(folder("again")).sort(), readdirSync(bundle).sort());
  for (const name of readdirSync(bundle)) assert.deepEqual(readFileSync(folder(`again/${name}`)), readFileSync(join(bundle, name)), name);
});

test("an old bundle is replaced as a whole", () => {
  cpSync(bundle, folder("old"), { recursive: true });
  write(folder("old/program-0000000000000000.js"), "of an older version");
  assert.equal(run(folder("stage"), folder("old")).status, 0);
  assert.deepEqual(check(folder("old")), []);
  assert.deepEqual(readdirSync(room).filter((name) => name.startsWith("old.")), []);
});

test("what is wrong with a folder is said", () => {
  const page = script("program");
  const edit = (name, change) => (copy) => write(join(copy, name), change(readFileSync(join(copy, name), "utf8")));
  const manifest = (change) => edit("bundle.json", (text) => {
    const all = JSON.parse(text);
    change(all);
    return JSON.stringify(all);
  });
  const cases = [
    ["another content", edit(page, (text) => text.replace("kept", "lost")), `${page} has another content than its hash says`],
    ["cut", edit(page, (text) => text.slice(1)), /has \d+ bytes, not \d+/],
    ["missing", (copy) => rmSync(join(copy, page)), `${page} is missing`],
    ["a folder instead", (copy) => (rmSync(join(copy, page)), mkdirSync(join(copy, page))), `${page} is missing`],
    ["surplus", (copy) => write(join(copy, "more.js"), ""), "more.js belongs to no bundle"],
    ["not packed", (copy) => rmSync(join(copy, `${page}.br`)), `${page}.br is missing`],
    ["packed otherwise", (copy) => renameSync(join(copy, "sw.js.gz"), join(copy, `${page}.gz`)), `${page}.gz unpacks to something else`],
    ["packed badly", (copy) => write(join(copy, `${page}.br`), "no"), `${page}.br does not unpack`],
    ["another version", manifest((all) => { all.version = "0".repeat(64); }), "the version is not that of the files"],
    ["another list", manifest((all) => { delete all.files[page]; }), "sw.js carries another list of files"],
    ["a way out", manifest((all) => { all.files["../secret"] = all.files[page]; }), '"../secret" is no name for a file of a bundle'],
    ["no index", manifest((all) => { delete all.files["index.html"]; }), "bundle.json does not list index.html"],
    ["no list", (copy) => rmSync(join(copy, "bundle.json")), /has no bundle.json/],
    ["no JSON", (copy) => write(join(copy, "bundle.json"), "{"), "bundle.json is not JSON"],
    ["another program", edit("sw.js", (text) => text.replace(/"integrity":"[^"]+"/, "")), "the pieces make another program than sw.js asks for"],
    ["an empty list", (copy) => write(join(copy, "bundle.json"), "null"), "bundle.json lists no files"],
  ];
  for (const [what, spoil, expected] of cases) {
    const said = spoiled(spoil);
    const found = said.some((one) => (expected instanceof RegExp ? expected.test(one) : one === expected));
    assert.ok(found, `${what}: ${JSON.stringify(said)}`);
  }
});

test("a spoiled folder fails on the command line, and so does a wrong call", () => {
  cpSync(bundle, folder("cut"), { recursive: true });
  rmSync(join(folder("cut"), script("program")));
  for (const args of [["--check", folder("cut")], ["--check"], [], [folder("nowhere"), folder("out")]]) {
    const { status, stderr } = run(...args);
    assert.equal(status, 1, args.join(" "));
    assert.match(stderr, /^pack: /);
  }
});

test("names are plain", () => {
  for (const name of ["index.html", "sw.js", "icon-512-0123456789abcdef.png"]) assert.ok(isSafe(name), name);
  for (const name of ["", "a", ".js", "../a.js", "a/b.js", "a\\b.js", "A.js", "a b.js", "a.js.br", "%61.js", "a.js\n", "-a.js", "con:.js"]) {
    assert.ok(!isSafe(name), JSON.stringify(name));
  }
  for (const name of Object.keys(list().files)) assert.ok(isSafe(name), name);
});

test("hashes, names and version are those of the usual tools", () => {
  assert.equal(hashedName("boot.js", ""), "boot-e3b0c44298fc1c14.js");
  assert.equal(integrity("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  // printf 'bb  b.js\ncc  c-d.js\n' | sha256sum
  const files = { "c-d.js": { sha256: "cc" }, "sw.js": { sha256: "aa" }, "b.js": { sha256: "bb" } };
  assert.equal(version(files), "96b8edd84941a112b29698054be436b59c859a49f1dac69c2d356820fbffd997");
});

test("index.html names files that are there, with their hashes, and no script of its own", () => {
  const html = readFileSync(join(bundle, "index.html"), "utf8");
  const links = [...html.matchAll(/(?:src|href|data-worker)="([^"]+)"/g)].map((found) => found[1]);
  assert.ok(links.length >= 8, links.join(" "));
  for (const name of links.filter((one) => one !== "./")) assert.ok(name in list().files, name);
  const hashes = [...html.matchAll(/(?:src|href|data-worker)="([^"]+\.(?:js|css))" (?:data-worker-)?integrity="([^"]+)"/g)];
  assert.equal(hashes.length, 8);
  for (const [, name, hash] of hashes) assert.equal(hash, integrity(readFileSync(join(bundle, name))), name);
  assert.doesNotMatch(html, /<style|<script(?![^>]* src=)|style=|\bon[a-z]+=|\{\{/);
});

test("the scripts are complete and are scripts", () => {
  for (const name of Object.keys(list().files).filter((one) => one.endsWith(".js"))) {
    const text = readFileSync(join(bundle, name), "utf8");
    assert.doesNotMatch(text, /\{\{/, name);
    assert.doesNotThrow(() => new vm.Script(text), name);
  }
});

test("a program comes together again as it was, whatever its functions are made of", () => {
  const long = (bits) => [...Array(Math.floor(bits / 7)).fill(0xff), 0x7f]; // a number of so many bits
  const operands = {
    none: [0x00, 0x01, 0x05, 0x0f, 0x1a, 0x1b, 0x45, 0x6a, 0xa7, 0xc4, 0xd1].map((op) => [op]),
    one: [0x0c, 0x0d, 0x10, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x3f, 0x40, 0xd0, 0xd2].map((op) => [op, ...long(28)]),
    memory: [0x28, 0x35, 0x36, 0x3e].map((op) => [op, 2, ...long(21)]),
    numbers: [[0x41, ...long(32)], [0x41, 5, 0x6a], [0x42, ...long(63)], [0x43, 1, 2, 3, 4], [0x44, 1, 2, 3, 4, 5, 6, 7, 8]],
    several: [[0x11, 1, 0], [0x1c, 2, 0x7f, 0x7e], [0x0e, 3, 0, 1, 2, 0]],
    bulk: [[0], [7], [8, 6, 6], [9, 6], [10, 6, 6], [11, 6], [12, 6, 6], [13, 6], [14, 6, 6], [15, 6], [16, 6], [17, 6]].map((rest) => [0xfc, ...rest]),
    nested: [[0x02, 0x40, 0x03, 0x7f, 0x0b, 0x0b], [0x04, 0x40, 0x05, 0x0b]],
  };
  const all = Object.values(operands).flat();
  for (const one of all) assert.ok(takeApart(program([[...one, 0x0b]])), `opcode ${one[0].toString(16)}`);
  let state = 1;
  const random = (below) => (state = (state * 48271) % 0x7fffffff) % below;
  for (let i = 0; i < 200; i++) {
    const functions = Array.from({ length: random(5) }, () => [...Array.from({ length: random(200) }, () => all[random(all.length)]).flat(), 0x0b]);
    const whole = program(functions);
    const packed = takeApart(whole);
    assert.deepEqual(putTogether(packed), whole);
    assert.throws(() => putTogether(packed.subarray(0, random(packed.length))), /not whole/);
  }
});

test("a program that is not understood or cut is not packed", () => {
  const cases = [
    ...[0x06, 0x0a, 0x12, 0x19, 0x1d, 0x1f, 0x27, 0xc5, 0xd3, 0xfb, 0xfd].map((op) => [[op, 0x0b], `no part is known for the opcode ${op}`]),
    [[0xfc, 18, 0x0b], "no part is known for the opcode 252"],
    [[0x0b, 0x0b], "function 0 of the program is not understood"],
    [[0x01], "function 0 of the program is not understood"],
  ];
  for (const [code, expected] of cases) assert.throws(() => takeApart(program([code, [0x0b]])), { message: expected });
  const whole = program([[0x41, 0x80, 0x00, 0x0b], [0x0b]]);
  const last = whole.lastIndexOf(Buffer.from([11, 3, 0, 1, 2]));
  for (let length = 0; length < whole.length; length++) {
    const cut = () => takeApart(whole.subarray(0, length));
    if ([8, 13, last].includes(length)) assert.ok(cut(), "whole sections");
    else assert.throws(cut, /ends too early|no WebAssembly/, String(length));
  }
  const padded = program([[0x0b]]);
  const at = padded.indexOf(Buffer.from([10, 4, 1, 2]));
  const wide = Buffer.concat([padded.subarray(0, at), Buffer.from([10, 5, 1, 0x82, 0, 0, 0x0b]), padded.subarray(at + 6)]);
  assert.throws(() => takeApart(wide), /does not come together again/);
});

test("page and service worker know every piece, in order, and the whole", () => {
  const whole = readFileSync(folder("stage/program.wasm"));
  const pieces = Object.keys(list().files).filter((name) => name.startsWith("piece"));
  const bytes = pieces.map((name) => readFileSync(join(bundle, name)));
  const boot = readFileSync(join(bundle, script("boot")), "utf8");
  const lengths = bytes.map((one, at) => [pieces[at], integrity(one), one.length, readFileSync(join(bundle, `${pieces[at]}.br`)).length]);
  const program = { name: hashedName("program.wasm", whole), integrity: integrity(whole), pieces: lengths };
  assert.ok(boot.includes(JSON.stringify(program)), boot.slice(0, 500));
  const worker = { ...program, pieces: lengths.map(([name, , , packed]) => [name, packed]) };
  assert.ok(readFileSync(join(bundle, "sw.js"), "utf8").includes(JSON.stringify(worker)));
});

test("a large program is cut into pieces of a size, and nothing is lost", () => {
  let state = 1;
  const random = () => (state = (state * 48271) % 0x7fffffff) & 127;
  const opaque = (count) => Array.from({ length: count }, () => [0x42, random() & 63]).flat(); // what no packer makes smaller
  const packed = takeApart(program(Array.from({ length: 300 }, () => [...opaque(1000), 0x0b])));
  const pieces = cut(packed);
  assert.deepEqual(Buffer.concat(pieces), packed);
  assert.ok(pieces.length > 3, String(pieces.length));
  const sizes = pieces.map((piece) => brotliCompressSync(piece).length);
  assert.ok(Math.max(...sizes) < 140_000, sizes.join(" "));
  assert.equal(cut(takeApart(program([[0x0b]]))).length, 1);
});

test("page and program call each other by the same short names, or nothing is made", () => {
  const names = JSON.stringify({ imports: [["./p.js", "__wbg_log_1", "$"], ["./p.js", "__wbg_now_2", "a"]], exports: [["memory", "b"], ["main", "c"]] });
  const script = 'const import0 = {\n  __wbg_log_1: function() {},\n  __wbg_now_2: function() { return wasm.memory.buffer; },\n};\n({\n  "./p.js": import0 })';
  const short = 'const import0 = {\n  $: function() {},\n  a: function() { return wasm.b.buffer; },\n};\n({\n  a: import0 })';
  assert.equal(shorten(names, script), short);
  const cases = [
    [/__wbg_now_2/g, "other", /does not have what the program asks for, or has it twice: __wbg_now_2/],
    [/__wbg_now_2/g, "__wbg_log_1", /twice: __wbg_log_1, __wbg_now_2/],
    [/wasm\.memory/, "wasm.other", /the export other, which the program does not have/],
    [/wasm\.memory/, 'wasm["memory"]', /in a way that is not known/],
    [/wasm\.memory/, "instance.exports.memory", /in a way that is not known/],
    [/return wasm\.memory.buffer/, "const { memory } = wasm", /in a way that is not known/],
    [/"\.\/p\.js"/, "'./p.js'", /names another module/],
  ];
  for (const [from, to, expected] of cases) assert.throws(() => shorten(names, script.replace(from, to)), expected, to);
});

test("templates take what is given, as text or as a value, and nothing else", () => {
  assert.equal(fillText("t", '<a b="{{x}}">', { x: '<"&>' }), '<a b="&lt;&quot;&amp;&gt;">');
  assert.equal(fillScript("t", 'const A = "{{x}}";', { x: { "$&": 1 } }), 'const A = {"$&":1};');
  assert.throws(() => fillText("t", "{{y}}", {}), /t asks for \{\{y\}\}/);
  assert.throws(() => fillScript("t", '"{{y}}"', {}), /t asks for \{\{y\}\}/);
  const words = { en: { direction: "ltr", "boot-a": "One" }, vi: { direction: "ltr", "boot-a": "Một" } };
  const filled = fillWords("t", "{{words boot-a}}", words);
  assert.equal(filled, '<p class="lead" lang="en" dir="ltr">One</p>\n<p class="lead" lang="vi" dir="ltr">Một</p>');
  const each = fillWords("t", "{{each boot-a}}", words);
  assert.equal(each, '<span lang="en" dir="ltr">One</span> · <span lang="vi" dir="ltr">Một</span>');
  assert.throws(() => fillWords("t", "{{words boot-b}}", words), /asks for/);
});

test("sentences are read, and what only Fluent understands is refused", () => {
  const locale = (text) => {
    write(folder("locales/en/language.ftl"), "language-direction = ltr\n");
    write(folder("locales/en/boot.ftl"), text);
    return readWords(folder("locales"));
  };
  assert.deepEqual(locale("# A comment\n\nboot-a = One = two.\n"), { en: { direction: "ltr", "boot-a": "One = two." } });
  for (const text of ["boot-a = { $x }", "boot-a =\n    One", "-term = One", "boot-a = One\n    .hint = Two"]) {
    assert.throws(() => locale(text), /one line without braces/, text);
  }
});
