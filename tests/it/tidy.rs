//! What the architecture forbids, read from the sources themselves.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push((path.clone(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "nothing in {folder}");
    found
}

/// No line of code (comments aside) in the folder has one of the words, but for files that are named.
fn check(folder: &str, words: &[&str], but: &[&str]) {
    for (path, text) in sources(folder) {
        if but.iter().any(|name| path.ends_with(name)) {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            let code = line.trim_start();
            if code.starts_with("//") {
                continue;
            }
            for word in words {
                assert!(
                    !code.contains(word),
                    "{}:{}: {word} does not belong here",
                    path.display(),
                    number + 1
                );
            }
        }
    }
}

#[test]
fn the_domain_knows_no_io_clock_or_randomness() {
    check(
        "app/domain/src",
        &[
            "std::fs",
            "std::time",
            "std::net",
            "Utc::now",
            "Local::now",
            "automerge",
            "dioxus",
            "tokio",
            "rand::rng(",
        ],
        &[],
    );
}

/// Whoever lists the frequencies anew forgets one sooner or later: `Answer::frequency` tells.
#[test]
fn how_often_is_told_by_the_instrument_and_listed_nowhere_else() {
    let instrument = [
        "assist/answer.rs",
        "assist/frequency.rs",
        "assist/item.rs",
        "assist/weight.rs",
    ];
    for folder in ["app/domain/src", "app/vault/src", "app/cli/src", "app/src"] {
        check(folder, &["OnceOrTwice"], &instrument);
    }
}

#[test]
fn screens_never_name_sql_automerge_or_http() {
    check(
        "app/src/screens",
        &[
            "rusqlite",
            "automerge",
            "reqwest",
            "wayside_vault",
            "std::fs",
            "std::time",
            "tokio",
        ],
        &[],
    );
}

#[test]
fn only_the_driver_and_the_service_know_the_network_and_tokio() {
    check(
        "app/sync/src",
        &["reqwest", "tokio"],
        &[
            "lib.rs",
            "driver.rs",
            "driver/native.rs",
            "driver/web.rs",
            "service.rs",
            "service/run.rs",
            "service/runtime.rs",
            "service/runtime/native.rs",
            "service/thread.rs",
        ],
    );
}

#[test]
fn the_vault_has_no_statement_that_empties_a_table_of_records() {
    check(
        "app/vault/src",
        &[
            "DROP TABLE",
            "DELETE FROM segments",
            "DELETE FROM documents",
            "remove_file(",
        ],
        &["files/native.rs", "key.rs"],
    );
}

/// A page draws when it is ready, and a machine may be busy: who reads once, or waits for a clock, fails now and then.
#[test]
fn tests_wait_for_what_they_see_and_for_no_clock() {
    let eyes_and_hands = [
        "chromium.rs",
        "shared.rs",
        "browser.rs",
        "eyes.rs",
        "hands.rs",
        "line.rs", // a slow line is slow by waiting
    ];
    check("tests/harness", &["thirtyfour", "sleep("], &eyes_and_hands);
    check(
        "tests/browser",
        &["thirtyfour", "innerText", "textContent", "sleep("],
        &[],
    );
    for folder in [
        "tests/it",
        "app/cli/tests",
        "app/domain/tests",
        "app/src/tests",
        "app/sync/src/device/tests",
        "app/tests",
        "app/vault/tests",
        "sync-server/protocol/tests",
        "sync-server/tests",
    ] {
        check(folder, &["sleep("], &["tidy.rs"]);
    }
}

#[test]
fn the_top_level_holds_what_the_design_says() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "LICENSE",
        "README.md",
        "app",
        "assets",
        "locales",
        "rust-toolchain.toml",
        "sync-server",
        "target",
        "tests",
    ];
    for file in std::fs::read_dir(root()).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        assert!(
            name.starts_with('.') || allowed.contains(&name.as_str()),
            "{name}"
        );
    }
}

