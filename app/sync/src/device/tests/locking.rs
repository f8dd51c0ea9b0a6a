//! A vault that locks itself: by the wall clock, whatever is under way, and nothing is lost by it. The moments are
//! tabled in `service/watch.rs`, the timer is tested in `service/run.rs`.

use std::sync::Arc;

use wayside_domain::time::Timestamp;
use wayside_seam::{LockTimes, Minutes, Notice, Problem, Reply, Request, Role, VaultState};
use wayside_vault::KdfCost;

use super::relay::Relay;
use super::world::{Hardware, One, PIN, enrolled, founder, now};
use crate::device::{Effect, Event};
use crate::engine::Pace;
use crate::env::Env;
use crate::service::home::Home;

fn after(seconds: i64) -> Timestamp {
    let now = now();
    Timestamp::from_millis(now.millis() + seconds * 1_000, now.offset_minutes()).unwrap()
}

impl One {
    /// The same device with a screen.
    fn watched(mut self) -> One {
        let dir = self.dir.path().join("vault");
        // Closed first: one place owns a vault.
        self.home = Home::new(dir.join("none"), KdfCost::TEST, None, Pace::LIVELY);
        self.home = Home::new(dir, KdfCost::TEST, None, Pace::LIVELY).locking_itself();
        self.ask(Request::Unlock { pin: PIN.into() }).unwrap();
        self
    }

    fn ask_after(&mut self, seconds: i64, request: Request) -> Result<Reply, Problem> {
        let mut env = Env {
            now: after(seconds),
            rng: &mut self.rng,
        };
        self.home.request(request, &mut env)
    }

    fn present_after(&mut self, seconds: i64, visible: bool) {
        self.ask_after(seconds, Request::Present { visible })
            .unwrap();
    }

    fn locked_after(&mut self, seconds: i64) -> bool {
        match self.ask_after(seconds, Request::State).unwrap() {
            Reply::State(VaultState::Locked) => true,
            Reply::State(_) => false,
            other => panic!("{other:?}"),
        }
    }
}

fn unlock() -> Request {
    Request::Unlock { pin: PIN.into() }
}

const QUARTER: i64 = 15 * 60;

#[test]
fn nothing_is_answered_once_the_time_is_over() {
    let requests = [
        Request::SyncState,
        Request::Status,
        Request::NewId,
        Request::SyncNow,
        Request::LockTimes,
        Request::SetLockTimes(LockTimes::first(false)),
        Request::Draft { key: "a".into() },
    ];
    for request in requests {
        let mut desk = founder(1).watched();
        desk.ask_after(QUARTER - 1, request.clone()).unwrap();
        desk.home.effects();
        let refused = desk.ask_after(QUARTER, request).unwrap_err();
        assert_eq!(refused, Problem::Locked);
        // The screens are told once.
        let told = [Effect::CancelPost, Effect::Notify(Notice::Locked)];
        assert_eq!(desk.home.effects(), told);
        assert!(desk.locked_after(QUARTER));
        assert_eq!(desk.home.effects(), []);
    }
}

#[test]
fn a_touch_that_comes_too_late_opens_nothing() {
    let mut desk = founder(2).watched();
    desk.present_after(QUARTER + 60, true);
    assert!(desk.locked_after(QUARTER + 60));
}

#[test]
fn unlocking_begins_anew_and_is_not_told_as_a_lock() {
    let mut desk = founder(3).watched();
    // Another screen of the same device unlocks what is over its time and was not asked since.
    desk.ask_after(QUARTER, unlock()).unwrap();
    let told = desk.home.effects();
    assert!(!told.contains(&Effect::Notify(Notice::Locked)), "{told:?}");
    assert!(!desk.locked_after(2 * QUARTER - 1));
    assert!(desk.locked_after(2 * QUARTER));
}

#[test]
fn a_device_without_a_screen_never_locks_itself() {
    let mut desk = founder(4);
    desk.present_after(0, false);
    assert!(!desk.locked_after(10 * 365 * 86_400));
    assert_eq!(desk.home.locks_in(now()), None);
}

