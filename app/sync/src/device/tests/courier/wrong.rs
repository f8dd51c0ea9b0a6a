//! What is wrong in a courier's hands takes nobody's place and stops nothing: damaged files, rubbish, copied vaults,
//! who may not carry.

use proptest::prelude::*;
use wayside_seam::{CourierRead, Place, Problem, RefusalReason, Reply, Request};

use super::{cursor, team, world};
use crate::courier::Cargo;
use crate::device::tests::relay::Relay;
use crate::device::tests::world::{Link, One, PIN, founder};

#[test]
fn one_bad_segment_stops_no_other() {
    let (mut desk, mut village, mut courier) = world(19);
    village.client("NO-1111");
    village.give(false);
    village.client("NO-2222");
    let file = village.give(false);
    let of = team(&mut village);
    let mut cargo = Cargo::read(&file, of).unwrap();
    assert_eq!(cargo.segments.len(), 2);
    cargo.segments[0][120] ^= 1;
    cargo.segments.push(b"no segment".to_vec());
    cargo.chains.push(b"no chain".to_vec());
    let read = courier.take(&cargo.write(of));
    assert_eq!((read.new, read.rejected), (1, 2));
    // The whole one takes its place.
    assert_eq!(courier.take(&file).new, 1);
    desk.take(&courier.give(false));
    assert_eq!(desk.codes(), ["NO-1111", "NO-2222"]);
}

#[test]
fn segments_without_their_author_wait_for_the_chain_and_go_on_then() {
    let (mut desk, mut village, mut courier) = world(22);
    village.client("NO-1111");
    let file = village.give(false);
    let of = team(&mut village);
    let whole = Cargo::read(&file, of).unwrap();
    let (mut chains, mut segments) = (whole.clone(), whole);
    chains.segments.clear();
    segments.chains.clear();
    let read = courier.take(&segments.write(of));
    assert_eq!((read.new, read.rejected), (0, 1));
    courier.take(&chains.write(of));
    let mut relay = Relay::default();
    courier.synced(&mut relay);
    desk.synced(&mut relay);
    assert_eq!(desk.codes(), ["NO-1111"]);
}

#[test]
fn however_much_the_relay_refuses_own_records_arrive() {
    let (_, mut village, mut courier) = world(26);
    let mut copy = village.copied();
    let mut relay = Relay::default();
    // More than one request carries.
    for n in 0..70 {
        village.client(&format!("NO-1{n:03}"));
        village.give(false);
        copy.client(&format!("NO-2{n:03}"));
        copy.give(false);
    }
    copy.synced(&mut relay);
    courier.take(&village.give(true));
    courier.client("SO-1111");
    courier.sync(&mut relay, Link::Good);
    assert_eq!(courier.places(), [Place::AtRelay]);
}

#[test]
fn a_file_full_of_rubbish_leaves_little_behind() {
    let (mut desk, _, mut courier) = world(27);
    let rubbish = |n: u32| n.to_le_bytes().to_vec();
    let cargo = Cargo {
        chains: Vec::new(),
        segments: (0..1000).map(rubbish).collect(),
    };
    let bytes = cargo.write(team(&mut desk));
    let before = courier.state().quarantined;
    let read = courier.ask(Request::CourierImport { bytes }).unwrap();
    let Reply::CourierRead(read) = read else {
        panic!("{read:?}")
    };
    assert_eq!((read.new, read.rejected), (0, 1000));
    assert_eq!(courier.state().quarantined, before + 256);
}

#[test]
fn a_carried_segment_that_the_relay_refuses_for_good_is_kept_and_in_nobodys_way() {
    let (mut desk, mut village, mut courier) = world(25);
    let mut copy = village.copied();
    village.client("NO-1111");
    copy.client("NO-2222");
    let mut relay = Relay::default();
    copy.synced(&mut relay);
    courier.client("SO-1111");
    courier.take(&village.give(false));
    courier.sync(&mut relay, Link::Good);
    let refused = Problem::SegmentsRefused {
        count: 1,
        reason: RefusalReason::PlaceTaken,
    };
    assert_eq!(courier.state().problem, Some(refused));
    assert_eq!(courier.places(), [Place::AtRelay]);
    assert_eq!(
        courier.sync(&mut relay, Link::Good),
        1,
        "not again and again"
    );
    courier.restart();
    assert_eq!(courier.sync(&mut relay, Link::Good), 1);
    // The courier still has it: a supervisor sees both histories.
    desk.synced(&mut relay);
    assert_eq!(desk.take(&courier.give(true)).rejected, 1);
    assert_eq!(desk.codes(), ["NO-2222", "SO-1111"]);
}

