//! CSV rows out of records. A column takes the JSON field of its name; the few that are computed or folded are in
//! `cell` here. How a value is written is in `cell.rs`.

use serde_json::{Map, Value};
use wayside_domain::assist::report;
use wayside_domain::record::{Body, Entry, Kind, SUPPLIES, Screening};

use super::cell::{guarded, list, pairs, plain};
use super::columns::{Column, columns, file};
use super::folder::{File, Folder};
use crate::calls::score::status;
use crate::failure::Failure;

/// The open tables.
pub struct Tables(Vec<(Kind, Vec<Column>, csv::Writer<File>)>);

impl Tables {
    /// Opens every table and writes its first row.
    pub fn start(folder: &Folder) -> Result<Tables, Failure> {
        let mut tables = Vec::new();
        for kind in Kind::ALL {
            let columns = columns(*kind);
            let mut writer = folder.table(&file(*kind))?;
            writer
                .write_record(columns.iter().map(|column| column.name))
                .map_err(failed)?;
            tables.push((*kind, columns, writer));
        }
        Ok(Tables(tables))
    }

    /// Adds one record; `line` is its JSON form.
    pub fn add(&mut self, entry: &Entry, line: &Value) -> Result<(), Failure> {
        let none = Map::new();
        let fields = line.as_object().unwrap_or(&none);
        for (of, columns, writer) in &mut self.0 {
            if *of == entry.body.kind() {
                let cells = columns
                    .iter()
                    .map(|column| guarded(column.kind, cell(column.name, entry, fields)));
                writer.write_record(cells).map_err(failed)?;
            }
        }
        Ok(())
    }

    /// All tables are on the disk; their files' names.
    pub fn finish(self) -> Result<Vec<String>, Failure> {
        self.0
            .into_iter()
            .map(|(_, _, writer)| {
                writer
                    .into_inner()
                    .map_err(|error| Failure::outside(format!("csv: {error}")))?
                    .finish()
            })
            .collect()
    }
}

fn failed(error: csv::Error) -> Failure {
    Failure::outside(format!("csv: {error}"))
}

fn cell(column: &str, entry: &Entry, fields: &Map<String, Value>) -> String {
    let supplies = || fields.get("supplies").and_then(Value::as_object);
    match (&entry.body, column) {
        (_, name) if SUPPLIES.contains(&name) => supplies()
            .and_then(|supplies| supplies.get(name))
            .map(plain)
            .unwrap_or_default(),
        (_, "other_supplies") => {
            let others = supplies()
                .into_iter()
                .flatten()
                .filter(|(name, _)| !SUPPLIES.contains(&name.as_str()));
            pairs(others)
        }
        (Body::Screening(screening), "status" | "injecting" | "flags" | "scores") => {
            computed(column, screening)
        }
        (Body::Screening(_), "answers") => answers(fields),
        (Body::Screening(_), "other_name") => {
            let answers = fields.get("answers").and_then(Value::as_object);
            answers
                .and_then(|answers| answers.get("other.name"))
                .map(plain)
                .unwrap_or_default()
        }
        (Body::Intervention(_), "importance" | "confidence") => {
            let rulers = fields.get("rulers").and_then(Value::as_object);
            rulers
                .and_then(|rulers| rulers.get(column))
                .map(plain)
                .unwrap_or_default()
        }
        (Body::Client(_), "consents") => consents(fields),
        _ => fields.get(column).map(plain).unwrap_or_default(),
    }
}

/// What the answers amount to; computed here, since a score is never stored.
fn computed(column: &str, screening: &Screening) -> String {
    let report = report(&screening.answers, screening.age);
    match column {
        "status" => status(report.status).to_owned(),
        "injecting" => report
            .injecting
            .map(|tier| tier.id().to_owned())
            .unwrap_or_default(),
        "flags" => report
            .flags
            .iter()
            .map(|flag| flag.id())
            .collect::<Vec<_>>()
            .join("; "),
        _ => {
            let scored = report.substances.iter().filter_map(|row| {
                let (score, band) = (row.score?, row.band?);
                Some(format!("{}={score} ({})", row.substance.id(), band.id()))
            });
            scored.collect::<Vec<_>>().join("; ")
        }
    }
}

fn answers(fields: &Map<String, Value>) -> String {
    let answers = fields
        .get("answers")
        .and_then(Value::as_object)
        .into_iter()
        .flatten();
    let given = answers.filter(|(item, _)| *item != "other.name");
    pairs(given)
}

fn consents(fields: &Map<String, Value>) -> String {
    let consents = fields
        .get("consents")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let lines = consents.map(|consent| {
        let part = |name: &str| consent.get(name).map(plain).unwrap_or_default();
        let withdrawn = part("withdrawn");
        let end = if withdrawn.is_empty() {
            String::new()
        } else {
            format!("/{withdrawn}")
        };
        format!("{} {}{end}", part("purpose"), part("given"))
    });
    list(lines)
}
