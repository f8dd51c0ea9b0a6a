//! What an audit made work against version 1, and what else the enemy can do, each as a scenario. `holds` says how
//! it stands today. A row that does not hold has to break its claim in the simulator; once the engine is mended it
//! fails here until the flag is changed, and its power is drawn for all seeds (`harness/simulator/power.rs`).
//!
//! Not here: "2,000 sockets with one byte each", which is about the relay's sockets and not about what is said
//! (`sync-server/tests/relay`).

use std::collections::BTreeSet;

use wayside_seam::Role::{self, Peer, Supervisor, Worker};
use wayside_tests::Disk;
use wayside_tests::simulator::Act::*;
use wayside_tests::simulator::act::{CASELOADS, GOOD};
use wayside_tests::simulator::claims::CLAIMS;
use wayside_tests::simulator::{Act, Member, Name, Power, Script, power, trial};

struct Row {
    scenario: &'static str,
    /// What it takes, beside what everybody may do.
    power: Option<Power>,
    /// What it breaks, or broke.
    claims: &'static [u8],
    holds: bool,
    acts: Vec<Act>,
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    use Power::*;
    vec![
        row("a 79-byte change that claims 2^40 operations", Some(HugeCounts), &[2], true,
            [known(1), vec![bad("mole", HugeCounts, 0)], seen("mole")]),
        row("one that claims 6·10^7", Some(HugeCounts), &[2], true,
            [known(1), vec![bad("mole", HugeCounts, 1)], seen("mole")]),
        row("changes sealed into the roster's stream by a peer of another caseload", Some(RosterWritesFiles), &[1], true,
            [known(1), vec![bad("spy", RosterWritesFiles, 1)], seen("spy")]),
        row("changes as another device's actor, different to two readers", Some(ForeignActor), &[1, 3], false,
            [known(1), vec![bad("mole", ForeignActor, 1)], seen("mole"), vec![Edit { who: "alpha", file: 1 }]]),
        row("phone put back from a backup, four records later", Some(PhonesPutBack), &[4], false,
            [known(1), vec![CopyPhone { who: "alpha", copy: 1 }], recorded("alpha", 2..6),
             vec![PutBackPhone { who: "alpha", copy: 1 }], recorded("alpha", 6..9)]),
        row("relay put back, others write first", Some(RelaysPutBack), &[4], false,
            [known(1), vec![CopyRelay { copy: 1 }], recorded("alpha", 2..4),
             vec![PutBackRelay { copy: 1, told: false }], recorded("beta", 4..9)]),
        row("relay put back properly, their author gone", Some(RelaysPutBack), &[4], false,
            [known(1), vec![CopyRelay { copy: 1 }], recorded("alpha", 2..4),
             vec![sync("desk"), Lose { who: "alpha" }, PutBackRelay { copy: 1, told: true }]]),
        row("a segment of one caseload edits a file of another", Some(ForeignFile), &[1, 3, 4], false,
            [known(1), vec![bad("spy", ForeignFile, 1)], seen("spy"), vec![Add { who: "lead", file: 1 }]]),
        row("two admins approve one request with different roles", Some(TwoAdmins), &[1, 6], false,
            [vec![JoinTwice { name: "twice", by: "desk", and: "lead" }]]),
        row("257 caseloads", Some(ManyCaseloads), &[2], false,
            [vec![MoreCaseloads { by: "desk", count: 255 }]]),
        // Gaps are asked for in the order of devices: one of the three comes behind the spy.
        row("150 gaps in one peer's stream", Some(ManyGaps), &[4], false,
            [vec![bad("spy", ManyGaps, 1)], seen("spy"), missed("alpha", 1), missed("beta", 4), missed("gamma", 7)]),
        row("a correction from a phone whose clock says 2099", Some(WrongClocks), &[1], true,
            [known(1), vec![Clock { who: "mole", seconds: 73 * 365 * 86_400 }, Correct { who: "mole", file: 1 }],
             seen("mole"), vec![Correct { who: "desk", file: 1 }]]),
        row("five files with one code in one import", None, &[4], true,
            [vec![Import { who: "alpha" }]]),
        // Beyond the audit.
        row("two segments for one place, each for another reader", Some(Fork), &[3], false,
            [vec![Record { who: "mole", file: 1 }, sync("mole")],
             vec![bad("mole", Fork, 7), Take { who: "beta", parcel: 7 }]]),
        row("a lead gives a newer key of a caseload to some only", Some(BogusKey), &[4, 5], false,
            [vec![bad("chief", BogusKey, 1)], seen("chief"), recorded("alpha", 1..2), recorded("beta", 2..3),
             recorded("lead", 3..4)]),
        row("a relay keeps the last thing of a device back", Some(LyingRelay), &[7], false,
            [vec![Withhold { author: "alpha" }], recorded("alpha", 1..2), vec![sync("desk"), sync("lead"), sync("beta")]]),
        row("a relay keeps back what something later follows", None, &[7], true,
            [missed("alpha", 1)]),
    ]
}

