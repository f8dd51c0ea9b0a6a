//! From stored bytes to a document, and from received changes to what becomes of each.
//!
//! A document is stored as chunks in `documents.saved` (a saved document, or raw changes one after the other) and as
//! rows in `changes`. Received changes go into one pool with those rows:
//!
//! | a change | goes |
//! |---|---|
//! | whole, and everything it depends on is there | into the document |
//! | whole, and something it depends on has not arrived | stays a row, waiting |
//! | not a change, or Automerge refuses it, or it makes the document unreadable or another file's ([`volume`](super::volume)) | into quarantine, alone |
//!
//! The usual way is one batch. Only when that fails is the document built again from its bytes and each change tried on
//! a copy, so that the good ones among them still count. Automerge's own queue of waiting changes is never used.

use automerge::{ActorId, AutoCommit, Change, ChangeHash, ReadDoc};

use super::change::{self, Unusable};
use super::guard::{fenced_over, refused};

/// A document as it is stored.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts {
    pub(crate) saved: Vec<u8>,
    pub(crate) rows: Vec<Vec<u8>>,
}

/// A document in memory, and what became of the pool.
pub(crate) struct Assembled<R> {
    pub(crate) document: AutoCommit,
    /// What `read` made of the document.
    pub(crate) read: R,
    /// Rows and received changes that are in the document now and not in `saved`.
    pub(crate) applied: Vec<Change>,
    /// Changes that wait.
    pub(crate) waiting: Vec<Change>,
    /// Changes that could not be used, with their bytes.
    pub(crate) unusable: Vec<(Unusable, Vec<u8>)>,
}

/// The stored bytes themselves do not load or cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Broken;

/// Builds the document, applies what can be applied, and reads it.
pub(crate) fn assemble<R>(
    parts: &Parts,
    received: &[Vec<u8>],
    actor: &ActorId,
    read: impl Fn(&AutoCommit) -> Result<R, Unusable>,
) -> Result<Assembled<R>, Broken> {
    let mut pool = Vec::with_capacity(parts.rows.len() + received.len());
    let mut unusable = Vec::new();
    for bytes in parts.rows.iter().chain(received) {
        match change::parse(bytes) {
            Ok(change) => pool.push(change),
            Err(reason) => unusable.push((reason, bytes.clone())),
        }
    }
    let all = std::iter::once(parts.saved.as_slice()).chain(pool.iter().map(Change::raw_bytes));
    let at_once = fenced_over(all, || {
        let mut document = load(&parts.saved, actor).ok()?;
        let mut waiting = fresh(&document, pool.clone());
        let ready = ready(&document, &mut waiting);
        document.apply_changes(ready.clone()).ok()?;
        let read = read(&document).ok()?;
        Some((document, read, ready, waiting))
    });
    if let Ok(Some((document, read, applied, waiting))) = at_once {
        return Ok(Assembled {
            document,
            read,
            applied,
            waiting,
            unusable,
        });
    }
    one_by_one(parts, pool, unusable, actor, read)
}

/// Which of these changes the stored document has not.
pub(crate) fn unknown(
    parts: &Parts,
    received: &[&[u8]],
    actor: &ActorId,
) -> Result<Vec<bool>, Broken> {
    let rows: std::collections::HashSet<_> =
        parts.rows.iter().map(|row| change::hash(row)).collect();
    let stored = [b"stored".as_slice(), &parts.saved];
    fenced_over(stored.into_iter(), || {
        let document = load(&parts.saved, actor)?;
        let fresh = |bytes: &&[u8]| {
            let hash = change::hash(bytes);
            !rows.contains(&hash) && !known(&document, &[ChangeHash(hash)])
        };
        Ok(received.iter().map(fresh).collect())
    })
    .map_err(|_| Broken)?
}

fn one_by_one<R>(
    parts: &Parts,
    pool: Vec<Change>,
    mut unusable: Vec<(Unusable, Vec<u8>)>,
    actor: &ActorId,
    read: impl Fn(&AutoCommit) -> Result<R, Unusable>,
) -> Result<Assembled<R>, Broken> {
    let stored = [b"stored".as_slice(), &parts.saved];
    let (mut document, mut last) = fenced_over(stored.into_iter(), || {
        let document = load(&parts.saved, actor)?;
        let read = read(&document).map_err(|_| Broken)?;
        Ok((document, read))
    })
    .map_err(|_| Broken)??;
    let mut waiting = fresh(&document, pool);
    // Each trial that ends a browser's worker costs a person a start. After two of one batch, the rest of it is not
    // tried.
    let given_up = waiting.iter().filter(|one| refused(alone(one))).count() >= 2;
    let mut applied = Vec::new();
    loop {
        let ready = ready(&document, &mut waiting);
        if ready.is_empty() {
            return Ok(Assembled {
                document,
                read: last,
                applied,
                waiting,
                unusable,
            });
        }
        for change in ready {
            if !known(&document, change.deps()) {
                // What it depends on was in this batch and was refused: it waits, and never runs.
                waiting.push(change);
                continue;
            }
            if given_up {
                unusable.push((Unusable::Panicked, change.raw_bytes().to_vec()));
                continue;
            }
            let tried = fenced_over(alone(&change), || {
                let mut copy = document.clone();
                let applied = copy.apply_changes([change.clone()]);
                applied.map_err(|_| Unusable::Refused)?;
                let read = read(&copy)?;
                Ok((copy, read))
            });
            match tried {
                Ok(Ok((copy, read))) => {
                    document = copy;
                    last = read;
                    applied.push(change);
                }
                Ok(Err(reason)) => unusable.push((reason, change.raw_bytes().to_vec())),
                Err(_) => unusable.push((Unusable::Panicked, change.raw_bytes().to_vec())),
            }
        }
    }
}

