//! What the screens make of the machine below them: its secret, files, version and events, and a service that can't go
//! on.

use std::sync::atomic::Ordering;

use dioxus::prelude::*;
use wayside_seam::{Problem, VaultState};

use super::fake::{Fake, page_on, settled};
use super::labels;
use super::machine::FakeMachine;
use super::samples::me;
use crate::platform::{Event, Kept, Storage};
use crate::route::{Purpose, Route};
use crate::session::use_session_root;

fn has(page: &str, marks: &[&str]) {
    for mark in marks {
        assert!(page.contains(mark), "{mark} is missing: {page}");
    }
}

fn lacks(page: &str, marks: &[&str]) {
    for mark in marks {
        assert!(!page.contains(mark), "{mark} is there: {page}");
    }
}

fn kept() -> FakeMachine {
    FakeMachine {
        storage: Some(Storage {
            kept: true,
            used: 1,
            quota: 2,
        }),
        ..FakeMachine::page("en")
    }
}

#[test]
fn the_machine_decides_between_keypad_and_field() {
    let locked = Fake::with(VaultState::Locked);
    let keypad = ["data-testid=\"key-1\"", "data-testid=\"pin-dots\""];
    let field = [
        "data-testid=\"field-passphrase\"",
        "type=\"password\"",
        "autocomplete=\"off\"",
        "autocapitalize=\"none\"",
        "spellcheck=\"false\"",
        "data-testid=\"passphrase-show\"",
    ];
    let both = ["data-testid=\"pin-go-on\"", "data-testid=\"pin-error\""];
    let set_pin = || Some(Route::SetPin(Purpose::Practise));
    for route in [None, set_pin()] {
        let page = page_on(&locked, FakeMachine::speaking("en"), route.clone());
        has(&page, &keypad);
        has(&page, &both);
        lacks(&page, &field);
        let page = page_on(&locked, FakeMachine::page("en"), route);
        has(&page, &field);
        has(&page, &both);
        lacks(&page, &keypad);
        lacks(&page, &["PIN?"]);
    }
    let page = page_on(&locked, FakeMachine::page("en"), set_pin());
    has(
        &page,
        &["12 characters or more", "12 or more digits", "lock chip"],
    );
}

#[test]
fn a_problem_at_the_start_is_shown_and_can_be_tried_again() {
    let check = |problem: Problem, id: &str, says: &[&str], keeps_quiet: &[&str]| {
        let fake = Fake::answering(Err(problem));
        for tag in ["en", "vi"] {
            let page = page_on(&fake, FakeMachine::page(tag), None);
            labels::check(&format!("halted by {id} in {tag}"), &page);
            has(
                &page,
                &[
                    "data-testid=\"halted\"",
                    &format!("data-problem=\"{id}\""),
                    "data-testid=\"try-again\"",
                ],
            );
            lacks(&page, &["go-lock", "go-sync", "go-back"]);
            if tag == "en" {
                has(&page, says);
                lacks(&page, keeps_quiet);
            }
        }
    };
    let what = || "x".to_owned();
    check(
        Problem::InUse,
        "in-use",
        &["another tab or window", "Nothing is lost"],
        &[],
    );
    check(
        Problem::NoStorage { what: what() },
        "no-storage",
        &["private"],
        &["Nothing is lost", "saved"],
    );
    check(
        Problem::DiskFull,
        "disk-full",
        &["no room", "still there"],
        &["not saved", "Nothing is lost"],
    );
    check(
        Problem::Disk { what: what() },
        "disk",
        &[],
        &["Nothing is lost", "saved"],
    );
    check(
        Problem::Stopped,
        "stopped",
        &["shown as saved is saved"],
        &["Nothing is lost"],
    );
}

#[test]
fn a_service_that_stops_later_is_told_of() {
    let stopped = Fake {
        stopped: true,
        ..Fake::open()
    };
    let mark = "data-problem=\"stopped\"";
    has(&page_on(&stopped, FakeMachine::page("en"), None), &[mark]);
    let ends = Fake {
        ends: true,
        ..Fake::open()
    };
    has(&page_on(&ends, FakeMachine::page("en"), None), &[mark]);
}

