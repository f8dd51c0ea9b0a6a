//! Recording whole records: an import, or the headless device. All of a document or none of it.
//!
//! | the id | the content | outcome |
//! |---|---|---|
//! | not known (or none given) | | added |
//! | known | what is there, or a version of it | same: nothing is written |
//! | known | only goes on where the entry was open | continued |
//! | known | other | corrected: kept beside the first |
//!
//! Clients are looked up by id, code or alias, first among the records of the same document, wherever in it they stand.
//! A client record without an id whose code one client carries already is that client. One Automerge change per client
//! document, unless it would not fit a segment.

use std::collections::BTreeMap;

use rand_core::CryptoRng;
use wayside_domain::command::{Outcome, Recorded};
use wayside_domain::id::Id;
use wayside_domain::record::{self as domain, Body, Entry};
use wayside_domain::time::Timestamp;

use crate::document::guard::fenced;
use crate::document::pen::{OwnChange, Pen};
use crate::document::{entry, file};
use crate::error::{CommandError, Fault, RecordFailure, RecordProblem};
use crate::projection;
use crate::segments::RawId;
use crate::vault::{self, Open, Vault};

mod place;

use place::Placed;

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
        let placed = self.place(entries, rng)?;
        self.forget_open();
        let done = self.record_placed(placed, caseload, now, rng);
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
        placed: BTreeMap<Id, Vec<Placed>>,
        caseload: &RawId,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<Recorded>, RecordFailure> {
        let mut recorded: Vec<(usize, Recorded)> = Vec::new();
        let mut next_row = self.next_row().map_err(fault)?;
        let transaction = self
            .connection
            .unchecked_transaction()
            .map_err(|error| fault(error.into()))?;
        for (client, records) in placed {
            let first = records.first().map_or(0, |record| record.line);
            let open = vault::load(&self.connection, &client, &self.actor)
                .map_err(|error| unreadable(first, error))?;
            let mut open =
                open.unwrap_or_else(|| Open::empty(client.clone(), *caseload, &self.actor));
            let written = fenced(|| write(&mut open, &records, now, rng));
            let (outcomes, changes) = match written {
                Ok(Ok(done)) => done,
                Ok(Err(failure)) => return Err(failure),
                Err(_) => return Err(failure(first, "client", RecordProblem::Unreadable)),
            };
            if !changes.is_empty() {
                let now = projection::project(&open.file);
                open.store(&transaction, &changes, now, &mut next_row)
                    .map_err(fault)?;
            }
            let done = records.into_iter().zip(outcomes);
            recorded.extend(done.map(|(record, outcome)| {
                (
                    record.line,
                    Recorded {
                        id: record.id,
                        client: client.clone(),
                        outcome,
                    },
                )
            }));
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
    open: &mut Open,
    records: &[Placed],
    now: Timestamp,
    rng: &mut impl CryptoRng,
) -> Result<(Vec<Outcome>, Vec<OwnChange>), RecordFailure> {
    let mut outcomes = Vec::with_capacity(records.len());
    let mut pen = Pen::new(&mut open.document);
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
        let broken = |_| failure(record.line, "client", RecordProblem::Unreadable);
        let known = file::current(&open.file, &record.id).filter(|known| match known {
            Body::Client(_) => pen.has_profile(),
            _ => true,
        });
        if known
            .as_ref()
            .is_some_and(|known| known.kind() != record.entry.body.kind())
        {
            return Err(failure(record.line, "id", RecordProblem::OtherRecord));
        }
        let versions = file::versions(&open.file, &record.id);
        let outcome = outcome(known.as_ref(), &versions, &record.entry);
        match &outcome {
            domain::Applied::Added(body) => {
                entry::write(&mut pen, &record.id, None, body).map_err(broken)?;
            }
            domain::Applied::Same => {}
            domain::Applied::Continued(body) => {
                entry::write(&mut pen, &record.id, known.as_ref(), body).map_err(broken)?;
            }
            domain::Applied::Corrected(body) => {
                let reason = record
                    .entry
                    .correction
                    .as_deref()
                    .unwrap_or("recorded again");
                let old = known.as_ref().unwrap_or(body);
                let id = Id::random(rng);
                entry::correct(&mut pen, &record.id, &id, old, body, reason, &now)
                    .map_err(broken)?;
            }
        }
        match &outcome {
            domain::Applied::Same => {}
            domain::Applied::Corrected(_) => open.file = file::read(pen.document(), &open.client),
            _ => file::reread(
                pen.document(),
                &mut open.file,
                record.entry.body.kind(),
                &record.id,
            ),
        }
        outcomes.push((
            at,
            match outcome {
                domain::Applied::Added(_) => Outcome::Added,
                domain::Applied::Same => Outcome::Same,
                domain::Applied::Continued(_) => Outcome::Continued,
                domain::Applied::Corrected(_) => Outcome::Corrected,
            },
        ));
    }
    let changes = pen.finish();
    outcomes.sort_by_key(|(at, _)| *at);
    Ok((
        outcomes.into_iter().map(|(_, outcome)| outcome).collect(),
        changes,
    ))
}

fn outcome(known: Option<&Body>, versions: &[Body], entry: &Entry) -> domain::Applied {
    let mut body = entry.body.clone();
    if let Body::Client(client) = &mut body {
        client.uic = None;
    }
    if versions.contains(&body) {
        return domain::Applied::Same;
    }
    match domain::apply(known, &body) {
        // What was corrected once is not gone on with, and what says that it is a correction is one.
        domain::Applied::Continued(_) if versions.len() > 1 || entry.correction.is_some() => {
            domain::Applied::Corrected(body)
        }
        applied => applied,
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
