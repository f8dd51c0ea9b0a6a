//! Devices in folders of their own, fixed times, seeded randomness.

use std::path::Path;

#[cfg(target_family = "wasm")]
pub(crate) use crate::browser::Folder;
#[cfg(not(target_family = "wasm"))]
pub(crate) use crate::folder::Folder;
use rand::SeedableRng;
use rand::rngs::StdRng;
use wayside_domain::assist::{Answer, Item};
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::{Client, Screening};
use wayside_domain::time::{Date, Timestamp};
use wayside_vault::{Applied, KdfCost, Keystore, Opened, RawId, Vault};
use zeroize::Zeroizing;

pub const PIN: &str = wayside_domain::passphrase::SAMPLE;
/// What opens nothing.
pub const WRONG: &str = "four other words instead";
pub const CASELOAD: RawId = [7; 16];

pub fn rng(seed: u64) -> StdRng {
    StdRng::seed_from_u64(seed)
}

pub fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

pub fn at(minute: i64) -> Timestamp {
    Timestamp::from_millis(1_793_600_000_000 + minute * 60_000, 420).unwrap()
}

pub fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// A stand-in for a phone's keystore; without a number it fails.
pub struct Hardware(pub Option<u8>);

impl Keystore for Hardware {
    fn hmac(&self, stretched: &[u8; 32]) -> Option<Zeroizing<[u8; 32]>> {
        let own = self.0?;
        Some(Zeroizing::new(stretched.map(|byte| byte ^ own)))
    }
}

/// One device with a vault of its own.
pub struct Device {
    // Closed before its folder goes.
    pub vault: Vault,
    pub(crate) dir: Folder,
    pub(crate) seed: u64,
}

impl Device {
    pub fn new(seed: u64) -> Self {
        let dir = Folder::temporary();
        let vault = create(dir.path(), seed);
        Self { vault, dir, seed }
    }

    pub fn run(&mut self, command: Command) -> bool {
        self.vault.run(&command).unwrap().changed
    }

    /// Closes the vault and opens it again, as another launch.
    pub fn reopen(self) -> Self {
        let Self { vault, dir, seed } = self;
        drop(vault);
        let seed = seed + 1_000;
        let vault = Vault::open(dir.path(), PIN, None, &mut rng(seed)).unwrap();
        Self { vault, dir, seed }
    }

    /// Everything that this device has made and not packed.
    pub fn made(&self) -> Vec<(Id, Vec<u8>)> {
        let mut made = Vec::new();
        for caseload in self.vault.caseloads_with_pending().unwrap() {
            let pending = self.vault.pending(&caseload, usize::MAX).unwrap();
            made.extend(
                pending
                    .into_iter()
                    .map(|pending| (pending.client, pending.change)),
            );
        }
        made
    }

    pub fn take(&mut self, changes: &[(Id, Vec<u8>)]) -> Applied {
        self.take_from([9; 16], changes)
    }

    /// The same as one segment of this author.
    pub fn take_from(&mut self, author: RawId, changes: &[(Id, Vec<u8>)]) -> Applied {
        self.take_of(CASELOAD, author, changes)
    }

    /// The same in the stream of this caseload.
    pub fn take_of(
        &mut self,
        caseload: RawId,
        author: RawId,
        changes: &[(Id, Vec<u8>)],
    ) -> Applied {
        let changes = changes
            .iter()
            .map(|(client, change)| (client.clone(), vec![change.clone()]))
            .collect();
        self.vault
            .apply(vec![Opened {
                device: author,
                caseload,
                index: 1,
                changes,
            }])
            .unwrap()
    }
}

pub fn create(dir: &Path, seed: u64) -> Vault {
    let mut vault = Vault::create(dir, PIN, None, KdfCost::TEST, &mut rng(seed)).unwrap();
    vault.set_home_caseload(&CASELOAD).unwrap();
    vault
}

pub fn profile(code: &str) -> Client {
    Client {
        code: Some(code.to_owned()),
        ..Client::default()
    }
}

pub fn add(client: &str, code: &str) -> Command {
    Command::add_client(id(client), profile(code))
}

pub fn start(client: &str, screening: &str) -> Command {
    Command::Add {
        client: id(client),
        entry: id(screening),
        body: Screening::begin("wayside-en-1", Some(34), at(1)).into(),
    }
}

pub fn answer(client: &str, screening: &str, item: &str, answer: &str) -> Command {
    let item: Item = item.parse().unwrap();
    let answer: Answer = answer.parse().unwrap();
    Command::Answer {
        client: id(client),
        screening: id(screening),
        item,
        answer: Some(answer),
    }
}

/// Copies a folder as a power cut would leave it: whatever the files hold at this moment.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn snapshot(from: &Folder) -> Folder {
    let to = Folder::temporary();
    for name in from.names() {
        to.write(&name, &from.read(&name));
    }
    to
}