#[test]
fn the_first_reason_stays_when_the_service_ends_because_of_it() {
    let fake = Fake {
        ends: true,
        ..Fake::answering(Err(Problem::InUse))
    };
    let page = page_on(&fake, FakeMachine::page("en"), None);
    has(&page, &["data-problem=\"in-use\""]);
}

fn heard(state: VaultState, events: &[Event]) -> Vec<&'static str> {
    let fake = Fake::with(state);
    page_on(&fake, FakeMachine::page("en").telling(events), None);
    fake.heard()
        .into_iter()
        .filter(|name| !["state", "other"].contains(name))
        .collect()
}

#[test]
fn an_open_vault_hears_of_the_network_and_of_moments_for_syncing() {
    let open = || VaultState::Open(me());
    assert_eq!(heard(open(), &[]), ["sync-state"]);
    assert_eq!(
        heard(
            open(),
            &[Event::Signal(false), Event::Signal(true), Event::TimeToSync]
        ),
        ["sync-state", "signal-off", "signal-on", "sync-now"]
    );
}

#[test]
fn a_closed_vault_or_none_is_told_of_the_network_alone() {
    let events = [Event::Signal(true), Event::TimeToSync];
    for state in [VaultState::Locked, VaultState::New] {
        assert_eq!(heard(state, &events), ["signal-on"]);
    }
}

/// A session that is entered twice, as before and after unlocking.
#[component]
fn Twice() -> Element {
    let session = use_session_root();
    use_hook(|| spawn(session.enter()));
    rsx! {}
}

#[test]
fn what_a_closed_vault_missed_is_told_to_it_after_unlocking() {
    let fake = Fake {
        later: Some(VaultState::Open(me())),
        ..Fake::with(VaultState::Locked)
    };
    let machine = FakeMachine::page("en").telling(&[Event::Signal(true), Event::Signal(false)]);
    settled(VirtualDom::new(Twice), &fake, machine);
    assert_eq!(
        fake.heard(),
        ["state", "signal-on", "signal-off", "state", "signal-off"]
    );
}

#[test]
fn practice_never_syncs() {
    let practise = VaultState::Open(wayside_seam::Me {
        practise: true,
        ..me()
    });
    assert_eq!(heard(practise, &[Event::TimeToSync]), ["sync-state"]);
}

#[test]
fn a_newer_version_is_taken_unasked_only_while_locked_and_else_offered_between_tasks() {
    let check = |state: VaultState, route: Option<Route>, taken: usize, offered: bool| {
        let name = format!("{route:?}");
        let machine = FakeMachine::page("en").telling(&[Event::UpdateWaits]);
        let updates = machine.updates.clone();
        let page = page_on(&Fake::with(state), machine, route);
        assert_eq!(updates.load(Ordering::SeqCst), taken, "{name}");
        assert_eq!(
            page.contains("data-testid=\"update-now\""),
            offered,
            "{name}"
        );
    };
    let open = || VaultState::Open(me());
    check(VaultState::Locked, None, 1, false);
    check(VaultState::New, None, 0, false);
    check(open(), None, 0, true);
    check(open(), Some(Route::Settings), 0, true);
    check(open(), Some(Route::NewClient), 0, false);
    check(open(), Some(Route::Devices), 0, false);
    check(open(), Some(Route::SetPin(Purpose::Practise)), 0, false);
}

#[test]
fn once_a_newer_version_was_taken_unasked_the_next_one_is_offered_while_locked() {
    let mut machine = FakeMachine::page("en").telling(&[Event::UpdateWaits]);
    machine.updates_unasked = false;
    let updates = machine.updates.clone();
    let page = page_on(&Fake::with(VaultState::Locked), machine, None);
    assert_eq!(updates.load(Ordering::SeqCst), 0);
    has(&page, &["data-testid=\"update-now\""]);
}

#[test]
fn a_newer_version_without_room_is_said_between_tasks() {
    for (route, said) in [(None, true), (Some(Route::NewClient), false)] {
        let machine = FakeMachine::page("en").telling(&[Event::UpdateNoRoom]);
        let page = page_on(&Fake::open(), machine, route);
        assert_eq!(page.contains("data-testid=\"update-no-room\""), said);
    }
}

