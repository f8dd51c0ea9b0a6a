//! Segments that travel by hand: which there are, and which went.

use rusqlite::{Connection, params};

use super::query::{COLUMNS, read};
use super::{Position, StoredSegment, signed};
use crate::error::Fault;
use crate::vault::Vault;

/// Whether a row of `segments` was in a courier's hands.
pub(super) const CARRIED: &str =
    "EXISTS (SELECT 1 FROM carried WHERE carried.device = segments.device
     AND carried.caseload = segments.caseload AND carried.position = segments.position)";

impl Vault {
    /// Shows segments one by one until `take` says that it has no room: those that the relay is not known to hold, or (`all`) every one;
    /// what no courier had yet goes first. Gives how many of these were not taken: another file has them.
    ///
    /// # Errors
    /// The disk's.
    pub fn for_courier(
        &self,
        all: bool,
        mut take: impl FnMut(StoredSegment) -> bool,
    ) -> Result<u64, Fault> {
        let mut left = 0;
        let mut full = false;
        let which = if all { "" } else { "sent = 0 AND" };
        for carried in [false, true] {
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM segments WHERE {which} {CARRIED} = ?1 ORDER BY sent, row"
            ))?;
            let mut rows = statement.query([carried])?;
            while let Some(row) = rows.next()? {
                full = full || !take(read(row)?);
                left += u64::from(full && !carried);
                if full && carried {
                    break;
                }
            }
        }
        Ok(left)
    }

    /// These left in a courier's bundle.
    ///
    /// # Errors
    /// The disk's.
    pub fn mark_carried(&mut self, gone: &[Position]) -> Result<(), Fault> {
        self.mark_each(gone, set_carried)
    }
}

pub(super) fn set_carried(connection: &Connection, position: &Position) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO carried (device, caseload, position) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![
            position.device,
            position.caseload,
            signed(position.index)
        ])?;
    Ok(())
}
