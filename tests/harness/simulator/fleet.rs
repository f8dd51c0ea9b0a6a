//! A world, and what happened to it so far.

use std::collections::{BTreeMap, BTreeSet};

use axum::Router;
use tempfile::TempDir;
use wayside_domain::id::Id;
use wayside_protocol::{CaseloadId, DeviceId};
use wayside_seam::{Me, Reply, Request, Role, VaultState};

use super::act::{CASELOADS, GOOD};
use super::ledger::{Admitted, Ledger};
use super::{Member, Name, Script, liar};
use crate::disk::Disk;
use crate::link::Fault;
use crate::relay::RelayBox;
use crate::world::World;

pub struct Fleet {
    pub world: World,
    pub ledger: Ledger,
    pub enemy: Option<Name>,
    /// Whoever has joined and is still there.
    pub present: Vec<Name>,
    pub parcels: BTreeMap<u32, Vec<u8>>,
    /// Copies of phones, each with how much had been said when it was made.
    pub phones: BTreeMap<(Name, u32), (TempDir, usize)>,
    pub relays: BTreeMap<u32, TempDir>,
    pub withheld: Option<DeviceId>,
    disk: Disk,
    /// The second relay, once somebody went there.
    spare: Option<RelayBox>,
}

impl Fleet {
    /// The team as it is before the first act: everybody has joined and synced.
    pub async fn new(script: &Script) -> Fleet {
        // Seeds that are neighbours must not share devices.
        let mut world = World::on(script.disk, script.seed.wrapping_mul(1_000)).await;
        for name in &CASELOADS[1..] {
            let name = (*name).to_owned();
            world.at("desk").ask(Request::NewCaseload { name });
        }
        let mut fleet = Fleet {
            world,
            ledger: Ledger::default(),
            enemy: script.enemy,
            present: Vec::new(),
            parcels: BTreeMap::new(),
            phones: BTreeMap::new(),
            relays: BTreeMap::new(),
            withheld: None,
            disk: script.disk,
            spare: None,
        };
        fleet.admitted("desk", Role::Admin);
        for member in &script.cast {
            fleet.join(member, "desk");
        }
        for name in fleet.present.clone() {
            fleet.sync(name, 0, GOOD).await;
        }
        fleet
    }

    pub fn is_here(&self, name: Name) -> bool {
        self.present.contains(&name)
    }

    pub fn me(&mut self, name: Name) -> Me {
        match self.world.at(name).ask(Request::State) {
            Reply::State(VaultState::Open(me)) => me,
            other => panic!("{name}: {other:?}"),
        }
    }

    /// The caseloads that a device holds, the one of its new clients first.
    pub fn caseloads(&mut self, name: Name) -> Vec<CaseloadId> {
        let held = self.me(name).caseloads.into_iter();
        held.map(|held| CaseloadId(raw(&held.id))).collect()
    }

    pub fn device(&mut self, name: Name) -> DeviceId {
        DeviceId(raw(&self.me(name).device))
    }

    pub fn join(&mut self, member: &Member, by: Name) {
        let caseload = (!member.role.leads()).then_some(member.caseload);
        self.world.join_for(by, member.name, member.role, caseload);
        self.admitted(member.name, member.role);
    }

    /// Notes what a device was given.
    pub fn admitted(&mut self, name: Name, role: Role) {
        let me = self.me(name);
        let label = me.label.clone();
        let admitted = Admitted { label, role };
        self.ledger.admitted.insert(me.device, admitted);
        if !role.leads() {
            let given = self.caseloads(name).into_iter().collect();
            self.ledger.given.insert(name, given);
        }
        self.present.push(name);
    }

    pub async fn sync(&mut self, name: Name, relay: usize, faults: [Fault; 2]) {
        let router = self.router(relay).await;
        let station = self.world.at(name);
        station.link.faults = faults.into();
        station.sync(router).await;
        station.link.faults.clear();
    }

    /// Requests that were held back reach the first relay.
    pub async fn late(&mut self, name: Name) {
        if let Some(router) = self.world.relay.router() {
            self.world.at(name).link.deliver_held(router).await;
        }
    }

    async fn router(&mut self, relay: usize) -> Option<Router> {
        if relay == 0 {
            let honest = self.world.relay.router();
            return match self.withheld {
                Some(author) => honest.map(|honest| liar::without(honest, author)),
                None => honest,
            };
        }
        if self.spare.is_none() {
            let millis = self.world.now.millis().unsigned_abs();
            self.spare = Some(RelayBox::start(self.disk, millis).await);
        }
        self.spare.as_ref().and_then(RelayBox::router)
    }

    pub fn pass(&mut self, seconds: i64) {
        self.world.pass(seconds);
        if let Some(spare) = &self.spare {
            spare.pass(seconds.unsigned_abs() * 1_000);
        }
    }

    /// Three rounds over good links with a relay that tells what it has.
    pub async fn settle(&mut self) {
        self.withheld = None;
        for name in self.present.clone() {
            self.late(name).await;
        }
        for round in 0..3 {
            if round > 0 {
                self.pass(600);
            }
            for name in self.present.clone() {
                self.sync(name, 0, GOOD).await;
            }
        }
    }
}

/// The client of a script's number.
pub fn file(number: u32) -> Id {
    Id::parse(&format!("file-{number}")).unwrap()
}

pub fn raw(hex: &str) -> [u8; 16] {
    let bytes = data_encoding::HEXLOWER.decode(hex.as_bytes()).unwrap();
    bytes.try_into().unwrap()
}

/// Of everybody who is there, whoever is no enemy.
pub fn honest(fleet: &Fleet) -> BTreeSet<Name> {
    let honest = fleet.present.iter().copied();
    honest.filter(|name| Some(*name) != fleet.enemy).collect()
}
