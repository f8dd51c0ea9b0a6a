//! Segments that are odd, early, or of a later version: kept, and in nobody's way.

use wayside_protocol::{CaseloadId, Hash, Header, Kind, VERSION};
use wayside_seam::{Request, Role};
use wayside_vault::{Begun, Limits, Vault};

use super::relay::{Kept, Relay};
use super::world::{Link, One, enrolled, founder};
use crate::pack::squeeze;
use crate::seal;

/// A segment as the device would write it next, but for its kind and predecessor; put into the relay's log.
fn forged(one: &mut One, relay: &mut Relay, kind: Kind, index: u64, prev: Option<Hash>) {
    let member = one.device().book.membership.as_ref().unwrap();
    let caseload = member.keyring.caseloads()[0];
    forged_in(one, relay, kind, caseload, index, prev, &squeeze(b""));
}

/// The same with this content in a stream of its choice, sealed with the key that it has for it.
fn forged_in(
    one: &mut One,
    relay: &mut Relay,
    kind: Kind,
    caseload: CaseloadId,
    index: u64,
    prev: Option<Hash>,
    body: &[u8],
) {
    let rng = &mut one.rng;
    let device = one.home.device().unwrap();
    let member = device.book.membership.as_ref().unwrap();
    let (epoch, key) = match member.keyring.current(caseload) {
        Some(grant) => (grant.epoch, grant.key.clone()),
        None => (0, member.team.key.clone()),
    };
    let identity = &device.book.identity;
    let head = device.vault.stream(&identity.id().0, &caseload.0).unwrap();
    let header = Header {
        version: VERSION,
        kind,
        team: member.team.id(),
        caseload,
        epoch,
        device: identity.id(),
        index,
        prev: prev.unwrap_or(Hash(head.head)),
    };
    let bytes = seal::seal(header, &key, body, identity, rng)
        .unwrap()
        .encode();
    relay.log.push(Kept {
        is_chain: false,
        bytes,
        device: header.device,
        caseload,
        index,
    });
}

fn world(seed: u64) -> (Relay, One, One) {
    let (mut relay, mut desk) = (Relay::default(), founder(seed));
    let mut phone = enrolled(&mut desk, seed + 1, Role::Worker, None);
    phone.client("AB-1111");
    phone.synced(&mut relay);
    (relay, desk, phone)
}

#[test]
fn a_kind_of_a_later_version_is_kept_and_skipped() {
    let (mut relay, mut desk, mut phone) = world(1);
    forged(&mut phone, &mut relay, Kind::Unknown(77), 2, None);
    desk.synced(&mut relay);
    desk.restart();
    desk.synced(&mut relay);
    assert_eq!(desk.codes(), ["AB-1111"]);
    desk.verify();
}

#[test]
fn an_author_with_two_histories_is_noticed_and_the_others_go_on() {
    let (mut relay, mut desk, mut phone) = world(3);
    forged(
        &mut phone,
        &mut relay,
        Kind::Changes,
        2,
        Some(Hash([6; 32])),
    );
    let mut other = enrolled(&mut desk, 5, Role::Worker, None);
    other.client("AB-2222");
    other.sync(&mut relay, Link::Good);
    desk.sync(&mut relay, Link::Good);
    assert_eq!(desk.codes(), ["AB-1111", "AB-2222"]);
    assert_eq!((desk.state().quarantined, desk.state().to_open), (1, 0));
}

#[test]
fn a_body_that_makes_no_sense_is_put_aside_alone() {
    let (mut relay, mut desk, mut phone) = world(6);
    // Sealed by a member, but no receipts: the device is broken, or its owner curious.
    forged(&mut phone, &mut relay, Kind::Receipts, 2, None);
    desk.sync(&mut relay, Link::Good);
    assert_eq!((desk.codes().len(), desk.state().quarantined), (1, 1));
}

#[test]
fn segments_that_come_before_their_authors_chain_wait_for_it() {
    let (mut relay, mut desk) = (Relay::default(), founder(8));
    let mut second = enrolled(&mut desk, 9, Role::Supervisor, None);
    second.synced(&mut relay);
    let mut phone = enrolled(&mut desk, 10, Role::Worker, None);
    phone.client("AB-1111");
    desk.synced(&mut relay);
    phone.synced(&mut relay);
    let full = relay.clone();
    let device = phone.device().book.identity.id();
    // As if a courier had brought the phone's segments only.
    relay.log.retain(|kept| {
        kept.device == device && !kept.is_chain && kept.caseload != CaseloadId::ROSTER
    });
    relay.epoch = 2;
    second.sync(&mut relay, Link::Good);
    assert!(second.codes().is_empty());
    assert_eq!(second.state().quarantined, 1, "put aside, not lost");
    relay = Relay { epoch: 3, ..full };
    relay
        .log
        .retain(|kept| kept.is_chain || kept.device != device);
    second.sync(&mut relay, Link::Good);
    assert_eq!(
        (second.codes(), second.state().quarantined),
        (vec!["AB-1111".to_owned()], 0)
    );
    second.verify();
}

