//! The caseload keys that a device holds: for each caseload a key per epoch, of which the highest seals what is new.

use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use wayside_domain::text::stored;
use wayside_protocol::CaseloadId;

use crate::key::Key;

/// One key of one caseload, as it is given to a device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Grant {
    /// The caseload.
    pub caseload: CaseloadId,
    /// Which of its keys.
    pub epoch: u32,
    /// The key.
    pub key: Key,
    /// The caseload's name: only those who hold its key learn it.
    pub name: String,
}

/// All of them, in the order in which they were given; the first caseload is where new clients go.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Keyring(Vec<Grant>);

impl Keyring {
    /// A keyring with these keys.
    pub fn new(grants: Vec<Grant>) -> Keyring {
        let mut keyring = Keyring::default();
        grants.into_iter().for_each(|grant| {
            keyring.add(grant);
        });
        keyring
    }

    /// Adds a key; false if it is held already. A held key is never replaced by another for the same epoch.
    pub fn add(&mut self, grant: Grant) -> bool {
        let fresh = self.key(grant.caseload, grant.epoch).is_none();
        if fresh {
            self.0.push(grant);
        }
        fresh
    }

    /// Makes a caseload with a fresh key.
    pub fn create(&mut self, name: &str, rng: &mut dyn CryptoRng) -> Grant {
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        let grant = Grant {
            caseload: CaseloadId(id),
            epoch: 1,
            key: Key::random(rng),
            name: name.to_owned(),
        };
        self.0.push(grant.clone());
        grant
    }

    /// The key of an epoch.
    pub fn key(&self, caseload: CaseloadId, epoch: u32) -> Option<&Key> {
        self.0
            .iter()
            .find(|grant| grant.caseload == caseload && grant.epoch == epoch)
            .map(|grant| &grant.key)
    }

    /// The key that seals what is new, and its epoch.
    pub fn current(&self, caseload: CaseloadId) -> Option<&Grant> {
        self.0
            .iter()
            .filter(|grant| grant.caseload == caseload)
            .max_by_key(|grant| grant.epoch)
    }

    /// All keys of one caseload.
    pub fn of(&self, caseload: CaseloadId) -> Vec<Grant> {
        self.0
            .iter()
            .filter(|grant| grant.caseload == caseload)
            .cloned()
            .collect()
    }

    /// The caseloads, in the order in which they were given.
    pub fn caseloads(&self) -> Vec<CaseloadId> {
        let mut seen = Vec::new();
        for grant in &self.0 {
            if !seen.contains(&grant.caseload) {
                seen.push(grant.caseload);
            }
        }
        seen
    }

    /// The name of a caseload.
    pub fn name(&self, caseload: CaseloadId) -> Option<&str> {
        self.current(caseload).map(|grant| grant.name.as_str())
    }

    /// The caseload with this name (letters alike) or hexadecimal id.
    pub fn find(&self, name_or_id: &str) -> Option<CaseloadId> {
        let wanted = name_or_id.trim();
        let same = |name: &str| stored(name).to_lowercase() == stored(wanted).to_lowercase();
        self.caseloads()
            .into_iter()
            .find(|id| id.to_string() == wanted || self.name(*id).is_some_and(same))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    #[test]
    fn the_highest_epoch_seals_and_every_epoch_opens() {
        let mut rng = StdRng::seed_from_u64(1);
        let mut keyring = Keyring::default();
        let first = keyring.create("North", &mut rng);
        let second = Grant {
            epoch: 2,
            key: Key::random(&mut rng),
            ..first.clone()
        };
        assert!(keyring.add(second.clone()));
        assert_eq!(keyring.current(first.caseload), Some(&second));
        assert_eq!(keyring.key(first.caseload, 1), Some(&first.key));
        assert_eq!(keyring.caseloads(), [first.caseload]);
    }

    #[test]
    fn a_held_key_is_never_replaced() {
        let mut rng = StdRng::seed_from_u64(2);
        let mut keyring = Keyring::default();
        let held = keyring.create("North", &mut rng);
        assert!(!keyring.add(Grant {
            key: Key::random(&mut rng),
            ..held.clone()
        }));
        assert_eq!(keyring.key(held.caseload, 1), Some(&held.key));
    }

    #[test]
    fn caseloads_are_found_by_name_and_id() {
        let mut rng = StdRng::seed_from_u64(3);
        let mut keyring = Keyring::default();
        let id = keyring.create("Nhóm Bắc", &mut rng).caseload;
        for name in ["nhóm bắc", " Nhóm Bắc ", &id.to_string()] {
            assert_eq!(keyring.find(name), Some(id));
        }
        assert_eq!(keyring.find("South"), None);
    }
}
