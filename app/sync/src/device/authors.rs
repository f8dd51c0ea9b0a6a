//! Who writes segments: every device of the team whose chain is here. A chain is verified once, when it arrives.

use std::collections::BTreeMap;

use wayside_protocol::{Certificate, Chain, DeviceId};
use wayside_seam::Role;
use wayside_vault::{Fault, RawId, Vault};

use crate::key::Key;
use crate::team::{Badge, Team};

/// One device of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// Its own certificate.
    pub certificate: Certificate,
    /// Its chain, encoded.
    pub chain: Vec<u8>,
    /// Its role and label; the least role and no label if they can't be read.
    pub badge: Badge,
}

/// All of them.
#[derive(Debug, Clone, Default)]
pub struct Authors(BTreeMap<DeviceId, Author>);

impl Authors {
    /// Those that the vault holds, verified before they were stored.
    pub fn load(vault: &Vault, team: &Team) -> Result<Authors, Fault> {
        let mut authors = Authors::default();
        for (_, bytes) in vault.certificates()? {
            if let Ok(chain) = Chain::decode(&bytes) {
                authors.put(&chain, &team.key);
            }
        }
        Ok(authors)
    }

    /// Verifies a chain and gives what is new in it: it also proves every device on the way. Nothing if it is not the
    /// team's.
    pub fn fresh(&self, chain: &Chain, team: &Team) -> Vec<Chain> {
        match chain.verify() {
            Ok(leaf) if leaf.root == team.root => {}
            _ => return Vec::new(),
        }
        let unknown = |part: &Chain| {
            part.leaf()
                .is_some_and(|leaf| !self.0.contains_key(&leaf.device()))
        };
        chain.prefixes().filter(unknown).collect()
    }

    /// Adds a verified chain.
    pub fn put(&mut self, chain: &Chain, team: &Key) {
        if let Some(leaf) = chain.leaf() {
            let least = || Badge {
                role: Role::Peer,
                label: String::new(),
            };
            let badge = Badge::open(team, leaf).unwrap_or_else(least);
            let author = Author {
                certificate: leaf.clone(),
                chain: chain.encode(),
                badge,
            };
            self.0.insert(leaf.device(), author);
        }
    }

    /// One of them.
    pub fn get(&self, device: DeviceId) -> Option<&Author> {
        self.0.get(&device)
    }

    /// May it enrol devices, make caseloads and give keys?
    pub fn leads(&self, device: DeviceId) -> bool {
        self.get(device)
            .is_some_and(|author| author.certificate.may_enrol)
    }

    /// All of them, by id.
    pub fn iter(&self) -> impl Iterator<Item = (&DeviceId, &Author)> {
        self.0.iter()
    }
}

/// As the vault keeps chains.
pub fn row(chain: &Chain) -> Option<(RawId, Vec<u8>)> {
    chain.leaf().map(|leaf| (leaf.device().0, chain.encode()))
}
