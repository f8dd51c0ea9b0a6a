//! From a seed to a script: a cast, few powers, and acts by their weights. What goes wrong goes wrong where several
//! meet, so one device and one file are in most of it.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use wayside_seam::Role;

use super::act::{CASELOADS, GOOD};
use super::weights::{Make, WEIGHTS};
use super::{Act, Member, Name, Power, Script};
use crate::disk::Disk;
use crate::link::Fault;
use crate::long;

/// Acts of one script.
const ACTS: u32 = 30;
/// Powers of one script.
const MOST_POWERS: usize = 3;
/// Files by number; parcels and copies by number.
const FILES: u32 = 5;
const COPIES: u32 = 2;
/// One script in so many lies on a real disk.
const ON_DISK: u64 = 20;

const ENEMY: Name = "evil";
/// Who is in most of it.
pub const UNLUCKY: Name = "alpha";

/// What this seed brings, for an enemy and bad luck of some of these powers.
pub fn draw(seed: u64, powers: &[Power]) -> Script {
    let mut draw = Draw {
        rng: StdRng::seed_from_u64(seed),
        cast: Vec::new(),
        then: Vec::new(),
    };
    let some = powers.sample(&mut draw.rng, MOST_POWERS);
    let powers: Vec<Power> = some.copied().collect();
    draw.cast(powers.first());
    let makes = makes(&powers);
    let mut acts = Vec::new();
    for _ in 0..long::steps(ACTS) {
        let at = draw.rng.random_range(0..makes.len());
        acts.push(makes[at](&mut draw));
        acts.append(&mut draw.then);
    }
    Script {
        seed,
        disk: match seed % ON_DISK {
            0 => Disk::Real,
            _ => Disk::Memory,
        },
        cast: draw.cast,
        enemy: Some(ENEMY),
        acts,
    }
}

/// Each as often as it weighs.
fn makes(powers: &[Power]) -> Vec<Make> {
    let drawn = WEIGHTS
        .iter()
        .filter(|(_, power, _)| power.is_none_or(|power| powers.contains(&power)));
    drawn
        .flat_map(|(weight, _, make)| std::iter::repeat_n(*make, *weight as usize))
        .collect()
}

pub struct Draw {
    rng: StdRng,
    cast: Vec<Member>,
    /// What comes right behind the act that is being drawn.
    then: Vec<Act>,
}

impl Draw {
    /// A second lead, a worker, and now and then more. The enemy is where its first power takes it.
    fn cast(&mut self, power: Option<&Power>) {
        use Role::{Peer, Supervisor, Worker};
        let [north, south] = CASELOADS;
        let member = |name, role, caseload| Member {
            name,
            role,
            caseload,
        };
        let any = [(Peer, south), (Worker, north), (Supervisor, north)];
        let (role, caseload) = match power {
            Some(Power::RosterWritesFiles | Power::ForeignFile) => any[0],
            Some(Power::ForeignActor | Power::Fork) => any[1],
            Some(Power::BogusKey) => any[2],
            _ => any[self.rng.random_range(0..any.len())],
        };
        let all = [
            (member("lead", Supervisor, north), 1.0),
            (member(UNLUCKY, Worker, north), 1.0),
            (member("beta", Worker, north), 0.4),
            (member("gamma", Worker, south), 0.5),
            (member("delta", Peer, south), 0.2),
            (member(ENEMY, role, caseload), 1.0),
        ];
        for (member, chance) in all {
            if self.rng.random_bool(chance) {
                self.cast.push(member);
            }
        }
    }

    pub fn below(&mut self, end: u32) -> u32 {
        self.rng.random_range(0..end)
    }

    pub fn coin(&mut self) -> bool {
        self.rng.random()
    }

    pub fn file(&mut self) -> u32 {
        match self.coin() {
            true => 0,
            false => self.below(FILES),
        }
    }

    pub fn copy(&mut self) -> u32 {
        self.below(COPIES)
    }

    pub fn anybody(&mut self) -> Name {
        if self.rng.random_bool(0.3) {
            return UNLUCKY;
        }
        match self.rng.random_range(0..=self.cast.len()) {
            0 => "desk",
            at => self.cast[at - 1].name,
        }
    }

    pub fn lead(&mut self) -> Name {
        ["desk", "lead"][usize::from(self.coin())]
    }

    pub fn newcomer(&mut self) -> Member {
        let name = ["late-1", "late-2"][usize::from(self.coin())];
        let role = [Role::Peer, Role::Worker, Role::Supervisor][self.rng.random_range(0..3)];
        Member {
            name,
            role,
            caseload: CASELOADS[usize::from(self.coin())],
        }
    }

    /// With a first member, who has something to say before others hear of it.
    pub fn new_caseload(&mut self) -> Act {
        let (by, name, file) = (self.lead(), "East", self.file());
        let member = Member {
            caseload: name,
            role: Role::Worker,
            ..self.newcomer()
        };
        let (who, relay, faults) = (member.name, 0, GOOD);
        self.then.push(Act::Join { member, by });
        self.then.push(Act::Record { who, file });
        self.then.push(Act::Sync { who, relay, faults });
        Act::NewCaseload { by, name }
    }

    /// Somebody whose clock is years off corrects what another one then corrects again.
    pub fn wrong_clock(&mut self) -> Act {
        let (who, other, file) = (self.anybody(), self.anybody(), self.file());
        let (relay, faults) = (0, GOOD);
        for who in [who, other] {
            self.then.push(Act::Sync { who, relay, faults });
            self.then.push(Act::Correct { who, file });
            self.then.push(Act::Sync { who, relay, faults });
        }
        let seconds = self.rng.random_range(-20..80) * 365 * 86_400;
        Act::Clock { who, seconds }
    }

    pub fn faults(&mut self) -> [Fault; 2] {
        let fault = self.fault();
        match self.coin() {
            // The first exchange is often a greeting only.
            true => [Fault::Good, fault],
            false => [fault, self.fault()],
        }
    }

    fn fault(&mut self) -> Fault {
        let share = self.rng.random();
        match self.below(7) {
            0 => Fault::DropRequest,
            1 => Fault::CutRequest(share),
            2 => Fault::CutRequestHeard(share),
            3 => Fault::DropResponse,
            4 => Fault::CutResponse(share),
            5 => Fault::Twice,
            _ => Fault::Hold,
        }
    }

    /// Others write before the unlucky one sees it; or the operator says so, and that phone is no more.
    pub fn put_back_relay(&mut self) -> Act {
        let (copy, told) = (self.copy(), self.coin());
        let (who, file) = (self.anybody(), self.file());
        if told {
            self.then.push(Act::Lose { who: UNLUCKY });
        }
        for _ in 0..4 {
            let (relay, faults) = (0, GOOD);
            self.then.push(Act::Add { who, file });
            self.then.push(Act::Sync { who, relay, faults });
        }
        Act::PutBackRelay { copy, told }
    }

    /// Something bad; then it is mostly sent, and somebody takes it in.
    pub fn bad(&mut self, power: Power) -> Act {
        let who = self.anybody();
        let number = match power {
            Power::Fork => self.copy(),
            _ => self.rng.random(),
        };
        if power == Power::Fork {
            let parcel = number;
            self.then.push(Act::Take { who, parcel });
        }
        for who in [ENEMY, who] {
            if self.rng.random_bool(0.7) {
                let (relay, faults) = (0, GOOD);
                self.then.push(Act::Sync { who, relay, faults });
            }
        }
        Act::Bad {
            who: ENEMY,
            power,
            file: self.file(),
            number: number.into(),
        }
    }
}
