//! What syncing remembers between exchanges. Losing it costs a round trip, never a record: unlike the book it may be absent.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use wayside_domain::time::Timestamp;
use wayside_protocol::{CaseloadId, DeviceId};
use wayside_vault::{Fault, Position, Vault};

const SETTING: &str = "sync.memory";
const VERSION: u8 = 1;

/// The relay takes a nonce for a day; an older one is not worth a body that would have to be sent again. Milliseconds.
const NONCE_HOLDS: i64 = 20 * 3_600_000;

/// The whole of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// The relay's log epoch, once it was told.
    pub log_epoch: Option<u64>,
    /// The nonce for the next request.
    pub nonce: [u8; 24],
    /// When it came, by this device's clock: good for a guess whether the relay still takes it.
    pub nonce_at: Option<Timestamp>,
    /// The relay has accepted this device's chain.
    pub introduced: bool,
    /// When an exchange last ended well.
    pub last_success: Option<Timestamp>,
    /// When something of each device last arrived.
    pub last_seen: BTreeMap<DeviceId, Timestamp>,
    /// Own segments that the relay refused for good: kept, shown, not sent again and again.
    pub refused: Vec<(CaseloadId, u64)>,
    /// Nothing any more; it has its place in the bytes.
    unused: Option<u64>,
    /// Where the next pull starts again, after a key for a further caseload came.
    pub rewind: Option<u64>,
    /// Streams in which changes were opened that no receipt tells of yet.
    pub receipts_due: Vec<(CaseloadId, DeviceId, u64)>,
}

impl Memory {
    /// Reads it.
    pub fn load(vault: &Vault) -> Result<Memory, Fault> {
        let bytes = vault.setting(SETTING)?.unwrap_or_default();
        Ok(match bytes.split_first() {
            Some((&VERSION, rest)) => postcard::from_bytes(rest).unwrap_or_default(),
            _ => Memory::default(),
        })
    }

    /// Writes it, if it differs from what was written last.
    pub fn save(&self, before: &mut Memory, vault: &mut Vault) -> Result<(), Fault> {
        if self != before {
            let mut bytes = vec![VERSION];
            bytes.extend(postcard::to_allocvec(self).unwrap_or_default());
            vault.put_setting(SETTING, &bytes)?;
            before.clone_from(self);
        }
        Ok(())
    }

    /// Is the nonce young enough that the relay should take it? A wrong guess, or a clock that jumped, costs a round trip.
    pub fn nonce_may_hold(&self, now: Timestamp) -> bool {
        self.nonce_at
            .is_some_and(|at| (0..NONCE_HOLDS).contains(&(now.millis() - at.millis())))
    }

    /// Did the relay refuse it for good?
    pub fn is_refused(&self, position: &Position) -> bool {
        self.refused
            .contains(&(CaseloadId(position.caseload), position.index))
    }

    /// Notes that changes up to here were opened.
    pub fn opened(&mut self, caseload: CaseloadId, device: DeviceId, index: u64) {
        match self
            .receipts_due
            .iter_mut()
            .find(|due| (due.0, due.1) == (caseload, device))
        {
            Some(due) => due.2 = due.2.max(index),
            None => self.receipts_due.push((caseload, device, index)),
        }
    }
}
