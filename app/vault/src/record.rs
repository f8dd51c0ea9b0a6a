//! Recording whole records: an import, or the headless device. All of a document or none of it.
//!
//! | the id | the content | outcome |
//! |---|---|---|
//! | not known (or none given) | | added |
//! | known | a version that is held, or what one says | same: nothing is written |
//! | known | only goes on where the entry was open | continued |
//! | known | other, or what was said before with another reason | corrected: kept beside the first |
//!
//! Which client a record belongs to, and its id where it has none, is `place`'s business. One Automerge change per
//! document, unless it would not fit a segment. Which of a file's documents it is, `volumes` says.

use std::collections::BTreeMap;

use rand_core::CryptoRng;
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use wayside_domain::case_file::{CaseFile, Filed, Version};
use wayside_domain::command::{Outcome, Recorded};
use wayside_domain::id::Id;
use wayside_domain::record::{self as domain, Applied, Body, Entry, Kind, version};
use wayside_domain::time::Timestamp;

use crate::document::guard::fenced;
use crate::document::{begin_log, entry, file};
use crate::error::{CommandError, Fault, RecordFailure, RecordProblem};
use crate::projection;
use crate::segments::RawId;
use crate::vault::{Open, Vault, Volumes};

mod place;

use place::{Owner, Placed};

/// The reason of a correction that came without one.
const AGAIN: &str = "recorded again";

