use wayside_protocol::ProblemCode;
use wayside_seam::{Phase, Place, Problem, RelayCode, Request, Role};

use super::relay::Relay;
use super::world::{Link, enrolled, founder};
use crate::device::{Effect, Event};
use crate::env::Env;

#[test]
fn an_answer_cut_anywhere_loses_nothing_and_resumes() {
    let (mut relay, mut desk) = (Relay::default(), founder(1));
    let mut phone = enrolled(&mut desk, 2, Role::Worker, None);
    desk.synced(&mut relay);
    for n in 0..3 {
        phone.client(&format!("AB-{n}{n}{n}{n}"));
        phone.synced(&mut relay);
    }
    // The longest answer that the desk could get.
    for after in (0..2_000).step_by(97) {
        desk.sync(&mut relay, Link::Cut(after));
        assert_eq!(desk.state().quarantined, 0);
    }
    desk.synced(&mut relay);
    assert_eq!(desk.codes().len(), 3);
    desk.verify();
}

#[test]
fn an_acknowledgement_that_was_lost_makes_no_second_record() {
    let (mut relay, mut desk) = (Relay::default(), founder(3));
    let mut phone = enrolled(&mut desk, 4, Role::Worker, None);
    phone.synced(&mut relay);
    phone.client("AB-1111");
    phone.sync(&mut relay, Link::Cut(0));
    assert_eq!(phone.places(), [Place::OnlyHere]);
    assert_eq!(phone.state().problem, Some(Problem::Interrupted));
    let held = relay.segments().count();
    phone.synced(&mut relay);
    assert_eq!(relay.segments().count(), held);
    assert_eq!(phone.places(), [Place::AtRelay]);
}

#[test]
fn without_a_connection_the_engine_waits_longer_and_says_why() {
    let (mut relay, mut desk) = (Relay::default(), founder(5));
    desk.sync(&mut relay, Link::Down);
    let state = desk.state();
    assert_eq!(state.problem, Some(Problem::RelayUnreachable));
    assert!(matches!(state.phase, Phase::Waiting { .. }));
    desk.synced(&mut relay);
}

#[test]
fn a_relay_that_answers_garbage_is_not_believed() {
    let mut desk = founder(6);
    let page = b"<!DOCTYPE html><title>Log in to the hotel's network</title>".to_vec();
    for (status, answer, expected) in [
        (200, page.clone(), Problem::RelayGarbage),
        (200, Vec::new(), Problem::Interrupted),
        (302, Vec::new(), Problem::RelayGarbage),
        (404, page.clone(), Problem::RelayGarbage),
        (
            502,
            page,
            Problem::RelayBusy {
                code: RelayCode::Status(502),
            },
        ),
        (200, vec![0; 100], Problem::RelayGarbage),
        (200, vec![3, 0, 0, 0, 20, 0, 0], Problem::RelayGarbage),
    ] {
        let mut rng = rand::SeedableRng::seed_from_u64(1);
        let rng: &mut rand::rngs::StdRng = &mut rng;
        let mut env = Env {
            now: super::world::now(),
            rng,
        };
        let device = desk.home.device().unwrap();
        device.handle(Event::AskedToSync, &mut env);
        device.handle(Event::ResponseStarted { status }, &mut env);
        device.handle(Event::ResponseBytes(answer), &mut env);
        device.handle(Event::ResponseEnded, &mut env);
        assert_eq!(device.sync_state().problem, Some(expected), "{status}");
    }
}

#[test]
fn a_relay_that_is_busy_or_refuses_is_named_and_tried_again() {
    let (mut relay, mut desk) = (Relay::default(), founder(7));
    for (code, expected) in [
        (
            ProblemCode::Unavailable,
            Problem::RelayBusy {
                code: RelayCode::Unavailable,
            },
        ),
        (
            ProblemCode::TeamNotServed,
            Problem::RelayRefused {
                code: RelayCode::TeamNotServed,
            },
        ),
        (ProblemCode::Version, Problem::RelayVersion),
        (
            ProblemCode::Unknown(77),
            Problem::RelayRefused {
                code: RelayCode::Newer(77),
            },
        ),
        (ProblemCode::Nonce, Problem::NotAdmitted),
    ] {
        relay.down = Some(code);
        assert!(desk.sync(&mut relay, Link::Good) <= 4);
        let state = desk.state();
        assert!(matches!(state.phase, Phase::Waiting { .. }));
        if code != ProblemCode::Nonce {
            assert_eq!(state.problem, Some(expected));
        }
    }
    relay.down = None;
    desk.synced(&mut relay);
}

