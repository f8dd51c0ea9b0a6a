//! The one thread that writes.
//!
//! It takes every job that waits into one transaction, so jobs that come during a commit share the next one. If a group
//! fails, each of its jobs is tried alone: one bad job never fails another's.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::oneshot;

use super::open::File;
use super::write;
use crate::mailbox::{Batch, MailboxError, Outcome};

/// Where an answer goes. Nobody may be waiting any more.
pub(super) type Reply<T> = oneshot::Sender<Result<T, MailboxError>>;

/// Something to write.
pub(super) enum Job {
    Store(Batch, Reply<Vec<Outcome>>),
    Renew(Reply<u64>),
    Probe(Reply<()>),
}

/// What a job gave, to be told once it is committed.
enum Done {
    Store(Vec<Outcome>),
    Renew(u64),
    Probe,
}

/// As many jobs as share one transaction. Each is bounded by one request's batch.
const GROUP: usize = 64;

pub(super) struct Writer {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(super) fn start(connection: Connection, file: File) -> Result<Self, MailboxError> {
        let (jobs, waiting) = channel();
        let thread = std::thread::Builder::new()
            .name("mailbox-writer".into())
            .spawn(move || run(connection, &file, &waiting))
            .map_err(|error| MailboxError::Broken(format!("no thread: {error}")))?;
        Ok(Self {
            jobs: Some(jobs),
            thread: Some(thread),
        })
    }

    pub(super) fn send(&self, job: Job) -> Result<(), MailboxError> {
        let stopped = || MailboxError::Broken("the writer stopped".into());
        self.jobs
            .as_ref()
            .ok_or_else(stopped)?
            .send(job)
            .map_err(|_| stopped())
    }
}

impl Drop for Writer {
    /// Finishes what waits and closes the file, so that the folder can be copied or deleted afterwards.
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn run(mut connection: Connection, file: &File, waiting: &Receiver<Job>) {
    while let Ok(first) = waiting.recv() {
        let mut group = vec![first];
        group.extend(waiting.try_iter().take(GROUP - 1));
        match attempt(&mut connection, file, &group) {
            Ok(done) => group
                .into_iter()
                .zip(done)
                .for_each(|(job, done)| answer(job, Ok(done))),
            Err(error) => alone(&mut connection, file, group, &error),
        }
    }
}

fn alone(connection: &mut Connection, file: &File, group: Vec<Job>, error: &MailboxError) {
    if let [_] = group.as_slice() {
        return group
            .into_iter()
            .for_each(|job| answer(job, Err(error.clone())));
    }
    for job in group {
        let mut done = attempt(connection, file, std::slice::from_ref(&job));
        let result = done.as_mut().map(Vec::pop).map_err(|error| error.clone());
        answer(
            job,
            result.and_then(|done| done.ok_or_else(|| MailboxError::Broken("no answer".into()))),
        );
    }
}

fn attempt(
    connection: &mut Connection,
    file: &File,
    group: &[Job],
) -> Result<Vec<Done>, MailboxError> {
    file.check()?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = group
        .iter()
        .map(|job| perform(&transaction, file, job))
        .collect::<Result<_, _>>()?;
    transaction.commit()?;
    // Checked once more, since the file may have gone meanwhile. A segment is never acknowledged that nobody can find
    // again.
    file.check()?;
    Ok(done)
}

fn perform(transaction: &Transaction<'_>, file: &File, job: &Job) -> Result<Done, MailboxError> {
    match job {
        Job::Store(batch, _) => write::store(transaction, batch).map(Done::Store),
        Job::Renew(_) => write::renew_log_epoch(transaction).map(Done::Renew),
        Job::Probe(_) => file
            .probe_disk()
            .and_then(|()| write::probe(transaction))
            .map(|()| Done::Probe),
    }
}

fn answer(job: Job, result: Result<Done, MailboxError>) {
    match (job, result) {
        (Job::Store(_, reply), Ok(Done::Store(outcomes))) => drop(reply.send(Ok(outcomes))),
        (Job::Renew(reply), Ok(Done::Renew(epoch))) => drop(reply.send(Ok(epoch))),
        (Job::Probe(reply), Ok(Done::Probe)) => drop(reply.send(Ok(()))),
        (Job::Store(_, reply), result) => drop(reply.send(Err(failure(result)))),
        (Job::Renew(reply), result) => drop(reply.send(Err(failure(result)))),
        (Job::Probe(reply), result) => drop(reply.send(Err(failure(result)))),
    }
}

fn failure(result: Result<Done, MailboxError>) -> MailboxError {
    result
        .err()
        .unwrap_or_else(|| MailboxError::Broken("answers were mixed up".into()))
}
