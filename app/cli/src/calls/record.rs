//! `wayside record FILE`: JSON or JSON lines of records, all or none.
//!
//! The file is read and checked before the vault is opened, so that bad input does not even ask for a PIN.

use std::path::{Path, PathBuf};

use serde_json::json;
use wayside_domain::record::{Lined, Odd, RecordError, parse_lined};
use wayside_seam::{Outcome, Problem, Recorded, Reply, Request};

use crate::failure::Failure;
use crate::input::read_text;
use crate::output::Printed;
use crate::session::{Session, unexpected};

pub fn run(vault: Option<PathBuf>, file: &Path) -> Result<Printed, Failure> {
    let text = read_text(file)?;
    let name = file.display().to_string();
    let records = parse_lined(&text).map_err(|error| bad_record(&name, &error))?;
    let recorded = keep(&mut Session::unlocked(vault)?, &name, records)?;
    let count = |outcome| recorded.iter().filter(|one| one.outcome == outcome).count();
    let said = format!(
        "{} added, {} corrected, {} continued, {} known already",
        count(Outcome::Added),
        count(Outcome::Corrected),
        count(Outcome::Continued),
        count(Outcome::Same),
    );
    let odd: Vec<String> = recorded
        .iter()
        .filter_map(|one| Some((one.odd?, &one.id)))
        .map(|(odd, id)| match odd {
            Odd::Ahead => format!("\n{id}: its date lies ahead"),
            Odd::OtherCalendar => format!("\n{id}: its year is hardly one of this calendar"),
        })
        .collect();
    let said = said + &odd.concat();
    Ok(Printed::new(json!({ "records": recorded }), said))
}

/// Records all entries or none, and names the file in what goes wrong.
pub fn keep(
    session: &mut Session,
    name: &str,
    records: Vec<Lined>,
) -> Result<Vec<Recorded>, Failure> {
    let (lines, entries): (Vec<usize>, Vec<_>) = records
        .into_iter()
        .map(|record| (record.line, record.entry))
        .unzip();
    match session.request(Request::Record { entries }) {
        Ok(Reply::Recorded(recorded)) => Ok(recorded),
        Ok(other) => Err(unexpected(other)),
        Err(problem) => Err(match Failure::from(in_file(problem, &lines)) {
            Failure::Input(line) => Failure::Input(format!("{name}: {line}; nothing was recorded")),
            other => other,
        }),
    }
}

/// The vault counts records; a person counts lines.
fn in_file(problem: Problem, lines: &[usize]) -> Problem {
    let Problem::Record { line, field, fault } = problem else {
        return problem;
    };
    let at = usize::try_from(line).ok().and_then(|n| n.checked_sub(1));
    let found = at.and_then(|at| lines.get(at)).copied();
    let line = found
        .and_then(|line| u32::try_from(line).ok())
        .unwrap_or(line);
    Problem::Record { line, field, fault }
}

/// A refused line in the words of the contract: file, line number, field.
pub fn bad_record(name: &str, error: &RecordError) -> Failure {
    Failure::input(format!("{name}: {error}; nothing was recorded"))
}
