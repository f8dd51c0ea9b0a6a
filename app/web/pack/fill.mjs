// Templates. `{{name}}` in HTML and JSON becomes text, `"{{name}}"` in a script becomes a value. A name that is not given is an error.
function given(values, name, template) {
  if (!(name in values)) throw new Error(`${template} asks for {{${name}}}, which the packer does not know`);
  return values[name];
}

export const escapeText = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

export const fillText = (template, text, values) =>
  text.replace(/\{\{(?!words |each )([^}]+)\}\}/g, (_, name) => escapeText(given(values, name, template)));

export const fillScript = (template, text, values) =>
  text.replace(/"\{\{([^}]+)\}\}"/g, (_, name) => JSON.stringify(given(values, name, template)));

// `{{words id}}` becomes one paragraph a language, `{{each id}}` the same within a line: which of them a person reads is not known before a
// script runs.
export function fillWords(template, text, words) {
  const span = ([tag, one], id) => `<span lang="${tag}" dir="${one.direction}">${escapeText(given(one, id, template))}</span>`;
  const paragraph = ([tag, one], id) => `<p class="lead" lang="${tag}" dir="${one.direction}">${escapeText(given(one, id, template))}</p>`;
  const every = (id, form, between) => Object.entries(words).map((one) => form(one, id)).join(between);
  return text
    .replace(/\{\{words ([^}]+)\}\}/g, (_, id) => every(id, paragraph, "\n"))
    .replace(/\{\{each ([^}]+)\}\}/g, (_, id) => every(id, span, " · "));
}