impl Vault {
    /// Records a document of records; new clients go into `caseload`. All or none, in one transaction.
    ///
    /// Codes computed from personal facts ([`domain::Client::uic`]) have to be settled before: the vault has no
    /// programme key and stores none of the facts.
    ///
    /// # Errors
    /// [`RecordFailure`] names the record and the field; nothing of the document was kept then.
    pub fn record(
        &mut self,
        entries: Vec<Entry>,
        caseload: &RawId,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<Recorded>, RecordFailure> {
        let placed = self.place(entries, caseload, now, rng)?;
        self.forget_open();
        let done = self.record_placed(placed, caseload, now);
        // Documents that were read inside a transaction that was rolled back are not kept.
        self.forget_open();
        done.map_err(|failure| match failure.problem {
            RecordProblem::Fault(fault) => RecordFailure {
                problem: RecordProblem::Fault(self.failed(fault)),
                ..failure
            },
            _ => failure,
        })
    }

    fn record_placed(
        &mut self,
        placed: BTreeMap<Id, (Owner, Vec<Placed>)>,
        caseload: &RawId,
        now: Timestamp,
    ) -> Result<Vec<Recorded>, RecordFailure> {
        let mut recorded: Vec<(usize, Recorded)> = Vec::new();
        let mut next_row = self.next_row().map_err(fault)?;
        let transaction = self
            .connection
            .unchecked_transaction()
            .map_err(|error| fault(error.into()))?;
        for (client, (owner, records)) in placed {
            let first = records.first().map_or(0, |record| record.line);
            let open = self.load(&client);
            let open = open.map_err(|error| unreadable(first, error))?;
            let mut open = open.unwrap_or_else(|| {
                Open::empty(client.clone(), *caseload, &self.actor, self.limits)
            });
            let written = fenced(|| write(&self.connection, &mut open, &owner, &records, now));
            let outcomes = match written {
                Ok(Ok(outcomes)) => outcomes,
                Ok(Err(failure)) => return Err(failure),
                Err(_) => return Err(failure(first, "client", RecordProblem::Unreadable)),
            };
            if open.volumes.is_written() {
                let now = projection::project(&open.file);
                open.store(&transaction, now, &mut next_row)
                    .map_err(fault)?;
            }
            for (record, outcome) in records.into_iter().zip(outcomes) {
                let odd = record.entry.body.odd(now.date());
                let (id, client) = (record.id, client.clone());
                recorded.push((
                    record.line,
                    Recorded {
                        id,
                        client,
                        outcome,
                        odd,
                    },
                ));
            }
        }
        transaction.commit().map_err(|error| fault(error.into()))?;
        self.set_next_row(next_row);
        self.pending.set(None);
        recorded.sort_by_key(|(line, _)| *line);
        Ok(recorded.into_iter().map(|(_, recorded)| recorded).collect())
    }
}

/// Writes the records of one client; the file is kept up to date between them, so that each is compared with what the
/// ones before it made.
fn write(
    connection: &Connection,
    open: &mut Open,
    owner: &Owner,
    records: &[Placed],
    now: Timestamp,
) -> Result<Vec<Outcome>, RecordFailure> {
    let first = records.first().map_or(0, |record| record.line);
    let mut outcomes = Vec::with_capacity(records.len());
    let Open { volumes, file, .. } = open;
    if let (Owner::Log(month), true) = (owner, volumes.is_new()) {
        let begun = volumes
            .pen(0)
            .and_then(|mut pen| begin_log(&mut pen, month));
        begun.map_err(|_| failure(first, "client", RecordProblem::Unreadable))?;
        file.is_log = true;
    }
    // Profile first: a record may stand before its client.
    let mut order: Vec<usize> = (0..records.len()).collect();
    order.sort_by_key(|at| {
        records
            .get(*at)
            .is_none_or(|record| !matches!(record.entry.body, Body::Client(_)))
    });
    for at in order {
        let Some(record) = records.get(at) else {
            continue;
        };
        let outcome = write_one(connection, volumes, file, record, now)?;
        if volumes.are_beyond_their_limit(connection).map_err(fault)? {
            return Err(failure(record.line, "id", RecordProblem::NoRoom));
        }
        outcomes.push((at, outcome));
    }
    volumes.finish();
    outcomes.sort_by_key(|(at, _)| *at);
    Ok(outcomes.into_iter().map(|(_, outcome)| outcome).collect())
}

fn write_one(
    connection: &Connection,
    volumes: &mut Volumes,
    file: &mut CaseFile,
    record: &Placed,
    now: Timestamp,
) -> Result<Outcome, RecordFailure> {
    let broken = |_| failure(record.line, "client", RecordProblem::Unreadable);
    let (id, kind) = (&record.id, record.entry.body.kind());
    let known = file.body(id).filter(|known| match known {
        Body::Client(_) => volumes.has_profile(),
        _ => true,
    });
    if known.as_ref().is_some_and(|known| known.kind() != kind) {
        return Err(failure(record.line, "id", RecordProblem::OtherRecord));
    }
    let filed = file.entries.get(id);
    let standing = filed.and_then(|filed| filed.version().correction.clone());
    let outcome = judge(file, known.as_ref(), id, &record.entry);
    // What a version goes into; the profile's are all in one place.
    let there = |volumes: &Volumes, correction: Option<&Id>| match kind {
        Kind::Client => Some(0),
        _ => volumes.holding(kind, id, correction),
    };
    let new = |volumes: &mut Volumes| match kind {
        Kind::Client => Ok(0),
        _ => volumes.with_room(connection).map_err(fault),
    };
    if let (Applied::Continued(_) | Applied::Corrected(_), Some(held @ Body::Client(_))) =
        (&outcome, &known)
    {
        // What was said before, and what is said now: an older copy of either changes nothing.
        let reason = record.entry.correction.as_deref().unwrap_or_default();
        let mut pen = volumes.pen(0).map_err(broken)?;
        entry::said(&mut pen, held, "").map_err(broken)?;
        entry::said(&mut pen, &without_facts(&record.entry.body), reason).map_err(broken)?;
    }
    match &outcome {
        Applied::Same => {}
        Applied::Continued(body) => {
            let at = there(volumes, standing.as_ref()).unwrap_or_default();
            let mut pen = volumes.pen(at).map_err(broken)?;
            let (standing, known) = (standing.as_ref(), known.as_ref());
            entry::write(&mut pen, id, standing, known, body).map_err(broken)?;
        }
        Applied::Added(body) | Applied::Corrected(body)
            if is_original(&outcome, filed, &record.entry) =>
        {
            let at = new(volumes)?;
            let mut pen = volumes.pen(at).map_err(broken)?;
            entry::write(&mut pen, id, None, None, body).map_err(broken)?;
        }
        // A correction whose original is not here is kept as one, so that both meet when it comes.
        Applied::Added(body) | Applied::Corrected(body) => {
            let heads = || filed.map(|filed| filed.heads()).unwrap_or_default();
            let replaces = match record.entry.replaces.as_slice() {
                [] => heads(),
                named => named.to_vec(),
            };
            let reason = record.entry.correction.as_deref().unwrap_or(AGAIN);
            let correction = correction_id(&version(body, &replaces));
            if kind != Kind::Client && there(volumes, Some(&correction)).is_some() {
                // It is here, and was gone on with since.
                return Ok(Outcome::Same);
            }
            let version = Version {
                correction: Some(correction),
                reason: Some(reason.to_owned()),
                at: Some(now),
                replaces,
                body: body.clone(),
            };
            let at = new(volumes)?;
            let mut pen = volumes.pen(at).map_err(broken)?;
            entry::correct(&mut pen, id, known.as_ref(), &version).map_err(broken)?;
        }
    }
    if outcome != Applied::Same {
        file::reread(&volumes.documents(), file, kind, id);
    }
    Ok(match outcome {
        Applied::Added(_) => Outcome::Added,
        Applied::Same => Outcome::Same,
        Applied::Continued(_) => Outcome::Continued,
        Applied::Corrected(_) => Outcome::Corrected,
    })
}

/// Whether what is written is an original and no correction: it is the first of its entry, a profile, or what the
/// corrections that are here already are corrections of.
fn is_original(outcome: &Applied, filed: Option<&Filed>, entry: &Entry) -> bool {
    match outcome {
        Applied::Added(Body::Client(_)) => true,
        Applied::Added(_) => entry.replaces.is_empty(),
        _ => is_missing_original(filed, entry),
    }
}

/// What a record is to what the file holds under its id.
pub(super) fn judge(file: &CaseFile, known: Option<&Body>, id: &Id, entry: &Entry) -> Applied {
    let body = without_facts(&entry.body);
    let is_missing = is_missing_original(file.entries.get(id), entry);
    if !is_missing && is_held(file, known, id, entry, &body) {
        return Applied::Same;
    }
    let is_correction = entry.correction.is_some() || !entry.replaces.is_empty();
    if is_missing {
        return Applied::Corrected(body);
    }
    // An export's line that what is held went on from is an older copy.
    let held = file
        .entries
        .get(id)
        .and_then(|filed| filed.original())
        .or(known);
    let went_on = |held: &Body| matches!(domain::apply(Some(&body), held), Applied::Continued(_));
    if entry.named.is_some() && !is_correction && held.is_some_and(went_on) {
        return Applied::Same;
    }
    let corrected = file
        .entries
        .get(id)
        .is_some_and(|filed| filed.versions().len() > 1);
    match domain::apply(known, &body) {
        // What was corrected once is not gone on with, and what says that it is a correction is one.
        Applied::Continued(_) if corrected || is_correction => Applied::Corrected(body),
        Applied::Same if is_correction && known != Some(&body) => Applied::Corrected(body),
        applied => applied,
    }
}

/// A body as it is kept: the facts of a computed code are used up.
fn without_facts(body: &Body) -> Body {
    let mut body = body.clone();
    if let Body::Client(client) = &mut body {
        client.uic = None;
    }
    body
}

/// The id of a correction follows from its version: recorded on two phones, it is one.
fn correction_id(version: &str) -> Id {
    let hash = Sha256::digest(version);
    Id::of_bytes(hash.get(..10).unwrap_or_default())
}

/// Whether this is the original of an entry of which only corrections are here.
fn is_missing_original(filed: Option<&Filed>, entry: &Entry) -> bool {
    let is_original =
        entry.named.is_some() && entry.replaces.is_empty() && entry.correction.is_none();
    is_original && filed.is_some_and(|filed| filed.original().is_none())
}

/// Whether the file holds this version already: by name; where the record names none, by what it says and why it says
/// it.
fn is_held(file: &CaseFile, known: Option<&Body>, id: &Id, entry: &Entry, body: &Body) -> bool {
    if let Body::Client(_) = body {
        let said = (
            version(body, &[]),
            entry.correction.clone().unwrap_or_default(),
        );
        let mut all = file.said_profiles.iter();
        return known == Some(body)
            || file.said_profiles.contains(&said)
            || entry.correction.is_none() && all.any(|(version, _)| *version == said.0);
    }
    let Some(filed) = file.entries.get(id) else {
        return false;
    };
    let mut versions = filed.versions().iter();
    if let Some(named) = &entry.named {
        // An original that was taken in as a correction has another name here.
        let says = |one: &Version| entry.replaces.is_empty() && one.body == *body;
        return versions.any(|one| one.version() == *named || says(one));
    }
    match (&entry.replaces[..], &entry.correction) {
        ([], None) => versions.any(|one| one.body == *body),
        ([], Some(reason)) => {
            let says = |one: &Version| one.body == *body && one.reason.as_ref() == Some(reason);
            versions.any(says) || filed.body() == body
        }
        (named, _) => {
            let name = version(body, named);
            versions.any(|one| one.version() == name)
        }
    }
}

fn failure(at: usize, field: &str, problem: RecordProblem) -> RecordFailure {
    RecordFailure {
        line: at + 1,
        field: field.to_owned(),
        problem,
    }
}

fn fault(fault: Fault) -> RecordFailure {
    RecordFailure {
        line: 0,
        field: String::new(),
        problem: fault.into(),
    }
}

fn unreadable(at: usize, error: CommandError) -> RecordFailure {
    match error {
        CommandError::Fault(reason) => fault(reason),
        _ => failure(at, "client", RecordProblem::Unreadable),
    }
}
