//! The sentences of `boot.ftl`, which scripts say before the app runs (`app/web`): their ids are compared with those
//! that the scripts name, and the packer reads these files without Fluent.

use std::collections::BTreeSet;
use std::path::Path;

use super::super::{FALLBACK, areas, languages};
use super::parsed::parsed;

/// Every `boot-…` between quotes, or in a template's `{{words …}}` or `{{each …}}`, in the scripts and pages of `app/web`.
fn named() -> BTreeSet<String> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/web"));
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.to_string_lossy().into_owned();
        if name.ends_with(".js") || name.ends_with(".html") {
            let source = std::fs::read_to_string(&path).unwrap();
            let parts = source.split(['"', ' ', '}']);
            found.extend(parts.filter(|part| is_id(part)).map(str::to_owned));
        }
    }
    found
}

fn is_id(part: &str) -> bool {
    part.strip_prefix("boot-").is_some_and(|rest| {
        !rest.is_empty() && rest.chars().all(|c| c.is_ascii_lowercase() || c == '-')
    })
}

#[test]
fn scripts_name_exactly_the_sentences_that_are_there() {
    let messages = parsed(FALLBACK).messages;
    let written: BTreeSet<String> = messages
        .into_keys()
        .filter(|id| id.starts_with("boot-"))
        .collect();
    assert_eq!(written, named());
}

/// `app/web/pack/words.mjs` understands no more.
#[test]
fn every_boot_sentence_is_one_line_without_braces() {
    for language in languages() {
        let file = format!("{}/boot.ftl", language.tag);
        let all = areas::files(&language.tag);
        let (_, text) = all.iter().find(|(path, _)| *path == file).unwrap();
        for line in text.lines() {
            let is_message = line.starts_with("boot-") && line.contains(" = ");
            assert!(
                line.is_empty() || line.starts_with('#') || (is_message && !line.contains('{')),
                "{file}: {line}"
            );
        }
    }
}
