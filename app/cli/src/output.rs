//! What a call prints: one JSON document, or lines for a person.

use std::borrow::Cow;

use serde_json::Value;
use wayside_domain::text::is_unseen;

/// A finished call's result in both forms.
#[derive(Debug)]
pub struct Printed {
    /// With `--json`.
    pub json: Value,
    /// Without.
    pub text: String,
    /// The exit code: 0, or 1 where the call did its work and something is wrong all the same (`verify`, `sync`,
    /// `export`).
    pub exit: u8,
}

impl Printed {
    /// A result of a call that did what it was asked for.
    pub fn new(json: Value, text: impl Into<String>) -> Printed {
        Printed {
            json,
            text: text.into(),
            exit: 0,
        }
    }
}

/// A text that a terminal shows as it is. Names and codes come from other people's devices: what a terminal would obey
/// and what would change how the line reads (control characters, line breaks, marks of direction) is written out, such
/// as `\u{202e}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_unseen(c) {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// A line on standard error beside the result.
pub fn eprint_line(line: &str) {
    use std::io::Write;
    // A closed standard error is no reason to stop.
    let _ = writeln!(std::io::stderr(), "{}", visible(line));
}

/// Columns that line up, for a person's terminal.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<_>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| visible(cell)).collect())
        .collect();
    let mut widths: Vec<usize> = head.iter().map(|cell| cell.chars().count()).collect();
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let line = |cells: Vec<&str>| {
        let padded: Vec<String> = cells
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        padded.join("  ").trim_end().to_owned()
    };
    let mut lines = vec![line(head.to_vec())];
    lines.extend(
        rows.iter()
            .map(|row| line(row.iter().map(Cow::as_ref).collect())),
    );
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        for (given, shown) in [
            ("phone 7", "phone 7"),
            (
                "điện thoại của Мар’яна, نرگس, ज़ाहिद 🙂",
                "điện thoại của Мар’яна, نرگس, ज़ाहिद 🙂",
            ),
            ("\u{1b}[2Jgone", r"\u{1b}[2Jgone"),
            ("\u{9b}31m", r"\u{9b}31m"),
            ("a\nb\tc\r", r"a\nb\tc\r"),
            ("ab\u{202e}dc", r"ab\u{202e}dc"),
            ("\u{2066}x\u{2069}\u{200b}", r"\u{2066}x\u{2069}\u{200b}"),
        ] {
            assert_eq!(visible(given), shown);
        }
    }

    #[test]
    fn a_cell_never_breaks_its_line() {
        let rows = [
            vec!["a\nb".to_owned(), "x".to_owned()],
            vec!["\u{1b}c".to_owned(), "y".to_owned()],
        ];
        let said = table(&["one", "two"], &rows);
        assert_eq!(said, "one      two\na\\nb     x\n\\u{1b}c  y");
    }
}
