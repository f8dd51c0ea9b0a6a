//! Merging opened segments into the documents: many documents at once, each alone.
//!
//! What was opened is a [`Merge`], of which some documents are taken at a time, each time in one transaction:
//! documents, projections and quarantine change together or not at all, and with the last ones the segments' states. A
//! merge that is cut short is begun again from its segments; what was merged before says nothing new then. Each
//! document is loaded, changed, read and dropped, so memory does not grow with the number of clients. On native targets
//! the documents are worked on by several threads, while this thread reads and writes rows; SQLite is touched by this
//! thread only.
//!
//! A file with further volumes is read whole after its documents of a step were written, and its rows made anew. A
//! change for a volume counts only through the stream of the caseload that the volume's id names.
//!
//! What one segment brings beyond its limit, and what an author has beyond its limit in a file (`authors`), is put
//! aside unread, change by change in the order of the segment, and everything else goes on.
//!
//! A new document is stored as the raw changes that made it, one after the other; saving it whole would cost more than
//! everything else here. Documents with many rows are folded, as in `vault`.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use wayside_domain::id::Id;

use crate::authors;
use crate::document::change;
use crate::document::change::{MAX_SEGMENT_OPERATIONS, Unusable};
use crate::document::guard::fenced;
use crate::document::volume::{self, Name};
use crate::error::{CommandError, Fault};
use crate::projection;
use crate::quarantine::{self, Item};
use crate::segments::{Position, RawId, SegmentState, set_state};
use crate::store;
use crate::vault::Vault;

mod limit;
mod one;
mod work;

use one::{Done, Job, Said, job};
use work::work;

/// The content of one opened segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// The author.
    pub device: RawId,
    /// The caseload; where new clients go.
    pub caseload: RawId,
    /// The number in the stream.
    pub index: u64,
    /// Raw changes by case file, in the order of the segment.
    pub changes: Vec<(Id, Vec<Vec<u8>>)>,
}

/// What became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// The case files that were touched.
    pub clients: Vec<Id>,
    /// Changes that went to quarantine.
    pub quarantined: u64,
    /// Changes that wait for others.
    pub waiting: u64,
}

/// Opened segments on their way into the documents.
#[derive(Debug)]
pub struct Merge {
    positions: Vec<Position>,
    documents: std::vec::IntoIter<Received>,
    applied: Applied,
}

/// What arrived for one document.
#[derive(Debug)]
struct Received {
    /// The case file, or a further volume of one.
    client: Id,
    caseload: RawId,
    changes: Vec<Incoming>,
    /// Put aside unread.
    beyond: Vec<(Unusable, Vec<u8>)>,
}

/// One change that arrived.
#[derive(Debug)]
struct Incoming {
    author: RawId,
    operations: u64,
    bytes: Vec<u8>,
}

impl Merge {
    /// Nothing of it is merged yet.
    pub fn new(opened: Vec<Opened>) -> Self {
        let mut positions = Vec::with_capacity(opened.len());
        let mut documents: BTreeMap<Id, Received> = BTreeMap::new();
        for segment in opened {
            let caseload = segment.caseload;
            positions.push(Position {
                device: segment.device,
                caseload,
                index: segment.index,
            });
            let mut room = MAX_SEGMENT_OPERATIONS;
            for (client, changes) in segment.changes {
                let volume = Name::of(&client);
                // Whoever comes first through another stream does not take a volume's place.
                let home = volume.map_or(caseload, |volume| volume.caseload);
                let received = documents
                    .entry(client)
                    .or_insert_with_key(|client| Received {
                        client: client.clone(),
                        caseload: home,
                        changes: Vec::new(),
                        beyond: Vec::new(),
                    });
                for bytes in changes {
                    let weight = change::weight(&bytes);
                    let Some(left) = room.checked_sub(weight) else {
                        received.beyond.push((Unusable::SegmentTooLarge, bytes));
                        continue;
                    };
                    room = left;
                    if home != caseload {
                        received.beyond.push((Unusable::WrongVolume, bytes));
                        continue;
                    }
                    received.changes.push(Incoming {
                        author: segment.device,
                        operations: weight - 1,
                        bytes,
                    });
                }
            }
        }
        // In the order of ids, so that rows that lie together are written together.
        let documents: Vec<_> = documents.into_values().collect();
        Self {
            positions,
            documents: documents.into_iter(),
            applied: Applied::default(),
        }
    }

    /// What became of it so far.
    pub fn applied(self) -> Applied {
        let mut applied = self.applied;
        applied.clients.sort();
        applied.clients.dedup();
        applied
    }
}

/// Documents that a worker takes at once.
const CHUNK: usize = 32;

impl Vault {
    /// Merges the content of opened segments and marks them as applied, in one transaction. Each bad change goes to
    /// quarantine alone; a change whose past has not arrived waits.
    ///
    /// # Errors
    /// The disk's. Nothing was changed then.
    pub fn apply(&mut self, opened: Vec<Opened>) -> Result<Applied, Fault> {
        let mut merge = Merge::new(opened);
        self.merge(&mut merge, usize::MAX)?;
        Ok(merge.applied())
    }

