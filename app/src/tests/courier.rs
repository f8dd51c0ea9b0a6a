//! Carrying by hand: a file counts as gone only when it went, and one that came waits for a tap.

use std::sync::{Arc, Mutex};

use wayside_seam::{CourierRead, Me, Problem, Request, VaultState};

use super::fake::{Fake, page_on};
use super::labels;
use super::machine::FakeMachine;
use super::phone::Phone;
use super::samples::me;
use crate::i18n::Words;
use crate::platform::Event;
use crate::route::Route;

impl Phone {
    /// The screen for couriers, by way of the sign in the bar.
    fn carrying(fake: Fake, machine: FakeMachine) -> Self {
        let mut phone = Self::on(fake, machine);
        phone.press("go-sync");
        phone.press("go-courier");
        phone
    }

    /// What was asked about couriers, in order.
    fn asked(&self) -> Vec<String> {
        let asked = self.fake.asked.lock().unwrap();
        let told = asked.iter().filter_map(|request| match request {
            Request::CourierExport { all } => Some(format!("export {all}")),
            Request::CourierLeft { number } => Some(format!("left {number}")),
            Request::CourierImport { bytes } => Some(format!("import {bytes:?}")),
            _ => None,
        });
        told.collect()
    }
}

fn english() -> FakeMachine {
    FakeMachine::speaking("en")
}

fn state(page: &str, expected: &str) {
    let mark = format!("data-testid=\"courier-state\" data-state=\"{expected}\"");
    assert!(page.contains(&mark), "{expected}: {page}");
}

#[test]
fn a_file_is_handed_over_under_a_name_that_says_nothing_and_counts_as_gone_then() {
    for (button, all) in [("courier-give", false), ("courier-give-all", true)] {
        let mut phone = Phone::carrying(Fake::open(), english());
        let page = phone.press(button);
        state(&page, "left");
        assert!(page.contains("2 records of this phone"), "{page}");
        let given = phone.machine.given.lock().unwrap().clone();
        assert_eq!(given, [("courier.wayside".to_owned(), vec![u8::from(all)])]);
        assert_eq!(
            phone.asked(),
            [format!("export {all}"), "left 7".to_owned()]
        );
    }
}

#[test]
fn where_nothing_left_nothing_counts_as_gone() {
    let none = Fake {
        carries: 0,
        ..Fake::open()
    };
    let stays = FakeMachine {
        gives: Ok(false),
        ..english()
    };
    let full = FakeMachine {
        gives: Err(Problem::DiskFull),
        ..english()
    };
    for (fake, machine, expected, handed) in [
        (none, english(), "nothing", 0),
        (Fake::open(), stays, "stayed", 1),
        (Fake::open(), full, "failed", 1),
    ] {
        let mut phone = Phone::carrying(fake, machine);
        let page = phone.press("courier-give");
        state(&page, expected);
        assert_eq!(phone.asked(), ["export false"], "{expected}");
        assert_eq!(phone.machine.given.lock().unwrap().len(), handed);
        let told = "data-testid=\"problem\" data-state=\"shown\"";
        assert_eq!(page.contains(told), expected == "failed");
    }
}

#[test]
fn a_file_that_is_picked_is_taken_in_and_what_came_of_it_is_said() {
    let picking = |picked: Option<Vec<u8>>| FakeMachine {
        picked,
        ..english()
    };
    let mut phone = Phone::carrying(Fake::open(), picking(Some(vec![5])));
    let page = phone.press("courier-open");
    state(&page, "taken");
    assert!(page.contains("2 packets were new"), "{page}");
    assert_eq!(phone.asked(), ["import [5]"]);

    let mut phone = Phone::carrying(Fake::open(), picking(None));
    state(&phone.press("courier-open"), "idle");
    assert!(phone.asked().is_empty());

    let partly = Fake {
        reads: Ok(CourierRead {
            new: 0,
            known: 0,
            rejected: 1,
        }),
        ..Fake::open()
    };
    let page = Phone::carrying(partly, picking(Some(vec![5]))).press("courier-open");
    assert!(page.contains("Nothing in this file was new") && page.contains("could not be used"));

    for problem in [
        Problem::CourierUnknown,
        Problem::CourierDamaged,
        Problem::CourierForeign,
        Problem::CourierNewer,
    ] {
        let refusing = Fake {
            reads: Err(problem.clone()),
            ..Fake::open()
        };
        let page = Phone::carrying(refusing, picking(Some(vec![5]))).press("courier-open");
        state(&page, "failed");
        assert!(page.contains(&Words::new("en").problem(&problem)), "{page}");
    }
}

