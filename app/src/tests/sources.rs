//! Rules read from the sources themselves.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
}

fn all() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    assert!(found.len() > 40);
    found
}

/// The text of each `name {` block, by its braces.
fn elements<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!("{name} {{");
    let mut found = Vec::new();
    for (at, _) in text.match_indices(&opening) {
        let before = text[..at].chars().next_back().unwrap_or(' ');
        if before.is_alphanumeric() || before == '_' || before == '"' {
            continue;
        }
        let mut depth = 0;
        let end = text[at..].char_indices().find(|(_, letter)| {
            depth += i32::from(*letter == '{') - i32::from(*letter == '}');
            *letter == '}' && depth == 0
        });
        found.push(&text[at..at + end.map_or(text.len() - at, |(end, _)| end)]);
    }
    found
}

#[test]
fn no_text_field_is_controlled() {
    let mut fields = 0;
    for (path, text) in all() {
        if path.ends_with("tests/sources.rs") {
            continue;
        }
        for element in elements(&text, "input")
            .into_iter()
            .chain(elements(&text, "textarea"))
        {
            fields += 1;
            for line in element.lines().map(str::trim) {
                assert!(
                    !line.starts_with("value:"),
                    "{}: a controlled field loses letters: {line}",
                    path.display()
                );
                assert!(
                    !line.starts_with("checked:"),
                    "{}: use initial_checked: {line}",
                    path.display()
                );
            }
        }
    }
    assert!(fields >= 3, "the search found only {fields} fields");
}

#[test]
fn nothing_that_people_wrote_becomes_markup() {
    for (path, text) in all() {
        for line in text
            .lines()
            .filter(|line| line.contains("dangerous_inner_html:"))
        {
            let known = line.contains("dangerous_inner_html: CSS")
                || line.contains("dangerous_inner_html: glyph.svg()")
                || path.ends_with("tests/sources.rs");
            assert!(known, "{}: {line}", path.display());
        }
    }
}

#[test]
fn screens_set_no_style_attribute_because_the_policy_refuses_it() {
    for (path, text) in all() {
        if !path.ends_with("tests/sources.rs") {
            assert!(!text.contains(" style: \""), "{}", path.display());
        }
    }
}

/// A mistyped name would be drawn as something else.
#[test]
fn kinds_tones_and_icons_are_types_and_no_texts() {
    for (path, text) in all() {
        if path.ends_with("tests/sources.rs") {
            continue;
        }
        for line in text.lines() {
            for attribute in ["\"data-kind\": \"", "\"data-tone\": \"", "inputmode: \""] {
                assert!(!line.contains(attribute), "{}: {line}", path.display());
            }
        }
    }
}

#[test]
fn style_sheet_asks_nobody_for_anything() {
    for word in ["url(", "@import", "http:", "https:", "@font-face"] {
        assert!(!crate::style::CSS.contains(word), "{word}");
    }
}

#[test]
fn style_sheet_uses_nothing_that_an_old_webview_does_not_know() {
    for word in [
        ":has(",
        "color-mix",
        "clamp(",
        "@container",
        "@layer",
        "dvh",
        "margin-left",
        "margin-right",
        "padding-left",
        "padding-right",
        "text-align: left",
    ] {
        assert!(!crate::style::CSS.contains(word), "{word}");
    }
}

/// Dioxus 0.7 moves a handler that turns from `None` into `Some` without its owner: the next press would meet a dropped
/// value.
#[test]
fn no_component_takes_an_optional_handler() {
    for (path, text) in all() {
        if !path.ends_with("tests/sources.rs") {
            assert!(
                !text.contains("Option<EventHandler") && !text.contains("Option<Callback"),
                "{}",
                path.display()
            );
        }
    }
}
