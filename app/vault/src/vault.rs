//! The open vault: one connection, a few open documents, and one act at a time.
//!
//! `run` is the heart: command -> Automerge change -> change row + projection rows + outbox row in ONE transaction, and
//! one commit. What it answers is durable. It never rewrites a document: a tap appends about 200 bytes.
//!
//! | step | fails | then |
//! |---|---|---|
//! | rules | `Invalid`, `Finished`, `UnknownEntry` ... | nothing was written |
//! | more than readers take of this device (`authors`) | `NoRoom` | the document in memory is thrown away |
//! | Automerge | `Unreadable` | the document in memory is thrown away |
//! | SQLite | `Fault` | rolled back; the document in memory is thrown away and the actor changes |
//!
//! The actor is random per launch and shared by all documents. It changes after a failed commit, because a commit that
//! was reported as failed may be on the disk all the same, and the same (actor, number) must never be used twice.

use std::cell::Cell;

use automerge::ActorId;
use rand_core::CryptoRng;
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use wayside_domain::case_file::CaseFile;
use wayside_domain::command::{Command, Saved};
use wayside_domain::id::Id;
use wayside_domain::record::{Body, Kind};

use crate::authors::Limits;
use crate::document::act::{self, Failed};
use crate::document::guard::fenced;
use crate::document::volume;
use crate::error::{CommandError, Fault};
use crate::files::Folder;
use crate::key::DatabaseKey;
use crate::outbox;
use crate::projection::{self, Projection};
use crate::segments::Position;

mod open_document;
mod volumes;

pub(crate) use open_document::Open;
pub(crate) use volumes::{Loaded, Volume, Volumes, said};

/// Files whose documents stay in memory, about 30 kB each.
const OPEN_FILES: usize = 8;

/// The encrypted vault of one device. Used by one service at a time.
pub struct Vault {
    pub(crate) connection: Connection,
    pub(crate) folder: Option<Folder>,
    /// What opens the database anew after a damaged page was met; none where it can't be written anyway.
    pub(crate) key: Option<DatabaseKey>,
    /// A damaged page was met since [`Vault::met_damage`] was last asked.
    pub(crate) damage: Cell<bool>,
    pub(crate) actor: ActorId,
    /// The number of the next outbox row; 0 until it was looked up.
    next_row: i64,
    /// How many changes wait to be packed; `None` until it was counted.
    pub(crate) pending: Cell<Option<u64>>,
    pub(crate) limits: Limits,
    open: Vec<Open>,
    /// Whose opening this app has begun last, with a mark in the database.
    pub(crate) begun: Vec<Position>,
}

impl Drop for Vault {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Says nothing of what it holds, its key least of all.
impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vault").finish_non_exhaustive()
    }
}

