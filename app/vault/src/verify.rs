//! Checking a vault against itself, and rebuilding what can be rebuilt.

use std::collections::BTreeSet;

use rusqlite::params;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use wayside_domain::id::Id;

use crate::document::{change, volume};
use crate::error::Fault;
use crate::open::every_page_is_whole;
use crate::projection::{self, Projection};
use crate::salvage::is_spoilt;
use crate::segments::{RawHash, RawId, unsigned};
use crate::store;
use crate::vault::{self, Loaded, Vault, Volume};

/// Something that is wrong. No content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// Pages of the database do not carry their own seal, or SQLite finds it malformed. What the other pages hold can
    /// still be read.
    Database,
    /// A case file does not load, or a further volume of one.
    Document {
        /// The client, or the volume.
        client: Id,
    },
    /// Rows differ from what the document says.
    Projection {
        /// The client.
        client: Id,
    },
    /// Rows of a client who has no document, or a total that is wrong.
    Stray,
    /// A pending change is not one.
    Outbox {
        /// The row.
        row: i64,
    },
    /// A stored segment is not what its hash says, or does not follow the one before it.
    Segment {
        /// The author.
        device: RawId,
        /// The caseload.
        caseload: RawId,
        /// The number.
        index: u64,
    },
}

impl Vault {
    /// Checks pages, documents, projections, outbox and chains. An empty list means that all is well.
    ///
    /// # Errors
    /// The disk's, where it stops the check itself.
    pub fn verify(&self) -> Result<Vec<Finding>, Fault> {
        let mut findings = Vec::new();
        let whole = every_page_is_whole(&self.connection)?;
        if !whole {
            self.noted(Fault::Damaged);
            findings.push(Finding::Database);
        }
        type Check = fn(&Vault, &mut Vec<Finding>) -> Result<(), Fault>;
        let checks: [Check; 3] = [
            Self::verify_documents,
            Self::verify_outbox,
            Self::verify_chains,
        ];
        for check in checks {
            let before = findings.len();
            let done = check(self, &mut findings);
            if !whole && is_spoilt(&self.connection) {
                // It met a damaged page, which is said already, and read zeros from there on.
                findings.truncate(before);
                break;
            }
            done?;
        }
        Ok(findings)
    }

    /// Makes every projection again from the documents, in one transaction. Answers how many do not load.
    ///
    /// # Errors
    /// The disk's. Nothing was changed then.
    pub fn rebuild_projections(&mut self) -> Result<u64, Fault> {
        self.forget_open();
        let transaction = self.connection.unchecked_transaction()?;
        projection::clear(&transaction)?;
        let mut unreadable = 0;
        for client in store::clients(&transaction)? {
            let id = Id::parse(&client).map_err(|_| Fault::Damaged)?;
            if volume::is_one(&id) {
                continue;
            }
            match self.said_by(&id)? {
                Some((caseload, Some(now))) => {
                    projection::write(&transaction, &caseload, None, &now)?
                }
                Some((_, None)) => {}
                None => unreadable += 1,
            }
        }
        transaction.commit()?;
        Ok(unreadable)
    }

    /// What a stored file says: `None` when a volume of it does not load, no rows when it says nothing yet.
    fn said_by(&self, client: &Id) -> Result<Option<(RawId, Option<Projection>)>, Fault> {
        let stored = store::volumes(&self.connection, client)?;
        let Some(caseload) = stored.first().map(|(_, first)| first.caseload) else {
            return Ok(None);
        };
        let (mut all, mut roots) = (Vec::new(), Vec::new());
        for (id, stored) in stored {
            let Ok(Loaded { volume, root, .. }) = Volume::load(&id, &stored.parts, &self.actor)
            else {
                return Ok(None);
            };
            roots.extend(volume.counts().map(|number| (number, root)));
            all.push(volume);
        }
        if roots.first().is_none_or(|(_, first)| first.is_empty()) {
            return Ok(Some((caseload, None)));
        }
        let said = vault::said(client, &mut all, &roots);
        let rows = said.map(|file| Some(projection::project(&file)));
        Ok(rows.ok().map(|rows| (caseload, rows)))
    }

    /// Whether a further volume loads: one that waits for its file is looked at by nobody else.
    fn loads(&self, volume: &Id) -> Result<bool, Fault> {
        let stored = store::load(&self.connection, volume.as_str())?;
        Ok(stored.is_none_or(|stored| Volume::load(volume, &stored.parts, &self.actor).is_ok()))
    }

    fn verify_documents(&self, findings: &mut Vec<Finding>) -> Result<(), Fault> {
        let mut listed: BTreeSet<String> = self
            .connection
            .prepare("SELECT id FROM clients UNION SELECT file FROM entries")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let total: u64 = self
            .connection
            .query_row("SELECT count(*) FROM clients", [], |row| unsigned(row, 0))?;
        let (mut expected_words, mut unread) = (0, 0);
        for client in store::clients(&self.connection)? {
            listed.remove(&client);
            let id = Id::parse(&client).map_err(|_| Fault::Damaged)?;
            if volume::is_one(&id) {
                if !self.loads(&id)? {
                    findings.push(Finding::Document { client: id });
                }
                continue;
            }
            let Some((_, said)) = self.said_by(&id)? else {
                findings.push(Finding::Document { client: id });
                unread += 1;
                continue;
            };
            let there = projection::read(&self.connection, &client)?;
            expected_words += said.as_ref().map_or(0, projection::word_count);
            let words = match &said {
                Some(said) => projection::words_agree(&self.connection, said)?,
                None => true,
            };
            if said != there || !words {
                findings.push(Finding::Projection { client: id });
            }
        }
        let words: u64 = self
            .connection
            .query_row("SELECT count(*) FROM words", [], |row| unsigned(row, 0))?;
        let stray_word =
            usize::try_from(words).is_ok_and(|words| words > expected_words) && unread == 0;
        if !listed.is_empty() || stray_word || self.client_count()? != total {
            findings.push(Finding::Stray);
        }
        Ok(())
    }

    fn verify_outbox(&self, findings: &mut Vec<Finding>) -> Result<(), Fault> {
        let mut statement = self
            .connection
            .prepare("SELECT row, bytes FROM outbox ORDER BY row")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if change::parse(&row.get::<_, Vec<u8>>(1)?).is_err() {
                findings.push(Finding::Outbox { row: row.get(0)? });
            }
        }
        Ok(())
    }

    fn verify_chains(&self, findings: &mut Vec<Finding>) -> Result<(), Fault> {
        let mut segments = self.connection.prepare(
            "SELECT position, hash, prev, bytes FROM segments WHERE device = ?1 AND caseload = ?2 ORDER BY position",
        )?;
        for stream in self.streams()? {
            let mut last: (u64, RawHash) = (0, [0; 32]);
            let mut rows = segments.query(params![stream.device, stream.caseload])?;
            while let Some(row) = rows.next()? {
                let index = unsigned(row, 0)?;
                let (hash, prev): (RawHash, RawHash) = (row.get(1)?, row.get(2)?);
                let whole = Sha256::digest(row.get::<_, Vec<u8>>(3)?).as_slice() == hash;
                let follows = last.0 + 1 != index || last.1 == prev;
                if !whole || !follows {
                    findings.push(Finding::Segment {
                        device: stream.device,
                        caseload: stream.caseload,
                        index,
                    });
                }
                last = (index, hash);
            }
        }
        Ok(())
    }
}
