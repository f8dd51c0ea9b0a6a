//! The sources of the app, searched for the ids that screens ask for by name. Ids that are put together at run time are
//! walked by `domain` and by the screens' own tests.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::super::FALLBACK;
use super::parsed::parsed;

/// The calls whose first argument is a message's id.
const CALLS: &[&str] = &["text(\"", "text_with(\"", "with(\"", "attribute(\""];

#[test]
fn every_id_that_a_screen_names_exists() {
    let english = parsed(FALLBACK);
    let mut checked = 0;
    let mut wrong = Vec::new();
    for path in sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        let source = std::fs::read_to_string(&path).unwrap();
        for call in calls(&source) {
            checked += 1;
            let Some(message) = english.messages.get(&call.id) else {
                wrong.push(format!(
                    "{} asks for {}, which no file has",
                    path.display(),
                    call.id
                ));
                continue;
            };
            let missing: Vec<_> = message
                .variables
                .iter()
                .filter(|name| {
                    call.variables
                        .as_ref()
                        .is_some_and(|given| !given.contains(*name))
                })
                .collect();
            if !missing.is_empty() {
                wrong.push(format!(
                    "{} gives {} no {missing:?}",
                    path.display(),
                    call.id
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(
        checked > 50,
        "only {checked} ids were found: has the way to ask for words changed?"
    );
}

/// A keyword or a list falls back to nothing where its messages are missing, so their first words are looked for here.
#[test]
fn every_kind_of_keyword_and_every_list_that_a_screen_names_has_messages() {
    let english = parsed(FALLBACK);
    let mut checked = 0;
    for path in sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        let source = std::fs::read_to_string(&path).unwrap();
        for call in ["keyword(\"", ".list(\""] {
            for (at, _) in source.match_indices(call) {
                let kind = source[at + call.len()..]
                    .split('"')
                    .next()
                    .unwrap_or_default();
                let start = format!("{kind}-");
                checked += 1;
                let found = english.messages.keys().any(|id| id.starts_with(&start));
                assert!(
                    found,
                    "{} asks for {kind}, which starts no message",
                    path.display()
                );
            }
        }
    }
    assert!(
        checked > 10,
        "only {checked} were found: has the way to ask for words changed?"
    );
}

/// Ids that are put together at run time, from an id of the domain or a choice of a screen; and what waits for its
/// place on a screen: clinical texts, corrections, history, kinds of records. `boot-` is asked for by the page's
/// script, before the app is there.
const FAMILIES: &[&str] = &[
    "action-",
    "advice-",
    "alert-",
    "answer-",
    "assist-intro-hint-",
    "assist-q",
    "band-",
    "boot-",
    "client-correct",
    "client-place-",
    "consent-",
    "contact-done-",
    "demo-",
    "disclaimer-",
    "emergency-",
    "field-",
    "flag-",
    "follow-up-",
    "group-",
    "history-",
    "injecting-",
    "kind-",
    "language-",
    "lost-",
    "material-",
    "month-",
    "overdose-outcome-",
    "referral-event-",
    "results-sum",
    "role-",
    "service-",
    "setting-",
    "sex-",
    "skip-",
    "step-",
    "substance-",
    "supply-",
    "sync-standing-",
    "urgency-",
];

#[test]
fn no_message_is_left_that_nothing_asks_for() {
    let all: String = sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")))
        .iter()
        .chain([&PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/src/i18n.rs"
        ))])
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    let messages = parsed(FALLBACK).messages;
    let lonely: Vec<_> = messages
        .keys()
        .filter(|id| !FAMILIES.iter().any(|family| id.starts_with(family)))
        .filter(|id| !all.contains(&format!("\"{id}\"")))
        .collect();
    assert!(
        lonely.is_empty(),
        "no screen asks for {lonely:?}: remove them from every language"
    );
}

/// One call with a literal id, and the variables that it passes where they can be read off the source.
struct Call {
    id: String,
    variables: Option<BTreeSet<String>>,
}

fn calls(source: &str) -> Vec<Call> {
    let dense = source
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace("( \"", "(\"");
    let mut found = Vec::new();
    for call in CALLS {
        for (at, _) in dense.match_indices(call) {
            let starts_inside_a_name =
                dense[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            let rest = &dense[at + call.len()..];
            let Some((id, after)) = rest.split_once('"') else {
                continue;
            };
            let is_id = id.contains('-')
                && id
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            if starts_inside_a_name || !is_id {
                continue;
            }
            let variables = match *call {
                "text(\"" if after.starts_with(')') => Some(BTreeSet::new()),
                "text_with(\"" if after.starts_with(", &[") => Some(names(after)),
                "with(\"" if after.starts_with(", \"") => after[3..]
                    .split('"')
                    .next()
                    .map(|name| BTreeSet::from([name.to_owned()])),
                _ => None,
            };
            found.push(Call {
                id: id.to_owned(),
                variables,
            });
        }
    }
    found
}

/// The names in `, &[("count", …), ("name", …)]`.
fn names(after: &str) -> BTreeSet<String> {
    let list = after.split("])").next().unwrap_or_default();
    list.split("(\"")
        .skip(1)
        .filter_map(|part| Some(part.split_once('"')?.0.to_owned()))
        .collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("i18n/tests") {
            continue;
        }
        if path.is_dir() {
            all.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.ends_with("i18n.rs")
        {
            all.push(path);
        }
    }
    all
}
