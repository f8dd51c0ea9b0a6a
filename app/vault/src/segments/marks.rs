//! Where segments stand: sent, quarantined, held.

use rusqlite::{Connection, params};

use super::courier::CARRIED;
use super::store::set_state;
use super::{Position, RawId, SegmentState, signed};
use crate::error::Fault;
use crate::quarantine::{self, Item};
use crate::vault::Vault;

impl Vault {
    /// The relay holds these.
    ///
    /// # Errors
    /// The disk's.
    pub fn mark_sent(&mut self, sent: &[Position]) -> Result<(), Fault> {
        self.mark_each(sent, set_sent)
    }

    /// Marks all of them, or none.
    pub(super) fn mark_each(
        &mut self,
        positions: &[Position],
        mark: impl Fn(&Connection, &Position) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let transaction = self.connection.transaction()?;
        for position in positions {
            mark(&transaction, position)?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// The relay has lost what it held: every own segment has to be sent again, and whatever was with a courier, since
    /// its author may never reach the relay.
    ///
    /// # Errors
    /// The disk's.
    pub fn mark_all_unsent(&mut self) -> Result<(), Fault> {
        self.connection.execute(
            &format!("UPDATE segments SET sent = 0 WHERE own = 1 OR {CARRIED}"),
            [],
        )?;
        Ok(())
    }

    /// Another device wants this own segment again (or the relay asks for it).
    ///
    /// # Errors
    /// The disk's.
    pub fn mark_unsent(&mut self, position: &Position) -> Result<(), Fault> {
        self.connection.execute(
            "UPDATE segments SET sent = 0 WHERE device = ?1 AND caseload = ?2 AND position = ?3",
            params![position.device, position.caseload, signed(position.index)],
        )?;
        Ok(())
    }

    /// A segment could not be used. It stays here, byte for byte, and the others go on.
    ///
    /// # Errors
    /// The disk's.
    pub fn quarantine_segment(&mut self, position: &Position, reason: &str) -> Result<(), Fault> {
        let Some(segment) = self.segment(position)? else {
            return Ok(());
        };
        let transaction = self.connection.transaction()?;
        quarantine::add(&transaction, &Item::segment(&segment, reason))?;
        set_state(&transaction, position, SegmentState::Quarantined)?;
        transaction.commit()?;
        Ok(())
    }

    /// There is no key for this segment yet.
    ///
    /// # Errors
    /// The disk's.
    pub fn hold_segment(&mut self, position: &Position) -> Result<(), Fault> {
        let transaction = self.connection.transaction()?;
        set_state(&transaction, position, SegmentState::Held)?;
        transaction.commit()?;
        Ok(())
    }

    /// A key for this caseload has arrived: held segments wait to be opened again.
    ///
    /// # Errors
    /// The disk's.
    pub fn release_held(&mut self, caseload: &RawId) -> Result<u64, Fault> {
        // Nearly always there are none, and a write that writes nothing still costs an opening a millisecond in the
        // browser.
        let held = self
            .connection
            .prepare_cached("SELECT 1 FROM segments WHERE state = 3 AND caseload = ?1")?
            .exists(params![caseload])?;
        if !held {
            return Ok(0);
        }
        let released = self
            .connection
            .prepare_cached("UPDATE segments SET state = 0 WHERE state = 3 AND caseload = ?1")?
            .execute(params![caseload])?;
        Ok(u64::try_from(released).unwrap_or(u64::MAX))
    }
}

pub(super) fn set_sent(connection: &Connection, position: &Position) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "UPDATE segments SET sent = 1 WHERE device = ?1 AND caseload = ?2 AND position = ?3 AND sent = 0",
        )?
        .execute(params![
            position.device,
            position.caseload,
            signed(position.index)
        ])?;
    Ok(())
}
