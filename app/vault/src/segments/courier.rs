//! Segments that travel by hand: which there are, and which went.

use rusqlite::{Connection, Row, params};

use super::query::{COLUMNS, read};
use super::{Position, StoredSegment, signed};
use crate::error::Fault;
use crate::vault::Vault;

/// Whether a row of `segments` was in a courier's hands.
pub(super) const CARRIED: &str =
    "EXISTS (SELECT 1 FROM carried WHERE carried.device = segments.device
     AND carried.caseload = segments.caseload AND carried.position = segments.position)";

impl Vault {
    /// Shows segments one by one until `take` says that it has no room: those that the relay is not known to hold, or
    /// (`all`) every one; what no courier had yet goes first. Gives how many of these were not taken: another file has
    /// them. Where pages of the log are damaged, what can be read of it comes in its own order.
    ///
    /// # Errors
    /// The disk's.
    pub fn for_courier(
        &mut self,
        all: bool,
        mut take: impl FnMut(StoredSegment) -> bool,
    ) -> Result<u64, Fault> {
        let mut left = 0;
        let mut full = false;
        let by_row = format!("SELECT {COLUMNS} FROM segments WHERE row = ?1");
        for (row, carried) in self.courier_rows(all)? {
            if !full {
                let found = self
                    .connection
                    .prepare_cached(&by_row)
                    .and_then(|mut segment| segment.query_row([row], read))
                    .map_err(Fault::from);
                if self.met_damage_in(&found) {
                    continue;
                }
                full = !take(found?);
            }
            if full && carried {
                break;
            }
            left += u64::from(full);
        }
        Ok(left)
    }

    /// The rows for a courier in their order, and whether one had them before.
    fn courier_rows(&mut self, all: bool) -> Result<Vec<(i64, bool)>, Fault> {
        let which = if all { "" } else { "WHERE sent = 0" };
        let select = format!("SELECT row, {CARRIED} FROM segments {which}");
        let sorted = self
            .connection
            .prepare_cached(&format!("{select} ORDER BY 2, sent, row"))
            .and_then(|mut rows| {
                let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
                rows.collect::<Result<Vec<_>, _>>()
            })
            .map_err(Fault::from);
        if !self.met_damage_in(&sorted) {
            return sorted;
        }
        // By the index of every row's place: it is narrow, so that few of its pages can be damaged, and names rows of
        // damaged pages too.
        let select = "SELECT row FROM segments INDEXED BY sqlite_autoindex_segments_1";
        let read = |row: &Row<'_>| Ok((row.get(0)?, false));
        let mut saved = self.both_ways(select, "device, caseload, position", [], read)?;
        if !saved.whole {
            let select = "SELECT row FROM segments NOT INDEXED";
            saved
                .rows
                .extend(self.both_ways(select, "row", [], read)?.rows);
            saved.rows.sort_unstable();
            saved.rows.dedup();
        }
        Ok(saved.rows)
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
