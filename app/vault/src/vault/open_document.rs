//! One file in memory: opened from its rows, read again after an act, written in the caller's transaction.

use automerge::ActorId;
use rusqlite::Transaction;
use wayside_domain::case_file::CaseFile;
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::Kind;

use super::volumes::{self, Loaded, Volume, Volumes};
use crate::authors::Limits;
use crate::document::{change, file, tree};
use crate::error::{CommandError, Fault};
use crate::projection::{self, Projection};
use crate::quarantine::{self, Item};
use crate::segments::RawId;
use crate::vault::Vault;
use crate::{outbox, store};

/// The documents of a file in memory with what they say.
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) client: Id,
    pub(crate) caseload: RawId,
    pub(crate) volumes: Volumes,
    pub(crate) file: CaseFile,
    /// The rows that are there; `None` for a client who is not listed yet.
    pub(crate) projection: Option<Projection>,
    /// The file's own document says nothing yet: what it depends on has not arrived.
    pub(crate) says_nothing: bool,
}

impl Open {
    /// A file that is not stored yet.
    pub(crate) fn empty(client: Id, caseload: RawId, actor: &ActorId, limits: Limits) -> Self {
        let volumes = Volumes::new(&client, &caseload, actor, limits, Vec::new());
        let file = CaseFile::new(client.clone(), Default::default());
        Self {
            client,
            caseload,
            volumes,
            file,
            projection: None,
            says_nothing: true,
        }
    }

    /// Reads what an act has changed, and no more.
    pub(super) fn read_again(&mut self, command: &Command, kind: Kind) {
        let volumes = self.volumes.documents();
        match command {
            Command::Answer {
                screening, item, ..
            } => {
                file::reread_answer(&volumes, &mut self.file, screening, *item);
            }
            Command::Correct { .. } | Command::Add { .. }
                if kind == Kind::Client || matches!(command, Command::Correct { .. }) =>
            {
                let roots: Vec<_> = volumes
                    .iter()
                    .map(|(number, document)| (*number, tree::root(*document)))
                    .collect();
                self.file = file::read(&self.client, &roots);
            }
            _ => file::reread(&volumes, &mut self.file, kind, command.entry()),
        }
    }

    /// Writes changes, outbox rows and projection inside the caller's transaction.
    pub(crate) fn store(
        &mut self,
        transaction: &Transaction<'_>,
        now: Projection,
        next_row: &mut i64,
    ) -> Result<(), Fault> {
        for volume in self.volumes.iter_mut() {
            store_volume(transaction, volume, &self.caseload, next_row)?;
        }
        projection::write(transaction, &self.caseload, self.projection.as_ref(), &now)?;
        self.projection = Some(now);
        self.says_nothing = false;
        Ok(())
    }
}

fn store_volume(
    transaction: &Transaction<'_>,
    volume: &mut Volume,
    caseload: &RawId,
    next_row: &mut i64,
) -> Result<(), Fault> {
    let changes = std::mem::take(&mut volume.draft.changes);
    if changes.is_empty() {
        return Ok(());
    }
    let id = volume.id.as_str();
    if volume.new {
        // The first changes of a new document are its saved form: chunks one after the other load like one.
        let saved: Vec<u8> = changes
            .iter()
            .flat_map(|change| change.bytes.iter().copied())
            .collect();
        store::insert(transaction, id, caseload, &saved)?;
    } else {
        for change in &changes {
            store::append(transaction, id, &change.hash, &change.bytes)?;
            volume.rows.push(change.hash);
        }
    }
    for change in &changes {
        let (touched, bytes) = (&change.touched, &change.bytes);
        outbox::add(transaction, caseload, *next_row, id, touched, bytes)?;
        *next_row += 1;
    }
    if volume.rows.len() >= store::FOLD_AT
        && let Some(saved) = store::saved(&mut volume.document)
    {
        store::fold(transaction, id, &saved, &volume.rows)?;
        volume.rows.clear();
    }
    volume.kept();
    Ok(())
}

impl Vault {
    /// Opens a stored file. Rows that turn out to be unusable go to quarantine; a document that does not load goes
    /// there too, and its bytes stay where they are.
    pub(crate) fn load(&self, client: &Id) -> Result<Option<Open>, CommandError> {
        let connection = &self.connection;
        let stored = store::volumes(connection, client)?;
        let Some(caseload) = stored.first().map(|(_, first)| first.caseload) else {
            return Ok(None);
        };
        let (mut all, mut roots) = (Vec::new(), Vec::new());
        for (id, stored) in stored {
            let Ok(loaded) = Volume::load(&id, &stored.parts, &self.actor) else {
                let item = Item::document(id.as_str(), "does-not-load", &stored.parts.saved);
                quarantine::add(connection, &item)?;
                return Err(CommandError::Unreadable);
            };
            for (reason, bytes) in &loaded.unusable {
                let item = Item::change(id.as_str(), reason.reason(), bytes);
                quarantine::add(connection, &item)?;
                if let Ok(change) = change::parse(bytes) {
                    store::forget(connection, id.as_str(), &change.hash())?;
                }
            }
            let Loaded { volume, root, .. } = loaded;
            roots.extend(volume.counts().map(|number| (number, root)));
            all.push(volume);
        }
        let says_nothing = roots.first().is_none_or(|(_, first)| first.is_empty());
        let file = volumes::said(client, &mut all, &roots).map_err(|_| CommandError::Unreadable)?;
        Ok(Some(Open {
            client: client.clone(),
            caseload,
            volumes: Volumes::new(client, &caseload, &self.actor, self.limits, all),
            file,
            projection: projection::read(connection, client.as_str())?,
            says_nothing,
        }))
    }
}