/// What the fence knows the trial of a single change by.
fn alone(change: &Change) -> impl Iterator<Item = &[u8]> {
    [b"alone".as_slice(), change.raw_bytes()].into_iter()
}

fn load(saved: &[u8], actor: &ActorId) -> Result<AutoCommit, Broken> {
    let document = if saved.is_empty() {
        AutoCommit::new()
    } else {
        AutoCommit::load(saved).map_err(|_| Broken)?
    };
    Ok(document.with_actor(actor.clone()))
}

/// The pool without doubles and without what the document holds already.
fn fresh(document: &AutoCommit, pool: Vec<Change>) -> Vec<Change> {
    let mut seen = std::collections::HashSet::with_capacity(pool.len());
    pool.into_iter()
        .filter(|change| seen.insert(change.hash()) && !known(document, &[change.hash()]))
        .collect()
}

fn ready(document: &AutoCommit, pool: &mut Vec<Change>) -> Vec<Change> {
    change::take_ready(pool, |hashes| known(document, hashes))
}

fn known(document: &AutoCommit, hashes: &[ChangeHash]) -> bool {
    ReadDoc::get_missing_deps(document, hashes).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use automerge::ROOT;
    use automerge::transaction::Transactable;
    #[cfg(target_family = "wasm")]
    use browser_test::wasm_bindgen_test as test;

    fn changes(actor: u8, count: usize) -> Vec<Vec<u8>> {
        let mut document = AutoCommit::new().with_actor(ActorId::from([actor; 16]));
        for n in 0..count {
            document
                .put(ROOT, format!("key-{actor}-{n}"), "value")
                .unwrap();
            document.commit();
        }
        document
            .get_changes(&[])
            .iter()
            .map(|change| change.raw_bytes().to_vec())
            .collect()
    }

    fn run(parts: &Parts, received: &[Vec<u8>]) -> Assembled<usize> {
        assemble(parts, received, &ActorId::from([9; 16]), |document| {
            Ok(document.length(ROOT))
        })
        .unwrap()
    }

    #[test]
    fn a_poisoned_change_among_good_ones_is_quarantined_alone() {
        let mut received = changes(1, 3);
        let mut other = changes(2, 1).remove(0);
        let last = other.len() - 1;
        other[last] ^= 0xff;
        received.push(other);
        received.push(b"not a change".to_vec());
        let done = run(&Parts::default(), &received);
        assert_eq!(
            (done.read, done.applied.len(), done.waiting.len()),
            (3, 3, 0)
        );
        let reasons: Vec<_> = done.unusable.iter().map(|(reason, _)| *reason).collect();
        assert_ne!(reasons[0], Unusable::NotAChange);
        assert_eq!(reasons[1..], [Unusable::NotAChange]);
    }

    #[test]
    fn a_second_change_with_the_same_author_and_number_is_refused_and_the_rest_applied() {
        let first = changes(1, 2);
        let mut twin = AutoCommit::new().with_actor(ActorId::from([1; 16]));
        twin.put(ROOT, "other", "value").unwrap();
        twin.commit();
        let twin = twin.get_changes(&[]).remove(0).raw_bytes().to_vec();
        let mut received = first;
        received.push(twin);
        received.extend(changes(3, 1));
        let done = run(&Parts::default(), &received);
        assert_eq!((done.read, done.unusable.len()), (3, 1));
        assert_eq!(done.unusable[0].0, Unusable::Refused);
    }

    #[test]
    fn changes_without_their_past_wait_and_are_not_in_quarantine() {
        let mut all = changes(1, 3);
        let first = all.remove(0);
        let done = run(&Parts::default(), &all);
        assert_eq!(
            (done.read, done.waiting.len(), done.unusable.len()),
            (0, 2, 0)
        );
        let rows = done
            .waiting
            .iter()
            .map(|change| change.raw_bytes().to_vec())
            .collect();
        let done = run(
            &Parts {
                saved: Vec::new(),
                rows,
            },
            &[first],
        );
        assert_eq!(
            (done.read, done.applied.len(), done.waiting.len()),
            (3, 3, 0)
        );
    }

    #[test]
    fn raw_changes_one_after_the_other_load_like_a_saved_document() {
        let all = changes(1, 3);
        let parts = Parts {
            saved: all.concat(),
            rows: Vec::new(),
        };
        assert_eq!(run(&parts, &all).read, 3);
        let broken = Parts {
            saved: b"rubbish".to_vec(),
            rows: Vec::new(),
        };
        let actor = ActorId::from([9; 16]);
        assert_eq!(
            assemble(&broken, &[], &actor, |_| Ok(())).err(),
            Some(Broken)
        );
    }
}
