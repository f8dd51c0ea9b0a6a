//! What a call prints: one JSON document, or lines for a person.

use serde_json::Value;

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

/// Columns that line up, for a person's terminal.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = head.iter().map(|cell| cell.chars().count()).collect();
    for row in rows {
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
            .map(|row| line(row.iter().map(String::as_str).collect())),
    );
    lines.join("\n")
}
