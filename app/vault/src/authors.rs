//! How much each device has in a case file, and how much it may have.
//!
//! Each operation of a file costs whoever opens it, for ever. A cap over all authors would let one of them fill a file
//! for the others; so each device has its own. It is counted along its streams as they are opened, and its own along
//! those that it seals, so that a tap writes nothing more. What a device has beyond it is put aside at every reader,
//! and its other files go on.
//!
//! A file in which a device is at its cap has to go on in a second document, which is for whoever writes (`Vault::run`,
//! before `Pen`) to begin; there is none yet. Where a stream of such a device arrives with holes, readers may put
//! different changes aside.

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Fault;
use crate::segments::{RawId, signed, unsigned};

/// The most operations of one device in one case file: a letter of a note is one. That is 500 letters every day for
/// five years.
pub(crate) const MOST: u64 = 1 << 20;

/// How many operations a device has in a case file.
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
