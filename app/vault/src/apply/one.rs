//! One document: what it is and what it gets, read on the thread that owns the connection; the work on it, which touches
//! no disk and so may run on any thread.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use automerge::ActorId;
use rusqlite::Connection;
use wayside_domain::id::Id;

use super::{Incoming, Received, limit};
use crate::authors::{self, Limits};
use crate::document::assemble::{Assembled, Parts, assemble};
use crate::document::change::Unusable;
use crate::document::{change, file, tree, volume};
use crate::error::Fault;
use crate::projection::{self, Projection};
use crate::segments::RawId;
use crate::store;

/// One document to work on.
pub(super) struct Job {
    pub(super) client: Id,
    pub(super) caseload: RawId,
    /// `None` for a document that is new here.
    pub(super) parts: Option<Parts>,
    pub(super) received: Vec<Incoming>,
    pub(super) beyond: Vec<(Unusable, Vec<u8>)>,
    /// What each author of `received` has in the document already, and may have.
    pub(super) authored: BTreeMap<RawId, u64>,
    pub(super) most: u64,
}

/// A document that was worked on.
pub(super) struct Done {
    pub(super) job: Job,
    /// `None` when the stored bytes do not load.
    pub(super) made: Option<Made>,
}

pub(super) struct Made {
    /// New saved bytes, if there are.
    pub(super) saved: Option<Vec<u8>>,
    /// Rows to add.
    pub(super) append: Vec<automerge::Change>,
    /// Rows that `saved` covers, or that went to quarantine.
    pub(super) forget: Vec<automerge::ChangeHash>,
    pub(super) waiting: usize,
    pub(super) unusable: Vec<(Unusable, Vec<u8>)>,
    pub(super) said: Said,
    /// Operations of each author that are new here.
    pub(super) authored: BTreeMap<RawId, u64>,
}

/// What a document says by itself.
pub(super) enum Said {
    /// What it depends on is not here yet.
    Nothing,
    /// It is the file's own: the rows, unless there are further volumes.
    File(Box<Projection>),
    /// It is a further volume of this file.
    Volume(Id),
}

pub(super) fn job(
    connection: &Connection,
    received: Received,
    limits: Limits,
) -> Result<Job, Fault> {
    let Received {
        client,
        caseload,
        changes,
        beyond,
    } = received;
    let stored = store::load(connection, client.as_str())?;
    let mut authored = BTreeMap::new();
    for incoming in &changes {
        if let Entry::Vacant(entry) = authored.entry(incoming.author) {
            let device = &incoming.author;
            entry.insert(authors::operations(connection, client.as_str(), device)?);
        }
    }
    Ok(Job {
        client,
        // A client who is there stays where they are.
        caseload: stored.as_ref().map_or(caseload, |stored| stored.caseload),
        parts: stored.map(|stored| stored.parts),
        received: changes,
        beyond,
        authored,
        most: limits.operations,
    })
}

/// Works on one document. No disk, no panic.
pub(super) fn merge(mut job: Job, actor: &ActorId) -> Done {
    limit::put_aside(&mut job, actor);
    let received: Vec<Vec<u8>> = job
        .received
        .iter_mut()
        .map(|incoming| std::mem::take(&mut incoming.bytes))
        .collect();
    let nothing = Parts::default();
    let parts = job.parts.as_ref().unwrap_or(&nothing);
    let read = |document: &automerge::AutoCommit| {
        let continues = volume::continues(document, &job.client)?;
        let root = tree::root(document);
        if root.is_empty() {
            return Ok(Said::Nothing);
        }
        // A volume is read for the same reason as a file: what can't be read is found while it is one change.
        let rows = projection::project(&file::read(&job.client, &[(volume::FIRST, root)]));
        Ok(match (continues, volume::is_one(&job.client)) {
            (Some(file), _) => Said::Volume(file),
            (None, true) => Said::Nothing,
            (None, false) => Said::File(Box::new(rows)),
        })
    };
    let Ok(assembled) = assemble(parts, &received, actor, read) else {
        for (incoming, bytes) in job.received.iter_mut().zip(received) {
            incoming.bytes = bytes;
        }
        return Done { job, made: None };
    };
    let Assembled {
        mut document,
        read: said,
        applied,
        waiting,
        unusable,
    } = assembled;
    let bad = unusable
        .iter()
        .filter_map(|(_, bytes)| Some(change::parse(bytes).ok()?.hash()));
    let mut forget: Vec<_> = bad.collect();
    let waiting_count = waiting.len();
    let stored = applied.iter().chain(&waiting).map(automerge::Change::hash);
    let authored = limit::fresh(&job, &received, stored.map(|hash| hash.0).collect());
    let is_new = job.parts.is_none();
    let mut append = waiting;
    let mut saved = None;
    // Few changes of a new document are stored as they came.
    if is_new && applied.len() <= 8 {
        saved = Some(
            applied
                .iter()
                .flat_map(|change| change.raw_bytes().iter().copied())
                .collect(),
        );
    } else if applied.len() >= store::FOLD_AT || is_new {
        saved = store::saved(&mut document);
    }
    match &saved {
        Some(_) => forget.extend(applied.iter().map(automerge::Change::hash)),
        None => append.extend(applied),
    }
    if is_new {
        // Nothing is there that could leave.
        forget.clear();
    }
    let made = Made {
        saved,
        append,
        forget,
        waiting: waiting_count,
        unusable,
        said,
        authored,
    };
    Done {
        job,
        made: Some(made),
    }
}