/// The plain kinds stand for any new one: what names them is what a new kind has to touch.
#[test]
fn a_plain_kind_is_its_own_file_a_line_in_the_list_its_words_and_its_screen() {
    let list = ["record.rs", "record/kinds.rs"];
    for (name, file) in [
        ("Note", "record/note.rs"),
        ("Overdose", "record/overdose.rs"),
        ("Activity", "record/activity.rs"),
    ] {
        let names = [
            format!("Kind::{name}"),
            format!("Body::{name}"),
            format!("record::{name}"),
            format!("{name}("),
        ];
        let words: Vec<&str> = names.iter().map(String::as_str).collect();
        for room in ["domain", "vault", "sync", "cli", "seam", "worker"] {
            let folder = format!("app/{room}/src");
            let in_tests = ["/tests.rs", "/tests/"];
            for (path, text) in sources(&folder) {
                let shown = path.display().to_string();
                let own = path.ends_with(file) || list.iter().any(|name| path.ends_with(name));
                if own || in_tests.iter().any(|part| shown.contains(part)) {
                    continue;
                }
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                for word in &words {
                    // `Command::Note` is an act on the letters of any kind.
                    let code = code.replace("Command::Note", "").replace("Self::Note", "");
                    assert!(!code.contains(word), "{shown} names {word}");
                }
            }
        }
        let kinds = std::fs::read_to_string(root().join("app/domain/src/record/kinds.rs")).unwrap();
        let lines = kinds
            .lines()
            .filter(|line| line.trim_start().starts_with(&format!("{name} ")));
        assert_eq!(lines.count(), 1, "one line in the list of kinds: {name}");
    }
}

/// Which files of a room reach each other, so that none can be read alone.
#[test]
fn no_circle_of_more_than_three_files_is_in_the_documents_room() {
    let room = "app/vault/src/document";
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let mut files: Vec<(String, String)> = sources(room)
        .into_iter()
        .filter(|(path, _)| {
            path.parent()
                .is_some_and(|folder| folder.ends_with("document"))
        })
        .map(|(path, text)| (name(&path), text))
        .collect();
    let hub = std::fs::read_to_string(root().join("app/vault/src/document.rs")).unwrap();
    files.push(("document".to_owned(), hub));
    let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    let uses = |at: usize| -> Vec<usize> {
        let (own, text) = &files[at];
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code: String = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join(" ");
        let from_hub = code.split("use super::").skip(1).any(|rest| {
            let rest = rest.split(';').next().unwrap_or_default();
            rest.trim_start_matches('{').split(',').any(|item| {
                let first = item.trim().split("::").next().unwrap_or_default();
                !names.iter().any(|name| first == name) && first != "super"
            })
        });
        let mut used = Vec::new();
        for (to, name) in names.iter().enumerate() {
            let named = [
                format!("super::{name}::"),
                format!("super::{name};"),
                format!("{{{name}::"),
                format!(" {name}::"),
                format!("{{{name},"),
                format!(" {name},"),
                format!(" {name}}}"),
            ];
            let is_used = match (own.as_str(), name.as_str()) {
                (_, "document") => own != "document" && from_hub,
                ("document", name) => {
                    code.contains(&format!(" {name}::")) || code.contains(&format!("({name}::"))
                }
                _ => name != own && named.iter().any(|part| code.contains(part.as_str())),
            };
            if is_used {
                used.push(to);
            }
        }
        used
    };
    let graph: Vec<Vec<usize>> = (0..files.len()).map(uses).collect();
    let reach = |from: usize| -> std::collections::BTreeSet<usize> {
        let mut seen = std::collections::BTreeSet::new();
        let mut open = graph[from].clone();
        while let Some(next) = open.pop() {
            if seen.insert(next) {
                open.extend(&graph[next]);
            }
        }
        seen
    };
    let reached: Vec<_> = (0..files.len()).map(reach).collect();
    assert!(
        reached
            .iter()
            .map(std::collections::BTreeSet::len)
            .sum::<usize>()
            > 10,
        "the uses are found"
    );
    for at in 0..files.len() {
        let circle: Vec<&str> = (0..files.len())
            .filter(|to| reached[at].contains(to) && reached[*to].contains(&at))
            .map(|to| names[to].as_str())
            .collect();
        assert!(circle.len() <= 3, "a circle of {circle:?}");
    }
}
