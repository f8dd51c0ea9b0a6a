//! `wayside export`: every record that this device may read, as files for other programs.
//!
//! What leaves here is plaintext: the folder and the files are readable by their owner only, and the caller is told so.
//! Files are written beside their final names and moved into place at the end, so that a full disk leaves no half table
//! behind.
//!
//! `records.jsonl` holds an original and then its corrections, each a line, and `wayside record` reads it back to the
//! same records, in whatever order the lines stand. The CSV tables have one row a line and stable columns, all of them
//! explained in `codebook.csv`; `cell` says how a value is written.

mod cell;
mod codebook;
mod columns;
mod folder;
mod tables;

use std::path::PathBuf;

use serde_json::json;
use wayside_domain::case_file::CaseFile;
use wayside_domain::record::{Entry, to_json};
use wayside_domain::time::Date;

use self::folder::Folder;
use self::tables::Tables;
use crate::args::{ExportArgs, Format};
use crate::failure::Failure;
use crate::output::Printed;
use crate::session::Session;

pub fn run(vault: Option<PathBuf>, call: ExportArgs) -> Result<Printed, Failure> {
    let range = Range::parse(call.from.as_deref(), call.to.as_deref())?;
    let mut session = Session::for_reading(vault)?;
    let folder = Folder::make(&call.out)?;
    let mut lines = call
        .format
        .contains(&Format::Json)
        .then(|| folder.file("records.jsonl"))
        .transpose()?;
    let mut tables = call
        .format
        .contains(&Format::Csv)
        .then(|| Tables::start(&folder))
        .transpose()?;
    let mut count: u64 = 0;
    let unreadable = session.vault()?.export_entries(|file, entries| {
        for entry in entries.iter().filter(|entry| range.holds(file, entry)) {
            count += 1;
            write(entry, &mut lines, &mut tables)?;
        }
        Ok::<(), Failure>(())
    })?;
    let mut files = Vec::new();
    if let Some(lines) = lines {
        files.push(lines.finish()?);
    }
    if let Some(tables) = tables {
        files.extend(tables.finish()?);
        files.push(codebook::write(&folder)?);
    }
    for file in &files {
        folder.publish(file)?;
    }
    let damaged = match unreadable {
        0 => String::new(),
        some => {
            format!("{some} case files could not be read, or not whole; run 'wayside verify'.\n")
        }
    };
    let text = format!(
        "{damaged}{count} records in {}: {}\nThese files are not encrypted: keep them where only you can read them, and delete them soon.",
        call.out.display(),
        files.join(", ")
    );
    let mut printed = Printed::new(
        json!({ "records": count, "files": files, "unreadable": unreadable }),
        text,
    );
    printed.exit = u8::from(unreadable > 0);
    Ok(printed)
}

fn write(
    entry: &Entry,
    lines: &mut Option<folder::File>,
    tables: &mut Option<Tables>,
) -> Result<(), Failure> {
    let line = to_json(entry);
    if let Some(file) = lines {
        file.line(&line.to_string())?;
    }
    if let Some(tables) = tables {
        tables.add(entry, &line)?;
    }
    Ok(())
}

/// Days, both included. A client belongs to every range: the other records name it.
struct Range {
    from: Option<Date>,
    to: Option<Date>,
}

impl Range {
    fn parse(from: Option<&str>, to: Option<&str>) -> Result<Range, Failure> {
        let day = |name: &str, text: Option<&str>| {
            text.map(|text| {
                text.parse::<Date>().map_err(|_| {
                    Failure::input(format!(
                        "{name} {text:?}: not a day: write it as 2026-11-02"
                    ))
                })
            })
            .transpose()
        };
        let (from, to) = (day("--from", from)?, day("--to", to)?);
        if let (Some(first), Some(last)) = (from, to)
            && first > last
        {
            return Err(Failure::input(format!(
                "--from {first} is after --to {last}: no day lies between them"
            )));
        }
        Ok(Range { from, to })
    }

    /// Whether a record is in it, by the day of the version that stands: all versions travel together. A referral
    /// without any event belongs to every range.
    fn holds(&self, file: &CaseFile, entry: &Entry) -> bool {
        let standing = entry.id.as_ref().and_then(|id| file.entries.get(id));
        let Some(day) = standing.and_then(|filed| filed.body().day()) else {
            return true;
        };
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}
