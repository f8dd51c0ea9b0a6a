//! What stands beside the code: a README in each crate and beside bytes that are promises, and links that lead
//! somewhere.

use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Every Markdown file of the project; what is built or fetched is passed over.
fn pages() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().to_owned()];
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                if !["target", ".git", "node_modules"].contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if name.ends_with(".md") {
                found.push(path);
            }
        }
    }
    found
}

/// Where the links of a page lead, outside of code: `[words](target)`.
fn links(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    prose
        .flat_map(|prose| prose.split("](").skip(1))
        .filter_map(|rest| rest.split(')').next())
        .collect()
}

/// A heading as the page's own anchor: lower case, words joined by hyphens.
fn anchors(text: &str) -> Vec<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|line| {
            let plain = line.trim_start_matches('#').trim().to_lowercase();
            let kept = plain
                .chars()
                .filter(|letter| letter.is_alphanumeric() || " -".contains(*letter));
            kept.collect::<String>().replace(' ', "-")
        })
        .collect()
}

#[test]
fn every_crate_and_every_folder_of_promised_bytes_has_a_readme() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let members = manifest
        .split("members = [")
        .nth(1)
        .and_then(|rest| rest.split(']').next())
        .unwrap();
    let crates = members.split('"').skip(1).step_by(2);
    let others = [
        "app/web",
        "app/android",
        "app/sync/testdata",
        "app/vault/tests/frozen",
        "sync-server/protocol/testdata",
    ];
    let mut looked_at = 0;
    for folder in crates.chain(others) {
        looked_at += 1;
        assert!(root().join(folder).join("README.md").exists(), "{folder}");
    }
    assert!(looked_at > 10, "only {looked_at} folders were found");
}

#[test]
fn every_link_of_a_page_leads_to_a_file_and_a_heading() {
    let mut followed = 0;
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        for link in links(&text) {
            if link.contains("://") {
                continue;
            }
            followed += 1;
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let there = page.parent().unwrap().join(file);
            assert!(there.exists(), "{}: {link}", page.display());
            if !anchor.is_empty() {
                let text = std::fs::read_to_string(&there).unwrap();
                let known = anchors(&text).contains(&anchor.to_owned());
                assert!(known, "{}: {link}", page.display());
            }
        }
    }
    assert!(followed > 30, "only {followed} links were found");
}

/// A claim without its test is a wish.
#[test]
fn every_test_that_the_page_about_trust_names_is_there() {
    let text = std::fs::read_to_string(root().join("app/TRUST.md")).unwrap();
    let code = text.split('`').skip(1).step_by(2);
    let names: Vec<&str> = code.filter(|word| word.contains(['_', '/'])).collect();
    let mut sources = String::new();
    let mut folders = ["app", "sync-server", "tests"]
        .map(|folder| root().join(folder))
        .to_vec();
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                sources.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    for name in &names {
        let there = match name.split_once('/') {
            Some(_) => root().join(name).exists(),
            None => sources.contains(&format!("fn {name}(")),
        };
        assert!(there, "{name}");
    }
    assert!(names.len() > 5, "only {} were found", names.len());
}
