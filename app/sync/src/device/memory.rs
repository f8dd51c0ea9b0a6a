//! What syncing remembers between exchanges. It may be absent, unlike the book: that costs a round trip, or a pull from
//! the start.

use std::collections::{BTreeMap, BTreeSet};

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
    pub refused: BTreeSet<(CaseloadId, u64)>,
    /// Nothing any more; it has its place in the bytes.
    unused: Option<u64>,
    /// Where the next pull starts again, after a key for a further caseload came.
    pub rewind: Option<u64>,
    /// Streams in which changes were opened that no receipt tells of yet.
    pub receipts_due: Vec<(CaseloadId, DeviceId, u64)>,
    /// Carried segments that the relay refused for good. Came later: see `load`.
    pub refused_carried: BTreeSet<(DeviceId, CaseloadId, u64)>,
}

impl Memory {
    /// Reads it.
    pub fn load(vault: &Vault) -> Result<Memory, Fault> {
        let mut bytes = vault.setting(SETTING)?.unwrap_or_default();
        // A list that an older version did not write yet reads as an empty one; where all was written, a zero more is
        // not read.
        bytes.push(0);
        Ok(match bytes.split_first() {
            Some((&VERSION, rest)) => postcard::from_bytes(rest).unwrap_or_else(|_| Memory {
                // Whether the next pull was to start again is not known.
                rewind: Some(0),
                ..Memory::default()
            }),
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

    /// Is the nonce young enough that the relay should take it? A wrong guess, or a clock that jumped, costs a round
    /// trip.
    pub fn nonce_may_hold(&self, now: Timestamp) -> bool {
        self.nonce_at
            .is_some_and(|at| (0..NONCE_HOLDS).contains(&(now.millis() - at.millis())))
    }

    /// Did the relay refuse it for good?
    pub fn is_refused(&self, position: &Position, me: DeviceId) -> bool {
        let (device, caseload) = (DeviceId(position.device), CaseloadId(position.caseload));
        if device == me {
            self.refused.contains(&(caseload, position.index))
        } else {
            let carried = (device, caseload, position.index);
            self.refused_carried.contains(&carried)
        }
    }

    /// The first own segment of a caseload that the relay refused for good.
    pub fn refused_from(&self, caseload: CaseloadId) -> Option<u64> {
        let mut refused = self.refused.iter().filter(|refused| refused.0 == caseload);
        refused.next().map(|refused| refused.1)
    }

    /// The relay refused it for good.
    pub fn refuse(&mut self, position: &Position, me: DeviceId) {
        let (device, caseload) = (DeviceId(position.device), CaseloadId(position.caseload));
        if device == me {
            self.refused.insert((caseload, position.index));
        } else {
            self.refused_carried
                .insert((device, caseload, position.index));
        }
    }

    /// How many segments were refused for good.
    pub fn refused_count(&self) -> usize {
        self.refused.len() + self.refused_carried.len()
    }

    /// The relay is another one, as it were: it may take what it refused.
    pub fn forget_refusals(&mut self) {
        self.refused.clear();
        self.refused_carried.clear();
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

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand::rngs::StdRng;
    use wayside_vault::KdfCost;

    use super::*;

    #[test]
    fn a_memory_without_its_newest_list_is_read_whole() {
        let folder = tempfile::tempdir().unwrap();
        let mut rng = StdRng::seed_from_u64(1);
        let pin = "0000";
        let mut vault = Vault::create(folder.path(), pin, None, KdfCost::TEST, &mut rng).unwrap();
        let mut memory = Memory {
            log_epoch: Some(3),
            refused: [(CaseloadId([1; 16]), 5)].into(),
            rewind: Some(9),
            ..Memory::default()
        };
        let mut older = vec![VERSION];
        older.extend(postcard::to_allocvec(&memory).unwrap());
        assert_eq!(older.pop(), Some(0), "the empty list is the last byte");
        vault.put_setting(SETTING, &older).unwrap();
        assert_eq!(Memory::load(&vault).unwrap(), memory);
        memory.refuse(&place(), DeviceId([7; 16]));
        memory.save(&mut Memory::default(), &mut vault).unwrap();
        assert_eq!(Memory::load(&vault).unwrap(), memory);
        vault.put_setting(SETTING, &[VERSION, 9]).unwrap();
        assert_eq!(Memory::load(&vault).unwrap().rewind, Some(0));
    }

    fn place() -> Position {
        Position {
            device: [2; 16],
            caseload: [3; 16],
            index: 4,
        }
    }
}
