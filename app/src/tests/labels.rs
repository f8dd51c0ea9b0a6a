//! Every field has a label, every button a name, every id is unique, every screen one heading that takes the focus.

use std::collections::BTreeSet;

/// The opening tags with this name, attributes and all.
fn tags<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!("<{name}");
    let starts = page.match_indices(&opening).filter(|(at, _)| {
        !page[at + opening.len()..]
            .starts_with(|letter: char| letter.is_alphanumeric() || letter == '-')
    });
    starts
        .map(|(at, _)| &page[at..at + page[at..].find('>').unwrap()])
        .collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

/// The text between a tag and its end, without inner tags.
fn text_after(page: &str, tag: &str, end: &str) -> String {
    let at = page.find(tag).unwrap() + tag.len() + 1;
    let inner = page[at..].split(end).next().unwrap();
    let mut depth = 0;
    inner
        .chars()
        .filter(|letter| {
            depth += i32::from(*letter == '<');
            let outside = depth == 0;
            depth -= i32::from(*letter == '>');
            outside
        })
        .collect()
}

/// Checks one page.
pub fn check(name: &str, page: &str) {
    let headings = tags(page, "h1");
    assert_eq!(headings.len(), 1, "{name}: one h1");
    assert!(
        headings[0].contains("data-heading") && headings[0].contains("tabindex=\"-1\""),
        "{name}: {}",
        headings[0]
    );
    let labelled: BTreeSet<&str> = tags(page, "label")
        .into_iter()
        .filter_map(|label| attribute(label, "for"))
        .collect();
    for field in tags(page, "input")
        .into_iter()
        .chain(tags(page, "textarea"))
        .chain(tags(page, "select"))
        .filter(|tag| attribute(tag, "type") != Some("hidden"))
    {
        let by_label = attribute(field, "id").is_some_and(|id| labelled.contains(id));
        let by_name = attribute(field, "aria-label").is_some_and(|label| !label.is_empty());
        assert!(by_label || by_name, "{name}: no label: {field}");
    }
    for button in tags(page, "button") {
        let named = attribute(button, "aria-label").is_some_and(|label| !label.is_empty());
        assert!(
            named || !text_after(page, button, "</button>").trim().is_empty(),
            "{name}: no name: {button}"
        );
        assert!(
            attribute(button, "data-testid").is_some(),
            "{name}: no test id: {button}"
        );
    }
    for group in tags(page, "div")
        .into_iter()
        .chain(tags(page, "fieldset"))
        .filter(|tag| tag.contains("role=\"radiogroup\""))
    {
        assert!(
            attribute(group, "aria-label").is_some_and(|label| !label.is_empty()),
            "{name}: no name: {group}"
        );
    }
    let mut seen = BTreeSet::new();
    for tag in page.split('<').filter(|tag| tag.contains(" id=\"")) {
        let id = attribute(tag, "id").unwrap();
        assert!(seen.insert(id), "{name}: the id {id} is there twice");
    }
}
