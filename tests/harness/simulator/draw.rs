//! From a seed to a script: a cast, and acts by their weights.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use wayside_seam::Role;

use super::act::{CASELOADS, GOOD};
use super::{Act, Member, Name, Power, Script};
use crate::disk::Disk;
use crate::link::Fault;
use crate::long;

/// Acts of one script.
const ACTS: u32 = 24;
/// Files, parcels and copies by number.
const NUMBERS: u32 = 5;
/// One script in so many lies on a real disk.
const ON_DISK: u64 = 20;

const ENEMY: Name = "evil";

type Make = fn(&mut Draw) -> Act;

/// How often each act is drawn, and the power that it takes.
const WEIGHTS: &[(u32, Option<Power>, Make)] = &[
    (16, None, |d| Act::Record {
        who: d.anybody(),
        file: d.number(),
    }),
    (8, None, |d| Act::Add {
        who: d.anybody(),
        file: d.number(),
    }),
    (8, None, |d| Act::Edit {
        who: d.anybody(),
        file: d.number(),
    }),
    (3, None, |d| Act::Close {
        who: d.anybody(),
        file: d.number(),
    }),
    (5, None, |d| Act::Correct {
        who: d.anybody(),
        file: d.number(),
    }),
    (2, None, |d| Act::Import { who: d.anybody() }),
    (2, None, |d| Act::Join {
        member: d.newcomer(),
        by: d.lead(),
    }),
    (1, None, |d| Act::NewCaseloads {
        by: d.lead(),
        count: 1,
    }),
    (1, None, |d| Act::HandOver {
        by: d.lead(),
        file: d.number(),
        to: CASELOADS[1],
    }),
    (1, None, |d| Act::Remove {
        by: d.lead(),
        who: d.anybody(),
    }),
    (1, None, |d| Act::Rotate {
        by: d.lead(),
        caseload: CASELOADS[0],
    }),
    (24, None, |d| Act::Sync {
        who: d.anybody(),
        relay: 0,
        faults: GOOD,
    }),
    (12, None, |d| Act::Sync {
        who: d.anybody(),
        relay: 0,
        faults: d.faults(),
    }),
    (1, None, |d| Act::Sync {
        who: d.anybody(),
        relay: 1,
        faults: GOOD,
    }),
    (4, None, |d| Act::Late { who: d.anybody() }),
    (5, None, |d| Act::Give {
        who: d.anybody(),
        parcel: d.number(),
        all: d.coin(),
    }),
    (5, None, |d| Act::Take {
        who: d.anybody(),
        parcel: d.number(),
    }),
    (4, None, |d| Act::Pass {
        seconds: d.below(200_000).into(),
    }),
    (3, None, |d| Act::Restart { who: d.anybody() }),
    (1, None, |_| Act::RestartRelay),
    (2, Some(Power::WrongClocks), |d| Act::Clock {
        who: d.anybody(),
        seconds: d.years(),
    }),
    (6, Some(Power::Rubbish), |d| d.bad(Power::Rubbish)),
    (4, Some(Power::HugeCounts), |d| d.bad(Power::HugeCounts)),
    (4, Some(Power::RosterWritesFiles), |d| {
        d.bad(Power::RosterWritesFiles)
    }),
    (4, Some(Power::FalseStatements), |d| {
        d.bad(Power::FalseStatements)
    }),
    (2, Some(Power::FewGaps), |d| d.bad(Power::FewGaps)),
    (8, Some(Power::ForeignActor), |d| d.bad(Power::ForeignActor)),
    (8, Some(Power::ForeignFile), |d| d.bad(Power::ForeignFile)),
    (8, Some(Power::Fork), |d| d.bad(Power::Fork)),
    (4, Some(Power::BogusKey), |d| d.bad(Power::BogusKey)),
    (2, Some(Power::ManyGaps), |d| d.bad(Power::ManyGaps)),
    (1, Some(Power::ManyCaseloads), |d| Act::NewCaseloads {
        by: d.lead(),
        count: 260,
    }),
    (4, Some(Power::TwoAdmins), |d| Act::JoinTwice {
        name: "twice",
        by: "desk",
        and: d.lead(),
    }),
    (8, Some(Power::PhonesPutBack), |d| Act::CopyPhone {
        who: d.anybody(),
        copy: d.number(),
    }),
    (8, Some(Power::PhonesPutBack), |d| Act::PutBackPhone {
        who: d.anybody(),
        copy: d.number(),
    }),
    (4, Some(Power::RelaysPutBack), |d| Act::CopyRelay {
        copy: d.number(),
    }),
    (4, Some(Power::RelaysPutBack), |d| Act::PutBackRelay {
        copy: d.number(),
        told: d.coin(),
    }),
    (2, Some(Power::RelaysPutBack), |d| Act::Lose {
        who: d.anybody(),
    }),
    (4, Some(Power::LyingRelay), |d| Act::Withhold {
        author: d.anybody(),
    }),
    (4, Some(Power::LyingRelay), |_| Act::Relent),
];

