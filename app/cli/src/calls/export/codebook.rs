//! `codebook.csv`: what each column of each table means.

use wayside_domain::record::Kind;

use super::cell::RULES;
use super::columns::{columns, file};
use super::folder::Folder;
use crate::failure::Failure;

/// Writes `codebook.csv`.
pub fn write(folder: &Folder) -> Result<String, Failure> {
    let mut writer = folder.table("codebook.csv")?;
    let failed = |error: csv::Error| Failure::outside(format!("codebook.csv: {error}"));
    writer
        .write_record(["file", "column", "type", "meaning"])
        .map_err(failed)?;
    for (kinds, rule) in RULES {
        writer
            .write_record(["every file", "", kinds, rule])
            .map_err(failed)?;
    }
    for kind in Kind::ALL {
        for column in columns(*kind) {
            writer
                .write_record([&file(*kind), column.name, column.kind, &column.meaning])
                .map_err(failed)?;
        }
    }
    writer
        .into_inner()
        .map_err(|error| Failure::outside(format!("codebook.csv: {error}")))?
        .finish()
}
