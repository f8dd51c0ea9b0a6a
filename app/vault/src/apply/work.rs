//! Threads for the documents; rows stay with the thread that owns the connection.

use automerge::ActorId;

use super::one::{Done, Job, merge};
use crate::error::Fault;

/// Feeds jobs to the workers and hands what they made to `write`, on this thread.
#[cfg(not(target_family = "wasm"))]
pub(super) fn work(
    actor: &ActorId,
    next: &mut impl FnMut() -> Result<Vec<Job>, Fault>,
    mut write: impl FnMut(Done) -> Result<(), Fault>,
) -> Result<(), Fault> {
    use std::sync::mpsc;

    let first = next()?;
    if first.len() < 4 {
        return first
            .into_iter()
            .try_for_each(|job| write(merge(job, actor)));
    }
    let workers = std::thread::available_parallelism()
        .map_or(2, usize::from)
        .clamp(2, 4);
    std::thread::scope(|scope| {
        let (results, done) = mpsc::channel::<Vec<Done>>();
        let mut inboxes = Vec::with_capacity(workers);
        for _ in 0..workers {
            // A short queue keeps a worker busy while this thread writes, and bounds what is in memory.
            let (inbox, jobs) = mpsc::sync_channel::<Vec<Job>>(1);
            let results = results.clone();
            scope.spawn(move || {
                for chunk in jobs {
                    let made = chunk.into_iter().map(|job| merge(job, actor)).collect();
                    if results.send(made).is_err() {
                        return;
                    }
                }
            });
            inboxes.push(inbox);
        }
        drop(results);
        let mut chunk = first;
        let mut turn = inboxes.iter().cycle();
        while !chunk.is_empty() {
            if let Some(inbox) = turn.next() {
                // A worker that is gone has panicked outside the fence; the missing answer below says so.
                let _ = inbox.send(chunk);
            }
            while let Ok(made) = done.try_recv() {
                made.into_iter().try_for_each(&mut write)?;
            }
            chunk = next()?;
        }
        drop(turn);
        drop(inboxes);
        for made in done {
            made.into_iter().try_for_each(&mut write)?;
        }
        Ok(())
    })
}

/// The browser has one thread.
#[cfg(target_family = "wasm")]
pub(super) fn work(
    actor: &ActorId,
    next: &mut impl FnMut() -> Result<Vec<Job>, Fault>,
    mut write: impl FnMut(Done) -> Result<(), Fault>,
) -> Result<(), Fault> {
    loop {
        let chunk = next()?;
        if chunk.is_empty() {
            return Ok(());
        }
        chunk
            .into_iter()
            .try_for_each(|job| write(merge(job, actor)))?;
    }
}
