// What the packer promises, tried on a small stand-in for the program: node --test app/web/pack.test.mjs
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { check } from "./pack/check.mjs";
import { fillScript, fillText, fillWords } from "./pack/fill.mjs";
import { hashedName, integrity, isSafe, version } from "./pack/files.mjs";
import { readWords } from "./pack/words.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const PROGRAM = "var wasm_bindgen = () => \"kept\";\n";

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
  write(folder("stage/program.wasm"), "\0asm program");
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
  const links = [...html.matchAll(/(?:src|href|data-worker|data-program)="([^"]+)"/g)].map((found) => found[1]);
  assert.ok(links.length >= 8, links.join(" "));
  for (const name of links) assert.ok(name in list().files, name);
  for (const [, name, hash] of html.matchAll(/(?:src|href|data-program)="([^"]+\.(?:js|css|wasm))" (?:data-program-)?integrity="([^"]+)"/g)) {
    assert.equal(hash, integrity(readFileSync(join(bundle, name))), name);
  }
  assert.doesNotMatch(html, /<style|<script(?![^>]* src=)|style=|\bon[a-z]+=|\{\{/);
});

test("the scripts are complete and are scripts", () => {
  for (const name of Object.keys(list().files).filter((one) => one.endsWith(".js"))) {
    const text = readFileSync(join(bundle, name), "utf8");
    assert.doesNotMatch(text, /\{\{/, name);
    assert.doesNotThrow(() => new vm.Script(text), name);
  }
});

test("templates take what is given, as text or as a value, and nothing else", () => {
  assert.equal(fillText("t", '<a b="{{x}}">', { x: '<"&>' }), '<a b="&lt;&quot;&amp;&gt;">');
  assert.equal(fillScript("t", 'const A = "{{x}}";', { x: { "$&": 1 } }), 'const A = {"$&":1};');
  assert.throws(() => fillText("t", "{{y}}", {}), /t asks for \{\{y\}\}/);
  assert.throws(() => fillScript("t", '"{{y}}"', {}), /t asks for \{\{y\}\}/);
  const words = { en: { direction: "ltr", "boot-a": "One" }, vi: { direction: "ltr", "boot-a": "Một" } };
  const filled = fillWords("t", "{{words boot-a}}", words);
  assert.equal(filled, '<p class="lead" lang="en" dir="ltr">One</p>\n<p class="lead" lang="vi" dir="ltr">Một</p>');
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
