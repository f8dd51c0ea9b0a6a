//! What is begun is marked before, durably, so that a segment that ends the app does not end it at each start.
//!
//! | mark | then |
//! |---|---|
//! | none | opened together with others, after all of them were marked |
//! | left by an app that ended in the middle | opened alone, after that was marked |
//! | left so, and begun alone as often as may be | put aside (`unended`), and the others go on |
//! | put aside, and tried again by hand, weekly, or by another version | opened alone, once: a crash puts it aside again |
//!
//! A mark leaves with the segment's next state, in the same transaction; with a vault that is closed in good order,
//! since being stopped is no fault of a segment; and not with a panic or a kill. So a batch costs one small commit
//! more.

use rusqlite::{Connection, params};

use super::{Position, SegmentState, set_state, signed, unsigned};
use crate::error::Fault;
use crate::vault::Vault;

/// So often an opening is begun alone and does not end before the segment is put aside. In a browser a panic ends the
/// worker, and `document::guard` needs two of them to find the change that is to blame, after which the third opening
/// ends well.
const MOST_ALONE: u64 = if cfg!(target_family = "wasm") { 3 } else { 2 };

/// Why a segment is put aside whose opening never ended.
const REASON: &str = "unended";

/// What is to be opened next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// Whatever waits.
    Any,
    /// This one alone.
    Alone(Position),
}

impl Vault {
    /// What is to be opened next, as far as openings that never ended say. Puts aside what was begun alone too often.
    ///
    /// # Errors
    /// The disk's.
    pub fn unended(&mut self) -> Result<Begun, Fault> {
        for (position, alone) in self.left()? {
            if alone < MOST_ALONE && self.segment(&position)?.is_some() {
                return Ok(Begun::Alone(position));
            }
            self.quarantine_segment(&position, REASON)?;
        }
        Ok(Begun::Any)
    }

    /// Marks that the opening of these begins. Returns when the mark is durable.
    ///
    /// # Errors
    /// The disk's.
    pub fn begin(&mut self, positions: &[Position], alone: bool) -> Result<(), Fault> {
        self.mark_each(positions, |connection, position| {
            mark(connection, position, u64::from(alone))
        })?;
        self.begun = positions.to_vec();
        Ok(())
    }

    /// Tries segments again that were put aside, each alone: all of them, or those whose opening never ended. Answers
    /// how many.
    ///
    /// # Errors
    /// The disk's. Nothing was changed then.
    pub fn retry_quarantined(&mut self, all: bool) -> Result<u64, Fault> {
        let aside: Vec<(Vec<u8>, Position)> = self
            .connection
            .prepare_cached(
                "SELECT digest, device, caseload, position FROM quarantine
                 WHERE what = 'segment' AND caseload IS NOT NULL AND (?1 OR reason = ?2)",
            )?
            .query_map(params![all, REASON], |row| {
                let index = unsigned(row, 3)?;
                let (device, caseload) = (row.get(1)?, row.get(2)?);
                let position = Position {
                    device,
                    caseload,
                    index,
                };
                Ok((row.get(0)?, position))
            })?
            .collect::<Result<_, _>>()?;
        let transaction = self.connection.transaction()?;
        for (digest, position) in &aside {
            set_state(&transaction, position, SegmentState::Waiting)?;
            mark(&transaction, position, MOST_ALONE - 1)?;
            transaction
                .prepare_cached("DELETE FROM quarantine WHERE digest = ?1")?
                .execute([digest])?;
        }
        transaction.commit()?;
        Ok(u64::try_from(aside.len()).unwrap_or(u64::MAX))
    }

    /// Marks that an earlier app left.
    fn left(&self) -> Result<Vec<(Position, u64)>, Fault> {
        let mut statement = self.connection.prepare_cached(
            "SELECT device, caseload, position, alone FROM begun ORDER BY device, caseload, position",
        )?;
        let rows = statement.query_map([], |row| {
            let position = Position {
                device: row.get(0)?,
                caseload: row.get(1)?,
                index: unsigned(row, 2)?,
            };
            Ok((position, unsigned(row, 3)?))
        })?;
        let all: Vec<_> = rows.collect::<Result<_, _>>()?;
        let mine = |position: &Position| self.begun.contains(position);
        Ok(all.into_iter().filter(|(at, _)| !mine(at)).collect())
    }

    /// The vault is closed in good order: nothing that is under way is to blame for it.
    pub(crate) fn stop(&mut self) {
        let begun = std::mem::take(&mut self.begun);
        if !begun.is_empty() && !std::thread::panicking() {
            // If it fails, they are opened alone next time, and that is all.
            let _ = self.mark_each(&begun, end);
        }
    }
}

fn mark(connection: &Connection, position: &Position, alone: u64) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO begun (device, caseload, position, alone) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (device, caseload, position) DO UPDATE SET alone = alone + excluded.alone",
        )?
        .execute(params![
            position.device,
            position.caseload,
            signed(position.index),
            signed(alone)
        ])?;
    Ok(())
}

/// Its opening has ended.
pub(super) fn end(connection: &Connection, position: &Position) -> Result<(), Fault> {
    connection
        .prepare_cached("DELETE FROM begun WHERE device = ?1 AND caseload = ?2 AND position = ?3")?
        .execute(params![
            position.device,
            position.caseload,
            signed(position.index)
        ])?;
    Ok(())
}