#[test]
fn a_segment_with_a_flipped_bit_is_put_aside_and_the_others_go_on() {
    let (mut relay, mut desk) = (Relay::default(), founder(8));
    let mut phone = enrolled(&mut desk, 9, Role::Worker, None);
    for code in ["AB-1111", "AB-2222", "AB-3333"] {
        phone.client(code);
        phone.synced(&mut relay);
    }
    let good = relay.log.clone();
    let device = phone.me().device;
    let second =
        |kept: &&mut super::relay::Kept| kept.index == 2 && kept.device.to_string() == device;
    let wrong = relay.log.iter_mut().find(second).unwrap();
    let middle = wrong.bytes.len() / 2;
    wrong.bytes[middle] ^= 1;
    desk.sync(&mut relay, Link::Good);
    assert_eq!(desk.codes(), ["AB-1111", "AB-3333"]);
    assert_eq!((desk.state().quarantined, desk.state().to_open), (1, 0));
    // The place stayed free for the right one, which is asked for as a hole.
    relay.log = good;
    desk.sync(&mut relay, Link::Good);
    assert_eq!(desk.codes(), ["AB-1111", "AB-2222", "AB-3333"]);
    desk.verify();
}

#[test]
fn a_relay_restored_from_an_old_backup_gets_everything_again() {
    let (mut relay, mut desk) = (Relay::default(), founder(10));
    let mut phone = enrolled(&mut desk, 11, Role::Worker, None);
    phone.client("AB-1111");
    phone.synced(&mut relay);
    desk.synced(&mut relay);
    let backup = relay.clone();
    phone.client("AB-2222");
    phone.synced(&mut relay);
    desk.synced(&mut relay);
    let full = relay.segments().count();
    for restored in [
        Relay {
            epoch: 2,
            ..backup.clone()
        },
        Relay {
            epoch: 3,
            ..Relay::default()
        },
        backup,
    ] {
        relay = restored;
        phone.synced(&mut relay);
        desk.synced(&mut relay);
        phone.synced(&mut relay);
        assert!(
            relay.segments().count() >= full,
            "{} of {full}",
            relay.segments().count()
        );
        assert_eq!(desk.codes(), ["AB-1111", "AB-2222"]);
        phone.verify();
        desk.verify();
    }
}

