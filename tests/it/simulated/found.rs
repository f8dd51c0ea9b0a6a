//! The least scripts that seeds found, each named after what was wrong with the engine when it broke a claim. So far the
//! engine was broken on purpose.

use wayside_seam::Role::*;
use wayside_tests::Disk::*;
use wayside_tests::Fault::*;
use wayside_tests::simulator::Act::*;
use wayside_tests::simulator::Power::*;
use wayside_tests::simulator::{Member, Script, holds};

#[test]
#[rustfmt::skip]
fn changes_were_taken_from_the_rosters_stream() {
    holds(&Script { seed: 3, disk: Memory, cast: vec![Member { name: "evil", role: Peer, caseload: "South" }], enemy: Some("evil"), acts: vec![
        Bad { who: "evil", power: RosterWritesFiles, file: 0, number: 4240198737 },
    ] });
}

#[test]
#[rustfmt::skip]
fn what_an_answer_did_not_mention_was_called_sent() {
    holds(&Script { seed: 65, disk: Memory, cast: vec![Member { name: "alpha", role: Worker, caseload: "Sample team" }], enemy: Some("evil"), acts: vec![
        Record { who: "alpha", file: 0 },
        Pass { seconds: 107239 },
        Sync { who: "alpha", relay: 0, faults: [Twice, CutRequestHeard(175)] },
    ] });
}

#[test]
#[rustfmt::skip]
fn a_worker_gave_a_key() {
    holds(&Script { seed: 19, disk: Memory, cast: vec![Member { name: "beta", role: Worker, caseload: "Sample team" }, Member { name: "gamma", role: Worker, caseload: "South" }, Member { name: "evil", role: Worker, caseload: "Sample team" }], enemy: Some("evil"), acts: vec![
        Record { who: "beta", file: 0 },
        Bad { who: "evil", power: FalseStatements, file: 3, number: 3957375185 },
    ] });
}

#[test]
#[rustfmt::skip]
fn the_cursor_passed_what_had_not_come() {
    holds(&Script { seed: 1, disk: Memory, cast: vec![Member { name: "alpha", role: Worker, caseload: "Sample team" }], enemy: Some("evil"), acts: vec![
        Record { who: "alpha", file: 4 },
    ] });
}

#[test]
#[rustfmt::skip]
fn a_chain_admitted_whoever_it_named() {
    holds(&Script { seed: 1, disk: Memory, cast: vec![Member { name: "evil", role: Supervisor, caseload: "Sample team" }], enemy: Some("evil"), acts: vec![
        Bad { who: "evil", power: FalseStatements, file: 0, number: 857875323 },
    ] });
}

#[test]
#[rustfmt::skip]
fn what_had_passed_before_its_key_came_was_not_fetched() {
    holds(&Script { seed: 3, disk: Memory, cast: vec![Member { name: "lead", role: Supervisor, caseload: "Sample team" }], enemy: Some("evil"), acts: vec![
        NewCaseload { by: "desk", name: "East" },
        Join { member: Member { name: "late-1", role: Worker, caseload: "East" }, by: "desk" },
        Record { who: "late-1", file: 1 },
        Sync { who: "late-1", relay: 0, faults: [Good, Good] },
    ] });
}