#[test]
fn the_times_are_this_devices_and_stay() {
    let mut desk = founder(5).watched();
    let asked = |one: &mut One| match one.ask(Request::LockTimes).unwrap() {
        Reply::LockTimes(times) => times,
        other => panic!("{other:?}"),
    };
    assert_eq!(asked(&mut desk), LockTimes::first(false));
    let chosen = LockTimes {
        idle: Minutes::Thirty,
        away: Minutes::One,
    };
    desk.ask(Request::SetLockTimes(chosen)).unwrap();
    assert_eq!(desk.home.locks_in(now()), Some(30 * 60_000));
    let mut desk = desk.watched();
    assert_eq!(asked(&mut desk), chosen);
    desk.present_after(0, false);
    assert!(!desk.locked_after(59) && desk.locked_after(60));
    // What is longer than can be chosen counts as nothing chosen.
    desk.ask(unlock()).unwrap();
    let vault = desk.device().vault();
    vault.put_setting("lock.times", &[240, 240]).unwrap();
    let mut desk = desk.watched();
    assert_eq!(asked(&mut desk), LockTimes::first(false));
    assert_eq!(desk.home.locks_in(now()), Some(15 * 60_000));
}

#[test]
fn a_keystore_locks_sooner() {
    let mut phone = One::new(6);
    let dir = phone.dir.path().join("vault");
    phone.home =
        Home::new(dir, KdfCost::TEST, Some(Arc::new(Hardware)), Pace::LIVELY).locking_itself();
    phone
        .ask(Request::Practise {
            pin: "246813".into(),
        })
        .unwrap();
    assert!(!phone.locked_after(5 * 60 - 1) && phone.locked_after(5 * 60));
}

#[test]
fn a_sync_is_no_touch_and_goes_on_after_unlocking() {
    let (mut relay, mut desk) = (Relay::default(), founder(7));
    desk.synced(&mut relay);
    let mut desk = desk.watched();
    desk.client("AB-1111");
    let handle = |desk: &mut One, seconds, event| {
        let mut env = Env {
            now: after(seconds),
            rng: &mut desk.rng,
        };
        desk.home.handle(event, &mut env)
    };
    let begun = handle(&mut desk, QUARTER - 10, Event::AskedToSync);
    let posts = |effects: &[Effect]| {
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Post { .. }))
    };
    assert!(posts(&begun), "{begun:?}");
    // The answer comes in pieces until the time is over.
    let started = Event::ResponseStarted { status: 200 };
    handle(&mut desk, QUARTER - 1, started);
    let told = handle(&mut desk, QUARTER, Event::ResponseBytes(vec![1]));
    assert_eq!(told, [Effect::CancelPost, Effect::Notify(Notice::Locked)]);
    assert_eq!(handle(&mut desk, QUARTER, Event::ResponseEnded), []);
    assert!(desk.locked_after(QUARTER));
    desk.ask(unlock()).unwrap();
    desk.synced(&mut relay);
    let mut reader = enrolled(&mut desk, 8, Role::Supervisor, None);
    desk.synced(&mut relay);
    reader.synced(&mut relay);
    assert_eq!(reader.codes(), ["AB-1111"]);
}

#[test]
fn an_import_that_is_locked_over_is_opened_after_unlocking() {
    let mut desk = founder(9);
    let mut phone = enrolled(&mut desk, 10, Role::Worker, None);
    for n in 0..30 {
        phone.client(&format!("AB-{n:04}"));
    }
    let bytes = phone.give(true);
    let mut desk = desk.watched();
    desk.ask_after(QUARTER - 1, Request::CourierImport { bytes })
        .unwrap();
    let mut env = Env {
        now: after(QUARTER),
        rng: &mut desk.rng,
    };
    let told = desk.home.work(&mut env);
    assert!(told.contains(&Effect::Notify(Notice::Locked)), "{told:?}");
    assert!(desk.locked_after(QUARTER));
    desk.ask(unlock()).unwrap();
    assert!(desk.state().to_open > 0, "it was opened before the lock");
    while desk.state().to_open > 0 {
        desk.step();
    }
    assert_eq!(desk.codes().len(), 30);
    desk.verify();
}
