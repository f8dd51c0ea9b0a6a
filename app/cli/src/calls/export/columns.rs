//! The columns of every table, and what each of them means: both the tables and `codebook.csv` come from here, and all
//! of it from the tables of the kinds. Nothing here knows a single kind but for what is computed or counted apart.
//!
//! A column is a field of the record, by its name, with these exceptions:
//!
//! | column | holds |
//! |---|---|
//! | `id`, `client`, `version`, `correction`, `replaces`, `disputed` | what every record has beside its fields |
//! | `<supply>` and `other_supplies` | units of the usual supplies, each in a column, and the rest |
//! | `<part>` of a group | importance, confidence |
//! | `status`, `injecting`, `flags`, `scores`, `other_name` | what the answers of a screening amount to, computed at export |

use wayside_domain::record::{Belongs, Kind, Meets, SUPPLIES, Shape};

/// One column: its name, its type and what it means.
pub struct Column {
    /// The name in the first row.
    pub name: &'static str,
    /// text, keyword, list, number, date, time, id; `cell.rs` says how each is written.
    pub kind: &'static str,
    /// One sentence.
    pub meaning: String,
}

fn column(name: &'static str, kind: &'static str, meaning: impl Into<String>) -> Column {
    Column {
        name,
        kind,
        meaning: meaning.into(),
    }
}

/// The file of a kind's table.
pub fn file(kind: Kind) -> String {
    match kind.id().strip_suffix('y') {
        Some(stem) => format!("{stem}ies.csv"),
        None => format!("{}s.csv", kind.id()),
    }
}

/// The columns of a kind's table, in order.
pub fn columns(kind: Kind) -> Vec<Column> {
    let mut all = vec![column(
        "id",
        "id",
        "The record's id; corrections of a record share it, the one that nothing replaces counts",
    )];
    if matches!(kind.belongs(), Belongs::Client | Belongs::Perhaps) {
        let who =
            "Code of the client that the record belongs to; empty for somebody without a file";
        all.push(column("client", "text", who));
    }
    all.push(column("version", "id", "Names this version of the record"));
    let why = "Empty for an original record; else why the earlier version was corrected";
    all.push(column("correction", "text", why));
    all.push(column("replaces", "list", "The versions that it corrects"));
    let both = "true where people apart corrected one version differently";
    all.push(column("disputed", "keyword", both));
    for field in kind
        .fields()
        .iter()
        .filter(|field| field.meets != Meets::Never)
    {
        match (field.name, field.shape) {
            ("supplies", Shape::Map { .. }) => {
                all.extend(SUPPLIES.iter().map(|supply| {
                    column(
                        supply,
                        "number",
                        "Units of this supply: single pieces, not packs",
                    )
                }));
                all.push(column(
                    "other_supplies",
                    "list",
                    "Other supplies: name=units",
                ));
            }
            (_, Shape::Group(parts)) => {
                all.extend(
                    parts
                        .iter()
                        .map(|(name, shape)| column(name, shape.kind(), field.says.trim())),
                );
            }
            (name, shape) => {
                let mut says = field.says.trim().to_owned();
                match shape {
                    Shape::Word(word) if !word.ids.is_empty() => {
                        says = format!("{says}: {}", word.ids.join(", "));
                    }
                    Shape::Number { unit, .. } if !unit.is_empty() => {
                        says = format!("{says} ({unit})");
                    }
                    _ => {}
                }
                all.push(column(name, shape.kind(), says));
            }
        }
    }
    if kind == Kind::Screening {
        all.extend(computed());
    }
    all
}

fn computed() -> [Column; 5] {
    [
        column(
            "status",
            "keyword",
            "complete, or incomplete: an item that counts is missing or was refused",
        ),
        column(
            "injecting",
            "keyword",
            "Tier of the injecting pattern; empty while unanswered or refused",
        ),
        column("flags", "list", "Marks of the result"),
        column(
            "scores",
            "list",
            "substance=score (band); computed from the answers at export, empty where incomplete",
        ),
        column("other_name", "text", "What the tenth row stands for"),
    ]
}