/// What this seed brings, for an enemy and bad luck of these powers.
pub fn draw(seed: u64, powers: &[Power]) -> Script {
    let mut draw = Draw {
        rng: StdRng::seed_from_u64(seed),
        cast: Vec::new(),
    };
    draw.cast();
    let mut makes = Vec::new();
    for (weight, power, make) in WEIGHTS {
        if power.is_none_or(|power| powers.contains(&power)) {
            makes.extend(std::iter::repeat_n(*make, *weight as usize));
        }
    }
    let acts = (0..long::steps(ACTS)).map(|_| {
        let at = draw.rng.random_range(0..makes.len());
        makes[at](&mut draw)
    });
    let acts = acts.collect();
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

struct Draw {
    rng: StdRng,
    cast: Vec<Member>,
}

impl Draw {
    /// A second lead, a worker, and now and then more; the enemy is of any role.
    fn cast(&mut self) {
        use Role::{Peer, Supervisor, Worker};
        let [north, south] = CASELOADS;
        let member = |name, role, caseload| Member {
            name,
            role,
            caseload,
        };
        let (role, caseload) =
            [(Peer, south), (Worker, north), (Supervisor, north)][self.rng.random_range(0..3)];
        let all = [
            (member("lead", Supervisor, north), 1.0),
            (member("anna", Worker, north), 1.0),
            (member("bela", Worker, north), 0.4),
            (member("cora", Worker, south), 0.5),
            (member("dino", Peer, south), 0.2),
            (member(ENEMY, role, caseload), 1.0),
        ];
        for (member, chance) in all {
            if self.rng.random_bool(chance) {
                self.cast.push(member);
            }
        }
    }

    fn below(&mut self, end: u32) -> u32 {
        self.rng.random_range(0..end)
    }

    fn coin(&mut self) -> bool {
        self.rng.random()
    }

    fn number(&mut self) -> u32 {
        self.below(NUMBERS)
    }

    fn anybody(&mut self) -> Name {
        match self.rng.random_range(0..=self.cast.len()) {
            0 => "desk",
            at => self.cast[at - 1].name,
        }
    }

    fn lead(&mut self) -> Name {
        ["desk", "lead"][usize::from(self.coin())]
    }

    fn newcomer(&mut self) -> Member {
        let name = ["late-1", "late-2"][usize::from(self.coin())];
        let role = [Role::Peer, Role::Worker, Role::Supervisor][self.rng.random_range(0..3)];
        Member {
            name,
            role,
            caseload: CASELOADS[usize::from(self.coin())],
        }
    }

    fn years(&mut self) -> i64 {
        self.rng.random_range(-20..80) * 365 * 86_400
    }

    fn faults(&mut self) -> [Fault; 2] {
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

    fn bad(&mut self, power: Power) -> Act {
        Act::Bad {
            who: ENEMY,
            power,
            file: self.number(),
            // Small, so that a fork's parcel is one that somebody may take.
            number: self
                .below(if power == Power::Fork {
                    NUMBERS
                } else {
                    u32::MAX
                })
                .into(),
        }
    }
}
