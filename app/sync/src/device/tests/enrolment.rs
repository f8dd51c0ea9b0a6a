use wayside_seam::{Problem, Reply, Request, Role, VaultState};

use super::relay::Relay;
use super::world::{Link, One, PIN, WRONG, enrolled, founder, join};

fn request(one: &mut One, label: &str) -> (String, String) {
    join(one.ask(Request::JoinRequest {
        pin: PIN.into(),
        label: label.into(),
    }))
}

fn approve(text: &str, role: Role) -> Request {
    Request::JoinApprove {
        text: text.into(),
        role,
        caseload: None,
    }
}

#[test]
fn a_waiting_device_shows_its_request_until_it_is_answered() {
    let (mut desk, mut phone) = (founder(1), One::new(2));
    let (text, words) = request(&mut phone, "phone");
    phone.restart();
    let Reply::State(VaultState::Waiting {
        text: shown,
        words: said,
        ..
    }) = phone.ask(Request::State).unwrap()
    else {
        panic!()
    };
    assert_eq!((&shown, &said), (&text, &words));
    assert_eq!(phone.ask(Request::SyncNow).unwrap_err(), Problem::NotJoined);
    assert_eq!(phone.ask(Request::Status).unwrap_err(), Problem::NotJoined);
    let reply = desk.ask(approve(&text, Role::Worker)).unwrap();
    let Reply::Join { request_words, .. } = reply else {
        panic!()
    };
    assert_eq!(request_words, Some(words));
}

#[test]
fn a_request_that_was_approved_before_is_refused_and_nothing_changes() {
    let (mut desk, mut phone) = (founder(3), One::new(4));
    let (text, _) = request(&mut phone, "phone");
    desk.ask(approve(&text, Role::Worker)).unwrap();
    assert_eq!(
        desk.ask(approve(&text, Role::Supervisor)).unwrap_err(),
        Problem::AlreadyAdmitted
    );
    // The way out when an answer was lost: the same label gives the same request, another one new keys.
    assert_eq!(request(&mut phone, "phone").0, text);
    let (again, _) = request(&mut phone, "phone (again)");
    assert_ne!(again, text);
    desk.ask(approve(&again, Role::Worker)).unwrap();
}

#[test]
fn an_answer_is_accepted_once_and_by_its_device_only() {
    let mut desk = founder(5);
    let (mut phone, mut other) = (One::new(6), One::new(7));
    let (text, _) = request(&mut phone, "phone");
    request(&mut other, "other");
    let (answer, _) = join(desk.ask(approve(&text, Role::Worker)));
    let accept = || Request::JoinAccept {
        text: answer.clone(),
    };
    assert_eq!(other.ask(accept()).unwrap_err(), Problem::JoinTextForeign);
    assert_eq!(desk.ask(accept()).unwrap_err(), Problem::JoinNotAsked);
    assert!(matches!(
        other.ask(Request::State),
        Ok(Reply::State(VaultState::Waiting { .. }))
    ));
    join(phone.ask(accept()));
    assert_eq!(phone.ask(accept()).unwrap_err(), Problem::JoinNotAsked);
    assert_eq!(phone.me().team, desk.me().team);
    phone.restart();
    assert_eq!(phone.me().role, Role::Worker);
}

#[test]
fn damaged_and_foreign_texts_change_nothing() {
    let (mut desk, mut phone) = (founder(8), One::new(9));
    let (text, _) = request(&mut phone, "phone");
    let before = desk.me();
    for (bad, problem) in [
        (text[..text.len() - 3].to_owned(), Problem::JoinTextDamaged),
        (text.replace('B', "C"), Problem::JoinTextDamaged),
        ("WIFI:S:hotel;;".to_owned(), Problem::JoinTextForeign),
    ] {
        assert_eq!(desk.ask(approve(&bad, Role::Worker)).unwrap_err(), problem);
        assert_eq!(
            phone.ask(Request::JoinAccept { text: bad }).unwrap_err(),
            problem
        );
    }
    assert_eq!(
        phone
            .ask(Request::JoinAccept { text: text.clone() })
            .unwrap_err(),
        Problem::JoinTextForeign
    );
    assert_eq!(desk.me(), before);
    join(desk.ask(approve(&text, Role::Worker)));
}

#[test]
fn only_leading_devices_approve_and_only_admins_make_admins() {
    let mut desk = founder(10);
    let mut supervisor = enrolled(&mut desk, 11, Role::Supervisor, None);
    let mut worker = enrolled(&mut supervisor, 12, Role::Worker, None);
    let (text, _) = request(&mut One::new(13), "new");
    assert_eq!(
        worker.ask(approve(&text, Role::Peer)).unwrap_err(),
        Problem::NotAllowed
    );
    assert_eq!(
        worker
            .ask(Request::NewCaseload { name: "X".into() })
            .unwrap_err(),
        Problem::NotAllowed
    );
    assert_eq!(
        supervisor.ask(approve(&text, Role::Admin)).unwrap_err(),
        Problem::NotAllowed
    );
    join(supervisor.ask(approve(&text, Role::Supervisor)));
}