fn handed_over() -> FakeMachine {
    FakeMachine {
        received_files: Arc::new(Mutex::new(vec![vec![9]])),
        ..english()
    }
    .telling(&[Event::ReceivedFile])
}

#[test]
fn a_file_from_another_app_is_shown_and_taken_in_by_a_tap_only() {
    let mut phone = Phone::on(Fake::open(), handed_over());
    let page = phone.finger.settle();
    assert!(page.contains("data-testid=\"courier-given\""), "{page}");
    assert!(phone.asked().is_empty());
    let page = phone.press("courier-take");
    state(&page, "taken");
    assert!(!page.contains("courier-given"));
    assert_eq!(phone.asked(), ["import [9]"]);
}

#[test]
fn files_that_came_one_after_the_other_wait_for_a_tap_each_wherever_the_person_goes() {
    let machine = FakeMachine {
        received_files: Arc::new(Mutex::new(vec![vec![8], vec![9]])),
        ..english()
    }
    .telling(&[Event::ReceivedFile, Event::ReceivedFile]);
    let mut phone = Phone::on(Fake::open(), machine);
    phone.finger.settle();
    phone.press("go-back");
    phone.press("go-sync");
    let page = phone.press("go-courier");
    assert!(page.contains("data-testid=\"courier-given\""), "{page}");
    let page = phone.press("courier-take");
    state(&page, "taken");
    assert!(page.contains("data-testid=\"courier-given\""), "{page}");
    assert!(!phone.press("courier-take").contains("courier-given"));
    assert_eq!(phone.asked(), ["import [9]", "import [8]"]);
}

#[test]
fn a_file_that_came_while_locked_waits_for_the_unlocking() {
    let locked = Fake {
        later: Some(VaultState::Open(me())),
        ..Fake::with(VaultState::Locked)
    };
    let mut phone = Phone::on(locked, handed_over());
    assert!(phone.finger.page().contains("pin-dots"));
    for key in ["key-1", "key-2", "key-3", "key-4", "pin-go-on"] {
        phone.press(key);
    }
    assert!(
        phone.finger.page().contains("courier-given"),
        "{}",
        phone.finger.page()
    );
    assert!(phone.asked().is_empty());
}

#[test]
fn who_practises_or_can_hand_nothing_over_is_offered_nothing() {
    let practising = Fake::with(VaultState::Open(Me {
        practise: true,
        ..me()
    }));
    let page = page_on(&practising, english(), Some(Route::Sync));
    assert!(!page.contains("go-courier"), "{page}");
    let bare = FakeMachine {
        files: false,
        ..english()
    };
    let page = page_on(&Fake::open(), bare, Some(Route::Courier));
    assert!(
        !page.contains("courier-give") && !page.contains("courier-open"),
        "{page}"
    );
}

#[test]
fn the_screen_says_in_every_state_and_language_where_the_records_are() {
    for language in crate::i18n::languages() {
        let machine = FakeMachine::speaking(&language.tag);
        let mut phone = Phone::carrying(Fake::open(), machine);
        let page = phone.press("courier-give-all");
        labels::check(&format!("courier in {}", language.tag), &page);
        for mark in [
            "data-testid=\"place-only-here\" data-count=\"2\"",
            "data-testid=\"place-with-courier\" data-count=\"1\"",
            "data-testid=\"place-at-relay\" data-count=\"0\"",
        ] {
            assert!(page.contains(mark), "{mark}: {page}");
        }
    }
}
