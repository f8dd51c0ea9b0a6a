//! What can happen, as data. Everything is named by what the script says, never by its place in it: an act that is
//! dropped must not change what the others mean.

use wayside_seam::Role;

use crate::disk::Disk;
use crate::link::Fault;
use crate::simulator::power::Power;

/// A device.
pub type Name = &'static str;

/// One run.
#[derive(Debug, Clone, PartialEq)]
pub struct Script {
    pub seed: u64,
    pub disk: Disk,
    /// Who joins "desk", which founded the team and its caseloads, before anything happens.
    pub cast: Vec<Member>,
    pub enemy: Option<Name>,
    pub acts: Vec<Act>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    pub name: Name,
    pub role: Role,
    /// Leads hold all of them.
    pub caseload: Name,
}

/// The caseloads that every team begins with. The first has the team's name.
pub const CASELOADS: [Name; 2] = ["Sample team", "South"];

/// Files, copies and couriers' parcels go by numbers of the script's choice.
#[derive(Debug, Clone, PartialEq)]
#[rustfmt::skip]
pub enum Act {
    /// A new client with something that is due.
    Record { who: Name, file: u32 },
    /// One thing more that is due.
    Add { who: Name, file: u32 },
    /// A register of the profile, which others may be setting as well.
    Edit { who: Name, file: u32 },
    /// The last open thing of a file is done.
    Close { who: Name, file: u32 },
    /// The newest entry of a file is corrected.
    Correct { who: Name, file: u32 },
    /// Five people under one code, in one document.
    Import { who: Name },
    Join { member: Member, by: Name },
    /// Two who lead approve one request, with different roles; the newcomer takes the first answer.
    JoinTwice { name: Name, by: Name, and: Name },
    NewCaseload { by: Name, name: Name },
    /// So many more, of which nobody is a member.
    MoreCaseloads { by: Name, count: u32 },
    /// Not yet in the engine: a file moves to another caseload.
    HandOver { by: Name, file: u32, to: Name },
    /// Not yet in the engine: a device is taken out.
    Remove { by: Name, who: Name },
    /// Not yet in the engine: a caseload gets a new key.
    Rotate { by: Name, caseload: Name },

    Sync { who: Name, relay: usize, faults: [Fault; 2] },
    /// Requests that seemed lost arrive, the last one first.
    Late { who: Name },
    Give { who: Name, parcel: u32, all: bool },
    Take { who: Name, parcel: u32 },

    Pass { seconds: i64 },
    /// This clock alone jumps.
    Clock { who: Name, seconds: i64 },
    Restart { who: Name },
    CopyPhone { who: Name, copy: u32 },
    PutBackPhone { who: Name, copy: u32 },
    /// The phone is gone for good.
    Lose { who: Name },
    RestartRelay,
    CopyRelay { copy: u32 },
    /// The operator says so to the relay, or forgets to.
    PutBackRelay { copy: u32, told: bool },
    /// The first relay gives nobody what this device writes, until `Relent`.
    Withhold { author: Name },
    Relent,

    /// The enemy makes something that is well signed and bad. What exactly follows from the number.
    Bad { who: Name, power: Power, file: u32, number: u64 },
}

/// A link without faults.
pub const GOOD: [Fault; 2] = [Fault::Good, Fault::Good];

/// A script as Rust that can be pasted into `tests/it/simulated/found.rs`.
pub fn pasted(script: &Script) -> String {
    let acts: Vec<String> = script.acts.iter().map(|act| format!("{act:?},")).collect();
    format!(
        "Script {{ seed: {}, disk: {:?}, cast: vec!{:?}, enemy: {:?}, acts: vec![\n    {}\n] }}",
        script.seed,
        script.disk,
        script.cast,
        script.enemy,
        acts.join("\n    "),
    )
}
