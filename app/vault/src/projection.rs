//! Rows that lists, search and exports read, computed from one case file at a time.
//!
//! A projection is a pure function of the file, so it can be rebuilt at any time and `verify` compares the two. After
//! an act only the rows that differ are written: a tap on an answer writes none.
//!
//! There is one row for each entry, of whatever kind, and one for the profile: the columns come from the roles in the
//! table of its kind, so that a new kind needs no migration. The body holds all versions of the entry, so that an
//! export needs no document; it is left out while an interview or intervention is open, since a tap would write it anew
//! each time.

use wayside_domain::assist::Band;
use wayside_domain::case_file::{CaseFile, Filed};
use wayside_domain::id::Id;
use wayside_domain::record::{Body, Kind, Role};
use wayside_domain::time::Date;

mod body;
mod rows;

pub(crate) use body::versions;
pub(crate) use rows::{clear, code_key, read, word_count, words, words_agree, write};

/// All rows of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Projection {
    /// The id of the file.
    pub(crate) id: String,
    /// `None` for a log, which is no client.
    pub(crate) client: Option<ClientRecord>,
    /// In the order of their ids.
    pub(crate) entries: Vec<EntryRecord>,
}

/// The row of `clients`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ClientRecord {
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

/// A row of `entries`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntryRecord {
    pub(crate) id: String,
    pub(crate) kind: String,
    /// The day on which it happened, or is due.
    day: Option<String>,
    /// The day on which it is due, while it is not done.
    due: Option<String>,
    /// `open`, `due`, `done`, `stands`, or `disputed`.
    state: String,
    by: Option<String>,
    title: Option<String>,
    /// `None` while it is open.
    pub(crate) body: Option<String>,
}

/// The rows of a file.
pub(crate) fn project(file: &CaseFile) -> Projection {
    let mut entries: Vec<_> = file
        .entries
        .iter()
        .map(|(id, filed)| entry(id, filed))
        .collect();
    if !file.is_log {
        let profile = Filed::new(0, Body::Client(file.profile.clone()));
        entries.push(entry(&file.id, &profile));
        entries.sort_by(|a, b| a.id.cmp(&b.id));
    }
    Projection {
        id: file.id.to_string(),
        client: (!file.is_log).then(|| client(file)),
        entries,
    }
}

fn client(file: &CaseFile) -> ClientRecord {
    let screenings = file
        .entries
        .values()
        .filter(|filed| filed.body().kind() == Kind::Screening);
    ClientRecord {
        code: file.profile.code.clone(),
        aliases: serde_json::to_string(&file.profile.aliases).unwrap_or_default(),
        last_contact: file.last_contact().map(|at| at.to_string()),
        sort: file.last_met().map_or(i64::MAX, |at| at.millis()),
        next_due: file.next_due().map(|day| day.to_string()),
        open_screening: file.open_screening().map(Id::to_string),
        highest_band: file.highest_band().map(band_code),
        screenings: i64::try_from(screenings.count()).unwrap_or(i64::MAX),
        conflicts: conflicts(file),
    }
}

/// How many things wait for somebody to choose.
fn conflicts(file: &CaseFile) -> i64 {
    let disputed = file.entries.values().filter(|filed| filed.is_disputed());
    i64::try_from(file.conflicts.len() + disputed.count()).unwrap_or(i64::MAX)
}

fn entry(id: &Id, filed: &Filed) -> EntryRecord {
    let body = filed.body();
    let role = |role| body.part(body.kind().with(role)?.name)?.text();
    let due = body.due();
    let state = match (filed.is_disputed(), body.is_open(), due, body.done()) {
        (true, ..) => "disputed",
        (_, true, ..) => "open",
        (_, _, Some(_), _) => "due",
        (_, _, _, Some(_)) => "done",
        _ => "stands",
    };
    EntryRecord {
        id: id.to_string(),
        kind: body.kind().id().to_owned(),
        day: body.day().as_ref().map(Date::to_string),
        due: due.as_ref().map(Date::to_string),
        state: state.to_owned(),
        by: role(Role::By),
        title: role(Role::Title),
        body: (!body.is_open()).then(|| body::text(filed)),
    }
}

impl Projection {
    /// The rows after an act that can have changed nothing in them but the number of conflicts.
    pub(crate) fn with_conflicts(&self, file: &CaseFile) -> Self {
        let mut now = self.clone();
        if let Some(client) = &mut now.client {
            client.conflicts = conflicts(file);
        }
        now
    }
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
