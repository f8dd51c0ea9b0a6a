//! What an author may have in a document: counted by what is new here, so that what is merged again counts once.

use std::collections::{BTreeMap, HashSet};

use automerge::ActorId;

use super::one::Job;
use crate::document::assemble::{Parts, unknown};
use crate::document::change::{self, Unusable};
use crate::segments::RawId;

/// Puts aside, in the order in which they came, changes whose author has too much in this document already.
pub(super) fn put_aside(job: &mut Job, actor: &ActorId) {
    let mut all = job.authored.clone();
    for incoming in &job.received {
        *all.entry(incoming.author).or_default() += incoming.operations;
    }
    if all.values().all(|operations| *operations <= job.most) {
        return;
    }
    let nothing = Parts::default();
    let parts = job.parts.as_ref().unwrap_or(&nothing);
    let bytes: Vec<&[u8]> = job
        .received
        .iter()
        .map(|one| one.bytes.as_slice())
        .collect();
    // A document that does not load keeps what arrived for later.
    let Ok(unknown) = unknown(parts, &bytes, actor) else {
        return;
    };
    for (incoming, unknown) in std::mem::take(&mut job.received).into_iter().zip(unknown) {
        let there = job.authored.entry(incoming.author).or_default();
        if unknown && *there + incoming.operations > job.most {
            job.beyond.push((Unusable::AuthorTooLarge, incoming.bytes));
            continue;
        }
        if unknown {
            *there += incoming.operations;
        }
        job.received.push(incoming);
    }
}

/// Operations of each author that are stored now and were not before.
pub(super) fn fresh(
    job: &Job,
    received: &[Vec<u8>],
    mut stored: HashSet<[u8; 32]>,
) -> BTreeMap<RawId, u64> {
    for row in job.parts.iter().flat_map(|parts| &parts.rows) {
        stored.remove(&change::hash(row));
    }
    let mut fresh = BTreeMap::new();
    for (incoming, bytes) in job.received.iter().zip(received) {
        if stored.remove(&change::hash(bytes)) {
            *fresh.entry(incoming.author).or_default() += incoming.operations;
        }
    }
    fresh
}
