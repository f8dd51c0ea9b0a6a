//! Rows that lists and search read, computed from one case file at a time.
//!
//! A projection is a pure function of the file, so it can be rebuilt at any time and `verify` compares the two. After
//! an act only the rows that differ are written: a tap on an answer touches one row.

use wayside_domain::assist::{Band, Report, Status};
use wayside_domain::case_file::{CaseFile, Filed};
use wayside_domain::record::Screening;

use crate::document::file::millis;

mod rows;

pub(crate) use rows::{clear, code_key, read, word_count, words, words_agree, write};

/// All rows of one client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Projection {
    pub(crate) client: ClientRecord,
    screenings: Vec<ScreeningRecord>,
    follow_ups: Vec<FollowUpRecord>,
}

/// The row of `clients`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ClientRecord {
    id: String,
    code: Option<String>,
    aliases: String,
    last_contact: Option<String>,
    /// Milliseconds of the last meeting of any kind; the highest number for a client who was never met, so that a new
    /// one is on top of the list.
    sort: i64,
    next_due: Option<String>,
    open_screening: Option<String>,
    highest_band: Option<i64>,
    screenings: i64,
    conflicts: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct ScreeningRecord {
    id: String,
    started: String,
    finished: Option<String>,
    /// `open` until it is finished, so that no tap computes scores or writes this row; then `complete` or
    /// `incomplete`; `unknown` for an instrument that this app does not know.
    status: String,
    /// JSON: substance -> score, for rows of a finished interview that have one.
    scores: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct FollowUpRecord {
    id: String,
    due: String,
    what: String,
    done: Option<String>,
}

/// The rows of a file.
pub(crate) fn project(file: &CaseFile) -> Projection {
    let last_contact = file.last_contact();
    let met = [
        millis(last_contact),
        file.screenings
            .iter()
            .map(|filed| filed.current().started.millis())
            .max(),
        file.interventions
            .iter()
            .map(|filed| filed.current().at.millis())
            .max(),
    ];
    // Each report is computed once: for its row, and for the highest band of the last finished interview.
    let finished = |screening: &Screening| screening.finished.is_some().then(|| screening.report());
    let reports: Vec<_> = file
        .screenings
        .iter()
        .map(|filed| finished(filed.current()))
        .collect();
    let both = || file.screenings.iter().map(Filed::current).zip(&reports);
    let last = both()
        .filter(|(_, report)| report.is_some())
        .max_by_key(|(screening, _)| screening.started);
    let band = last.and_then(|(_, report)| report.as_ref()?.as_ref()?.highest_band());
    let client = ClientRecord {
        id: file.id.to_string(),
        code: file.profile.code.clone(),
        aliases: serde_json::to_string(&file.profile.aliases).unwrap_or_default(),
        last_contact: last_contact.map(|at| at.to_string()),
        sort: met.into_iter().flatten().max().unwrap_or(i64::MAX),
        next_due: file.next_due().map(|day| day.to_string()),
        open_screening: file.open_screening().map(|filed| filed.id.to_string()),
        highest_band: band.map(band_code),
        screenings: i64::try_from(file.screenings.len()).unwrap_or(i64::MAX),
        conflicts: i64::try_from(file.conflicts.len()).unwrap_or(i64::MAX),
    };
    let ids = file.screenings.iter().map(|filed| filed.id.to_string());
    let mut screenings: Vec<_> = ids
        .zip(both())
        .map(|(id, (body, report))| screening(id, body, report.as_ref().map(Option::as_ref)))
        .collect();
    screenings.sort_by(|a, b| a.id.cmp(&b.id));
    let mut follow_ups: Vec<_> = file
        .follow_ups
        .iter()
        .map(|filed| FollowUpRecord {
            id: filed.id.to_string(),
            due: filed.current().due.to_string(),
            what: filed.current().what.clone(),
            done: filed.current().done.map(|day| day.to_string()),
        })
        .collect();
    follow_ups.sort_by(|a, b| a.id.cmp(&b.id));
    Projection {
        client,
        screenings,
        follow_ups,
    }
}

impl Projection {
    /// The rows after an act that can have changed nothing in them but the number of conflicts.
    pub(crate) fn with_conflicts(&self, file: &CaseFile) -> Self {
        let mut now = self.clone();
        now.client.conflicts = i64::try_from(file.conflicts.len()).unwrap_or(i64::MAX);
        now
    }
}

/// The row of one interview; `report` is `None` while it is open.
fn screening(
    id: String,
    screening: &Screening,
    report: Option<Option<&Report>>,
) -> ScreeningRecord {
    let status = match report.map(|known| known.map(|report| report.status)) {
        None => "open",
        Some(Some(Status::Complete)) => "complete",
        Some(Some(Status::Incomplete)) => "incomplete",
        Some(None) => "unknown",
    };
    ScreeningRecord {
        id,
        started: screening.started.to_string(),
        finished: screening.finished.map(|at| at.to_string()),
        status: status.to_owned(),
        scores: report
            .flatten()
            .map(scores)
            .unwrap_or_else(|| "{}".to_owned()),
    }
}

fn scores(report: &Report) -> String {
    let scores: Vec<String> = report
        .substances
        .iter()
        .filter_map(|row| Some(format!("\"{}\":{}", row.substance.id(), row.score?)))
        .collect();
    format!("{{{}}}", scores.join(","))
}

/// Bands as numbers, so that a list can compare them.
fn band_code(band: Band) -> i64 {
    match band {
        Band::Low => 1,
        Band::Moderate => 2,
        Band::High => 3,
    }
}

/// The band of a row.
pub(crate) fn band(code: Option<i64>) -> Option<Band> {
    [Band::Low, Band::Moderate, Band::High]
        .into_iter()
        .find(|band| Some(band_code(*band)) == code)
}