/// Everybody has the key of the roster's streams.
#[test]
fn a_peer_of_one_caseload_writes_into_no_file_of_another_through_the_rosters_stream() {
    let (mut relay, mut desk) = (Relay::default(), founder(20));
    desk.ask(Request::NewCaseload {
        name: "South".into(),
    })
    .unwrap();
    let mut worker = enrolled(&mut desk, 21, Role::Worker, Some("North"));
    let mut peer = enrolled(&mut desk, 22, Role::Peer, Some("South"));
    worker.client("AB-1111");
    for _ in 0..2 {
        for one in [&mut worker, &mut desk, &mut peer] {
            one.synced(&mut relay);
        }
    }
    let client = worker.find("AB-1111");
    let before = worker.device().vault.case_file(&client).unwrap();
    assert_eq!(peer.codes(), [""; 0]);

    // What a peer without scruples has: the file's id, and an app of its own.
    peer.record(&format!(
        r#"{{"type":"client","id":"{client}","code":"ZZ-9999"}}"#
    ))
    .unwrap();
    let vault = &peer.device().vault;
    let home = vault.home_caseload().unwrap().unwrap();
    let pending = vault.pending(&home, usize::MAX).unwrap();
    let items: Vec<_> = pending
        .into_iter()
        .map(|pending| crate::pack::Item {
            client: pending.client.to_string(),
            change: pending.change,
        })
        .collect();
    let next = {
        let device = peer.device();
        let me = device.book.identity.id().0;
        let head = device.vault.stream(&me, &CaseloadId::ROSTER.0).unwrap();
        head.contiguous + 1
    };
    let body = crate::pack::pack(&items);
    forged_in(
        &mut peer,
        &mut relay,
        Kind::Changes,
        CaseloadId::ROSTER,
        next,
        None,
        &body,
    );
    for one in [&mut desk, &mut worker] {
        one.sync(&mut relay, Link::Good);
        assert_eq!(one.device().vault.case_file(&client).unwrap(), before);
        assert_eq!(one.codes(), ["AB-1111"]);
        let aside = one.device().vault.quarantined().unwrap();
        assert_eq!(aside.len(), 1);
        assert_eq!(
            (aside[0].what.as_str(), aside[0].why.as_str()),
            ("segment", "changes-in-the-roster")
        );
        assert_eq!(one.state().to_open, 0);
        one.verify();
    }
    // The stream goes on behind it, and so do the others.
    worker.client("AB-2222");
    worker.sync(&mut relay, Link::Good);
    desk.sync(&mut relay, Link::Good);
    assert_eq!(desk.codes(), ["AB-1111", "AB-2222"]);
}

#[test]
fn what_is_being_opened_is_marked_on_the_disk_until_it_is_opened_or_the_app_is_closed() {
    let (mut relay, mut desk) = (Relay::default(), founder(30));
    let mut phone = enrolled(&mut desk, 31, Role::Worker, None);
    for code in ["AB-1111", "AB-2222", "AB-3333"] {
        phone.client(code);
    }
    phone.synced(&mut relay);
    desk.fetch(&mut relay);
    // Two of three documents: the slice has begun and has not ended.
    desk.step();
    assert_eq!(desk.codes().len(), 2);
    let killed = |desk: &One| {
        let copy = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir(desk.dir.path().join("vault")).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
        }
        let mut rng: rand::rngs::StdRng = rand::SeedableRng::seed_from_u64(1);
        let opened = Vault::open(copy.path(), super::world::PIN, None, &mut rng);
        (opened.unwrap().unended().unwrap(), copy).0
    };
    assert!(matches!(killed(&desk), Begun::Alone(_)));
    // Closed and opened in good order, it is opened as if nothing had been.
    desk.restart();
    assert_eq!(killed(&desk), Begun::Any);
    desk.synced(&mut relay);
    assert_eq!(desk.codes().len(), 3);
    assert_eq!(killed(&desk), Begun::Any);
}

