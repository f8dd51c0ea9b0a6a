//! Bad things that are well signed: what a member with an app of its own can send. Each kind is drawn from a number.
//! What it says about the team is in `forge/statement`.

mod statement;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use wayside_domain::id::Id;
use wayside_domain::record::parse_document;
use wayside_protocol::{CaseloadId, DeviceId, Hash, Header, Kind};
use wayside_seam::Request;
use wayside_sync::courier::Cargo;
use wayside_sync::pack;

use super::fleet::{self, Fleet};
use super::ledger::FORGED;
use super::spy::{self, Spy};
use super::{Name, Power, history};
use crate::station::Station;

/// A change of 79 bytes that claims 2^40 operations, and one that claims 6·10^7.
const HUGE: [&str; 2] = [
    "856f4a832d0d701e014500100707070707070707070707070707070701010000000515083406420756077007808080808020016b808080808020808080808020018080808080200080808080802000",
    "856f4a83305cc7b0013b00100707070707070707070707070707070701010000000515063404420556057005808ece1c016b808ece1c808ece1c01808ece1c00808ece1c00",
];

pub fn play(fleet: &mut Fleet, who: Name, power: Power, file: u32, number: u64) {
    let own = fleet.caseloads(who);
    let file = fleet::file(file);
    let mark = format!("{FORGED}{number}");
    let of = fleet.ledger.files.get(&file).copied();
    let foreign = of.is_some_and(|of| !own.contains(&of));
    // A lead writes about a file where it belongs.
    let home = of.filter(|_| !foreign).unwrap_or(own[0]);
    // Ids are random: what is not here yet has none that anybody could know. Those of another caseload are a power of
    // their own.
    let file = match power {
        Power::ForeignFile if foreign => return foreign_file(fleet, who, &file, &mark),
        Power::ForeignFile => return,
        Power::RosterWritesFiles if of.is_some() => file,
        _ if of.is_some() && !foreign => file,
        _ => Id::parse(&mark).unwrap(),
    };
    let station = fleet.world.at(who);
    let mut pen = Pen {
        spy: Spy::of(station),
        station,
        home,
        rng: StdRng::seed_from_u64(number),
    };
    match power {
        Power::Rubbish => pen.rubbish(&file),
        Power::HugeCounts => pen.huge(&file, number),
        Power::RosterWritesFiles => pen.change(CaseloadId::ROSTER, &file, None, &mark),
        Power::FalseStatements => pen.false_statement(),
        Power::FewGaps => pen.gaps(3),
        Power::ManyGaps => pen.gaps(150),
        Power::ForeignActor => {
            let foreign = |author: DeviceId, me: DeviceId| author != me;
            pen.change(home, &file, Some(foreign), &mark);
        }
        Power::Fork => {
            let parcel = pen.other_branch();
            fleet.parcels.insert(number as u32, parcel);
        }
        Power::BogusKey => pen.bogus_key(),
        _ => {}
    }
}

/// It calls a client of its own by the id of another caseload's file, and lets its app do the rest.
fn foreign_file(fleet: &mut Fleet, who: Name, file: &Id, mark: &str) {
    let line = format!(
        r#"{{"type":"client","id":"{file}","code":"{mark}","contact_preferences":"{mark}"}}"#
    );
    let entries = parse_document(&line).unwrap();
    _ = fleet.world.at(who).try_ask(Request::Record { entries });
}

struct Pen<'a> {
    station: &'a mut Station,
    spy: Spy,
    home: CaseloadId,
    rng: StdRng,
}

type Whose = fn(DeviceId, DeviceId) -> bool;

