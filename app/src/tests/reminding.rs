//! Reminders: off until somebody asks, refusable, and without a word of what is due or for whom.

use std::sync::{Arc, Mutex};

use dioxus::prelude::*;
use wayside_seam::VaultState;

use super::fake::{Fake, page_on};
use super::finger::Finger;
use super::machine::FakeMachine;
use crate::i18n::{Words, languages};
use crate::platform::Host;
use crate::route::Route;
use crate::service::Service;
use crate::session::use_session_root;

fn reminding(on: Option<bool>) -> FakeMachine {
    FakeMachine {
        reminders: Arc::new(Mutex::new(on)),
        ..FakeMachine::speaking("en")
    }
}

/// The settings, with a session that is entered.
#[component]
fn Shown() -> Element {
    let session = use_session_root();
    let entered = session.me.read().is_some();
    rsx! {
        if entered {
            crate::screens::settings::Settings {}
        }
    }
}

fn open(machine: &FakeMachine) -> Finger {
    let host = Host {
        service: Service::new(Fake::open()),
        platform: Arc::new(machine.clone()),
    };
    Finger::open(VirtualDom::new(Shown), host)
}

fn is_on(page: &str, on: bool) -> bool {
    let (_, after) = page.split_once("data-testid=\"reminder-on\"").unwrap();
    let before = &page[..page.len() - after.len()];
    let button = before.rsplit("<button").next().unwrap();
    button.contains(&format!("aria-checked=\"{on}\""))
}

#[test]
fn a_machine_that_can_not_remind_offers_nothing_and_is_told_nothing() {
    let machine = reminding(None);
    let page = page_on(&Fake::open(), machine.clone(), Some(Route::Settings));
    assert!(!page.contains("reminder"), "{page}");
    assert!(machine.reminded.lock().unwrap().is_empty());
}

#[test]
fn nothing_is_set_before_a_person_switches_reminders_on() {
    let machine = reminding(Some(false));
    let mut finger = open(&machine);
    assert!(is_on(&finger.settle(), false));
    assert!(machine.reminded.lock().unwrap().is_empty());
    finger.press("reminder-on");
    assert!(is_on(&finger.settle(), true));
    assert_eq!(machine.reminded.lock().unwrap().len(), 1);
}

#[test]
fn a_refusal_is_told_and_what_to_do() {
    let machine = FakeMachine {
        may_remind: false,
        ..reminding(Some(false))
    };
    let mut finger = open(&machine);
    assert!(!finger.settle().contains("reminder-refused"));
    finger.press("reminder-on");
    let page = finger.settle();
    assert!(page.contains("data-testid=\"reminder-refused\""), "{page}");
    assert!(is_on(&page, false));
    assert!(machine.reminded.lock().unwrap().is_empty());
    finger.press("reminder-off");
    assert!(!finger.settle().contains("reminder-refused"));
}

#[test]
fn the_notice_is_one_fixed_sentence_in_the_chosen_language() {
    for language in languages() {
        let machine = FakeMachine {
            language: Arc::new(Mutex::new(language.tag.clone())),
            ..reminding(Some(true))
        };
        open(&machine).settle();
        let told = machine.reminded.lock().unwrap().clone();
        let [(Some(at), text)] = told.as_slice() else {
            panic!("{told:?}");
        };
        assert_eq!(*text, Words::new(&language.tag).text("reminder-notice"));
        assert_eq!(at.chrono().format("%H:%M").to_string(), "09:00");
    }
}

#[test]
fn a_closed_vault_sets_nothing_and_takes_nothing_back() {
    let machine = reminding(Some(true));
    page_on(&Fake::with(VaultState::Locked), machine.clone(), None);
    assert!(machine.reminded.lock().unwrap().is_empty());
}
