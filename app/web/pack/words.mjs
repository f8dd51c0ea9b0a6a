// The few sentences that are needed before the program runs: `boot.ftl` of every language, and the direction it is written in.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { sorted } from "./files.mjs";

// Plain Fluent only: one message a line. There is no Fluent in the page yet that could read more.
function messages(path) {
  const found = {};
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (!line || line.startsWith("#")) continue;
    const [, id, text] = /^([a-z][a-z0-9-]*) = ([^{}]+)$/.exec(line) ?? [];
    if (!id) throw new Error(`${path}: only "id = one line without braces" is understood here: ${line}`);
    found[id] = text;
  }
  return found;
}

const one = (path, id) => new RegExp(`^${id} = (.+)$`, "m").exec(readFileSync(path, "utf8"))?.[1];

export function readWords(locales) {
  const words = {};
  for (const tag of sorted(readdirSync(locales))) {
    words[tag] = { direction: one(join(locales, tag, "language.ftl"), "language-direction"), ...messages(join(locales, tag, "boot.ftl")) };
  }
  return words;
}

export const appName = (locales) => one(join(locales, "en", "common.ftl"), "app-name");