fn row<const N: usize>(
    scenario: &'static str,
    power: Option<Power>,
    claims: &'static [u8],
    holds: bool,
    acts: [Vec<Act>; N],
) -> Row {
    Row {
        scenario,
        power,
        claims,
        holds,
        acts: acts.concat(),
    }
}

/// Alpha's file, which everybody of her caseload knows.
fn known(file: u32) -> Vec<Act> {
    [vec![Record { who: "alpha", file }], seen("alpha")].concat()
}

/// What this device has goes to everybody.
fn seen(who: Name) -> Vec<Act> {
    [who, "desk", "lead", "beta", "mole"].map(sync).to_vec()
}

/// The second of three segments passes the leads by.
fn missed(who: Name, file: u32) -> Vec<Act> {
    [
        recorded(who, file..file + 1),
        vec![Withhold { author: who }],
        recorded(who, file + 1..file + 2),
        vec![sync("desk"), sync("lead"), Relent],
        recorded(who, file + 2..file + 3),
    ]
    .concat()
}

/// Each in a segment of its own.
fn recorded(who: Name, files: std::ops::Range<u32>) -> Vec<Act> {
    files
        .flat_map(|file| [Record { who, file }, sync(who)])
        .collect()
}

fn sync(who: Name) -> Act {
    Sync {
        who,
        relay: 0,
        faults: GOOD,
    }
}

/// A bad thing about the first file.
fn bad(who: Name, power: Power, number: u64) -> Act {
    Bad {
        who,
        power,
        file: 1,
        number,
    }
}

/// "mole" is of the caseload, "spy" of another one, "chief" leads. Of the three only the one in question is an enemy.
fn script(row: &Row) -> Script {
    let [north, south] = CASELOADS;
    let member = |name, role: Role, caseload| Member {
        name,
        role,
        caseload,
    };
    let enemy = row.acts.iter().find_map(|act| match act {
        Bad { who, .. } => Some(*who),
        _ => None,
    });
    Script {
        seed: 2,
        disk: Disk::Memory,
        cast: vec![
            member("lead", Supervisor, north),
            member("chief", Supervisor, north),
            member("alpha", Worker, north),
            member("beta", Worker, north),
            member("mole", Peer, north),
            member("gamma", Worker, south),
            member("spy", Peer, south),
        ],
        enemy,
        acts: row.acts.clone(),
    }
}

#[test]
fn every_scenario_works_or_not_as_the_table_says() {
    let mut wrong = Vec::new();
    for row in rows() {
        let outcome = trial(&script(&row));
        let right = match row.holds {
            true => outcome.broken.is_empty(),
            false => row
                .claims
                .iter()
                .all(|claim| outcome.breaks(*claim).is_some()),
        };
        // What was withstood was there to be withstood.
        let is_bad = row.acts.iter().any(|act| matches!(act, Bad { .. }));
        let heard = !row.holds || !is_bad || outcome.aside > 0;
        if !right || !heard {
            wrong.push(format!("{}: {outcome:#?}", row.scenario));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_power_is_withstood_where_every_row_that_takes_it_holds() {
    let rows = rows();
    for (power, withstood) in power::POWERS {
        let mut of_power = rows.iter().filter(|row| row.power == Some(power));
        assert_eq!(of_power.all(|row| row.holds), withstood, "{power:?}");
    }
}

/// As long as something works against the engine. What has to fail once nothing does any more is broken on purpose.
#[test]
fn every_claim_is_seen_to_fail() {
    let rows = rows();
    let broken = rows
        .iter()
        .filter(|row| !row.holds)
        .flat_map(|row| row.claims);
    let broken: BTreeSet<u8> = broken.copied().collect();
    assert_eq!(broken, CLAIMS.iter().map(|(claim, _)| *claim).collect());
}
