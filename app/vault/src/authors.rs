//! How much each device has in each document of a case file, and how much it may have.
//!
//! Each operation of a document costs whoever opens it, for ever. A cap over all authors would let one of them fill a
//! document for the others; so each device has its own. It is counted along its streams as they are opened, and its own
//! along those that it seals, so that a tap writes nothing more. What a device has beyond it is put aside at every
//! reader, and its other files go on.
//!
//! So a device has to stay within it. From three quarters of it on, new entries go into the next volume of the file
//! ([`crate::document::volume`]); the last quarter is for edits of what is there already. What it has made itself is
//! what it sealed and what waits in the outbox ([`own`]).
//!
//! Where a stream of a device that is beyond its cap arrives with holes, readers may put different changes aside.

use rusqlite::{Connection, OptionalExtension, params};

use crate::document::change;
use crate::error::Fault;
use crate::segments::{RawId, signed, unsigned};
use crate::settings;
use crate::vault::Vault;

/// The device that seals here.
const OWN: &str = "vault.own-device";

/// How much of a file one device may make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Operations of one device in one document: a letter of a note is one.
    pub operations: u64,
}

impl Default for Limits {
    /// That is 500 letters every day for five years.
    fn default() -> Self {
        Self {
            operations: 1 << 20,
        }
    }
}

impl Limits {
    /// From here on new entries go into the next volume.
    pub(crate) fn enough(self) -> u64 {
        self.operations / 4 * 3
    }
}

impl Vault {
    /// Other limits than the usual ones, from here on. They have to be those of all devices of a team.
    pub fn set_limits(&mut self, limits: Limits) {
        self.limits = limits;
        self.forget_open();
    }
}

/// How many operations a device has in a document, as far as its segments are here or made here.
pub(crate) fn operations(
    connection: &Connection,
    client: &str,
    device: &RawId,
) -> Result<u64, Fault> {
    let found = connection
        .prepare_cached("SELECT operations FROM authors WHERE client = ?1 AND device = ?2")?
        .query_row(params![client, device], |row| unsigned(row, 0))
        .optional()?;
    Ok(found.unwrap_or_default())
}

/// So many came.
pub(crate) fn add(
    connection: &Connection,
    client: &str,
    device: &RawId,
    operations: u64,
) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO authors (client, device, operations) VALUES (?1, ?2, ?3)
             ON CONFLICT (client, device) DO UPDATE SET operations = operations + excluded.operations",
        )?
        .execute(params![client, device, signed(operations)])?;
    Ok(())
}

/// This device has sealed something.
pub(crate) fn sealed_by(connection: &Connection, device: &RawId) -> Result<(), Fault> {
    match own_device(connection)? {
        Some(known) if known == *device => Ok(()),
        _ => settings::put(connection, OWN, device),
    }
}

fn own_device(connection: &Connection) -> Result<Option<RawId>, Fault> {
    let found: Option<Vec<u8>> = connection
        .prepare_cached("SELECT value FROM settings WHERE key = ?1")?
        .query_row([OWN], |row| row.get(0))
        .optional()?;
    Ok(found.and_then(|bytes| bytes.try_into().ok()))
}

/// How many operations this device has in a document: sealed, and in the outbox. Walks over the outbox of the caseload,
/// so nobody asks before it matters.
pub(crate) fn own(connection: &Connection, caseload: &RawId, client: &str) -> Result<u64, Fault> {
    let mut made = match own_device(connection)? {
        Some(device) => operations(connection, client, &device)?,
        None => 0,
    };
    let mut waiting = connection
        .prepare_cached("SELECT bytes FROM outbox WHERE caseload = ?1 AND client = ?2")?;
    let mut rows = waiting.query(params![caseload, client])?;
    while let Some(row) = rows.next()? {
        made += change::operations(&row.get::<_, Vec<u8>>(0)?).unwrap_or_default();
    }
    Ok(made)
}