#[test]
fn what_does_not_start_without_signal_is_said_before_and_after_set_up() {
    for (offline, said) in [(None, false), (Some(false), true), (Some(true), false)] {
        for (state, route) in [
            (VaultState::New, None),
            (VaultState::Open(me()), Some(Route::Settings)),
        ] {
            let machine = FakeMachine::page("en").telling(&[Event::Offline]);
            *machine.offline.lock().unwrap() = offline;
            let page = page_on(&Fake::with(state), machine, route);
            assert_eq!(
                page.contains("data-testid=\"not-offline\""),
                said,
                "{offline:?}"
            );
        }
    }
}

#[test]
fn notes_that_are_gone_are_missed_and_what_was_sent_is_called_safe() {
    for kept in Kept::ALL {
        let machine = FakeMachine::page("en");
        *machine.kept.lock().unwrap() = Some(kept);
        let page = page_on(&Fake::with(VaultState::New), machine, None);
        has(
            &page,
            &[&format!("data-kind=\"{}\"", kept.id()), "start-join"],
        );
    }
    let page = page_on(&Fake::with(VaultState::New), FakeMachine::page("en"), None);
    lacks(&page, &["lost-kind"]);
}

/// The sample team has three records that wait.
#[test]
fn one_word_says_what_is_on_this_device() {
    let check = |practise: bool, before: Option<Kept>, after: Kept| {
        let machine = FakeMachine::page("en");
        *machine.kept.lock().unwrap() = before;
        let kept = machine.kept.clone();
        let open = VaultState::Open(wayside_seam::Me { practise, ..me() });
        page_on(&Fake::with(open), machine, None);
        assert_eq!(*kept.lock().unwrap(), Some(after), "{practise} {before:?}");
    };
    check(true, None, Kept::Practice);
    check(true, Some(Kept::Sent), Kept::Practice);
    check(false, None, Kept::Unsent);
    check(false, Some(Kept::Sent), Kept::Unsent);
}

#[test]
fn settings_tell_how_safe_the_files_are_and_which_app_this_is() {
    let settings = || Some(Route::Settings);
    let page = page_on(&Fake::open(), FakeMachine::page("en"), settings());
    has(
        &page,
        &[
            "data-testid=\"storage-kept\" data-state=\"not-kept\"",
            "12 MB",
            "2,000 MB",
            "data-testid=\"storage-ask\"",
            "0123 4567 89ab cdef 0123",
            "data-testid=\"bundle-hash\"",
        ],
    );
    let page = page_on(&Fake::open(), kept(), settings());
    has(&page, &["data-testid=\"storage-kept\" data-state=\"kept\""]);
    lacks(&page, &["storage-ask"]);
    let page = page_on(&Fake::open(), FakeMachine::speaking("en"), settings());
    lacks(&page, &["storage-kept", "bundle-hash"]);
}

#[test]
fn unsent_records_in_files_that_may_go_are_warned_of() {
    let warning = "data-testid=\"storage-warning\"";
    let clients = |machine| page_on(&Fake::open(), machine, None);
    let page = clients(FakeMachine::page("en"));
    has(&page, &[warning]);
    // Not above the rows: they would move.
    let (_, dock) = page.split_once("class=\"dock\"").unwrap();
    has(dock, &[warning]);
    lacks(&clients(kept()), &[warning]);
    lacks(&clients(FakeMachine::speaking("en")), &[warning]);
}

#[test]
fn the_limits_of_a_page_are_told_before_it_is_set_up() {
    let new = Fake::with(VaultState::New);
    let page = page_on(&new, FakeMachine::page("en"), None);
    has(
        &page,
        &[
            "data-testid=\"browser-limits\"",
            "data-testid=\"bundle-hash\"",
            "could change the app",
            "long password",
            "may remove notes",
            "takes some seconds",
        ],
    );
    let page = page_on(&new, FakeMachine::speaking("en"), None);
    lacks(&page, &["browser-limits", "bundle-hash"]);
}
