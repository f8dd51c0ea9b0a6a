// Makes all files of a bundle, in the order in which they name each other: icons, manifest, programs, scripts, index.html, sw.js.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fillScript, fillText, fillWords } from "./fill.mjs";
import { INDEX, MANIFEST, SERVICE_WORKER, describe, hashedName, integrity, version } from "./files.mjs";
import { cut, takeApart } from "./parts.mjs";
import { appName, readWords } from "./words.mjs";

// What the page may load and whom it may talk to: its own server, and a team's relay at another address. A relay that serves the
// app allows itself alone, by a header.
const POLICY = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' data:", "font-src 'none'",
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*", "worker-src 'self'", "manifest-src 'self'", "base-uri 'none'",
  "form-action 'none'",
].join("; ");
const POLICY_HEADER = `${POLICY}; frame-ancestors 'self'`; // a page can't say this of itself
// What a relay that serves the app says, to the letter (sync-server/src/bundle/answer.rs).
const RELAYS_POLICY = POLICY_HEADER.replace(/connect-src [^;]+/, "connect-src 'self'");

const ICONS = ["icon-192.png", "icon-512.png"];

// `packedLength(bytes)` is what brotli makes of them; `stage` has program.js and program.wasm; `root` is the project.
export function makeBundle(stage, root, packedLength) {
  const web = (name) => readFileSync(join(root, "app/web", name), "utf8");
  const words = readWords(join(root, "locales"));
  const files = new Map();
  const values = { "app-name": appName(join(root, "locales")), policy: POLICY, ...colours(root) };
  // From here on, templates may name this file and its hash.
  const add = (name, content) => {
    const bytes = Buffer.from(content);
    const hashed = hashedName(name, bytes);
    files.set(hashed, bytes);
    values[name] = hashed;
    values[`${name} integrity`] = integrity(bytes);
  };
  const named = (name) => ({ name: values[name], integrity: values[`${name} integrity`] });
  const script = (name, given, ...before) => fillScript(name, bare([...before, name].map(web).join("")), given);

  for (const name of ICONS) add(name, readFileSync(join(root, "assets/icons-app", name)));
  add("manifest.webmanifest", fillText("manifest.webmanifest", web("manifest.webmanifest"), values));
  add("app.css", styles(root));
  add("shell.js", bare(readFileSync(join(root, "assets/shell.js"), "utf8")));
  add("camera.js", bare(readFileSync(join(root, "assets/camera.js"), "utf8")));
  add("program.js", readFileSync(join(stage, "program.js")));
  const whole = readFileSync(join(stage, "program.wasm"));
  const pieces = cut(takeApart(whole)).map((bytes, at) => {
    const name = `piece${String(at).padStart(2, "0")}.wasm`;
    add(name, bytes);
    return [values[name], values[`${name} integrity`], bytes.length, packedLength(bytes)];
  });
  const program = { name: hashedName("program.wasm", whole), integrity: integrity(whole), pieces };
  add("start-worker.js", script("start-worker.js", { script: named("program.js") }, "checked.js"));
  add("guard.js", script("guard.js", { words }, "checked.js"));
  add("parts.js", script("parts.js", {}));
  add("boot.js", script("boot.js", { program }));
  files.set(INDEX, Buffer.from(fillWords(INDEX, fillText(INDEX, web(INDEX), values), words)));

  const worker = {
    // Hashes and sizes stand in the bundle's list.
    program: { ...program, pieces: pieces.map(([name, , , packed]) => [name, packed]) },
    parts: values["parts.js"],
    policy: POLICY_HEADER,
    "relay's policy": RELAYS_POLICY,
  };
  const bundle = { version: version(describe(files)), files: describe(files) };
  files.set(SERVICE_WORKER, Buffer.from(script(SERVICE_WORKER, { ...worker, bundle }, "checked.js")));
  files.set(MANIFEST, Buffer.from(`${JSON.stringify({ version: bundle.version, files: describe(files) }, null, 1)}\n`));
  return files;
}

// Without comments and indents: half of some scripts, and no phone reads them.
function bare(script) {
  const left = script.replace(/^ *\/\/.*\n/gm, "").replace(/ \/\/ [^"'`\n]*$/gm, "").replace(/^ +/gm, "");
  if (/`|^ *\/\*/m.test(left)) throw new Error("a script has text over several lines, which might have lost one");
  return left;
}

// The style sheets in the app's own order.
function styles(root) {
  const source = readFileSync(join(root, "app/src/style.rs"), "utf8");
  const names = [...source.matchAll(/include_str!\("\.\.\/\.\.\/(assets\/css\/[a-z-]+\.css)"\)/g)].map((found) => found[1]);
  if (names.length === 0) throw new Error("app/src/style.rs names no style sheet");
  return names.map((name) => readFileSync(join(root, name), "utf8")).join("");
}

function colours(root) {
  const paper = [...readFileSync(join(root, "assets/css/tokens.css"), "utf8").matchAll(/--paper: (#[0-9a-f]{6})/g)].map((found) => found[1]);
  if (paper.length !== 2) throw new Error("assets/css/tokens.css should have --paper twice: light, then dark");
  return { "paper-light": paper[0], "paper-dark": paper[1] };
}
