use wayside_domain::record::Contact;
use wayside_seam::{DeviceInfo, Notice, Place, Reply, Request, Role};

use super::relay::Relay;
use super::world::{Link, One, enrolled, founder};

fn devices(one: &mut One) -> Vec<DeviceInfo> {
    match one.ask(Request::Devices).unwrap() {
        Reply::Devices(devices) => devices,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_record_reaches_the_supervisor_and_the_author_hears_of_it() {
    let (mut relay, mut desk) = (Relay::default(), founder(1));
    let mut phone = enrolled(&mut desk, 2, Role::Worker, None);
    phone.client("AB-1111");
    assert_eq!(phone.places(), [Place::OnlyHere]);
    phone.synced(&mut relay);
    assert_eq!(phone.places(), [Place::AtRelay]);
    desk.synced(&mut relay);
    assert_eq!(desk.codes(), ["AB-1111"]);
    assert!(
        desk.notices
            .iter()
            .any(|notice| matches!(notice, Notice::Changed { client: Some(_) }))
    );
    phone.synced(&mut relay);
    assert_eq!(phone.places(), [Place::ReadBySupervisor]);
    phone.verify();
    desk.verify();
}

#[test]
fn many_records_are_merged_by_steps_and_what_was_cut_short_is_taken_up_again() {
    let (mut relay, mut desk) = (Relay::default(), founder(20));
    let mut phone = enrolled(&mut desk, 21, Role::Worker, None);
    let codes: Vec<String> = (0..9).map(|n| format!("AB-{n:04}")).collect();
    codes.iter().for_each(|code| phone.client(code));
    phone.synced(&mut relay);
    desk.fetch(&mut relay);
    // Two clients and no more: the segment still waits when the vault is opened again.
    desk.step();
    assert_eq!((desk.codes().len(), desk.state().to_open), (2, 1));
    desk.restart();
    assert_eq!(desk.state().to_open, 1);
    // Questions are answered between two steps.
    for merged in [2, 4, 6, 8] {
        desk.step();
        assert_eq!(desk.codes().len(), merged);
    }
    desk.step();
    assert_eq!((desk.codes(), desk.state().to_open), (codes, 0));
    desk.synced(&mut relay);
    desk.verify();
}

#[test]
fn the_first_contact_takes_a_nonce_and_an_introduction_and_later_ones_one_request() {
    let (mut relay, mut desk) = (Relay::default(), founder(3));
    assert_eq!(
        desk.synced(&mut relay),
        2,
        "one for the nonce, one that counts"
    );
    assert_eq!(desk.synced(&mut relay), 1);
    let (up, down) = relay.last_bytes;
    // The authorization header has 212 characters.
    assert!(
        up + down + 212 < 500,
        "an idle sync costs {up} up and {down} down"
    );
    desk.restart();
    assert_eq!(desk.synced(&mut relay), 1, "the nonce is remembered");
}

#[test]
fn two_devices_with_edits_to_one_client_agree_whatever_the_order() {
    let (mut relay, mut desk) = (Relay::default(), founder(4));
    let mut a = enrolled(&mut desk, 5, Role::Worker, None);
    let mut b = enrolled(&mut desk, 6, Role::Peer, None);
    a.client("AB-1111");
    a.synced(&mut relay);
    b.synced(&mut relay);
    for (one, note) in [(&mut a, "from a"), (&mut b, "from b")] {
        let line = format!(
            r#"{{"type":"contact","client":"AB-1111","at":"2026-11-02T19:40:00+07:00","setting":"street","note":"{note}"}}"#
        );
        one.record(&line).unwrap();
    }
    b.synced(&mut relay);
    a.synced(&mut relay);
    b.synced(&mut relay);
    desk.synced(&mut relay);
    let mut files = Vec::new();
    for one in [&mut a, &mut b, &mut desk] {
        let id = one.find("AB-1111");
        let Reply::CaseFile(file) = one.ask(Request::Client { id }).unwrap() else {
            panic!()
        };
        files.push(file);
        one.verify();
    }
    assert_eq!(files[0].all::<Contact>().len(), 2);
    assert_eq!((&files[0], &files[0]), (&files[1], &files[2]));
}

#[test]
fn a_device_reads_only_the_caseloads_that_it_was_given() {
    let (mut relay, mut desk) = (Relay::default(), founder(7));
    let Reply::Caseload(south) = desk
        .ask(Request::NewCaseload {
            name: "South".into(),
        })
        .unwrap()
    else {
        panic!()
    };
    let mut north = enrolled(&mut desk, 8, Role::Worker, Some("north"));
    let mut other = enrolled(&mut desk, 9, Role::Worker, Some(&south.id));
    north.client("NO-1111");
    other.client("SO-1111");
    for _ in 0..2 {
        for one in [&mut north, &mut other, &mut desk] {
            one.synced(&mut relay);
        }
    }
    assert_eq!(desk.codes(), ["NO-1111", "SO-1111"]);
    assert_eq!(north.codes(), ["NO-1111"]);
    assert_eq!(other.codes(), ["SO-1111"]);
    assert_eq!(other.me().caseloads, [south]);
    // Not even the name of the other caseload.
    let foreign = devices(&mut other)
        .into_iter()
        .flat_map(|device| device.streams);
    assert!(
        foreign
            .filter_map(|stream| stream.caseload)
            .all(|name| name == "South")
    );
}

#[test]
fn a_caseload_made_later_reaches_every_supervisor_with_its_records() {
    let (mut relay, mut desk) = (Relay::default(), founder(10));
    let mut second = enrolled(&mut desk, 11, Role::Supervisor, None);
    second.synced(&mut relay);
    desk.ask(Request::NewCaseload {
        name: "South".into(),
    })
    .unwrap();
    let mut phone = enrolled(&mut desk, 12, Role::Worker, Some("South"));
    phone.client("SO-1111");
    phone.synced(&mut relay);
    desk.synced(&mut relay);
    second.synced(&mut relay);
    assert_eq!(second.codes(), ["SO-1111"]);
    assert_eq!(second.me().caseloads.len(), 2);
    second.verify();
}

#[test]
fn keys_that_reach_the_relay_late_open_what_passed_before() {
    let (mut relay, mut desk) = (Relay::default(), founder(30));
    let mut second = enrolled(&mut desk, 31, Role::Supervisor, None);
    desk.synced(&mut relay);
    desk.ask(Request::NewCaseload {
        name: "South".into(),
    })
    .unwrap();
    let mut phone = enrolled(&mut desk, 32, Role::Worker, Some("South"));
    phone.client("SO-1111");
    phone.synced(&mut relay);
    second.synced(&mut relay);
    desk.synced(&mut relay);
    second.synced(&mut relay);
    assert_eq!(second.codes(), ["SO-1111"]);
}

#[test]
fn a_supervisor_whom_another_admitted_meanwhile_gets_the_keys_too() {
    let (mut relay, mut desk) = (Relay::default(), founder(13));
    let mut second = enrolled(&mut desk, 14, Role::Supervisor, None);
    // Both act without having heard of each other.
    let mut third = enrolled(&mut second, 15, Role::Supervisor, None);
    desk.ask(Request::NewCaseload {
        name: "South".into(),
    })
    .unwrap();
    for _ in 0..2 {
        for one in [&mut desk, &mut second, &mut third] {
            one.synced(&mut relay);
        }
    }
    third.synced(&mut relay);
    assert_eq!(third.me().caseloads.len(), 2);
}

#[test]
fn supervisors_see_every_device_with_label_role_and_streams() {
    let (mut relay, mut desk) = (Relay::default(), founder(16));
    let mut phone = enrolled(&mut desk, 17, Role::Worker, None);
    phone.client("AB-1111");
    phone.synced(&mut relay);
    desk.synced(&mut relay);
    let seen = devices(&mut desk);
    let worker = seen
        .iter()
        .find(|device| device.label == "phone 17")
        .unwrap();
    assert_eq!(
        (worker.role, worker.me, worker.last_seen.is_some()),
        (Role::Worker, false, true)
    );
    let [stream] = worker.streams.as_slice() else {
        panic!("{worker:?}")
    };
    assert_eq!(
        (stream.held_to, stream.highest, stream.first_hole),
        (1, 1, None)
    );
    assert_eq!(stream.caseload.as_deref(), Some("North"));
    assert!(
        seen.iter()
            .any(|device| device.me && device.role == Role::Admin)
    );
}

#[test]
fn receipts_of_two_supervisors_come_to_rest() {
    let (mut relay, mut desk) = (Relay::default(), founder(18));
    let mut second = enrolled(&mut desk, 19, Role::Supervisor, None);
    let mut phone = enrolled(&mut desk, 20, Role::Worker, None);
    phone.client("AB-1111");
    phone.synced(&mut relay);
    for _ in 0..3 {
        desk.synced(&mut relay);
        second.synced(&mut relay);
    }
    let held = relay.log.len();
    for _ in 0..3 {
        desk.synced(&mut relay);
        second.synced(&mut relay);
    }
    assert_eq!(relay.log.len(), held, "a receipt never causes a receipt");
}

#[test]
fn the_relay_holds_no_plaintext() {
    let (mut relay, mut desk) = (Relay::default(), founder(21));
    let mut phone = enrolled(&mut desk, 22, Role::Worker, None);
    phone.client("AB-1111");
    let note = r#"{"type":"contact","client":"AB-1111","at":"2026-11-02T19:40:00+07:00","setting":"street","note":"met at the bridge"}"#;
    phone.record(note).unwrap();
    phone.synced(&mut relay);
    desk.synced(&mut relay);
    for kept in &relay.log {
        for secret in [
            "AB-1111", "bridge", "street", "North", "desk", "phone 22", "worker",
        ] {
            let found = kept
                .bytes
                .windows(secret.len())
                .any(|window| window == secret.as_bytes());
            assert!(!found, "{secret} at the relay");
        }
    }
}

#[test]
fn a_long_backlog_travels_in_pages() {
    let (mut relay, mut desk) = (Relay::default(), founder(23));
    let mut phone = enrolled(&mut desk, 24, Role::Worker, None);
    relay.page = 2;
    for n in 0..7 {
        phone.client(&format!("AB-{n}{n}{n}{n}"));
        phone.synced(&mut relay);
    }
    assert!(desk.synced(&mut relay) >= 4);
    assert_eq!(desk.codes().len(), 7);
}

#[test]
fn an_answer_that_comes_byte_by_byte_is_the_same() {
    let (mut relay, mut desk) = (Relay::default(), founder(25));
    let mut phone = enrolled(&mut desk, 26, Role::Worker, None);
    phone.client("AB-1111");
    phone.sync(&mut relay, Link::Dribble);
    desk.sync(&mut relay, Link::Dribble);
    assert_eq!(desk.codes(), ["AB-1111"]);
}
