//! `wayside score FILE`: one screening in, its report out. Needs no vault.

use std::path::Path;

use wayside_domain::assist::{Report, Status, score_json};

use crate::failure::Failure;
use crate::input::read_text;
use crate::output::{Printed, table};

pub fn run(file: &Path) -> Result<Printed, Failure> {
    let report = score_json(&read_text(file)?)
        .map_err(|error| Failure::input(format!("{}: {error}", file.display())))?;
    let json = serde_json::to_value(&report).map_err(|_| Failure::internal())?;
    Ok(Printed::new(json, text(&report)))
}

fn text(report: &Report) -> String {
    let dash = || "-".to_owned();
    let rows: Vec<Vec<String>> = report
        .substances
        .iter()
        .map(|row| {
            vec![
                row.substance.id().to_owned(),
                row.score.map_or_else(dash, |score| score.to_string()),
                row.band.map_or_else(dash, |band| band.id().to_owned()),
                row.action
                    .map_or_else(dash, |action| action.id().to_owned()),
                row.missing
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join(" "),
            ]
        })
        .collect();
    let next = report
        .next
        .map_or_else(|| "nothing".to_owned(), |item| item.to_string());
    let injecting = report.injecting.map_or("not answered", |tier| tier.id());
    format!(
        "{}\n\nstatus: {}; asked next: {next}; injecting: {injecting}\nThis is a screening, not a diagnosis.",
        table(&["substance", "score", "band", "action", "missing"], &rows),
        status(report.status),
    )
}

/// The keyword of a status.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Complete => "complete",
        Status::Incomplete => "incomplete",
    }
}
