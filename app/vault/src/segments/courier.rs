//! Segments that travel by hand: which there are, and which went.

use rusqlite::params;

use super::query::{COLUMNS, read};
use super::{Position, StoredSegment, signed};
use crate::error::Fault;
use crate::vault::Vault;

impl Vault {
    /// Shows segments one by one until `take` says that it has no room: those that the relay is not known to hold, the ones that no
    /// courier had yet first, and then (`all`) the others. Gives how many were not taken.
    ///
    /// # Errors
    /// The disk's.
    pub fn for_courier(
        &self,
        all: bool,
        mut take: impl FnMut(StoredSegment) -> bool,
    ) -> Result<u64, Fault> {
        let mut left = 0;
        for condition in [
            "sent = 0 AND carried = 0",
            "sent = 0 AND carried = 1",
            "sent = 1",
        ] {
            if condition == "sent = 1" && !all {
                break;
            }
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM segments WHERE {condition} ORDER BY row"
            ))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                if left > 0 || !take(read(row)?) {
                    left += 1;
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
        let transaction = self.connection.transaction()?;
        for position in gone {
            transaction
                .prepare_cached(
                    "UPDATE segments SET carried = 1 WHERE device = ?1 AND caseload = ?2 AND position = ?3",
                )?
                .execute(params![
                    position.device,
                    position.caseload,
                    signed(position.index)
                ])?;
        }
        transaction.commit()?;
        Ok(())
    }
}
