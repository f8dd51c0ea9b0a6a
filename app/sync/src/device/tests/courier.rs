//! What travels by hand: it arrives, whoever carries it.

mod wrong;

use wayside_protocol::TeamId;
use wayside_seam::{CourierFile, Notice, Place, Reply, Request, Role};

use super::relay::Relay;
use super::world::{One, enrolled, founder};
use crate::device::Effect;

/// A desk, a village phone of the first caseload, and a courier of another one.
fn world(seed: u64) -> (One, One, One) {
    let mut desk = founder(seed);
    desk.ask(Request::NewCaseload {
        name: "South".into(),
    })
    .unwrap();
    let village = enrolled(&mut desk, seed + 1, Role::Worker, Some("North"));
    let courier = enrolled(&mut desk, seed + 2, Role::Worker, Some("South"));
    (desk, village, courier)
}

fn team(one: &mut One) -> TeamId {
    one.me().team.parse().unwrap()
}

fn cursor(one: &mut One) -> u64 {
    one.device().vault().cursor().unwrap()
}

#[test]
fn a_village_without_signal_is_read_and_answered_through_one_who_can_read_neither() {
    let (mut desk, mut village, mut courier) = world(1);
    let mut relay = Relay::default();
    desk.synced(&mut relay);
    village.client("NO-1111");
    assert_eq!(village.places(), [Place::OnlyHere]);
    let file = village.give(false);
    assert_eq!(village.places(), [Place::WithCourier]);

    let read = courier.take(&file);
    assert_eq!((read.known, read.rejected), (0, 0));
    assert!(read.new > 0 && courier.codes().is_empty());
    // The relay has never heard of the village's phone.
    courier.synced(&mut relay);
    desk.synced(&mut relay);
    assert_eq!(desk.codes(), ["NO-1111"]);

    desk.client("NO-2222");
    courier.take(&desk.give(true));
    village.take(&courier.give(true));
    assert_eq!(village.codes(), ["NO-1111", "NO-2222"]);
    assert_eq!(village.places(), [Place::ReadBySupervisor]);
    assert!(courier.codes().is_empty());
    for one in [&mut desk, &mut village, &mut courier] {
        one.verify();
    }
}

#[test]
fn a_record_is_with_a_courier_only_when_the_file_left_and_only_as_it_was_then() {
    let (_, mut village, _) = world(4);
    village.client("NO-1111");
    let first = village.pack(false);
    assert_eq!((first.records, first.left_out), (1, 0));
    assert_eq!(village.places(), [Place::OnlyHere]);
    let second = village.pack(false);
    assert_eq!(first.segments, second.segments, "nothing was sealed twice");
    let left = |number| Request::CourierLeft { number };
    // A dialog that was opened before the vault was locked is of no file that is known now.
    village.restart();
    assert!(village.ask(left(first.number)).is_err());
    let (first, second) = (village.pack(false), village.pack(false));
    assert_ne!(first.number, second.number);
    assert_eq!(village.places(), [Place::OnlyHere]);
    village.device().effects();
    // Of two dialogs the one that was opened first may be the one that is used.
    village.ask(left(first.number)).unwrap();
    let changed = Effect::Notify(Notice::Changed { client: None });
    assert_eq!(
        village.device().effects(),
        [changed],
        "signs are drawn anew"
    );
    village.restart();
    assert_eq!(village.places(), [Place::WithCourier]);
    let code = "NO-1111".to_owned();
    let Ok(Reply::Id(id)) = village.ask(Request::FindClient { code }) else {
        panic!("the client is there");
    };
    village
        .record(&format!(
            r#"{{"type":"client","id":"{id}","code":"NO-1111","birth_year":1990}}"#
        ))
        .unwrap();
    assert_eq!(village.places(), [Place::OnlyHere]);
    let mut relay = Relay::default();
    village.synced(&mut relay);
    assert_eq!(village.places(), [Place::AtRelay]);
}

#[test]
fn the_same_file_again_is_harmless_and_what_the_relay_has_is_not_carried_on() {
    let (mut desk, mut village, mut courier) = world(7);
    let mut relay = Relay::default();
    desk.synced(&mut relay);
    village.client("NO-1111");
    let file = village.give(false);
    let new = courier.take(&file).new;
    for _ in 0..2 {
        let again = courier.take(&file);
        assert_eq!((again.new, again.known), (0, new));
    }
    assert_eq!(courier.state().waiting_segments, new);
    courier.synced(&mut relay);
    let CourierFile {
        segments, records, ..
    } = courier.pack(false);
    assert_eq!((segments, records), (0, 0), "nothing is left to carry");
    assert!(courier.pack(true).segments >= new);
    // The village's own phone finds the relay at last: the same bytes.
    let held = relay.log.len();
    village.synced(&mut relay);
    assert_eq!(relay.segments().count(), held_segments(&relay));
    assert_eq!(relay.log.len(), held);
}

fn held_segments(relay: &Relay) -> usize {
    let mut places: Vec<_> = relay
        .segments()
        .map(|kept| (kept.device, kept.caseload, kept.index))
        .collect();
    places.sort();
    places.dedup();
    places.len()
}

#[test]
fn what_a_relay_lost_is_brought_again_by_its_courier() {
    let (_, mut village, mut courier) = world(10);
    village.client("NO-1111");
    courier.take(&village.give(false));
    let mut relay = Relay::default();
    courier.synced(&mut relay);
    let of_village = |relay: &Relay, one: &mut One| {
        let id = one.device().book.identity.id();
        relay.segments().filter(|kept| kept.device == id).count()
    };
    let held = of_village(&relay, &mut village);
    assert!(held > 0);
    let mut restored = Relay {
        epoch: 2,
        ..Relay::default()
    };
    courier.synced(&mut restored);
    assert_eq!(of_village(&restored, &mut village), held);
}

#[test]
fn taking_a_file_in_moves_no_cursor_and_what_the_relay_holds_still_comes() {
    let mut desk = founder(13);
    let mut a = enrolled(&mut desk, 14, Role::Worker, None);
    let mut b = enrolled(&mut desk, 15, Role::Worker, None);
    let mut relay = Relay::default();
    a.client("AB-1111");
    a.synced(&mut relay);
    a.client("AB-2222");
    let file = a.give(false);
    let before = cursor(&mut b);
    b.take(&file);
    assert_eq!(cursor(&mut b), before);
    b.synced(&mut relay);
    assert_eq!(b.codes(), ["AB-1111", "AB-2222"]);
    b.verify();
}

#[test]
fn keys_that_a_courier_brings_open_what_passed_at_the_relay_before() {
    let (mut relay, mut desk) = (Relay::default(), founder(16));
    let mut second = enrolled(&mut desk, 17, Role::Supervisor, None);
    desk.synced(&mut relay);
    desk.ask(Request::NewCaseload {
        name: "South".into(),
    })
    .unwrap();
    let mut phone = enrolled(&mut desk, 18, Role::Worker, Some("South"));
    phone.client("SO-1111");
    phone.synced(&mut relay);
    // Its cursor passes the record, which it can't read yet.
    second.synced(&mut relay);
    assert!(second.codes().is_empty());
    second.take(&desk.give(false));
    second.synced(&mut relay);
    assert_eq!(second.codes(), ["SO-1111"]);
}