#[test]
fn a_worker_needs_a_caseload_when_there_are_several() {
    let mut desk = founder(14);
    desk.ask(Request::NewCaseload {
        name: "South".into(),
    })
    .unwrap();
    assert_eq!(
        desk.ask(Request::NewCaseload {
            name: "south".into()
        })
        .unwrap_err(),
        Problem::CaseloadExists
    );
    let (text, _) = request(&mut One::new(15), "new");
    let known = Problem::UnknownCaseload {
        known: "North, South".into(),
    };
    assert_eq!(desk.ask(approve(&text, Role::Worker)).unwrap_err(), known);
    let caseload = Some("West".to_owned());
    assert_eq!(
        desk.ask(Request::JoinApprove {
            text,
            role: Role::Worker,
            caseload
        })
        .unwrap_err(),
        known
    );
}

#[test]
fn a_place_is_set_up_once_and_says_so() {
    let mut one = One::new(16);
    assert!(matches!(
        one.ask(Request::State),
        Ok(Reply::State(VaultState::New))
    ));
    assert_eq!(
        one.ask(Request::Unlock { pin: PIN.into() }).unwrap_err(),
        Problem::NoVault
    );
    assert_eq!(one.ask(Request::SyncNow).unwrap_err(), Problem::NoVault);
    let team = |pin: &str, relay: &str| Request::NewTeam {
        pin: pin.into(),
        name: "T".into(),
        relay: relay.into(),
        label: "desk".into(),
    };
    assert_eq!(
        one.ask(team("12", "https://r.example")).unwrap_err(),
        Problem::PinTooShort { least: 10 }
    );
    assert_eq!(
        one.ask(team(PIN, "http://r.example")).unwrap_err(),
        Problem::RelayAddress {
            fault: wayside_seam::AddressFault::Plain
        }
    );
    let endless = Request::JoinRequest {
        pin: PIN.into(),
        label: "x".repeat(81),
    };
    assert_eq!(
        one.ask(endless).unwrap_err(),
        Problem::TooLong {
            what: "label".into()
        }
    );
    assert!(matches!(
        one.ask(Request::State),
        Ok(Reply::State(VaultState::New))
    ));
    one.ask(team(PIN, "https://r.example")).unwrap();
    assert_eq!(
        one.ask(team(PIN, "https://r.example")).unwrap_err(),
        Problem::AlreadySetUp
    );
    one.ask(Request::Lock).unwrap();
    assert!(matches!(
        one.ask(Request::State),
        Ok(Reply::State(VaultState::Locked))
    ));
    assert_eq!(one.ask(Request::SyncNow).unwrap_err(), Problem::Locked);
    assert_eq!(
        one.ask(Request::Unlock { pin: WRONG.into() }).unwrap_err(),
        Problem::WrongPin
    );
    assert_eq!(
        one.ask(team(PIN, "https://r.example")).unwrap_err(),
        Problem::AlreadySetUp
    );
    assert_eq!(
        one.ask(team(WRONG, "https://r.example")).unwrap_err(),
        Problem::AlreadySetUp
    );
    assert_eq!(
        one.ask(Request::JoinRequest {
            pin: PIN.into(),
            label: "x".into()
        })
        .unwrap_err(),
        Problem::AlreadySetUp
    );
    assert!(matches!(
        one.ask(Request::Unlock { pin: PIN.into() }),
        Ok(Reply::State(VaultState::Open(_)))
    ));
}

#[test]
fn a_device_of_another_team_is_a_stranger_to_this_one() {
    let (mut relay, mut desk, mut stranger) = (Relay::default(), founder(17), founder(18));
    desk.synced(&mut relay);
    // The stranger's relay would keep them apart; even one that does not changes nothing.
    stranger.client("XX-1111");
    stranger.sync(&mut relay, Link::Good);
    desk.sync(&mut relay, Link::Good);
    assert!(desk.codes().is_empty());
    let Reply::Devices(devices) = desk.ask(Request::Devices).unwrap() else {
        panic!()
    };
    assert_eq!(devices.len(), 1);
}

#[test]
fn drafts_are_kept_and_removed() {
    let mut desk = founder(19);
    let save = |text: Option<&str>| Request::SaveDraft {
        key: "note:x".into(),
        text: text.map(str::to_owned),
    };
    let draft = |one: &mut One| match one.ask(Request::Draft {
        key: "note:x".into(),
    }) {
        Ok(Reply::Draft(text)) => text,
        other => panic!("{other:?}"),
    };
    assert_eq!(draft(&mut desk), None);
    desk.ask(save(Some("half a sen"))).unwrap();
    desk.restart();
    assert_eq!(draft(&mut desk).as_deref(), Some("half a sen"));
    desk.ask(save(None)).unwrap();
    assert_eq!(draft(&mut desk), None);
    assert!(
        desk.ask(Request::Draft {
            key: "x".repeat(121)
        })
        .is_err()
    );
}
