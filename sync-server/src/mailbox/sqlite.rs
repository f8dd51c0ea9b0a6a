//! The embedded mailbox: one SQLite file.
//!
//! ```text
//! async side ── store, ready, renew ──> writer thread, one connection: takes all that waits into one transaction
//!            ── everything else ──────> blocking pool, connections that only read
//! ```
//! SQLite has one writer anyway. Because it has a thread of its own, fifty phones that push at once share one `fsync`.

mod open;
mod read;
mod write;
mod writer;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use wayside_protocol::{DeviceId, Hole, TeamId};

use super::{
    Answer, Batch, Identity, Mailbox, MailboxError, Outcome, Page, PageQuery, Standing, Totals,
};
pub use open::{FILE_NAME, Settings};
use writer::{Job, Writer};

/// A mailbox in one SQLite file.
pub struct SqliteMailbox {
    writer: Writer,
    readers: Arc<Readers>,
}

impl SqliteMailbox {
    /// Opens the file in this folder; makes both if they are missing.
    pub fn open(dir: &Path, settings: Settings) -> Result<Self, MailboxError> {
        let (connection, file) = open::writer(dir, settings)?;
        let readers = Arc::new(Readers {
            file: file.clone(),
            idle: Mutex::new(Vec::new()),
        });
        Ok(Self {
            writer: Writer::start(connection, file)?,
            readers,
        })
    }

    /// Copies the whole mailbox into a new file, while a relay may go on using it. The file has its name only once
    /// it is complete and on disk.
    pub fn backup(dir: &Path, to: &Path) -> Result<(), MailboxError> {
        let connection = open::reader(&open::File::existing(dir)?)?;
        // VACUUM INTO changes nothing in the database that it copies. SQLite counts it as writing all the same.
        connection.pragma_update(None, "query_only", false)?;
        let part = to.with_added_extension("part");
        let name = part
            .to_str()
            .ok_or_else(|| MailboxError::Broken("the path is not UTF-8".into()))?;
        connection.execute("VACUUM INTO ?1", [name])?;
        let finish = || {
            std::fs::File::open(&part)?
                .sync_all()
                .and_then(|()| std::fs::rename(&part, to))
        };
        finish().map_err(|error| {
            MailboxError::Broken(format!("the copy could not be finished: {error}"))
        })
    }

    fn read<T, F>(&self, ask: F) -> Answer<'_, T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, MailboxError> + Send + 'static,
    {
        let readers = self.readers.clone();
        Box::pin(async move {
            tokio::task::spawn_blocking(move || {
                let mut connection = readers.take()?;
                let answer = ask(&mut connection);
                if answer.is_ok() {
                    readers.give_back(connection);
                }
                answer
            })
            .await
            .map_err(|_| MailboxError::Broken("reading stopped".into()))?
        })
    }

    fn write<T: Send + 'static>(&self, job: impl FnOnce(writer::Reply<T>) -> Job) -> Answer<'_, T> {
        let (reply, answer) = tokio::sync::oneshot::channel();
        let sent = self.writer.send(job(reply));
        Box::pin(async move {
            sent?;
            answer
                .await
                .map_err(|_| MailboxError::Broken("the writer stopped".into()))?
        })
    }
}

impl Mailbox for SqliteMailbox {
    fn identity(&self) -> Answer<'_, Identity> {
        self.read(|connection| read::identity(connection))
    }

    fn renew_log_epoch(&self) -> Answer<'_, u64> {
        self.write(Job::Renew)
    }

    fn keys(
        &self,
        team: TeamId,
        devices: Vec<DeviceId>,
    ) -> Answer<'_, std::collections::HashMap<DeviceId, [u8; 32]>> {
        self.read(move |connection| read::keys(connection, team, &devices))
    }

    fn store(&self, batch: Batch) -> Answer<'_, Vec<Outcome>> {
        self.write(move |reply| Job::Store(batch, reply))
    }

    fn standing(&self, team: TeamId) -> Answer<'_, Standing> {
        self.read(move |connection| read::standing(connection, team))
    }

    fn page(&self, query: PageQuery) -> Answer<'_, Page> {
        self.read(move |connection| read::page(connection, &query))
    }

    fn fill(&self, team: TeamId, holes: Vec<Hole>, max_bytes: usize) -> Answer<'_, Vec<Vec<u8>>> {
        self.read(move |connection| read::fill(connection, team, &holes, max_bytes))
    }

    fn totals(&self) -> Answer<'_, Totals> {
        self.read(|connection| read::totals(connection))
    }

    fn latest(&self, count: u32) -> Answer<'_, Vec<Vec<u8>>> {
        self.read(move |connection| read::latest(connection, count))
    }

    fn ready(&self) -> Answer<'_, ()> {
        self.write(Job::Probe)
    }
}

/// Connections that only read. A failed one is not used again.
struct Readers {
    file: open::File,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    fn take(&self) -> Result<Connection, MailboxError> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        idle.map_or_else(|| open::reader(&self.file), Ok)
    }

    fn give_back(&self, connection: Connection) {
        // More than this at once is a burst; their page caches are not worth keeping.
        const KEEP: usize = 8;
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEEP {
            idle.push(connection);
        }
    }
}

impl From<rusqlite::Error> for MailboxError {
    fn from(error: rusqlite::Error) -> Self {
        // SQLite's texts name tables and causes, never values, so nothing of a team gets into a log.
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::Full,
            Some(code) => Self::Broken(format!("{code:?}: {error}")),
            None => Self::Broken(error.to_string()),
        }
    }
}
