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
