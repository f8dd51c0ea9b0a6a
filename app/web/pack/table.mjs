// Sizes for people.
const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(9);
const row = (name, raw, gz, br) => `${name.padEnd(40)}${kb(raw)}${kb(gz)}${kb(br)}`;

// A first visit fetches every file once: the service worker keeps them all.
export function sizes(files, packed) {
  const rows = [...files.keys()].map((name) => [name, files.get(name).length, packed.get(`${name}.gz`).length, packed.get(`${name}.br`).length]);
  const total = rows.reduce((sum, [, ...all]) => sum.map((one, i) => one + all[i]), [0, 0, 0]);
  const text = [`${"kB".padEnd(40)}      raw     gzip   brotli`, ...rows.map((one) => row(...one)), row("first visit", ...total)].join("\n");
  return { text, firstVisit: total[2] };
}
