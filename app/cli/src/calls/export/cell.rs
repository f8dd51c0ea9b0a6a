//! How one value is written into a cell, so that a spreadsheet shows what the record says and a program can read it
//! back.
//!
//! | type | written as | read back |
//! |---|---|---|
//! | number, date, time | as it is | as it is |
//! | text, keyword, id | as it is; behind an apostrophe where a spreadsheet would take it for something else | one leading apostrophe is removed |
//! | list | entries separated by `; `; inside an entry a backslash stands before `;` and `\` (and before `,` where an entry has several fields); then as text | the apostrophe removed, split at `;` without a backslash, one space after it removed, backslashes removed |
//!
//! A spreadsheet takes a cell for a formula by its first character, and for a number, date, time, truth value or error
//! by its whole: `1E5`, `00123`, `3/4`, `Mar 5`, `TRUE`, `#N/A`. The apostrophe stays visible in most of them; what was
//! refused: a tab or an invisible character in front (not seen, and copied along), and `="…"` (a formula again). A text
//! that itself begins with an apostrophe gets another one, so that removing one is always right.

use serde_json::{Map, Value};

/// The rules in the words of the code book: type and rule.
pub const RULES: [(&str, &str); 4] = [
    (
        "text, keyword, id",
        "A leading apostrophe is no part of the value: remove one. It stands where a spreadsheet would take the cell for a formula, number, date or error",
    ),
    (
        "list",
        "As text; then entries separated by a semicolon and a space. An entry of several fields is name=value, separated by a comma and a space. A backslash makes the character after it a plain one",
    ),
    ("number", "Digits; a point before decimals"),
    (
        "date, time",
        "ISO 8601, such as 2026-11-02 and 2026-11-02T19:40:00+07:00",
    ),
];

/// The cell of a column of this type.
pub fn guarded(kind: &str, cell: String) -> String {
    let bare = match kind {
        "number" => cell.parse::<f64>().is_ok_and(f64::is_finite),
        "date" | "time" => cell.starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    };
    if !bare && (cell.starts_with('\'') || taken(&cell)) {
        format!("'{cell}")
    } else {
        cell
    }
}

/// Whether a spreadsheet would take the text for something else.
fn taken(cell: &str) -> bool {
    let first = cell.trim_start_matches(' ').chars().next();
    let formula = |c: char| {
        matches!(c, '=' | '+' | '-' | '@' | '#' | '＝' | '＋' | '－' | '＠') || (c.is_control())
    };
    if first.is_some_and(formula) {
        return true;
    }
    let lower = cell.trim().to_lowercase();
    lower == "true" || lower == "false" || is_value(&lower)
}

/// Whether a text has a digit, and no letters but those of numbers, dates and times.
fn is_value(lower: &str) -> bool {
    let (mut word, mut digit) = (String::new(), false);
    for c in lower.chars().chain([' ']) {
        if c.is_alphabetic() {
            word.push(c);
            continue;
        }
        if !word.is_empty() && !in_value(&word, digit) {
            return false;
        }
        word.clear();
        digit |= c.is_numeric();
    }
    digit
}

/// Whether a run of letters may stand in a number, date or time. One letter alone may behind a digit (`1E5`, `3 p`,
/// `19:40Z`), or where it is not a Latin one (`5月3日`).
fn in_value(word: &str, behind_digit: bool) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const OTHER: [&str; 6] = ["am", "pm", "st", "nd", "rd", "th"];
    match word.chars().nth(1) {
        None if word.is_ascii() => behind_digit && "edtzap".contains(word),
        None => true,
        Some(_) => {
            OTHER.contains(&word)
                || (word.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(word)))
        }
    }
}

/// A list of texts.
pub fn list(entries: impl IntoIterator<Item = String>) -> String {
    let escaped: Vec<String> = entries
        .into_iter()
        .map(|entry| escape(&entry, &[';']))
        .collect();
    escaped.join("; ")
}

/// Fields as a list: `name=value`, each an entry.
pub fn pairs<'a>(fields: impl IntoIterator<Item = (&'a String, &'a Value)>) -> String {
    list(
        fields
            .into_iter()
            .map(|(name, value)| format!("{name}={}", plain(value))),
    )
}

/// A value as a cell: lists and objects as [`list`] and [`pairs`], nothing for null.
pub fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => {
            let entries: Vec<String> = values.iter().map(entry).collect();
            entries.join("; ")
        }
        Value::Object(fields) => pairs(fields),
        other => other.to_string(),
    }
}

/// One entry of a list; of an object all fields.
fn entry(value: &Value) -> String {
    let Value::Object(fields) = value else {
        return escape(&plain(value), &[';']);
    };
    several(fields)
}

fn several(fields: &Map<String, Value>) -> String {
    let fields: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", escape(&plain(value), &[';', ','])))
        .collect();
    fields.join(", ")
}

fn escape(text: &str, signs: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\\' || signs.contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests;