#[test]
fn what_never_ended_is_tried_again_weekly_and_by_a_person() {
    let (mut relay, mut desk, _phone) = world(32);
    desk.fetch(&mut relay);
    let place = {
        let waiting = desk.device().vault.waiting(9).unwrap();
        let changes = waiting
            .iter()
            .find(|one| one.kind == u8::from(Kind::Changes));
        crate::device::push::position(changes.unwrap())
    };
    let later = |desk: &mut One, days: i64| {
        let now = super::world::now();
        let millis = now.millis() + days * 24 * 60 * 60 * 1000;
        let mut env = crate::env::Env {
            now: wayside_domain::time::Timestamp::from_millis(millis, 420).unwrap(),
            rng: &mut desk.rng,
        };
        let device = desk.home.device().unwrap();
        device.handle(crate::device::Event::Opened, &mut env);
        device.vault.quarantined_count().unwrap()
    };
    let vault = &mut desk.device().vault;
    vault.quarantine_segment(&place, "unended").unwrap();
    assert_eq!(later(&mut desk, 0), 1);
    assert_eq!(later(&mut desk, 6), 1);
    assert_eq!(later(&mut desk, 8), 0);
    desk.device()
        .vault
        .quarantine_segment(&place, "unended")
        .unwrap();
    assert_eq!(later(&mut desk, 9), 1);
    assert_eq!(desk.device().retry_quarantined().unwrap(), 1);
    desk.synced(&mut relay);
    assert_eq!(desk.codes(), ["AB-1111"]);
}

#[test]
fn a_peer_of_another_caseload_neither_makes_nor_takes_a_volume_of_a_file() {
    let (mut relay, mut desk) = (Relay::default(), founder(40));
    desk.ask(Request::NewCaseload {
        name: "South".into(),
    })
    .unwrap();
    let low = Limits { operations: 200 };
    let mut worker = enrolled(&mut desk, 41, Role::Worker, Some("North"));
    let mut peer = enrolled(&mut desk, 42, Role::Peer, Some("South"));
    for one in [&mut desk, &mut worker, &mut peer] {
        one.device().vault().set_limits(low);
    }
    let contacts = |one: &mut One, name: &str, code: &str| {
        let lines: Vec<String> = (0..30)
            .map(|n| format!(r#"{{"type":"note","id":"{name}-{n}","client":"{code}","at":"2026-11-02T19:40:00+07:00","text":"n {n}"}}"#))
            .collect();
        one.record(&lines.join("\n")).unwrap();
        let vault = one.device().vault();
        let home = vault.home_caseload().unwrap().unwrap();
        vault.pending(&home, usize::MAX).unwrap()
    };
    worker.client("AB-1111");
    for _ in 0..2 {
        for one in [&mut worker, &mut desk, &mut peer] {
            one.synced(&mut relay);
        }
    }
    // The worker goes on in a second document, and the peer knows its name before anybody else.
    let written = contacts(&mut worker, "honest", "AB-1111");
    let second = written.last().unwrap().client.to_string();
    assert!(second.starts_with("volume_"));
    let client = worker.find("AB-1111");
    peer.record(&format!(
        r#"{{"type":"client","id":"{client}","code":"ZZ"}}"#
    ))
    .unwrap();
    let forged = contacts(&mut peer, "forged", "ZZ");
    let own = forged.last().unwrap().client.to_string();
    assert!(own.starts_with("volume_") && own != second);
    let of_own = forged
        .iter()
        .filter(|pending| pending.client.to_string() == own);
    let items: Vec<_> = of_own
        .flat_map(|pending| {
            [&own, &second].map(|name| crate::pack::Item {
                client: name.clone(),
                change: pending.change.clone(),
            })
        })
        .collect();
    let south = peer.device().vault().home_caseload().unwrap().unwrap();
    let body = crate::pack::pack(&items);
    let south = CaseloadId(south);
    forged_in(&mut peer, &mut relay, Kind::Changes, south, 1, None, &body);
    desk.sync(&mut relay, Link::Good);
    worker.synced(&mut relay);
    desk.sync(&mut relay, Link::Good);

    let file = worker.device().vault().case_file(&client).unwrap();
    assert_eq!(file.entries.len(), 30);
    assert_eq!(desk.device().vault().case_file(&client).unwrap(), file);
    assert_eq!(desk.codes(), ["AB-1111"]);
    let aside = desk.device().vault().quarantined().unwrap();
    assert!(!aside.is_empty());
    for one in aside {
        assert_eq!(
            (one.what.as_str(), one.why.as_str()),
            ("change", "wrong-volume")
        );
        assert_eq!(one.client.unwrap().to_string(), second);
    }
    desk.verify();
}