impl Vault {
    pub(crate) fn new(
        connection: Connection,
        folder: Option<Folder>,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, Fault> {
        let mut actor = [0u8; 16];
        rng.fill_bytes(&mut actor);
        Ok(Self {
            connection,
            folder,
            key: None,
            damage: Cell::new(false),
            actor: ActorId::from(actor),
            next_row: 0,
            pending: Cell::new(None),
            limits: Limits::default(),
            open: Vec::new(),
            begun: Vec::new(),
        })
    }

    /// Carries out one command. When this returns, the act is durable.
    ///
    /// # Errors
    /// [`CommandError`]; nothing was changed then.
    pub fn run(&mut self, command: &Command) -> Result<Saved, CommandError> {
        let command = &command.clone().stored();
        command.validate()?;
        let client = command.client();
        if volume::is_one(client) {
            return Err(CommandError::UnknownClient);
        }
        let opens_a_file = matches!(
            command,
            Command::Add {
                body: Body::Client(_),
                ..
            }
        );
        let mut open = match self.take_open(client)? {
            Some(open) => open,
            None if opens_a_file => {
                let caseload = self.home_caseload()?.ok_or(CommandError::NoCaseload)?;
                Open::empty(client.clone(), caseload, &self.actor, self.limits)
            }
            None => return Err(CommandError::UnknownClient),
        };
        let Open { volumes, file, .. } = &mut open;
        let connection = &self.connection;
        let written = fenced(|| -> Result<Kind, Failed> {
            let at = volumes.place(connection, file, command);
            let at = at.map_err(CommandError::from)?;
            let mut pen = volumes.pen(at)?;
            let kind = act::write(&mut pen, file, command)?;
            pen.finish();
            Ok(kind)
        });
        let kind = match written {
            Ok(Ok(kind)) => kind,
            Ok(Err(Failed::Rule(error))) => {
                // Rules are judged before anything is written, but that a further volume may have been begun for it.
                if !open.volumes.is_new() && !open.volumes.is_written() {
                    self.keep_open(open);
                }
                return Err(error);
            }
            Ok(Err(Failed::Document)) | Err(_) => return Err(CommandError::Unreadable),
        };
        let saved = Saved {
            client: client.clone(),
            entry: command.entry().clone(),
            changed: open.volumes.is_written(),
        };
        if !saved.changed {
            self.keep_open(open);
            return Ok(saved);
        }
        if open.volumes.are_beyond_their_limit(&self.connection)? {
            return Err(CommandError::NoRoom);
        }
        fenced(|| open.read_again(command, kind)).map_err(|_| CommandError::Unreadable)?;
        let now = match (command, &open.projection) {
            // An answer of an open interview shows in no list; that it may settle a conflict does.
            (Command::Answer { screening, .. }, Some(there)) if is_plain(&open.file, screening) => {
                there.with_conflicts(&open.file)
            }
            _ => projection::project(&open.file),
        };
        match self.commit(&mut open, now) {
            Ok(()) => {
                self.keep_open(open);
                Ok(saved)
            }
            Err(fault) => Err(self.failed(fault).into()),
        }
    }

    /// The case file of a client.
    ///
    /// # Errors
    /// [`CommandError::UnknownClient`], [`CommandError::Unreadable`] or the disk's.
    pub fn case_file(&mut self, client: &Id) -> Result<CaseFile, CommandError> {
        let open = self.take_open(client)?.ok_or(CommandError::UnknownClient)?;
        let file = open.file.clone();
        self.keep_open(open);
        Ok(file)
    }

    /// Writes the changes of one file and its rows in one transaction.
    fn commit(&mut self, open: &mut Open, now: Projection) -> Result<(), Fault> {
        let mut next_row = self.next_row()?;
        let changes = open.volumes.changes();
        let transaction = self.connection.unchecked_transaction()?;
        open.store(&transaction, now, &mut next_row)?;
        transaction.commit()?;
        self.next_row = next_row;
        self.pending
            .set(self.pending.get().map(|pending| pending + changes));
        Ok(())
    }

    /// The file of a client out of memory or from the disk. It has to be given back by [`Vault::keep_open`].
    pub(crate) fn take_open(&mut self, client: &Id) -> Result<Option<Open>, CommandError> {
        if let Some(at) = self.open.iter().position(|open| open.client == *client) {
            return Ok(Some(self.open.remove(at)));
        }
        self.load(client)
    }

    pub(crate) fn keep_open(&mut self, open: Open) {
        if self.open.len() >= OPEN_FILES {
            self.open.remove(0);
        }
        self.open.push(open);
    }

    /// Another connection: nothing that was counted or read through the last one is kept.
    pub(crate) fn forget_all(&mut self) {
        self.open.clear();
        self.pending.set(None);
        self.next_row = 0;
    }

    /// Forgets documents in memory, because their rows are about to change under them.
    pub(crate) fn forget_open(&mut self) {
        self.open.clear();
    }

    /// The same for the files of these documents alone.
    pub(crate) fn forget_open_of<'a>(&mut self, documents: impl Iterator<Item = &'a Id> + Clone) {
        self.open.retain(|open| {
            documents
                .clone()
                .all(|id| *id != open.client && !volume::is_of(id, &open.client))
        });
    }

    /// After a failed commit: nothing in memory is trusted, and the actor is another one.
    pub(crate) fn failed(&mut self, fault: Fault) -> Fault {
        self.forget_all();
        let mut next = Sha256::new();
        next.update(b"wayside actor after a failed commit");
        next.update(self.actor.to_bytes());
        let next = next.finalize();
        self.actor = ActorId::from(next.get(..16).unwrap_or_default());
        self.noted(fault)
    }

    /// Notes that a damaged page was met: the next opening checks every page.
    pub fn note_damage(&self) {
        self.noted(Fault::Damaged);
    }

    /// Damage leaves a mark, so that the next opening checks every page.
    pub(crate) fn noted(&self, fault: Fault) -> Fault {
        if fault == Fault::Damaged {
            self.damage.set(true);
            if let Some(folder) = &self.folder {
                folder.mark_suspect();
            }
        }
        fault
    }

    /// The number of the next outbox row. Looked up at the first act and not at opening, which a person waits for.
    pub(crate) fn next_row(&self) -> Result<i64, Fault> {
        if self.next_row > 0 {
            Ok(self.next_row)
        } else {
            outbox::next_row(&self.connection)
        }
    }

    pub(crate) fn set_next_row(&mut self, row: i64) {
        self.next_row = row;
    }
}

/// An entry that was never corrected: which version of it stands hangs on nothing.
fn is_plain(file: &CaseFile, entry: &Id) -> bool {
    let filed = file.entries.get(entry);
    filed.is_some_and(|filed| filed.versions().len() == 1)
}

#[cfg(test)]
mod tests;
