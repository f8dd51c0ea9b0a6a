//! One document in memory: opened from its rows, read again after an act, written in the caller's transaction.

use automerge::{ActorId, AutoCommit, ChangeHash};
use rusqlite::{Connection, Transaction};
use wayside_domain::case_file::CaseFile;
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::Kind;

use crate::document::assemble::{Assembled, assemble};
use crate::document::pen::OwnChange;
use crate::document::{change, file};
use crate::error::{CommandError, Fault};
use crate::projection::{self, Projection};
use crate::quarantine::{self, Item};
use crate::segments::RawId;
use crate::{outbox, store};

/// A document in memory with what it says.
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) client: Id,
    pub(crate) caseload: RawId,
    pub(crate) document: AutoCommit,
    pub(crate) file: CaseFile,
    /// The rows that are there; `None` for a client who is not listed yet.
    pub(crate) projection: Option<Projection>,
    /// Applied changes that are rows.
    rows: Vec<ChangeHash>,
    /// Not stored yet.
    pub(super) new: bool,
}

impl Open {
    /// A document that is not stored yet.
    pub(crate) fn empty(client: Id, caseload: RawId, actor: &ActorId) -> Self {
        let document = AutoCommit::new().with_actor(actor.clone());
        let file = CaseFile::new(client.clone(), Default::default());
        Self {
            client,
            caseload,
            document,
            file,
            projection: None,
            rows: Vec::new(),
            new: true,
        }
    }

    /// Not stored yet.
    pub(crate) fn is_new(&self) -> bool {
        self.new
    }

    /// Reads what an act has changed, and no more.
    pub(super) fn read_again(&mut self, command: &Command, kind: Kind) {
        match command {
            Command::Answer {
                screening, item, ..
            } => {
                file::reread_answer(&self.document, &mut self.file, screening, *item);
            }
            Command::Correct { .. } | Command::Add { .. }
                if kind == Kind::Client || matches!(command, Command::Correct { .. }) =>
            {
                self.file = file::read(&self.document, &self.client);
            }
            _ => file::reread(&self.document, &mut self.file, kind, command.entry()),
        }
    }

    /// Writes changes, outbox rows and projection inside the caller's transaction.
    pub(crate) fn store(
        &mut self,
        transaction: &Transaction<'_>,
        changes: &[OwnChange],
        now: Projection,
        next_row: &mut i64,
    ) -> Result<(), Fault> {
        let client = self.client.as_str();
        if self.new {
            // The first changes of a new document are its saved form: chunks one after the other load like one.
            let saved: Vec<u8> = changes
                .iter()
                .flat_map(|change| change.bytes.iter().copied())
                .collect();
            store::insert(transaction, client, &self.caseload, &saved)?;
        } else {
            for change in changes {
                store::append(transaction, client, &change.hash, &change.bytes)?;
                self.rows.push(change.hash);
            }
        }
        for change in changes {
            outbox::add(
                transaction,
                &self.caseload,
                *next_row,
                client,
                &change.touched,
                &change.bytes,
            )?;
            *next_row += 1;
        }
        projection::write(transaction, &self.caseload, self.projection.as_ref(), &now)?;
        self.projection = Some(now);
        self.new = false;
        if self.rows.len() >= store::FOLD_AT
            && let Some(saved) = store::saved(&mut self.document)
        {
            store::fold(transaction, client, &saved, &self.rows)?;
            self.rows.clear();
        }
        Ok(())
    }
}

/// Opens a stored document. Rows that turn out to be unusable go to quarantine; a document that does not load goes
/// there too, and its bytes stay where they are.
pub(crate) fn load(
    connection: &Connection,
    client: &Id,
    actor: &ActorId,
) -> Result<Option<Open>, CommandError> {
    let Some(stored) = store::load(connection, client.as_str())? else {
        return Ok(None);
    };
    let read = |document: &AutoCommit| file::read(document, client);
    let Ok(Assembled {
        document,
        read: file,
        applied,
        unusable,
        ..
    }) = assemble(&stored.parts, &[], actor, read)
    else {
        quarantine::add(
            connection,
            &Item::document(client.as_str(), "does-not-load", &stored.parts.saved),
        )?;
        return Err(CommandError::Unreadable);
    };
    for (reason, bytes) in &unusable {
        quarantine::add(
            connection,
            &Item::change(client.as_str(), reason.reason(), bytes),
        )?;
        if let Ok(change) = change::parse(bytes) {
            store::forget(connection, client.as_str(), &change.hash())?;
        }
    }
    Ok(Some(Open {
        client: client.clone(),
        caseload: stored.caseload,
        projection: projection::read(connection, client.as_str())?,
        document,
        file,
        rows: applied.iter().map(|change| change.hash()).collect(),
        new: false,
    }))
}
