//! What could not be used, kept byte for byte with a reason, counted and shown. Everything else goes on.
//!
//! The same bad bytes arriving again are one row: the key is their SHA-256.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use wayside_domain::id::Id;

use crate::error::Fault;
use crate::segments::{RawId, StoredSegment, signed};
use crate::vault::Vault;

/// One thing in quarantine, without its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quarantined {
    /// `change`, `document`, `segment` or `conflict`.
    pub what: String,
    /// The reason, as a word.
    pub why: String,
    /// The case file, where it is known.
    pub client: Option<Id>,
    /// The author, where it is known.
    pub device: Option<RawId>,
    /// The number in the author's stream, where it is known.
    pub index: Option<u64>,
    /// How many bytes are kept.
    pub bytes: u64,
}

impl Vault {
    /// What is in quarantine.
    ///
    /// # Errors
    /// The disk's.
    pub fn quarantined(&self) -> Result<Vec<Quarantined>, Fault> {
        let mut statement = self.connection.prepare_cached(
            "SELECT what, reason, client, device, position, length(bytes) FROM quarantine ORDER BY what, digest",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(Quarantined {
                what: row.get(0)?,
                why: row.get(1)?,
                client: row
                    .get::<_, Option<String>>(2)?
                    .and_then(|id| Id::parse(&id).ok()),
                device: row.get(3)?,
                index: row
                    .get::<_, Option<i64>>(4)?
                    .and_then(|index| u64::try_from(index).ok()),
                bytes: row.get::<_, i64>(5)?.unsigned_abs(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Keeps bytes that must not take a place in a stream, such as a segment whose signature is wrong.
    ///
    /// # Errors
    /// The disk's.
    pub fn quarantine_raw(
        &mut self,
        device: Option<RawId>,
        index: Option<u64>,
        reason: &str,
        bytes: &[u8],
    ) -> Result<(), Fault> {
        let item = Item {
            what: "segment",
            client: None,
            device,
            caseload: None,
            index,
            reason,
            bytes,
        };
        add(&self.connection, &item)?;
        Ok(())
    }

    /// How many things are in quarantine.
    ///
    /// # Errors
    /// The disk's.
    pub fn quarantined_count(&self) -> Result<u64, Fault> {
        Ok(self
            .connection
            .query_row("SELECT count(*) FROM quarantine", [], |row| {
                crate::segments::unsigned(row, 0)
            })?)
    }
}

/// A row to be.
pub(crate) struct Item<'a> {
    what: &'static str,
    client: Option<&'a str>,
    device: Option<RawId>,
    caseload: Option<RawId>,
    index: Option<u64>,
    reason: &'a str,
    bytes: &'a [u8],
}

impl<'a> Item<'a> {
    pub(crate) fn change(client: &'a str, reason: &'a str, bytes: &'a [u8]) -> Self {
        Self {
            what: "change",
            client: Some(client),
            device: None,
            caseload: None,
            index: None,
            reason,
            bytes,
        }
    }

    pub(crate) fn document(client: &'a str, reason: &'a str, bytes: &'a [u8]) -> Self {
        Self {
            what: "document",
            ..Self::change(client, reason, bytes)
        }
    }

    pub(crate) fn segment(segment: &'a StoredSegment, reason: &'a str) -> Self {
        Self {
            what: "segment",
            client: None,
            device: Some(segment.device),
            caseload: Some(segment.caseload),
            index: Some(segment.index),
            reason,
            bytes: &segment.bytes,
        }
    }

    pub(crate) fn conflict(segment: &'a StoredSegment) -> Self {
        Self {
            what: "conflict",
            ..Self::segment(segment, "another-segment-holds-this-place")
        }
    }
}

/// Adds a row; false when the same bytes are there already.
pub(crate) fn add(connection: &Connection, item: &Item<'_>) -> Result<bool, Fault> {
    let mut digest = Sha256::new();
    digest.update(item.what);
    digest.update([0]);
    digest.update(item.client.unwrap_or_default());
    digest.update([0]);
    digest.update(item.bytes);
    let added = connection
        .prepare_cached(
            "INSERT INTO quarantine (digest, what, client, device, caseload, position, reason, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (digest) DO NOTHING",
        )?
        .execute(params![
            digest.finalize().as_slice(),
            item.what,
            item.client,
            item.device,
            item.caseload,
            item.index.map(signed),
            item.reason,
            item.bytes
        ])?;
    Ok(added > 0)
}