impl Pen<'_> {
    fn next(&mut self, kind: Kind, caseload: CaseloadId) -> Header {
        self.spy.next(self.station, kind, caseload)
    }

    fn write(&mut self, header: Header, body: &[u8]) {
        let segment = self.spy.sealed(header, body, &mut self.rng);
        spy::write(self.station, &segment);
    }

    fn noise(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.rng.random()).collect()
    }

    /// A pack as an app would make it, of changes that are none.
    fn packed(&mut self, file: &Id) -> Vec<u8> {
        let change = self.noise(120);
        let client = file.to_string();
        pack::pack(&[pack::Item { client, change }])
    }

    fn rubbish(&mut self, file: &Id) {
        let (home, roster) = (self.home, CaseloadId::ROSTER);
        let noise = self.noise(200);
        let mut packed = self.packed(file);
        let changes = self.next(Kind::Changes, home);
        match self.rng.random_range(0..12) {
            0 => self.write(changes, &noise),
            1 => self.write(changes, &[]),
            2 => self.write(changes, &packed),
            3 => {
                let at = self.rng.random_range(0..packed.len());
                packed[at] ^= 1 << self.rng.random_range(0..8);
                self.write(changes, &packed);
            }
            4 => self.write(
                Header {
                    epoch: 9,
                    ..changes
                },
                &packed,
            ),
            5 if changes.index > 1 => {
                let prev = Hash([7; 32]);
                self.write(Header { prev, ..changes }, &packed);
            }
            6 => {
                let unknown = self.next(Kind::Unknown(77), home);
                self.write(unknown, &noise);
            }
            7 => {
                let receipts = self.next(Kind::Receipts, home);
                let everything = (self.spy.identity.id(), u64::MAX);
                let body = postcard::to_allocvec(&vec![everything; 3]).unwrap();
                self.write(receipts, &pack::squeeze(&body));
            }
            8 => {
                let statements = self.next(Kind::Roster, roster);
                self.write(statements, &noise);
            }
            9 => {
                let statements = self.next(Kind::Roster, home);
                self.write(statements, &pack::squeeze(&noise));
            }
            10 => {
                let receipts = self.next(Kind::Receipts, roster);
                self.write(receipts, &pack::squeeze(&noise));
            }
            _ => {
                let index = i64::MAX as u64;
                let prev = Hash([7; 32]);
                self.write(
                    Header {
                        index,
                        prev,
                        ..changes
                    },
                    &packed,
                );
            }
        }
    }

    fn huge(&mut self, file: &Id, number: u64) {
        let name = file.as_str().as_bytes();
        let named = [&[name.len() as u8], name].concat();
        let most = [&[0xff; 9][..], &[1]].concat();
        let body = match number % 6 {
            kind @ (0 | 1) => {
                let change = data_encoding::HEXLOWER.decode(HUGE[kind as usize].as_bytes());
                pack::pack(&[pack::Item {
                    client: file.to_string(),
                    change: change.unwrap(),
                }])
            }
            // So many changes of one file; one change so long.
            2 => pack::squeeze(&[&named[..], &most, &[1; 400]].concat()),
            3 => pack::squeeze(&[&named[..], &[1, 0], &most].concat()),
            // More than may be unpacked.
            4 => pack::squeeze(&vec![0; 2 * pack::MAX_INFLATED]),
            // Many files, and nothing in them.
            _ => pack::squeeze(
                &(0..200u8)
                    .flat_map(|n| [2, b'x', b'A' + n % 26, 0])
                    .collect::<Vec<_>>(),
            ),
        };
        let header = self.next(Kind::Changes, self.home);
        self.write(header, &body);
    }

    /// Sets a register in a file: as somebody that it chooses, or as itself.
    fn change(&mut self, caseload: CaseloadId, file: &Id, whose: Option<Whose>, mark: &str) {
        let past = history::changes(self.station, &self.spy, file);
        let me = self.spy.identity.id();
        let own = automerge::ActorId::from(&self.noise(16)[..]);
        let actor = match whose {
            None => Some(own),
            Some(whose) => {
                let mut newest = past.iter().rev();
                let found = newest.find(|(author, _)| whose(*author, me));
                found.map(|(_, change)| change.actor_id().clone())
            }
        };
        let past: Vec<_> = past.into_iter().map(|(_, change)| change).collect();
        let change = actor.and_then(|actor| history::next_by(&actor, &past, mark));
        let Some(change) = change else { return };
        let client = file.to_string();
        let header = self.next(Kind::Changes, caseload);
        self.write(header, &pack::pack(&[pack::Item { client, change }]));
    }

    fn gaps(&mut self, count: u64) {
        let first = self.next(Kind::Changes, self.home);
        for gap in 1..=count {
            let header = Header {
                index: first.index + 2 * gap,
                prev: Hash([7; 32]),
                ..first
            };
            self.write(header, &pack::pack(&[]));
        }
    }

    /// Another segment in the place of its last one, to be given to somebody by hand.
    fn other_branch(&mut self) -> Vec<u8> {
        let me = self.spy.identity.id().0;
        let header = self.next(Kind::Changes, self.home);
        let index = header.index - 1;
        let place = wayside_vault::Position {
            device: me,
            caseload: self.home.0,
            index,
        };
        let last = self.station.device().vault().segment(&place).unwrap();
        let Some(last) = last else {
            return Cargo::default().write(self.spy.team.id());
        };
        let header = Header {
            index,
            prev: Hash(last.prev),
            ..header
        };
        let other = self.spy.sealed(header, &pack::pack(&[]), &mut self.rng);
        let cargo = Cargo {
            chains: vec![self.spy.chain.encode()],
            segments: vec![other.bytes],
        };
        cargo.write(self.spy.team.id())
    }
}