#[test]
fn a_copied_vault_makes_a_conflict_that_is_shown_and_loses_nothing() {
    let (mut relay, mut desk) = (Relay::default(), founder(12));
    let mut phone = enrolled(&mut desk, 13, Role::Worker, None);
    phone.synced(&mut relay);
    let backup = tempfile::tempdir().unwrap();
    phone.ask(Request::Lock).unwrap();
    copy(&phone.dir.path().join("vault"), backup.path());
    phone.restart();
    phone.client("AB-1111");
    phone.synced(&mut relay);
    phone.ask(Request::Lock).unwrap();
    copy(backup.path(), &phone.dir.path().join("vault"));
    phone.restart();
    phone.client("AB-2222");
    phone.sync(&mut relay, Link::Good);
    assert_eq!(phone.state().problem, Some(Problem::Conflict { index: 1 }));
    assert_eq!(phone.codes(), ["AB-2222"]);
    assert_eq!(phone.state().waiting_segments, 1, "kept, not dropped");
    // It stays shown, and does not travel again and again.
    let requests = phone.sync(&mut relay, Link::Good);
    assert_eq!(
        (requests, phone.state().problem),
        (1, Some(Problem::Conflict { index: 1 }))
    );
    assert!(relay.last_bytes.0 < 200);
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    for entry in std::fs::read_dir(to).unwrap().flatten() {
        std::fs::remove_file(entry.path()).unwrap();
    }
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

#[test]
fn duplicates_and_holes_change_nothing_that_was_right() {
    let (mut relay, mut desk) = (Relay::default(), founder(14));
    let mut phone = enrolled(&mut desk, 15, Role::Worker, None);
    for n in 0..5 {
        phone.client(&format!("AB-{n}{n}{n}{n}"));
        phone.synced(&mut relay);
    }
    // The relay forgets one of them for a while and sends others twice, in another order.
    let mut shuffled = relay.clone();
    let is_phone = |kept: &super::relay::Kept| {
        !kept.is_chain && kept.caseload != wayside_protocol::CaseloadId::ROSTER
    };
    let position = shuffled
        .log
        .iter()
        .position(|kept| is_phone(kept) && kept.index == 3)
        .unwrap();
    let missing = shuffled.log.remove(position);
    let again: Vec<_> = shuffled
        .log
        .iter()
        .filter(|kept| is_phone(kept))
        .rev()
        .cloned()
        .collect();
    shuffled.log.extend(again);
    desk.synced(&mut shuffled);
    assert_eq!(desk.codes().len(), 4);
    shuffled.log.push(missing);
    desk.synced(&mut shuffled);
    assert_eq!(desk.codes().len(), 5);
    desk.verify();
}

#[test]
fn a_kill_between_any_two_steps_loses_nothing() {
    let (mut relay, mut desk) = (Relay::default(), founder(16));
    let mut phone = enrolled(&mut desk, 17, Role::Worker, None);
    for n in 0..4 {
        phone.client(&format!("AB-{n}{n}{n}{n}"));
        phone.restart();
        phone.sync(&mut relay, Link::Cut(n * 50));
        phone.restart();
    }
    phone.synced(&mut relay);
    desk.restart();
    // The request went out and the answer came, but nothing was opened before the kill.
    let mut rng = <rand::rngs::StdRng as rand::SeedableRng>::seed_from_u64(1);
    for _ in 0..3 {
        let mut env = Env {
            now: super::world::now(),
            rng: &mut rng,
        };
        let mut effects = desk.device().handle(Event::AskedToSync, &mut env);
        while let Some(effect) = effects.pop() {
            let Effect::Post {
                authorization,
                body,
                ..
            } = effect
            else {
                continue;
            };
            let (status, answer) = relay.answer(&authorization, &body);
            let mut env = Env {
                now: super::world::now(),
                rng: &mut rng,
            };
            for event in [
                Event::ResponseStarted { status },
                Event::ResponseBytes(answer),
                Event::ResponseEnded,
            ] {
                effects.extend(desk.home.handle(event, &mut env));
            }
        }
        desk.restart();
    }
    desk.synced(&mut relay);
    assert_eq!(desk.codes().len(), 4);
    desk.verify();
}

#[test]
fn signal_switched_off_sends_nothing() {
    let (mut relay, mut desk) = (Relay::default(), founder(18));
    desk.ask(Request::Signal(false)).unwrap();
    assert_eq!(desk.ask(Request::SyncNow).unwrap_err(), Problem::NoSignal);
    assert_eq!(desk.sync(&mut relay, Link::Good), 0);
    assert_eq!(desk.state().phase, Phase::Blocked);
    desk.ask(Request::Signal(true)).unwrap();
    desk.synced(&mut relay);
}

#[test]
fn a_device_that_is_opened_without_signal_sends_nothing_first() {
    for signal in [true, false] {
        let mut desk = founder(21);
        desk.client("AB-1111");
        desk.ask(Request::Lock).unwrap();
        let told = desk.ask(Request::Signal(signal));
        assert_eq!(told.unwrap_err(), Problem::Locked);
        let pin = super::world::PIN.into();
        desk.ask(Request::Unlock { pin }).unwrap();
        let mut rng = <rand::rngs::StdRng as rand::SeedableRng>::seed_from_u64(22);
        let mut env = Env {
            now: super::world::now(),
            rng: &mut rng,
        };
        let effects = desk.home.handle(Event::Opened, &mut env);
        let posts = effects
            .iter()
            .any(|effect| matches!(effect, Effect::Post { .. }));
        assert_eq!(posts, signal);
    }
}

#[test]
fn a_practice_team_never_syncs() {
    let mut one = super::world::One::new(19);
    one.ask(Request::Practise {
        pin: super::world::PIN.into(),
    })
    .unwrap();
    assert!(one.me().practise);
    one.client("AB-1111");
    assert_eq!(
        one.ask(Request::SyncNow).unwrap_err(),
        Problem::PractiseOnly
    );
    assert_eq!(one.sync(&mut Relay::default(), Link::Good), 0);
}