    /// The same for at most so many documents, in one transaction. True when they were the last ones, and the segments
    /// are marked as applied. Between two calls the vault answers everything else.
    ///
    /// # Errors
    /// The disk's. Nothing was changed by this call then, and the merge is of no use any more.
    pub fn merge(&mut self, merge: &mut Merge, most: usize) -> Result<bool, Fault> {
        let coming = merge.documents.as_slice().iter().take(most);
        self.forget_open_of(coming.map(|received| &received.client));
        self.merge_some(merge, most)
            .map_err(|fault| self.noted(fault))
    }

    fn merge_some(&self, merge: &mut Merge, most: usize) -> Result<bool, Fault> {
        let transaction = self.connection.unchecked_transaction()?;
        let connection: &Connection = &transaction;
        let mut some = merge.documents.by_ref().take(most);
        let limits = self.limits;
        let mut next = || -> Result<Vec<Job>, Fault> {
            let chunk = some.by_ref().take(CHUNK);
            chunk
                .map(|received| job(connection, received, limits))
                .collect()
        };
        let mut with_volumes = BTreeSet::new();
        work(&self.actor, &mut next, |done| {
            write(connection, done, &mut merge.applied, &mut with_volumes)
        })?;
        for file in &with_volumes {
            self.project_again(file)?;
        }
        let last = merge.documents.as_slice().is_empty();
        if last {
            for position in &merge.positions {
                set_state(connection, position, SegmentState::Applied)?;
            }
        }
        transaction.commit()?;
        Ok(last)
    }
}

impl Vault {
    /// Makes the rows of a file anew, from all of its volumes. One that does not load is in quarantine, and its rows
    /// stay.
    fn project_again(&self, file: &Id) -> Result<(), Fault> {
        let open = match self.load(file) {
            Ok(Some(open)) if !open.says_nothing => open,
            Ok(_) => return Ok(()),
            Err(CommandError::Fault(fault)) => return Err(fault),
            Err(_) => return Ok(()),
        };
        if let Ok(now) = fenced(|| projection::project(&open.file)) {
            let (caseload, before) = (&open.caseload, open.projection.as_ref());
            projection::write(&self.connection, caseload, before, &now)?;
        }
        Ok(())
    }
}

fn write(
    connection: &Connection,
    done: Done,
    applied: &mut Applied,
    with_volumes: &mut BTreeSet<Id>,
) -> Result<(), Fault> {
    let Done { job, made } = done;
    let client = job.client.as_str();
    let Some(made) = made else {
        return keep_for_later(connection, job, applied);
    };
    let is_nothing = made.saved.as_ref().is_none_or(Vec::is_empty) && made.append.is_empty();
    match (&job.parts, &made.saved) {
        // What is no use makes no document, and so takes nobody's place.
        (None, _) if is_nothing => {}
        (None, saved) => store::insert(
            connection,
            client,
            &job.caseload,
            saved.as_deref().unwrap_or_default(),
        )?,
        (Some(_), Some(saved)) => store::fold(connection, client, saved, &[])?,
        (Some(_), None) => {}
    }
    for hash in &made.forget {
        store::forget(connection, client, hash)?;
    }
    for change in &made.append {
        store::append(connection, client, &change.hash(), change.raw_bytes())?;
    }
    for (device, operations) in &made.authored {
        authors::add(connection, client, device, *operations)?;
    }
    for (reason, bytes) in made.unusable.iter().chain(&job.beyond) {
        applied.quarantined += u64::from(quarantine::add(
            connection,
            &Item::change(client, reason.reason(), bytes),
        )?);
    }
    applied.waiting += u64::try_from(made.waiting).unwrap_or(u64::MAX);
    match made.said {
        Said::Volume(file) => {
            applied.clients.push(file.clone());
            with_volumes.insert(file);
        }
        Said::File(_) if !store::further(connection, &job.client)?.is_empty() => {
            applied.clients.push(job.client.clone());
            with_volumes.insert(job.client);
        }
        Said::File(now) => {
            let old = match &job.parts {
                Some(_) => projection::read(connection, client)?,
                None => None,
            };
            projection::write(connection, &job.caseload, old.as_ref(), &now)?;
            applied.clients.push(job.client);
        }
        Said::Nothing if volume::is_one(&job.client) => {}
        Said::Nothing => applied.clients.push(job.client),
    }
    Ok(())
}

/// The stored document does not load. What arrived for it is kept as rows, what is not a change goes to quarantine.
fn keep_for_later(connection: &Connection, job: Job, applied: &mut Applied) -> Result<(), Fault> {
    let client = job.client.as_str();
    if let Some(parts) = &job.parts {
        let item = Item::document(client, "does-not-load", &parts.saved);
        applied.quarantined += u64::from(quarantine::add(connection, &item)?);
    }
    for (reason, bytes) in &job.beyond {
        let item = Item::change(client, reason.reason(), bytes);
        applied.quarantined += u64::from(quarantine::add(connection, &item)?);
    }
    for Incoming { bytes, .. } in &job.received {
        match change::parse(bytes) {
            Ok(change) => {
                store::append(connection, client, &change.hash(), bytes)?;
                applied.waiting += 1;
            }
            Err(reason) => {
                let item = Item::change(client, reason.reason(), bytes);
                applied.quarantined += u64::from(quarantine::add(connection, &item)?);
            }
        }
    }
    // Of which file a volume is one, nobody knows while it does not load.
    if !volume::is_one(&job.client) {
        applied.clients.push(job.client);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