#[test]
fn a_practice_team_and_a_device_that_has_not_joined_carry_nothing() {
    let mut alone = One::new(28);
    alone.ask(Request::Practise { pin: PIN.into() }).unwrap();
    let mut waiting = One::new(29);
    waiting
        .ask(Request::JoinRequest {
            pin: PIN.into(),
            label: "new".into(),
        })
        .unwrap();
    for (one, problem) in [
        (&mut alone, Problem::PractiseOnly),
        (&mut waiting, Problem::NotJoined),
    ] {
        let import = Request::CourierImport { bytes: Vec::new() };
        for request in [Request::CourierExport { all: true }, import] {
            assert_eq!(one.ask(request).unwrap_err(), problem);
        }
    }
}

#[test]
fn a_file_of_another_team_is_refused() {
    let (mut stranger, mut desk) = (founder(30), founder(31));
    stranger.client("XX-1111");
    let bytes = stranger.give(true);
    let import = Request::CourierImport { bytes };
    assert_eq!(desk.ask(import).unwrap_err(), Problem::CourierForeign);
    assert_eq!(desk.state().quarantined, 0);
}

/// What the property below looks at: the log, what waits, and what was put aside.
fn standing(one: &mut One) -> (Vec<wayside_vault::Stream>, u64, u64, u64) {
    let streams = one.device().vault().streams().unwrap();
    let state = one.state();
    (streams, state.to_open, state.quarantined, cursor(one))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: (ProptestConfig::default().cases / 5).max(1), ..ProptestConfig::default() })]

    /// One world for all cases would hide what a case left behind; one for each takes too long. So each case makes its
    /// changes to many places of one file.
    #[test]
    fn a_file_that_was_changed_on_its_way_changes_nothing(
        seed in 0u64..4,
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), 1u8..=255), 1..20),
    ) {
        let (_, mut village, mut courier) = world(40 + seed * 3);
        village.client("NO-1111");
        let file = village.give(false);
        let before = standing(&mut courier);
        for (at, change) in changes {
            let at = at.index(file.len());
            let mut other = file.clone();
            other[at] ^= change;
            for bytes in [other, file[..at].to_vec()] {
                let refused = courier.ask(Request::CourierImport { bytes }).is_err();
                prop_assert!(refused);
            }
        }
        prop_assert_eq!(standing(&mut courier), before);
    }

    /// A file that is whole, of parts that are not: whoever made it takes no place in any stream and stops nothing.
    #[test]
    fn parts_that_make_no_sense_take_no_place(
        seed in 0u64..4,
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), 1u8..=255), 1..8),
        other in proptest::collection::vec(any::<u8>(), 0..300),
    ) {
        let (_, mut village, mut courier) = world(60 + seed * 3);
        village.client("NO-1111");
        let file = village.give(false);
        let of = team(&mut village);
        let whole = Cargo::read(&file, of).unwrap();
        let mut cargo = whole.clone();
        for (at, change) in changes {
            let mut segment = whole.segments[0].clone();
            let at = at.index(segment.len());
            segment[at] ^= change;
            cargo.segments.insert(0, segment);
            let mut chain = whole.chains[0].clone();
            let at = at % chain.len();
            chain[at] ^= change;
            cargo.chains.insert(0, chain);
        }
        cargo.segments.push(other.clone());
        cargo.chains.push(other);
        let bad = cargo.segments.len() as u64 - 1;
        let read = courier.take(&cargo.write(of));
        let known = CourierRead { new: 1, known: 0, rejected: bad };
        prop_assert_eq!(read, known);
        prop_assert_eq!(standing(&mut courier).0.len(), standing(&mut village).0.len());
        courier.verify();
    }
}
