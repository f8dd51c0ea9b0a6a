//! What every device shows, and what the relay holds, at one moment. Claims read this and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use wayside_domain::case_file::CaseFile;
use wayside_domain::id::Id;
use wayside_domain::record::{Entry, FollowUp, Typed, to_json};
use wayside_domain::time::Timestamp;
use wayside_protocol::{CaseloadId, Hash, Segment};
use wayside_seam::{DeviceInfo, Place, Reply, Request, SyncState};
use wayside_vault::{Fault, Position, Quarantined};

use super::Name;
use super::fleet::{self, Fleet};
use super::ledger::{Ledger, tags};
use super::spy::Spy;
use crate::station::Station;

pub struct Picture {
    pub looks: Vec<Look>,
    /// Every segment at the first relay.
    pub relay: Vec<Segment>,
    pub ledger: Ledger,
    pub enemy_leads: bool,
}

/// One device.
pub struct Look {
    pub name: Name,
    pub is_enemy: bool,
    pub spy: Spy,
    pub now: Timestamp,
    pub state: SyncState,
    pub devices: Vec<DeviceInfo>,
    pub files: BTreeMap<Id, Shown>,
    pub placed: Vec<Placed>,
    pub aside: Vec<Quarantined>,
}

/// One file as a device shows it.
#[derive(Default)]
pub struct Shown {
    /// Its records, as exports write them.
    pub lines: Vec<String>,
    pub entries: BTreeSet<Id>,
    pub tags: BTreeSet<String>,
    /// The texts that stand.
    pub standing: BTreeMap<Id, String>,
}

/// An own record, and where it is said to be.
pub struct Placed {
    pub entry: Id,
    pub file: Id,
    pub place: Place,
    /// The segment with its last change.
    pub segment: Option<Hash>,
}

impl Picture {
    pub async fn of(fleet: &mut Fleet) -> Picture {
        let honest = fleet::honest(fleet);
        let mut looks = Vec::new();
        for name in fleet.present.clone() {
            let station = fleet.world.at(name);
            looks.push(Look::of(name, !honest.contains(name), station));
        }
        let team = looks[0].spy.team.id();
        let leads = looks.iter().filter(|look| look.spy.role.leads());
        let caseloads: BTreeSet<CaseloadId> = leads
            .flat_map(|look| look.spy.keyring.caseloads())
            .collect();
        let caseloads = caseloads.into_iter().collect();
        let relay = fleet.world.relay.segments(team, caseloads).await;
        let mut enemies = looks.iter().filter(|look| look.is_enemy);
        Picture {
            enemy_leads: enemies.any(|look| look.spy.role.leads()),
            relay,
            looks,
            ledger: std::mem::take(&mut fleet.ledger),
        }
    }

    pub fn honest(&self) -> impl Iterator<Item = &Look> + Clone {
        self.looks.iter().filter(|look| !look.is_enemy)
    }

    /// The honest who hold a caseload.
    pub fn holders(&self, caseload: CaseloadId) -> impl Iterator<Item = &Look> {
        self.honest().filter(move |look| look.holds(caseload))
    }
}

impl Look {
    fn of(name: Name, is_enemy: bool, station: &mut Station) -> Look {
        let devices = match station.ask(Request::Devices) {
            Reply::Devices(devices) => devices,
            other => panic!("{other:?}"),
        };
        Look {
            name,
            is_enemy,
            spy: Spy::of(station),
            now: station.now,
            state: station.state(),
            devices,
            files: files(station),
            placed: placed(station),
            aside: station.device().vault().quarantined().unwrap(),
        }
    }

    pub fn holds(&self, caseload: CaseloadId) -> bool {
        self.spy.keyring.current(caseload).is_some()
    }

    pub fn shows(&self, file: &Id, tag: &str) -> bool {
        self.files
            .get(file)
            .is_some_and(|shown| shown.tags.contains(tag))
    }
}

fn files(station: &mut Station) -> BTreeMap<Id, Shown> {
    let mut files = BTreeMap::new();
    let each = |file: &CaseFile, entries: Vec<Entry>| {
        let mut shown = Shown::default();
        for entry in entries {
            let line = to_json(&entry).to_string();
            shown.tags.extend(tags(&line));
            shown.entries.extend(entry.id);
            shown.lines.push(line);
        }
        for (id, filed) in &file.entries {
            if let Some(due) = FollowUp::of(filed.body()) {
                shown.standing.insert(id.clone(), due.what.clone());
            }
        }
        shown.lines.sort();
        files.insert(file.id.clone(), shown);
        Ok::<(), Fault>(())
    };
    station.device().vault().export_entries(each).unwrap();
    files
}

fn placed(station: &mut Station) -> Vec<Placed> {
    let status = match station.ask(Request::Status) {
        Reply::Status(status) => status,
        other => panic!("{other:?}"),
    };
    let device = Spy::of(station).identity.id().0;
    let vault = station.device().vault();
    let own = vault.own_records().unwrap();
    let hash = |caseload, index| {
        let place = Position {
            device,
            caseload,
            index,
        };
        let segment = vault.segment(&place).unwrap();
        segment.map(|segment| Hash(segment.hash))
    };
    let both = status.records.into_iter().zip(own);
    both.map(|(said, own)| {
        assert_eq!((&said.entry, &said.client), (&own.entry, &own.client));
        Placed {
            entry: said.entry,
            file: said.client,
            place: said.place,
            segment: own.segment.and_then(|index| hash(own.caseload, index)),
        }
    })
    .collect()
}
